// A pass's weights in the order in which its kernel reads them; channels that are not there weigh 0.
import type { Pass } from '../fused/fuse'
import { foldNearest } from '../fused/pack'
import { slicesOf } from '../fused/view'
import { valueAt, weightOf, type Weights } from '../../weights'

/** A pass's output channels are worked off in blocks of two slices; what is left over is a block of one. */
export interface Block {
  /** The first of its slices. */
  readonly slice: number
  /** How many: vectors of four channels. */
  readonly vectors: number
}

export function blocksOf(pass: Pass): Block[] {
  const slices = slicesOf(pass)
  return Array.from({ length: Math.ceil(slices / 2) }, (_, i) => ({
    slice: i * 2,
    vectors: Math.min(2, slices - i * 2),
  }))
}

/** Kernel rows and columns as they are run: a 3x3 that is folded is four of 2x2. */
export function sideOf(pass: Pass): number {
  return pass.folded ? 2 : (pass.layer?.kernel ?? 1)
}

/** conv: [corner][block], each as `convKernel` reads it; depthwise: as `depthwiseKernel` reads it. */
export function packWeights(pass: Pass, weights: Weights): Float32Array<ArrayBuffer> {
  const { layer } = pass
  if (!layer) return new Float32Array(0)
  const kernel = weightOf(weights, `${layer.name}.kernel`).data
  const bias = layer.bias ? weightOf(weights, `${layer.name}.bias`).data : new Float32Array(0)
  const packed: number[] = []
  if (pass.kind === 'depthwise') {
    const taps = layer.kernel * layer.kernel
    for (let slice = 0; slice < slicesOf(pass); slice++) {
      const channels = [0, 1, 2, 3].map((i) => slice * 4 + i)
      for (const c of channels) packed.push(valueAt(bias, c))
      for (let tap = 0; tap < taps; tap++) {
        for (const c of channels) packed.push(c < layer.in ? valueAt(kernel, tap * layer.in + c) : 0)
      }
    }
    return new Float32Array(packed)
  }
  const taps = sideOf(pass) ** 2
  const inputs = slicesOf(pass.source) * 4
  for (const corner of pass.folded ? foldNearest(kernel, layer.in * layer.channels) : [kernel]) {
    for (const { slice, vectors } of blocksOf(pass)) {
      const channels = Array.from({ length: vectors * 4 }, (_, i) => slice * 4 + i)
      for (const o of channels) packed.push(valueAt(bias, o))
      for (let tap = 0; tap < taps; tap++) {
        for (let c = 0; c < inputs; c++) {
          for (const o of channels) {
            const there = c < layer.in && o < layer.channels
            packed.push(there ? valueAt(corner, (tap * layer.in + c) * layer.channels + o) : 0)
          }
        }
      }
    }
  }
  return new Float32Array(packed)
}
