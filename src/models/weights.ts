// Matches a plan with its tensors: everything there, of the right shape, and all finite.
import { ImpastoError } from '../core/errors'
import { PLAY_ON } from './fields'
import { type Plan, tensorNeeds } from './plan'
import { type NamedTensor, readSafetensors } from './safetensors'

export type Weights = ReadonlyMap<string, NamedTensor>

/**
 * The weights that `plan` needs, from a safetensors file.
 * @throws {ImpastoError} naming the file and the tensor
 */
export function readWeights(file: string, bytes: ArrayBuffer, plan: Plan): Weights {
  const all = readSafetensors(file, bytes)
  const needed = new Map<string, NamedTensor>()
  for (const { name, shape } of tensorNeeds(plan)) {
    const tensor = all.get(name)
    const asked = `${file}: tensor '${name}' [${shape.join(', ')}]`
    if (!tensor) throw new ImpastoError({ asked, found: 'it is missing', remedy: PLAY_ON })
    if (tensor.shape.length !== shape.length || tensor.shape.some((side, i) => side !== shape[i])) {
      throw new ImpastoError({ asked, found: `its shape is [${tensor.shape.join(', ')}]`, remedy: PLAY_ON })
    }
    checkFinite(file, name, tensor.data)
    needed.set(name, tensor)
  }
  return needed
}

/** @throws {ImpastoError} when a number is NaN or infinite */
export function checkFinite(file: string, name: string, data: ArrayLike<number>): void {
  for (let i = 0; i < data.length; i++) {
    const value = data[i]
    if (value === undefined || Number.isFinite(value)) continue
    throw new ImpastoError({
      asked: `${file}: tensor '${name}' must hold finite numbers`,
      found: `number ${i} is ${value}, so the picture would be black`,
      remedy: PLAY_ON,
    })
  }
}

/** One value of a typed array whose length was checked when it was read. */
export function valueAt(data: Float32Array, index: number): number {
  return data[index] ?? 0
}

/** The tensor `readWeights` has made sure of. */
export function weightOf(weights: Weights, name: string): NamedTensor {
  const tensor = weights.get(name)
  if (!tensor) throw new Error(`weights without '${name}' passed their check`)
  return tensor
}
