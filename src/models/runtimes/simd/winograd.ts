// 3x3 convolutions with 16 multiplications where four pixels take 36: Winograd's F(2x2, 3x3), as in Lavin and Gray, arXiv 1509.09308.
// Squares of 4x4 pixels become 16 numbers, each is multiplied through the channels on its own, and 16 become 2x2 pixels again.
import type { Pass } from '../fused/fuse'
import { slicesOf } from '../fused/view'
import { valueAt, weightOf, type Weights } from '../../weights'
import { type Code, countDown, f32x4, int, type Kernel, kernel, load, loadInt, type Local, store } from './assembler'
import type { ConvShape } from './conv-kernel'
import { pixelBytes } from './layout'
import { blocksOf } from './pack'

/** Numbers that a square of 4x4 pixels becomes. */
export const PARTS = 16
/** Below this many channels in or out the way there and back costs more than it saves. */
const WORTH = 16
/** Which part the bias is added to: it reaches each of the four pixels once. */
const MIDDLE = 5

export function usesWinograd({ kind, layer, folded, source, channels }: Pass): boolean {
  if (kind !== 'conv' || !layer || folded || layer.kernel !== 3 || layer.stride !== 1) return false
  // Taps that lie apart make squares as well, of pixels that lie apart; the other kernel reads neighbours only.
  return layer.dilation > 1 || Math.min(source.channels, channels) >= WORTH
}

/** For each block of output channels: one number of all squares, times the channels. Squares lie [square][part][slice]. */
export function partShapes(pass: Pass): ConvShape[] {
  const step = pixelBytes(pass.source) * PARTS
  const run = slicesOf(pass.source) * 4
  return blocksOf(pass).map(({ vectors }) => ({ rows: 1, run, step, spread: pixelBytes(pass) * PARTS, vectors }))
}

/** [part][block], each as `convKernel` reads it. */
export function packWinograd(pass: Pass, weights: Weights): Float32Array<ArrayBuffer> {
  const { layer } = pass
  if (!layer) throw new Error(`${pass.name} has no weights`)
  const kernel3 = weightOf(weights, `${layer.name}.kernel`).data
  const bias = layer.bias ? weightOf(weights, `${layer.name}.bias`).data : new Float32Array(0)
  const packed: number[] = []
  const inputs = slicesOf(pass.source) * 4
  for (let part = 0; part < PARTS; part++) {
    for (const { slice, vectors } of blocksOf(pass)) {
      const channels = Array.from({ length: vectors * 4 }, (_, i) => slice * 4 + i)
      for (const o of channels) packed.push(part === MIDDLE ? valueAt(bias, o) : 0)
      for (let c = 0; c < inputs; c++) {
        for (const o of channels) {
          const there = c < layer.in && o < layer.channels
          const tap = (y: number, x: number): number =>
            valueAt(kernel3, ((y * 3 + x) * layer.in + c) * layer.channels + o)
          packed.push(there ? weightOfPart(tap, part) : 0)
        }
      }
    }
  }
  return new Float32Array(packed)
}

/** G of the paper: a row of three weights as four. */
const SPREAD = [
  [1, 0, 0],
  [0.5, 0.5, 0.5],
  [0.5, -0.5, 0.5],
  [0, 0, 1],
]

function weightOfPart(tap: (y: number, x: number) => number, part: number): number {
  const rows = SPREAD[Math.floor(part / 4)] ?? []
  const columns = SPREAD[part % 4] ?? []
  return rows.reduce((sum, r, y) => sum + r * columns.reduce((inner, c, x) => inner + c * tap(y, x), 0), 0)
}

export function intoName(slices: number, dilation: number): string {
  return `into-parts-${slices}-${dilation}`
}

/** (target, address of four pointers to rows, squares): the squares, of pixels that are `dilation` apart, overlap by two of them. */
export function intoParts(slices: number, dilation: number): Kernel {
  return kernel(intoName(slices, dilation), ['i32', 'i32', 'i32'], (locals, to, rows, squares) => {
    const from = Array.from({ length: 4 }, () => locals.make('i32'))
    const left = locals.make('i32')
    const grid = Array.from({ length: 4 }, () => locals.vectors(4))
    const pixel = (y: number, x: number): Code => load(from[y]?.get ?? [], x * dilation * slices * 16)
    const values = locals.vectors(4)
    return [
      ...from.flatMap((row, y) => row.set(loadInt(rows.get, y * 4))),
      ...countDown(
        squares,
        left.set(int(slices)),
        countDown(
          left,
          ...[0, 1, 2, 3].flatMap((x) => [
            ...values.map((value, y) => value.set(pixel(y, x))),
            spreadFour(values, column(grid, x)),
          ]),
          ...grid.flatMap((row, y) => [
            spreadFour(row, values),
            ...values.map((value, x) => store(to.get, value.get, (y * 4 + x) * slices * 16)),
          ]),
          to.add(int(16)),
          ...from.map((row) => row.add(int(16))),
        ),
        // To the next square; two pixels on, of which one of the picture's has been gone through.
        to.add(int((PARTS - 1) * slices * 16)),
        ...from.map((row) => row.add(int((2 * dilation - 1) * slices * 16))),
      ),
    ]
  })
}

export function fromName(slices: number, dilation: number): string {
  return `from-parts-${slices}-${dilation}`
}

/** (upper row, lower row, parts, squares) */
export function fromParts(slices: number, dilation: number): Kernel {
  return kernel(fromName(slices, dilation), ['i32', 'i32', 'i32', 'i32'], (locals, upper, lower, from, squares) => {
    const left = locals.make('i32')
    const [above, below] = [locals.vectors(4), locals.vectors(4)]
    const values = locals.vectors(4)
    return countDown(
      squares,
      left.set(int(slices)),
      countDown(
        left,
        ...[0, 1, 2, 3].flatMap((x) => [
          ...values.map((value, y) => value.set(load(from.get, (y * 4 + x) * slices * 16))),
          (above[x] ?? upper).set(first(values)),
          (below[x] ?? lower).set(second(values)),
        ]),
        store(upper.get, first(above)),
        store(upper.get, second(above), dilation * slices * 16),
        store(lower.get, first(below)),
        store(lower.get, second(below), dilation * slices * 16),
        from.add(int(16)),
        upper.add(int(16)),
        lower.add(int(16)),
      ),
      from.add(int((PARTS - 1) * slices * 16)),
      upper.add(int((2 * dilation - 1) * slices * 16)),
      lower.add(int((2 * dilation - 1) * slices * 16)),
    )
  })
}

function column(grid: readonly (readonly Local[])[], x: number): Local[] {
  return grid.map((row) => row[x]).filter((value) => value !== undefined)
}

/** B of the paper: four pixels of a row or a column as four numbers. */
function spreadFour(from: readonly Local[], to: readonly Local[]): Code {
  const [a, b, c, d] = from.map((value) => value.get) as [Code, Code, Code, Code]
  const numbers = [f32x4.sub(a, c), f32x4.add(b, c), f32x4.sub(c, b), f32x4.sub(b, d)]
  return to.flatMap((target, i) => target.set(numbers[i] ?? a))
}

/** A of the paper: the first and the second of two pixels. */
function first(values: readonly Local[]): Code {
  const [a, b, c] = values.map((value) => value.get) as [Code, Code, Code, Code]
  return f32x4.add(f32x4.add(a, b), c)
}

function second(values: readonly Local[]): Code {
  const [, b, c, d] = values.map((value) => value.get) as [Code, Code, Code, Code]
  return f32x4.sub(f32x4.sub(b, c), d)
}
