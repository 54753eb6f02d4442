// What the page does besides commands, in terms of the engine's handle: figures, pictures to pick from, files, stills.
import type { BankCard } from '../contracts/bank-card'
import type { StyleInfo } from '../contracts/style'
import type { Engine } from '../contracts/engine-api'
import type { KeyOffer } from '../contracts/key-chord'
import type { UiHost } from './ui-host'

export interface DeedsOptions {
  engine: Engine
  /** The painter, as far as the page looks at it. */
  painter: {
    readonly styles: readonly (StyleInfo & { readonly thumbnail?: string; readonly inModel: string })[]
    /** Null while no model is ready. */
    readonly takes: unknown
    thumbnail(style: string, canvas: HTMLCanvasElement): Promise<boolean>
    card(model: string): Promise<BankCard>
    newest(): { readonly picture: { readonly width: number; readonly height: number } } | null
  }
  /** False leaves the painter to the stage: a run by hand paints nothing else. */
  thumbnails: boolean
  preview(camera: string): Promise<{ readonly video: HTMLVideoElement } | null>
  openFile(file: File): void
  readonly moreKeys: readonly KeyOffer[]
  readonly storage?: UiHost['storage']
}

export function uiHost({ engine, painter, thumbnails, preview, openFile, ...given }: DeedsOptions): UiHost {
  return {
    stats: () => engine.stats(),
    audio: () => engine.audio,
    sketches: () => engine.sketches.map((sketch) => ({ ...sketch, still: `/stills/${sketch.id}.jpg` })),
    styles: () => painter.styles.map((style) => ({ ...style, ready: painter.takes !== null })),
    path: engine.path,
    pictureAspect() {
      const picture = painter.newest()?.picture
      return picture ? picture.width / picture.height : null
    },
    card: (model) => painter.card(model),
    ...(thumbnails
      ? { paintThumbnail: (style: string, canvas: HTMLCanvasElement) => painter.thumbnail(style, canvas) }
      : {}),
    async previewCamera(label) {
      const stream = (await preview(label))?.video.srcObject
      return stream instanceof MediaStream ? stream : null
    },
    openFile,
    moreKeys: given.moreKeys,
    ...(given.storage && { storage: given.storage }),
  }
}
