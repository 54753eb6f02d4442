// A model as TensorFlow.js ops on whatever backend is set: the part that the WebGPU painter and the WASM worker share.
import type * as TfCore from '@tensorflow/tfjs-core'
import type { LoadedModel } from '../../loaded-model'
import { createPlanProgram } from './plan-program'
import { createUserProgram } from './user-program'

export type Tf = typeof TfCore
export type Tensor4D = TfCore.Tensor4D

export interface Program {
  /** The mix of styles from now on, and for masks a second one: one weight a style, in the header's order, summing to 1. Costs nothing when it is the same. */
  setMix(mix: Float32Array, second?: Float32Array | null): void
  /**
   * RGB 0..1 [1, height, width, 3] to the same; the caller disposes of both. A `mask` [1, height, width, 1] says where it is the
   * second mix, 0..1; a model without a plan paints without it.
   */
  run(picture: Tensor4D, mask?: Tensor4D | null): Tensor4D
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
