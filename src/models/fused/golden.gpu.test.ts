// The bank's golden pictures by fused passes, to the tolerance that fused passes owe TensorFlow.js.
import manifest from 'virtual:impasto-models'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { goldenCases } from '../../../test/contracts/model.golden'
import { type Gpu, requestGpu } from '../../gpu/device'
import { gpuToPixels, pixelsToGpu } from '../gpu-pixels'
import { loadModel } from '../load-model'
import { difference, selfTest } from '../self-test'
import { createFusedPainter, type FusedPainter } from './fused-painter'
import type { LoadedModel } from '../loaded-model'

/** Of 255. */
const MEAN_OWED = 0.5
const WORST_OWED = 3

let gpu: Gpu
let model: LoadedModel
let painter: FusedPainter
beforeAll(async () => {
  gpu = await requestGpu()
  const entry = manifest.find((e) => e.id === 'bank-0')
  if (!entry) throw new Error('no bank-0')
  model = await loadModel(entry)
  painter = await createFusedPainter(gpu, model)
})
afterAll(() => {
  painter.dispose()
  gpu.device.destroy()
})

it('passes its self-test', async () => {
  expect(model.selfTest && (await selfTest(painter, model.selfTest, gpu))).toBeNull()
})

it.each(['astronaut--starry-night', 'chelsea--mix', 'picosdeeuropa--the-scream'])('paints %s', async (name) => {
  const golden = goldenCases.find((c) => c.model === 'bank-0' && c.name === name)
  if (!golden) throw new Error(`no golden picture '${name}'`)
  const { data, width, height } = await golden.picture()
  const picture = pixelsToGpu(gpu.device, data, width, height)
  const painting = await painter.paint({ picture, mix: golden.mix, width, height })
  const { mean, worst } = difference(await gpuToPixels(gpu.device, painting), (await golden.painting()).data)
  const seen = `mean ${mean.toFixed(4)}, worst ${worst} of 255`
  expect(mean, seen).toBeLessThanOrEqual(MEAN_OWED)
  expect(worst, seen).toBeLessThanOrEqual(WORST_OWED)
  picture.texture.destroy()
})
