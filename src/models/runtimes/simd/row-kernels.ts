// What is done to a row of a picture besides convolving it. Each is a small loop over vectors of four channels.
import type { Activation } from '../../plan'
import {
  add,
  type Code,
  countDown,
  f32,
  f32x4,
  i32x4,
  int,
  type Kernel,
  kernel,
  load,
  loadBytes,
  loadSplat,
  type Local,
  type Locals,
  mul,
  shiftRight,
  splat,
  store,
  storeBytes,
  xor,
} from './assembler'
import { ACTIVATIONS } from '../../plan'

/** Every row kernel takes i32 (addresses in bytes, counts of at least 1) and then f32. */
export function rowKernels(relaxed: boolean): Kernel[] {
  return [
    fromPicture(),
    fromPictureOnGrain(),
    toPicture(),
    copy(),
    sum(),
    norm(relaxed, 'norm', (x) => x),
    norm(relaxed, 'norm-relu', (x) => f32x4.larger(x, f32x4.all(0))),
    maskedNorm(relaxed, 'masked-norm', (x) => x),
    maskedNorm(relaxed, 'masked-norm-relu', (x) => f32x4.larger(x, f32x4.all(0))),
    statistics(),
    ...ACTIVATIONS.map((op) => activation(op, relaxed)),
  ]
}

/** (target, RGBA bytes, pixels, offset): RGB 0..1 plus offset, and a fourth channel that weighs nothing. */
function fromPicture(): Kernel {
  return kernel('from-picture', ['i32', 'i32', 'i32', 'f32'], (_, to, from, left, offset) => {
    const rgb = f32x4.mul(f32x4.fromInt(i32x4.fromBytes(loadBytes(from.get))), f32x4.all(1 / 255))
    return countDown(left, store(to.get, f32x4.add(rgb, splat(offset.get))), to.add(int(16)), from.add(int(4)))
  })
}

/** (target, RGBA bytes, pixels, row, offset, strength): the same on the grain of `../../grain.ts`. */
function fromPictureOnGrain(): Kernel {
  return kernel(
    'from-picture-on-grain',
    ['i32', 'i32', 'i32', 'i32', 'f32', 'f32'],
    (locals, to, from, left, row, offset, strength) => {
      const [x, cells, h] = [locals.make('i32'), locals.make('i32'), locals.make('i32')]
      const mixed = (bits: number): Code => xor(h.get, shiftRight(h.get, bits))
      const rgb = f32x4.mul(f32x4.fromInt(i32x4.fromBytes(loadBytes(from.get))), f32x4.all(1 / 255))
      const grain = f32.add(f32.mul(f32.fromInt(shiftRight(mixed(16), 8)), f32.all(2 ** -23)), f32.all(-1))
      const added = f32.add(f32.mul(grain, strength.get), offset.get)
      return [
        ...cells.set(mul(shiftRight(row.get, 1), int(1 << 16))),
        ...countDown(
          left,
          h.set(add(cells.get, shiftRight(x.get, 1))),
          h.set(mul(mixed(16), int(0x7feb352d))),
          h.set(mul(mixed(15), int(0x846ca68b | 0))),
          store(to.get, f32x4.add(rgb, splat(added))),
          x.add(int(1)),
          to.add(int(16)),
          from.add(int(4)),
        ),
      ]
    },
  )
}

/** (target, row of three channels in four, pixels): RGBA bytes. */
function toPicture(): Kernel {
  return kernel('to-picture', ['i32', 'i32', 'i32'], (locals, to, from, left) => {
    const whole = locals.make('v128')
    const opaque = i32x4.all(255 << 24)
    return countDown(
      left,
      whole.set(i32x4.fromFloat(f32x4.round(f32x4.mul(load(from.get), f32x4.all(255))))),
      storeBytes(to.get, i32x4.or(i32x4.toBytes(whole), opaque)),
      to.add(int(4)),
      from.add(int(16)),
    )
  })
}

