// Our kernels on the processor against plain double-precision loops: every op, and pictures of odd sizes.
import { describe, expect, it } from 'vitest'
import { MASK_KINDS, type MaskShape } from '../../../contracts/style'
import { maskNumbers, maskPlane } from '../../mask/mask-shape'
import { planModel } from '../../../../test/contracts/model.made'
import { paintByHand, toBytes } from '../../../../test/contracts/model.reference'
import { everyOp, type TinyFiles, tinyModel } from '../../../../test/contracts/model.tiny'
import { createSimdProgram } from './simd-program'

/** Channels enough for squares: with a bias, zeros outside, taps that lie apart, a sum that is kept, and channels that fill no vector. */
function wideModel(): TinyFiles {
  const numbers = (count: number, scale: number): number[] =>
    Array.from({ length: count }, (_, i) => Math.sin((i + 1) * 78.233 + count) * scale)
  const conv = { op: 'conv2d', kernel: 3, stride: 1, pad: 'replicate' }
  return {
    json: {
      ...tinyModel().json,
      title: 'Wide',
      layers: [
        { name: 'image', op: 'input', channels: 3 },
        { ...conv, name: 'in', in: 3, out: 18 },
        { name: 'in.norm', op: 'instanceNorm', epsilon: 1e-3, style: 'in' },
        { ...conv, name: 'a', in: 18, out: 18, pad: 'zero', bias: true },
        { name: 'a.norm', op: 'instanceNorm', epsilon: 1e-3, style: 'a' },
        { name: 'sum', op: 'add', from: ['a.norm', 'in.norm'] },
        { ...conv, name: 'b', in: 18, out: 18, dilation: 4 },
        { name: 'b.relu', op: 'relu' },
        { name: 'again', op: 'add', from: ['b.relu', 'sum'] },
        { ...conv, name: 'c', in: 18, out: 18, dilation: 2, pad: 'zero' },
        { ...conv, name: 'd', in: 18, out: 18, dilation: 8 },
        { ...conv, name: 'out', in: 18, out: 3 },
        { name: 'painting', op: 'sigmoid' },
      ],
    },
    tensors: {
      'in.kernel': { shape: [3, 3, 3, 18], data: numbers(486, 0.4) },
      'in.gamma': { shape: [2, 18], data: numbers(36, 1) },
      'in.beta': { shape: [2, 18], data: numbers(36, 0.5) },
      'a.kernel': { shape: [3, 3, 18, 18], data: numbers(2916, 0.2) },
      'a.bias': { shape: [18], data: numbers(18, 0.3) },
      'a.gamma': { shape: [2, 18], data: numbers(36, 0.8) },
      'a.beta': { shape: [2, 18], data: numbers(36, 0.4) },
      'b.kernel': { shape: [3, 3, 18, 18], data: numbers(2916, 0.2) },
      'c.kernel': { shape: [3, 3, 18, 18], data: numbers(2916, 0.15) },
      'd.kernel': { shape: [3, 3, 18, 18], data: numbers(2916, 0.15) },
      'out.kernel': { shape: [3, 3, 18, 3], data: numbers(486, 0.1) },
    },
  }
}

it.each([
  ['every op', everyOp(), 24, 16],
  ['every op', everyOp(), 4, 4],
  ['every op', everyOp(), 100, 8],
  ['every op', everyOp(), 8, 60],
  ['a tiny model', tinyModel(), 1, 1],
  ['a tiny model', tinyModel(), 37, 3],
  ['a wide model', wideModel(), 1, 1],
  ['a wide model', wideModel(), 23, 5],
  ['a wide model', wideModel(), 2, 31],
  ['a wide model', wideModel(), 48, 2],
  ['a wide model', wideModel(), 40, 37],
  ['a wide model', wideModel(), 24, 19],
] as const)('paints %s as by hand', async (_name, files, width, height) => {
  const model = planModel(files)
  const mix = [0.5, 0.3, 0.2].slice(0, model.header.styles.length)
  const rgba = new Uint8ClampedArray(width * height * 4).map((_, i) =>
    i % 4 === 3 ? 255 : (i * 37 + (i >> 5) * 11) % 256,
  )
  const program = await createSimdProgram(model)
  if (!program) throw new Error('not for this plan')
  program.setMix(Float32Array.from(mix))
  const painting = new Uint8ClampedArray(rgba.length)
  // A larger picture before it leaves its numbers in the memory.
  program.paint(new Uint8ClampedArray(64 * 64 * 4).fill(255), 64, 64, new Uint8ClampedArray(64 * 64 * 4))
  program.paint(rgba, width, height, painting)
  const given = Float64Array.from([...rgba].filter((_, i) => i % 4 !== 3).map((v) => v / 255))
  const expected = toBytes(paintByHand(model.plan, model.weights, { h: height, w: width, c: 3, data: given }, mix))
  const painted = [...painting].filter((_, i) => i % 4 !== 3)
  expect(Math.max(...painted.map((v, i) => Math.abs(v - (expected[i] ?? 0))))).toBeLessThanOrEqual(1)
  expect(painting.filter((v, i) => i % 4 === 3 && v !== 255)).toHaveLength(0)
})

