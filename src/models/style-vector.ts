// A style is a vector: the gammas and betas of every norm. A mix is their weighted sum.
import type { StyleMix } from '../contracts/style'
import type { NormLayer, Plan } from './plan'
import { valueAt, weightOf, type Weights } from './weights'

export interface NormVector {
  readonly style: string
  readonly gamma: Float32Array<ArrayBuffer>
  readonly beta: Float32Array<ArrayBuffer>
}

/** One vector a norm, all ones and zeros until `mixInto`. */
export function normVectors(plan: Plan): NormVector[] {
  const norms = plan.layers.filter((layer): layer is NormLayer => layer.op === 'instanceNorm')
  return norms.map(({ style, channels }) => ({
    style,
    gamma: new Float32Array(channels).fill(1),
    beta: new Float32Array(channels),
  }))
}

/** The weighted sum of all styles' rows; `mix` has one weight a style, in the header's order, and sums to 1. */
export function mixInto(weights: Weights, mix: Float32Array, vectors: readonly NormVector[]): void {
  for (const { style, gamma, beta } of vectors) {
    addRows(weightOf(weights, `${style}.gamma`).data, mix, gamma)
    addRows(weightOf(weights, `${style}.beta`).data, mix, beta)
  }
}

function addRows(rows: Float32Array, mix: Float32Array, out: Float32Array): void {
  out.fill(0)
  for (let s = 0; s < mix.length; s++) {
    const weight = valueAt(mix, s)
    if (weight === 0) continue
    for (let c = 0; c < out.length; c++) out[c] = valueAt(out, c) + weight * valueAt(rows, s * out.length + c)
  }
}

/**
 * `mix` as one weight for each of `ids`, normalised to sum 1. Weights below zero and ids that aren't there count as nothing;
 * a mix of nothing is the first style.
 */
export function mixWeights<T extends Float32Array>(ids: readonly string[], mix: StyleMix, out: T): T {
  let sum = 0
  ids.forEach((id, i) => {
    const weight = mix[id] ?? 0
    out[i] = weight > 0 && Number.isFinite(weight) ? weight : 0
    sum += valueAt(out, i)
  })
  if (sum === 0) {
    out[0] = 1
    return out
  }
  for (let i = 0; i < out.length; i++) out[i] = valueAt(out, i) / sum
  return out
}
