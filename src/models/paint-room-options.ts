// What the models room is made with, and what it tells.
import type { Picture } from '../contracts/frame'
import type { ModelBackend } from '../contracts/model'
import type { Progress } from '../contracts/stats'
import type { StyleMix } from '../contracts/style'
import type { Clock } from '../core/clock'
import type { Log } from '../core/log'
import type { Show } from '../show/show'
import type { Shelf } from '../show/store'
import type { UrlOptions } from '../show/url-options'
import type { Gpu } from '../gpu/device'
import type { ManifestEntry } from './manifest'
import type { BackendChoice } from './open-painter'
import type { PathBeat } from '../style/path/path-clock'

export interface StyleTransferOptions {
  manifest: readonly ManifestEntry[]
  show: Show
  log: Log
  clock: Clock
  /** The shared device; null: there is none (yet), the painter runs on WASM. */
  gpu: Gpu | null
  /** @defaultValue 'auto': a real GPU, else WASM */
  backend?: BackendChoice
  /** A fixed working size instead of the parameter `model/size`, if it has both sides; the picture is squeezed into it. @defaultValue null */
  size?: UrlOptions['model']
  /** True: 'auto' sizes and cadence follow what the machine can do; false: they are always the same. @defaultValue false */
  governed?: boolean
  /** Tempo and beat, for what moves with the music. @defaultValue silence */
  beats?: PathBeat
  /** Where it is kept which way of painting was the fastest here. @defaultValue nowhere */
  variants?: Shelf
}

export interface StyleTransferEvents {
  /** A model is ready, or moved to another backend. */
  model: { id: string; backend: ModelBackend }
  /** A model is being fetched; null when that is over. */
  progress: Progress | null
}

export interface Painting {
  readonly picture: Picture
  /** What it was painted with, by style id, summing to 1. */
  readonly mix: StyleMix
  /** `MaskControls.key` of its mask, empty without one. */
  readonly mask: string
}
