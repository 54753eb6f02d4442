// The public handle: what `createEngine` resolves with and `globalThis.impasto` is. Stable; documented here once.
import type { AudioFeatures } from './sound'
import type { Stats } from './stats'
import type { StyleInfo } from './style'
import type { Notice } from '../core/log'
import type { Show } from '../show/show'
import type { PathApi, StyleAsk } from './style-path'
import type { Store } from '../show/store'
import type { UrlOptions } from '../show/url-options'
import type { Pixels, Seconds, Unit01 } from '../core/units'

export interface EngineOptions extends Partial<UrlOptions> {
  /** The element that the stage fills. */
  mount: HTMLElement
  /** False: the stage alone, without panel, HUD, keys and notices. @defaultValue true */
  page?: boolean
  /** Sentences about what of the address could not be understood, for the log. */
  problems?: readonly string[]
  /** What is kept from visit to visit, opened. With the manual clock it is not asked. @defaultValue nothing is kept */
  store?: Store
}

/** What `impasto.on` can listen to. */
export interface EngineEvents {
  /** Something failed; the show goes on. */
  error: Notice
  warning: Notice
  /** A model became ready, or the painter moved to another backend. */
  model: { id: string; backend: 'webgpu' | 'wasm' }
  beat: { tempo: number; time: Seconds }
  /** The graphics device was lost, or the stage is back on one. */
  device: { state: 'lost' | 'restored'; stage: 'webgpu' | 'webgl2' }
}

export interface SketchInfo {
  readonly id: string
  readonly title: string
  readonly about: string
}

export interface StyleChange {
  /** 0: the picture itself, 1: the painting. */
  strength?: Unit01
  /** How long the glide takes. */
  seconds?: Seconds
}

/** A deck as the handle has it. */
export interface DeckApi {
  /** Puts a sketch on it. @throws {ImpastoError} when there is none of that id or it fails; the old one plays on */
  load(sketch: string): Promise<void>
}

export interface Engine {
  /** Resolves when the stage is lit and the first model is warm, or is known not to come. */
  readonly ready: Promise<void>
  /**
   * Evaluates live code and puts its chain on stage.
   * @throws {ImpastoError} with line and column; the old picture stays
   */
  run(code: string): Promise<void>
  /** Puts a sketch on stage. @throws {ImpastoError} when there is none of that id or it fails; the old one plays on */
  loadSketch(id: string): Promise<void>
  readonly sketches: readonly SketchInfo[]
  readonly styles: readonly StyleInfo[]
  /**
   * A style's id, 'none', a mix of weights, a path ([{ style, hold, glide, ease }, …]), or 'path' and 'pad' as the panel has them.
   * Whatever was asked for last has the styles. @throws {ImpastoError} when no model has that style
   */
  setStyle(style: StyleAsk, change?: StyleChange): void
  /** A deck: all that plays is below `deck/a/…` or `deck/b/…`, mixed by mix/crossfade. The second comes when something is loaded into it. */
  deck(id: 'a' | 'b'): DeckApi
  /** The path through the styles: where it is; play, pause, next, previous. */
  readonly path: PathApi
  /** With the manual clock: advance `dt` seconds, run the model on that frame to its end, draw one stage frame. */
  step(dt: Seconds): Promise<void>
  /** The stage as pixels, the one place that reads back. */
  snapshot(size?: { width?: Pixels; height?: Pixels }): Promise<ImageData>
  stats(): Stats
  readonly audio: AudioFeatures
  /** Every parameter and the one door to them. */
  readonly show: Show
  on<K extends keyof EngineEvents>(type: K, listener: (payload: EngineEvents[K]) => void): () => void
  dispose(): Promise<void>
}
