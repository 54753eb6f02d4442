// Our kernels on the processor against plain double-precision loops: every op, and pictures of odd sizes.
import { expect, it } from 'vitest'
import { planModel } from '../../../test/contracts/model.made'
import { paintByHand, toBytes } from '../../../test/contracts/model.reference'
import { everyOp, tinyModel } from '../../../test/contracts/model.tiny'
import { createSimdProgram } from './simd-program'

const RED: readonly [number, number, number] = [0.5, 0.3, 0.2]

it.each([
  [everyOp(), 24, 16],
  [everyOp(), 4, 4],
  [everyOp(), 100, 8],
  [everyOp(), 8, 60],
  [tinyModel(), 1, 1],
  [tinyModel(), 37, 3],
])('paints $0.json.title as by hand at $1 x $2', async (files, width, height) => {
  const model = planModel(files)
  const mix = RED.slice(0, model.header.styles.length)
  const rgba = new Uint8ClampedArray(width * height * 4).map((_, i) => (i % 4 === 3 ? 255 : (i * 37 + (i >> 5) * 11) % 256)) // prettier-ignore
  const program = await createSimdProgram(model)
  if (!program) throw new Error('not for this plan')
  program.setMix(Float32Array.from(mix))
  const painting = new Uint8ClampedArray(rgba.length)
  program.paint(rgba, width, height, painting)
  const given = Float64Array.from([...rgba].filter((_, i) => i % 4 !== 3).map((v) => v / 255))
  const expected = toBytes(paintByHand(model.plan, model.weights, { h: height, w: width, c: 3, data: given }, mix))
  const painted = [...painting].filter((_, i) => i % 4 !== 3)
  expect(Math.max(...painted.map((v, i) => Math.abs(v - (expected[i] ?? 0))))).toBeLessThanOrEqual(1)
  expect(painting.filter((v, i) => i % 4 === 3 && v !== 255)).toHaveLength(0)
})