/** (target, source, vectors) */
function copy(): Kernel {
  return kernel('copy', ['i32', 'i32', 'i32'], (_, to, from, left) =>
    countDown(left, store(to.get, load(from.get)), to.add(int(16)), from.add(int(16))),
  )
}

/** (target, source, vectors): the source is added to the target. */
function sum(): Kernel {
  return kernel('add', ['i32', 'i32', 'i32'], (_, to, from, left) =>
    countDown(left, store(to.get, f32x4.add(load(to.get), load(from.get))), to.add(int(16)), from.add(int(16))),
  )
}

/** (target, source, scale, shift, pixels, slices): channel by channel scaled and shifted. */
function norm(relaxed: boolean, name: string, finish: (x: Code) => Code): Kernel {
  return kernel(name, ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], (locals, to, from, scale, shift, pixels, slices) => {
    const [a, b] = [locals.make('v128'), locals.make('v128')]
    return perSlice(
      locals,
      [to, from, scale, shift],
      [to, from],
      pixels,
      slices,
      [a.set(load(scale.get)), b.set(load(shift.get))],
      (t, f) => store(t.get, finish(f32x4.fma(relaxed, load(f.get), a.get, b.get))),
    )
  })
}

/**
 * (target, source, scales and shifts, mask, pixels, slices): as `norm`, with two of each, one behind the other: scales, shifts, and what
 * the second ones have more. The mask has a number a pixel.
 */
function maskedNorm(relaxed: boolean, name: string, finish: (x: Code) => Code): Kernel {
  return kernel(name, ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], (locals, to, from, norms, mask, pixels, slices) => {
    const [scale, shift, moreScale, moreShift] = locals.vectors(4) as [Local, Local, Local, Local]
    const m = locals.make('v128')
    const [at, step] = [locals.make('i32'), locals.make('i32')]
    const fma = (a: Code, b: Code, c: Code): Code => f32x4.fma(relaxed, a, b, c)
    const each = [scale, shift, moreScale, moreShift]
    return [
      ...step.set(mul(slices.get, int(16))),
      ...perSlice(
        locals,
        [to, from, norms],
        [to, from],
        pixels,
        slices,
        [...each.map((value, i) => value.set(load(add(norms.get, mul(step.get, int(i)))))), at.set(mask.get)],
        (t, f) => [
          ...m.set(loadSplat(at.get)),
          ...store(
            t.get,
            finish(fma(load(f.get), fma(m.get, moreScale.get, scale.get), fma(m.get, moreShift.get, shift.get))),
          ),
          ...at.add(int(4)),
        ],
      ),
    ]
  })
}

/**
 * (target, source, pixels, slices, 1 / pixels): for each channel the mean of the row, then for each channel the sum of squared
 * distances from it. Sums are taken from the first pixel on, so that a mean far from zero costs no digits.
 */
function statistics(): Kernel {
  return kernel('statistics', ['i32', 'i32', 'i32', 'i32', 'f32'], (locals, to, from, pixels, slices, inverse) => {
    const [first, x, total, squares, mean] = locals.vectors(5) as [Local, Local, Local, Local, Local]
    const [at, left, slice, step] = [0, 0, 0, 0].map(() => locals.make('i32')) as [Local, Local, Local, Local]
    return [
      ...slice.set(slices.get),
      ...step.set(mul(slices.get, int(16))),
      ...countDown(
        slice,
        first.set(load(from.get)),
        total.set(f32x4.all(0)),
        squares.set(f32x4.all(0)),
        at.set(from.get),
        left.set(pixels.get),
        countDown(
          left,
          x.set(f32x4.sub(load(at.get), first.get)),
          total.set(f32x4.add(total.get, x.get)),
          squares.set(f32x4.add(squares.get, f32x4.mul(x.get, x.get))),
          at.add(step.get),
        ),
        mean.set(f32x4.mul(total.get, splat(inverse.get))),
        store(to.get, f32x4.add(first.get, mean.get)),
        store(
          add(to.get, step.get),
          f32x4.larger(f32x4.sub(squares.get, f32x4.mul(total.get, mean.get)), f32x4.all(0)),
        ),
        from.add(int(16)),
        to.add(int(16)),
      ),
    ]
  })
}

