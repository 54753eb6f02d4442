// Weights as the passes read them: for each group of output slices one run of vec4, in the order of the loops. All in f32 on the CPU.
import { valueAt, weightOf, type Weights } from '../../weights'
import type { Pass } from './fuse'
import type { Tile } from './tile'
import { slicesOf } from './view'

/**
 * conv: [corner][group][input slice][tap][slice of the group][input channel of 4] of vec4 (4 output channels);
 * depthwise: [slice][tap] of vec4. Then the bias, one vec4 a slice. Channels that are not there weigh 0.
 * Last, of a pass that spreads, how far apart its taps are.
 */
export function packWeights(pass: Pass, tile: Tile, weights: Weights): Float32Array<ArrayBuffer> {
  const { layer } = pass
  if (!layer) return new Float32Array(0)
  const kernel = weightOf(weights, `${layer.name}.kernel`).data
  const bias = layer.bias ? weightOf(weights, `${layer.name}.bias`).data : null
  const slices = slicesOf(pass)
  const packed: number[] = []
  if (pass.kind === 'depthwise') {
    const taps = layer.kernel * layer.kernel
    for (let c = 0; c < slices * 4; c += 4) {
      for (let tap = 0; tap < taps; tap++) {
        for (let k = c; k < c + 4; k++) packed.push(k < layer.in ? valueAt(kernel, tap * layer.in + k) : 0)
      }
    }
  } else {
    const shape = { in: layer.in, out: layer.channels }
    const corners = pass.folded ? foldNearest(kernel, shape.in * shape.out) : [kernel]
    for (const corner of corners) packConv(corner, shape, pass.folded ? 4 : layer.kernel * layer.kernel, tile, packed)
  }
  for (let o = 0; o < slices * 4; o++) packed.push(bias && o < layer.channels ? valueAt(bias, o) : 0)
  if (pass.spreads) packed.push(layer.dilation, 0, 0, 0)
  return new Float32Array(packed)
}

/** How many vec4 `packWeights` makes for the pass. */
export function packedCount({ kind, layer, folded, spreads, source, ...pass }: Pass): number {
  if (!layer) return 0
  const slices = slicesOf(pass)
  const taps = layer.kernel * layer.kernel
  if (kind === 'depthwise') return slices * taps + slices
  const products = slices * slicesOf(source) * 4
  return products * (folded ? 4 * 4 : taps) + slices + (spreads ? 1 : 0)
}

function packConv(
  kernel: Float32Array,
  shape: { readonly in: number; readonly out: number },
  taps: number,
  tile: Tile,
  packed: number[],
): void {
  const inputs = Math.ceil(shape.in / 4) * 4
  const outputs = Math.ceil(shape.out / 4)
  for (let first = 0; first < outputs; first += tile.slices) {
    for (let i = 0; i < inputs; i += 4) {
      for (let tap = 0; tap < taps; tap++) {
        for (let slice = first; slice < first + tile.slices; slice++) {
          for (let c = i; c < i + 4; c++) {
            for (let o = slice * 4; o < slice * 4 + 4; o++) {
              const there = c < shape.in && o < shape.out
              packed.push(there ? valueAt(kernel, (tap * shape.in + c) * shape.out + o) : 0)
            }
          }
        }
      }
    }
  }
}

/**
 * The four 2x2 kernels that do to a picture what the 3x3 `kernel` does to it enlarged twice (nearest), for the upper left, upper
 * right, lower left and lower right of the four pixels that each pixel becomes. Where two taps of the 3x3 fall on one pixel, their
 * weights are added. A repeated edge stays right: the large picture's edge pixels are copies of the small one's.
 * @param size numbers a tap (inputs times outputs)
 */
export function foldNearest(kernel: Float32Array, size: number): Float32Array<ArrayBuffer>[] {
  const merged = [
    [[0], [1, 2]],
    [[0, 1], [2]],
  ]
  return merged.flatMap((rows) =>
    merged.map((columns) => {
      const folded = new Float32Array(4 * size)
      rows.forEach((above, a) =>
        columns.forEach((beside, b) => {
          for (let i = 0; i < size; i++) {
            let sum = 0
            for (const y of above) for (const x of beside) sum += valueAt(kernel, (y * 3 + x) * size + i)
            folded[(a * 2 + b) * size + i] = sum
          }
        }),
      )
      return folded
    }),
  )
}
