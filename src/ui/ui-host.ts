// What the page needs from the rest of the house besides the Show: figures, pictures to pick from, files to open.
import type { Shelf } from '../show/store'
import type { BankCard } from '../contracts/bank-card'
import type { AudioFeatures } from '../contracts/sound'
import type { Stats } from '../contracts/stats'
import type { StyleInfo } from '../contracts/style'
import type { KeyOffer } from '../contracts/key-chord'
import type { PathApi } from '../contracts/style-path'

/** A style as the picker shows it. */
export interface PageStyle extends StyleInfo {
  /** A still of the style: URL or data URL, shown until a painted thumbnail takes its place. */
  readonly thumbnail?: string
  /** False while it warms: its thumbnail carries a ring, and it goes live on its own. */
  readonly ready: boolean
  /** Its name in its model, where that is another. */
  readonly inModel?: string
}

/** A sketch as the picker shows it. */
export interface PageSketch {
  readonly id: string
  readonly title: string
  readonly about: string
  /** A still of the piece, 16:9: URL or data URL. */
  readonly still?: string
}

/** What the page looks at. What it does, it does by commands to the Show. */
export interface UiHost {
  /** Where the page keeps its layers and folds. @defaultValue nowhere */
  readonly storage?: Shelf
  stats(): Stats
  audio(): AudioFeatures
  sketches(): readonly PageSketch[]
  styles(): readonly PageStyle[]
  /** The path through the styles. */
  readonly path?: PathApi
  /** Paints the current source in a style onto `canvas` (already sized). Called for one style at a time, when the page is idle. False: nothing was painted. */
  paintThumbnail?(styleId: string, canvas: HTMLCanvasElement): Promise<boolean>
  /** A small stream of the camera with that name; the page stops its tracks when the hand leaves the picker. */
  previewCamera?(label: string): Promise<MediaStream | null>
  /** Of what is painted, width by height; null while there is no painting. */
  pictureAspect?(): number | null
  /** What a model says of itself and its styles. Rejects when it says nothing. */
  card?(model: string): Promise<BankCard>
  openFile(file: File): void
  /** Keys that other rooms offer, for the sheet. */
  readonly moreKeys?: readonly KeyOffer[]
}

/** The addresses the page knows by name; everything else it learns from the Show. A missing one only lacks its control. */
export const ADDRESS = {
  source: 'source/kind',
  camera: 'source/camera',
  sound: 'audio/source',
  style: 'style/current',
  mix: 'style/mix/',
  mask: 'style/mask',
  sketch: 'sketch/current',
  blackout: 'stage/blackout',
  freeze: 'stage/freeze',
  hud: 'page/hud',
  panel: 'page/panel',
  pin: 'page/pin',
  log: 'page/log',
  help: 'page/help',
  code: 'page/code',
  pieces: 'page/pieces',
  bank: 'page/bank',
} as const

/** The style that is no style: the raw picture. */
export const NO_STYLE = 'none'
