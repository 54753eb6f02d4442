// What the page and the WASM worker say to each other. Pixels and bitmaps are handed over, never copied.
import type { MaskShape } from '../../../contracts/style'
import type { Pixels } from '../../../core/units'
import type { LoadedModel } from '../../loaded-model'

export interface LoadMessage {
  readonly type: 'load'
  readonly model: LoadedModel
  /** False: the binary without SIMD, also where the browser has it. */
  readonly simd: boolean
  /** The most threads that paint, the worker's own included. */
  readonly threads: number
  /** False: TensorFlow.js, also where our own kernels could paint the model. */
  readonly own: boolean
}

export interface PaintMessage {
  readonly type: 'paint'
  /** A picture of any size, or RGBA of exactly the job's size. */
  readonly source:
    { readonly bitmap: ImageBitmap; readonly mirror: boolean } | { readonly pixels: Uint8ClampedArray<ArrayBuffer> }
  readonly width: Pixels
  readonly height: Pixels
  /** One weight a style, summing to 1. */
  readonly mix: Float32Array<ArrayBuffer>
  /** A second mix, and where it is; null: nowhere. */
  readonly mask: { readonly mix: Float32Array<ArrayBuffer>; readonly shape: MaskShape } | null
  /** A buffer to put the painting in, from an earlier painting of this size. */
  readonly recycled: Uint8ClampedArray<ArrayBuffer> | null
}

export type ToWorker = LoadMessage | PaintMessage

export type FromWorker =
  | {
      readonly type: 'ready'
      readonly simd: boolean
      /** What our own kernels did wrong, so that TensorFlow.js paints. */
      readonly wrong: string | null
    }
  | {
      readonly type: 'painted'
      readonly pixels: Uint8ClampedArray<ArrayBuffer>
      readonly tensors: number
      /** That worked at it. */
      readonly threads: number
    }
  /** The job or the loading failed; the worker goes on. `shown` is for the performer as it is. */
  | { readonly type: 'failed'; readonly shown: WorkerError | null; readonly message: string }

/** An ImpastoError in pieces: errors lose their class on the way between threads. */
export interface WorkerError {
  readonly asked: string
  readonly found: string
  readonly remedy: string
}