describe('a mask', () => {
  const drawing = { width: 3, height: 2, data: Uint8Array.of(0, 90, 255, 200, 10, 40), version: 1 }
  const shape: MaskShape = { kind: 'wipe', position: 0.4, softness: 0.5, angle: 0.6, invert: false, drawing }
  const picture = (width: number, height: number): Uint8ClampedArray =>
    new Uint8ClampedArray(width * height * 4).map((_, i) => (i % 4 === 3 ? 255 : (i * 37 + (i >> 5) * 11) % 256))
  const furthest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
    Array.from(a).reduce((most, v, i) => Math.max(most, Math.abs(v - (b[i] ?? 0))), 0)

  it.each(
    [
      ['every op', everyOp(), 100, 8],
      ['every op', everyOp(), 12, 60],
      ['a wide model', wideModel(), 23, 5],
      ['a tiny model', tinyModel(), 1, 1],
    ].flatMap(([name, files, width, height]) =>
      MASK_KINDS.map(
        (kind) =>
          ({ name, files, width, height, kind }) as {
            name: string
            files: TinyFiles
            width: number
            height: number
            kind: MaskShape['kind']
          },
      ),
    ),
  )('by $kind paints $name at $width x $height as by hand', async ({ files, width, height, kind }) => {
    const model = planModel(files)
    const { length } = model.header.styles
    const mixes = [[0.9, 0.1, 0].slice(0, length), [0, 0.4, 0.6].slice(0, length)] as const
    const rgba = picture(width, height)
    const program = await createSimdProgram(model)
    if (!program) throw new Error('not for this plan')
    const asked = { ...shape, kind, invert: kind === 'radial' }
    program.setMix(Float32Array.from(mixes[0]), Float32Array.from(mixes[1]))
    const painting = new Uint8ClampedArray(rgba.length)
    program.paint(rgba, width, height, painting, asked)
    const plane = new Float32Array(width * height)
    maskPlane(maskNumbers(asked, width, height), rgba, width, height, drawing, plane)
    const data = Float64Array.from([...rgba].filter((_, i) => i % 4 !== 3).map((v) => v / 255))
    const mask = { h: height, w: width, c: 1, data: Float64Array.from(plane) }
    const given = { h: height, w: width, c: 3, data }
    const expected = toBytes(paintByHand(model.plan, model.weights, given, mixes[0], { mix: mixes[1], mask }))
    expect(
      furthest(
        [...painting].filter((_, i) => i % 4 !== 3),
        expected,
      ),
    ).toBeLessThanOrEqual(1)
  })

  it('of nothing, of all, and turned round, is the plain painting', async () => {
    const model = planModel(wideModel())
    const program = await createSimdProgram(model)
    if (!program) throw new Error('not for this plan')
    const [a, b] = [Float32Array.of(1, 0), Float32Array.of(0, 1)]
    const rgba = picture(23, 5)
    const painted = (first: Float32Array, mask: MaskShape | null): Uint8ClampedArray => {
      const painting = new Uint8ClampedArray(rgba.length)
      program.setMix(first, b)
      program.paint(rgba, 23, 5, painting, mask)
      return painting
    }
    const [plain, other] = [painted(a, null), painted(b, null)]
    expect(furthest(plain, other)).toBeGreaterThan(10)
    for (const kind of ['wipe', 'radial', 'luminance'] as const) {
      const at = (position: number, invert = false): Uint8ClampedArray =>
        painted(a, { ...shape, kind, position, invert })
      expect([furthest(at(0), plain), furthest(at(1), other)]).toEqual([0, 0])
      expect([furthest(at(0, true), other), furthest(at(1, true), plain)]).toEqual([0, 0])
      expect(furthest(at(0.5), at(0.8))).toBeGreaterThan(5)
    }
    expect(furthest(painted(a, { ...shape, kind: 'drawn', drawing: null }), plain)).toBe(0)
  })
})
