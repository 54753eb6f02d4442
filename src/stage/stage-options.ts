// What a stage is made with, and a picture of it on its way out.
import type { Log } from '../core/log'
import type { Show } from '../show/show'
import type { Pixels, Unit01 } from '../core/units'
import type { Gpu } from '../gpu/device'
import type { HeldPicture, StageSize } from './canvas'
import type { SketchModule } from './define-sketch'
import type { StageContext, StyleApi } from './sketch-instance'

export interface StageOptions extends Pick<StageContext, 'findPlace'> {
  /** The element that the stage fills. */
  mount: HTMLElement
  /** The shared device; null draws with WebGL 2. */
  gpu: Gpu | null
  show: Show
  log: Log
  /** @defaultValue the mount's own size, followed */
  size?: StageSize
  /** True: where the machine is too slow for all of them, fewer pixels are drawn, and less exactly where there is no GPU. @defaultValue false */
  saving?: boolean
  /** How much of the painting shows, 0..1, asked once a frame. @defaultValue the parameter style/strength */
  strength?: () => Unit01
  /** How sketches ask for styles. @defaultValue nobody listens */
  style?: StyleApi
  /** The last picture of the stage before, let go when this one has drawn. */
  held?: HeldPicture
  /** Called when a sketch that went on failing has been taken off for the one before it. */
  onReturn?(id: string, sketch: SketchModule): void
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
