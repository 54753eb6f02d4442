// A model at work: its ports, a job, and the painter that does it.
import type { Disposable } from '../core/scope'
import type { Pixels, Seconds } from '../core/units'
import type { Picture } from './frame'
import type { StyleInfo, StyleMask, StyleMix } from './style'
import type { PathApi } from './style-path'

/** What flows into and out of a model, so that models can chain. */
export type PortKind = 'picture' | 'mask' | 'vector' | 'text' | 'sound'

export interface Port {
  readonly name: string
  readonly kind: PortKind
}

export interface PaintJob {
  readonly picture: Picture
  readonly mix: StyleMix
  /** A second mix, and where it is. A painter that can't do it paints without. @defaultValue null */
  readonly mask?: StyleMask | null
  /** The model's working size, multiples of the model's `multiple`. */
  readonly width: Pixels
  readonly height: Pixels
}

export type ModelBackend = 'webgpu' | 'wasm'

/** A model ready to paint. One job at a time: `paint` while busy rejects. */
export interface Painter extends Disposable {
  readonly backend: ModelBackend
  /** In which of its ways it paints, for the HUD and reports: 'fused f16'. */
  readonly way?: string
  /** Which kind of picture a job must carry. */
  readonly takes: 'gpu' | 'image'
  /** Resolves with the painting (of the job's size) when the work is done; the picture stays valid until two paintings later. */
  paint(job: PaintJob): Promise<Picture>
  /** Makes ready what masks need, in the background; absent where nothing is needed or masks can't be painted. */
  arm?(): Promise<void>
  /** tfjs tensors alive on this painter's backend. */
  tensors(): number
  /** How long the newest painting kept the GPU busy; null or absent where that can't be measured. */
  gpuTime?(): Seconds | null
}

/** A painter as live code borrows it: one picture at a time, in a mix of its own. */
export interface PaintApi {
  readonly styles: readonly StyleInfo[]
  /** Names that a mix may have besides: of what changes its styles by itself. @defaultValue none */
  readonly moving?: readonly string[]
  /** The path through the styles. @defaultValue there is none */
  readonly path?: PathApi
  /** Which kind of picture it wants next ('image' also takes pixels); null while none is ready. */
  readonly takes: 'gpu' | 'image' | null
  /** The size it works at, for pictures of this aspect (width / height). */
  modelSize(aspect: number): { readonly width: Pixels; readonly height: Pixels }
  /** Null while it is busy, or the model of these styles is still coming. The picture stays valid until two paintings later. */
  paintAs(picture: Picture, mix: StyleMix): Promise<Picture> | null
  /** Resolves when it is idle and no model is on its way. */
  idle(): Promise<void>
}
