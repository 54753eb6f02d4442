// The kernels that nearly all the time is spent in: a convolution of one row, a tile of pixels and channels in registers at a time.
import {
  add,
  type Code,
  countDown,
  f32x4,
  int,
  type Kernel,
  kernel,
  load,
  loadInt,
  loadSplat,
  store,
} from './assembler'

/** Distances are in bytes. */
export interface ConvShape {
  /** Kernel rows. */
  readonly rows: number
  /** Floats that one kernel row reads side by side: its columns times the input channels. A multiple of 4. */
  readonly run: number
  /** Between the places where two neighbouring pixels of the target are read. */
  readonly step: number
  /** Between two neighbouring pixels that are written. */
  readonly spread: number
  /** Vectors of four output channels: 1 or 2. */
  readonly vectors: number
}

/** Pixels of a tile. Of the 15 vector registers that V8 has for this on x64: 12 sums, the weights, and one number of the picture. */
export function tileOf(vectors: number): number {
  return 12 / vectors
}

export function convName({ rows, run, step, spread, vectors }: ConvShape): string {
  return `conv-${rows}-${run}-${step}-${spread}-${vectors}`
}

/**
 * (rows: address of one pointer a kernel row, to the first pixel it reads; weights; target; tiles).
 * Weights: the bias, then for each kernel row and each float of its run one number an output channel.
 */
export function convKernel(shape: ConvShape, relaxed: boolean): Kernel {
  const { vectors, step, spread } = shape
  const pixels = tileOf(vectors)
  return kernel(convName(shape), ['i32', 'i32', 'i32', 'i32'], (locals, rows, weights, target, tiles) => {
    const sums = Array.from({ length: pixels }, () => locals.vectors(vectors))
    const weight = locals.vectors(vectors)
    const number = locals.make('v128')
    const [row, rowsLeft, from, left, at, along] = Array.from({ length: 6 }, () => locals.make('i32'))
    if (!row || !rowsLeft || !from || !left || !at || !along) throw new Error('locals are missing')

    const multiply = (u: number): Code[] => [
      ...weight.map((w, v) => w.set(load(at.get, (u * vectors + v) * 16))),
      ...sums.flatMap((ofPixel, p) => [
        number.set(loadSplat(from.get, p * step + u * 4)),
        ...ofPixel.map((sum, v) => sum.set(f32x4.fma(relaxed, number.get, (weight[v] ?? number).get, sum.get))),
      ]),
    ]
    return countDown(
      tiles,
      ...sums.flatMap((ofPixel) => ofPixel.map((sum, v) => sum.set(load(weights.get, v * 16)))),
      at.set(add(weights.get, int(vectors * 16))),
      row.set(rows.get),
      rowsLeft.set(int(shape.rows)),
      countDown(
        rowsLeft,
        from.set(add(loadInt(row.get), along.get)),
        left.set(int(shape.run / 4)),
        countDown(left, ...[0, 1, 2, 3].flatMap(multiply), from.add(int(16)), at.add(int(4 * vectors * 16))),
        row.add(int(4)),
      ),
      ...sums.flatMap((ofPixel, p) => ofPixel.map((sum, v) => store(target.get, sum.get, p * spread + v * 16))),
      along.add(int(pixels * step)),
      target.add(int(pixels * spread)),
    )
  })
}

export interface DepthwiseShape {
  readonly kernel: number
  readonly stride: number
  /** Vectors of four channels. */
  readonly slices: number
}

export function depthwiseName({ kernel: size, stride, slices }: DepthwiseShape): string {
  return `depthwise-${size}-${stride}-${slices}`
}

/** (rows, weights, target, pixels). Weights: for each slice the bias, then one vector a tap. */
export function depthwiseKernel(shape: DepthwiseShape, relaxed: boolean): Kernel {
  const { kernel: size, stride, slices } = shape
  return kernel(depthwiseName(shape), ['i32', 'i32', 'i32', 'i32'], (locals, rows, weights, target, pixels) => {
    const taps = locals.vectors(size * size)
    const [bias, sum] = [locals.make('v128'), locals.make('v128')]
    const from = Array.from({ length: size }, () => locals.make('i32'))
    const [to, left, slice, along] = [locals.make('i32'), locals.make('i32'), locals.make('i32'), locals.make('i32')]
    return [
      ...slice.set(int(slices)),
      ...countDown(
        slice,
        bias.set(load(weights.get)),
        ...taps.map((tap, i) => tap.set(load(weights.get, (i + 1) * 16))),
        ...from.map((row, i) => row.set(add(loadInt(rows.get, i * 4), along.get))),
        to.set(add(target.get, along.get)),
        left.set(pixels.get),
        countDown(
          left,
          sum.set(bias.get),
          ...taps.map((tap, i) => {
            const row = from[Math.floor(i / size)] ?? to
            return sum.set(f32x4.fma(relaxed, load(row.get, (i % size) * slices * 16), tap.get, sum.get))
          }),
          store(to.get, sum.get),
          ...from.map((row) => row.add(int(stride * slices * 16))),
          to.add(int(slices * 16)),
        ),
        weights.add(int((size * size + 1) * 16)),
        along.add(int(16)),
      ),
    ]
  })
}
