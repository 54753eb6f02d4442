// A model in memory, checked and independent of any backend: plain data that can be posted to a worker and outlives a lost GPU.
import type { io } from '@tensorflow/tfjs-core'
import type { ModelHeader } from './header'
import type { Plan } from './plan'
import type { Weights } from './weights'

interface LoadedBase {
  readonly header: ModelHeader
  /** What the self-test paints; null when the model ships none. */
  readonly selfTest: SelfTest | null
}

export interface PlanModel extends LoadedBase {
  readonly kind: 'plan'
  readonly plan: Plan
  readonly weights: Weights
}

export interface UserModel extends LoadedBase {
  readonly kind: 'graph' | 'layers'
  readonly topology: Record<string, unknown>
  readonly specs: io.WeightsManifestEntry[]
  readonly data: ArrayBuffer
}

export type LoadedModel = PlanModel | UserModel

/** A tiny picture and what the model makes of it, RGB, 8 bit. */
export interface SelfTest {
  readonly width: number
  readonly height: number
  readonly picture: Uint8Array<ArrayBuffer>
  readonly cases: readonly {
    readonly mix: Readonly<Record<string, number>>
    readonly painting: Uint8Array<ArrayBuffer>
  }[]
}
