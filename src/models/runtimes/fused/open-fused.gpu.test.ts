// Which painter the GPU gets: the fused one, or TensorFlow.js with a word about why. And the smallest and oddest pictures.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { graphFiles, planModel, userModel } from '../../../../test/contracts/model.made'
import { paintByHand, toBytes } from '../../../../test/contracts/model.reference'
import { tinyModel } from '../../../../test/contracts/model.tiny'
import { messageOf } from '../../../core/errors'
import { Log } from '../../../core/log'
import { type Gpu, requestGpu } from '../../../gpu/device'
import type { PlanModel } from '../../loaded-model'
import { openPainter } from '../../open-painter'
import { createFusedPainter, FusedPainter } from './fused-painter'

let gpu: Gpu
beforeAll(async () => {
  gpu = await requestGpu()
})
afterAll(() => gpu.device.destroy())

/** The tiny model with a picture to test itself by. */
function testedModel(): PlanModel {
  const model = planModel(tinyModel())
  const picture = new Uint8Array(8 * 8 * 3).map((_, i) => (i * 37) % 256)
  const given = { h: 8, w: 8, c: 3, data: Float64Array.from(picture, (v) => v / 255) }
  const painting = new Uint8Array(toBytes(paintByHand(model.plan, model.weights, given, [1, 0])))
  return { ...model, selfTest: { width: 8, height: 8, picture, cases: [{ mix: { warm: 1 }, painting }] } }
}

describe('the GPU painter', () => {
  it('is the fused one', async () => {
    const log = new Log(() => 0)
    const painter = await openPainter(planModel(tinyModel()), ['webgpu'], gpu, log, new Set())
    expect(painter).toBeInstanceOf(FusedPainter)
    expect(log.notices).toEqual([])
    painter.dispose()
  })

  it('is TensorFlow.js where fused passes give no numbers, and says so', async () => {
    const own = await requestGpu()
    const compile = own.device.createShaderModule.bind(own.device)
    const wrong = (code: string): string => code.replace('inverseSqrt(', 'inverseSqrt(-1 - ')
    own.device.createShaderModule = (descriptor) =>
      compile(
        descriptor.label?.startsWith('models/fused') ? { ...descriptor, code: wrong(descriptor.code) } : descriptor,
      )
    const log = new Log(() => 0)
    const painter = await openPainter(testedModel(), ['webgpu'], own, log, new Set())
    expect(painter).not.toBeInstanceOf(FusedPainter)
    expect(painter.way).toBe('TensorFlow.js')
    expect(log.notices.map((notice) => notice.text)).toEqual([
      expect.stringMatching(
        /^The painter tried itself on the GPU with a small picture: the painting came out wrong \(\d+\.\d of 255 off on average, \d+ at worst\)\. Another way of painting is tried\. Painting with TensorFlow\.js on the GPU now\.$/,
      ),
    ])
    painter.dispose()
    own.device.destroy()
  })

  it('is TensorFlow.js where the device refuses a shader', async () => {
    const own = await requestGpu()
    const compile = own.device.createShaderModule.bind(own.device)
    own.device.createShaderModule = (descriptor) =>
      compile({ ...descriptor, code: descriptor.label?.startsWith('models/fused') ? 'not WGSL' : descriptor.code })
    const log = new Log(() => 0)
    const painter = await openPainter(planModel(tinyModel()), ['webgpu'], own, log, new Set())
    expect(painter).not.toBeInstanceOf(FusedPainter)
    expect(log.notices.map((notice) => notice.text)).toEqual([
      expect.stringMatching(
        /^The fused passes of models\/made\/model\.json: the GPU refused them \([\s\S]+\)\. TensorFlow\.js can paint it, more slowly\. Painting with TensorFlow\.js on the GPU now\.$/,
      ),
    ])
    painter.dispose()
    own.device.destroy()
  })

  it('refuses a model without a plan', async () => {
    const { json, bytes } = graphFiles([1, 1, 1])
    const refused = await createFusedPainter(gpu, userModel('graph', json, bytes)).catch(messageOf)
    expect(refused).toBe(
      'The fused passes of models/made/model.json: it is a TensorFlow.js model, not a plan. TensorFlow.js can paint it, more slowly.',
    )
  })
})
