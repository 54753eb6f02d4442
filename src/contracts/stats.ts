// Figures of the running engine, and something long that is under way.
import type { Pixels, Seconds, Unit01 } from '../core/units'
import type { ModelBackend } from './model'

/** What `impasto.stats()` tells. Seconds, bytes, counts; rates per second over the last second. */
export interface Stats {
  /** 'webgpu' or 'webgl2', where the stage is drawn. */
  readonly stage: 'webgpu' | 'webgl2'
  /** Of the stage's pixels along a side, how many are drawn; the rest is enlarged. */
  readonly stageScale: Unit01
  /** Where the model runs; null until one is ready. */
  readonly backend: ModelBackend | null
  /** In which of its ways the painter paints: 'fused f16'; null while none is ready or it has only one. */
  readonly painter: string | null
  /** The graphics adapter as the browser names it. */
  readonly adapter: string
  readonly stageFps: number
  readonly modelFps: number
  /** The longer side of the newest painting, pixels; null until there is one. */
  readonly modelSize: Pixels | null
  /** Who chooses the size: the governor, or a hand, the address or the model itself. */
  readonly modelSizeBy: 'auto' | 'pinned'
  /** Of the time, how much the governor lets the painter work. */
  readonly modelShare: Unit01
  /** Seconds from the capture of the frame that is painted on stage to now; null until there is a painting. */
  readonly frameAge: Seconds | null
  /** Stage frames that came later than one and a half display intervals, since start. */
  readonly droppedFrames: number
  readonly frames: number
  readonly paintings: number
  readonly readbacks: number
  readonly tensors: number
  readonly gpuBuffers: number
  readonly gpuTextures: number
  readonly gpuBytes: number
  /** GPU objects made since start, alive or not. */
  readonly gpuMade: number
}

/** Something long that is under way, for the page's bar. */
export interface Progress {
  /** What is being waited for: "Bank 0". */
  readonly what: string
  /** 0..1, or null when it cannot be known. */
  readonly done: Unit01 | null
  /** Seconds left, or null when it cannot be known. */
  readonly left: Seconds | null
}
