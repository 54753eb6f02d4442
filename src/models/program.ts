// A model as TensorFlow.js ops on whatever backend is set: the part that the WebGPU painter and the WASM worker share.
import type * as TfCore from '@tensorflow/tfjs-core'
import type { LoadedModel } from './loaded-model'
import { createPlanProgram } from './plan-program'
import { createUserProgram } from './user-program'

export type Tf = typeof TfCore
export type Tensor4D = TfCore.Tensor4D

export interface Program {
  /** The mix of styles from now on: one weight a style, in the header's order, summing to 1. Costs nothing when it is the same. */
  setMix(mix: Float32Array): void
  /** RGB 0..1 [1, height, width, 3] to the same; the caller disposes of both. */
  run(picture: Tensor4D): Tensor4D
  /** Idempotent. */
  dispose(): void
}

/**
 * Puts the model's weights on the backend that `tf` has set.
 * @throws {ImpastoError} when TensorFlow.js refuses a user's model
 */
export async function createProgram(tf: Tf, model: LoadedModel): Promise<Program> {
  return model.kind === 'plan' ? createPlanProgram(tf, model.plan, model.weights) : createUserProgram(tf, model)
}
