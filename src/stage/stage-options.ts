// What a stage is made with, and a picture of it on its way out.
import type { Log } from '../core/log'
import type { Show } from '../show/show'
import type { Pixels } from '../core/units'
import type { Gpu } from '../gpu/device'
import type { HeldPicture, StageSize } from './canvas'
import type { DeckLayerOptions } from './deck-layer'
import type { StageContext } from './sketch-instance'

export interface StageOptions
  extends Pick<StageContext, 'findPlace'>, Pick<DeckLayerOptions, 'style' | 'strength' | 'onReturn'> {
  /** The element that the stage fills. */
  mount: HTMLElement
  /** The shared device; null draws with WebGL 2. */
  gpu: Gpu | null
  /** The stage's own parameters. */
  show: Show
  /** The first deck's branch. @defaultValue the same */
  deck?: Show
  log: Log
  /** @defaultValue the mount's own size, followed */
  size?: StageSize
  /** True: where the machine is too slow for all of them, fewer pixels are drawn, and less exactly where there is no GPU. @defaultValue false */
  saving?: boolean
  /** The last picture of the stage before, let go when this one has drawn. */
  held?: HeldPicture
}

/** One picture of the stage on its way out; see output/snapshot.ts. */
export interface Capture {
  readonly width: Pixels
  readonly height: Pixels
  /** True when the rows come from the bottom up. */
  readonly bottomUp: boolean
  /** RGBA, 8 bit. */
  read(): Promise<Uint8Array>
  dispose(): void
}
