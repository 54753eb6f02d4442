// Which painter the GPU gets: the fused one, or TensorFlow.js with a word about why. And the smallest and oddest pictures.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { graphFiles, planModel, userModel } from '../../../test/contracts/model.made'
import { type Json, tinyModel } from '../../../test/contracts/model.tiny'
import { messageOf } from '../../core/errors'
import { Log } from '../../core/log'
import { type Gpu, requestGpu } from '../../gpu/device'
import { openPainter } from '../open-painter'
import { createFusedPainter, FusedPainter } from './fused-painter'

let gpu: Gpu
beforeAll(async () => {
  gpu = await requestGpu()
})
afterAll(() => gpu.device.destroy())

/** A plan with a convolution too large to be written out. */
function largeKernel() {
  const { json, tensors } = tinyModel()
  const layers = (json['layers'] as Json[]).map((layer) => (layer['op'] === 'conv2d' ? { ...layer, kernel: 9 } : layer))
  const data = Array.from({ length: 729 }, (_, i) => Math.sin(i))
  return planModel({ json: { ...json, layers }, tensors: { ...tensors, 'mix.kernel': { shape: [9, 9, 3, 3], data } } })
}

// A software adapter is left to TensorFlow.js, so these say that theirs is none.
describe('the GPU painter', () => {
  it('is the fused one', async () => {
    const log = new Log(() => 0)
    const painter = await openPainter(planModel(tinyModel()), ['webgpu'], { ...gpu, software: false }, log, new Set())
    expect(painter).toBeInstanceOf(FusedPainter)
    expect(log.notices).toEqual([])
    painter.dispose()
  })

  it('is TensorFlow.js where the plan cannot be fused, and says so', async () => {
    const log = new Log(() => 0)
    const painter = await openPainter(largeKernel(), ['webgpu'], { ...gpu, software: false }, log, new Set())
    expect(painter).not.toBeInstanceOf(FusedPainter)
    expect(log.notices.map((notice) => notice.text)).toEqual([
      "The fused passes of models/made/model.json: 'mix' is 9x9, and fused convolutions end at 7x7. TensorFlow.js can paint it, more slowly. Painting with TensorFlow.js on the GPU now.",
    ])
    painter.dispose()
  })

  it('is TensorFlow.js where the device refuses a shader', async () => {
    const own = await requestGpu()
    const compile = own.device.createShaderModule.bind(own.device)
    own.device.createShaderModule = (descriptor) =>
      compile({ ...descriptor, code: descriptor.label?.startsWith('models/fused') ? 'not WGSL' : descriptor.code })
    const log = new Log(() => 0)
    const painter = await openPainter(planModel(tinyModel()), ['webgpu'], { ...own, software: false }, log, new Set())
    expect(painter).not.toBeInstanceOf(FusedPainter)
    expect(log.notices.map((notice) => notice.text)).toEqual([
      expect.stringMatching(
        /^The fused passes of models\/made\/model\.json: the GPU refused them \([\s\S]+\)\. TensorFlow\.js can paint it, more slowly\. Painting with TensorFlow\.js on the GPU now\.$/,
      ),
    ])
    painter.dispose()
    own.device.destroy()
  })

  it('is TensorFlow.js on a software adapter, where fused shaders compile for too long', async () => {
    const log = new Log(() => 0)
    const painter = await openPainter(planModel(tinyModel()), ['webgpu'], { ...gpu, software: true }, log, new Set())
    expect(painter).not.toBeInstanceOf(FusedPainter)
    expect(log.notices).toEqual([])
    painter.dispose()
  })

  it('refuses a model without a plan', async () => {
    const { json, bytes } = graphFiles([1, 1, 1])
    const refused = await createFusedPainter(gpu, userModel('graph', json, bytes)).catch(messageOf)
    expect(refused).toBe(
      'The fused passes of models/made/model.json: it is a TensorFlow.js model, not a plan. TensorFlow.js can paint it, more slowly.',
    )
  })
})
