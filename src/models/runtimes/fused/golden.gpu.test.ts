// The bank's golden pictures by fused passes, to the tolerance that fused passes owe TensorFlow.js.
import manifest from 'virtual:impasto-models'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goldenCases } from '../../../../test/contracts/model.golden'
import { type Gpu, requestGpu } from '../../../gpu/device'
import { gpuToPixels, pixelsToGpu } from '../tfjs/gpu-pixels'
import { loadModel } from '../../load-model'
import { difference, selfTest } from '../../self-test'
import { createFusedPainter, type FusedPainter } from './fused-painter'
import type { LoadedModel } from '../../loaded-model'
import { variantName, variantsFor } from './variant'

/** Of 255: what is stored as half floats may be further off. */
const OWED = { f32: { mean: 0.5, worst: 3 }, half: { mean: 1, worst: 8 } }
const PICTURES = ['astronaut--starry-night', 'chelsea--mix', 'picosdeeuropa--the-scream']

let gpu: Gpu
let model: LoadedModel
let painters: readonly FusedPainter[] = []
beforeAll(async () => {
  gpu = await requestGpu()
  const entry = manifest.find((e) => e.id === 'bank-1')
  if (!entry) throw new Error('no bank-1')
  model = await loadModel(entry)
  painters = await Promise.all(variantsFor(gpu).map((variant) => createFusedPainter(gpu, model, variant)))
})
afterAll(() => {
  for (const painter of painters) painter.dispose()
  gpu.device.destroy()
})

describe.each([
  ['f32', PICTURES],
  ['half', PICTURES.slice(0, 1)],
] as const)('the bank in %s', (numbers, pictures) => {
  const owed = OWED[numbers]

  it('passes its self-test', async () => {
    expect(model.selfTest && (await selfTest(painterOf(numbers), model.selfTest, gpu))).toBeNull()
  })

  it.each(pictures)('paints %s', async (name) => {
    const golden = goldenCases.find((c) => c.model === 'bank-1' && c.name === name)
    if (!golden) throw new Error(`no golden picture '${name}'`)
    const { data, width, height } = await golden.picture()
    const picture = pixelsToGpu(gpu.device, data, width, height)
    const painter = painterOf(numbers)
    const painting = await painter.paint({ picture, mix: golden.mix, width, height })
    const { mean, worst } = difference(await gpuToPixels(gpu.device, painting), (await golden.painting()).data)
    const seen = `bank-1 ${variantName(painter.variant)}, ${name} at ${width}x${height}: mean ${mean.toFixed(4)}, worst ${worst} of 255`
    console.warn(seen)
    expect(mean, seen).toBeLessThanOrEqual(owed.mean)
    expect(worst, seen).toBeLessThanOrEqual(owed.worst)
    picture.texture.destroy()
  })
})

function painterOf(numbers: 'f32' | 'half'): FusedPainter {
  const found = painters.find(({ variant }) => (variant.numbers === 'f32') === (numbers === 'f32'))
  if (!found) throw new Error(`no painter in ${numbers}`)
  return found
}