/** (target and source, vectors, alpha) */
function activation(op: Activation, relaxed: boolean): Kernel {
  return kernel(op, ['i32', 'i32', 'f32'], (locals, at, left, alpha) => {
    const [x, n] = [locals.make('v128'), locals.make('v128')]
    const zero = f32x4.all(0)
    const one = f32x4.all(1)
    const e = (power: Code): { before: Code; value: Code } => exponential(locals, relaxed, power, n)
    const each = (before: Code, value: Code): Code =>
      countDown(left, x.set(load(at.get)), before, store(at.get, value), at.add(int(16)))
    switch (op) {
      case 'relu':
        return each([], f32x4.larger(x.get, zero))
      case 'relu6':
        return each([], f32x4.smaller(f32x4.larger(x.get, zero), f32x4.all(6)))
      case 'leakyRelu':
        return each([], i32x4.choose(f32x4.mul(x.get, splat(alpha.get)), x.get, f32x4.below(x.get, zero)))
      case 'elu': {
        const { before, value } = e(x.get)
        return each(before, i32x4.choose(f32x4.sub(value, one), x.get, f32x4.below(x.get, zero)))
      }
      case 'sigmoid': {
        const { before, value } = e(f32x4.sub(zero, x.get))
        return each(before, f32x4.div(one, f32x4.add(one, value)))
      }
      case 'tanh': {
        const { before, value } = e(f32x4.add(x.get, x.get))
        return each(before, f32x4.sub(one, f32x4.div(f32x4.all(2), f32x4.add(value, one))))
      }
    }
  })
}

/** e to the `power`, within 2 units in the last place of f32 (Cephes' expf: 2^n times a polynomial on ±ln 2 / 2). */
function exponential(locals: Locals, relaxed: boolean, power: Code, n: Local): { before: Code; value: Code } {
  const [p, r] = [locals.make('v128'), locals.make('v128')]
  const fma = (a: Code, b: Code, c: Code): Code => f32x4.fma(relaxed, a, b, c)
  const coefficients = [1.9875691e-4, 1.3981999e-3, 8.333452e-3, 4.1665796e-2, 1.6666665e-1, 5.0000001e-1]
  const [highest = 0, ...lower] = coefficients
  return {
    before: [
      ...r.set(f32x4.smaller(f32x4.larger(power, f32x4.all(-87)), f32x4.all(88))),
      ...n.set(f32x4.round(f32x4.mul(r.get, f32x4.all(Math.LOG2E)))),
      ...r.set(fma(n.get, f32x4.all(-0.693359375), r.get)),
      ...r.set(fma(n.get, f32x4.all(2.1219444e-4), r.get)),
      ...p.set(f32x4.all(highest)),
      ...lower.flatMap((c) => p.set(fma(p.get, r.get, f32x4.all(c)))),
      ...p.set(f32x4.add(fma(p.get, f32x4.mul(r.get, r.get), r.get), f32x4.all(1))),
      ...n.set(i32x4.shiftLeft(i32x4.add(i32x4.fromFloat(n.get), i32x4.all(127)), 23)),
    ],
    value: f32x4.mul(p.get, n.get),
  }
}

/** One slice after the other, and in each one pixel after the other: what belongs to a channel stays in registers. */
function perSlice(
  locals: Locals,
  advance: readonly Local[],
  [to, from]: readonly [Local, Local],
  pixels: Local,
  slices: Local,
  before: readonly Code[],
  each: (to: Local, from: Local) => Code,
): Code {
  const [t, f, left, slice, step] = [0, 0, 0, 0, 0].map(() => locals.make('i32')) as [Local, Local, Local, Local, Local]
  return [
    ...slice.set(slices.get),
    ...step.set(mul(slices.get, int(16))),
    ...countDown(
      slice,
      ...before,
      t.set(to.get),
      f.set(from.get),
      left.set(pixels.get),
      countDown(left, each(t, f), t.add(step.get), f.add(step.get)),
      ...advance.map((pointer) => pointer.add(int(16))),
    ),
  ]
}
