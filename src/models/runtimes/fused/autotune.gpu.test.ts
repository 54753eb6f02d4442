// The trial: one of the variants wins, is remembered for this machine, and takes over without a painting lost.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { planModel } from '../../../../test/contracts/model.made'
import { entry } from '../../../../test/contracts/model.stand'
import { tinyModel } from '../../../../test/contracts/model.tiny'
import { RealClock } from '../../../core/clock'
import { Log } from '../../../core/log'
import { type Gpu, requestGpu } from '../../../gpu/device'
import { gpuToPixels, pixelsToGpu } from '../tfjs/gpu-pixels'
import { emptyStore, type Shelf } from '../../../show/store'
import { ModelLoader } from '../../model-loader'
import { difference } from '../../self-test'
import { createFusedPainter, type FusedPainter } from './fused-painter'
import { firstTrial, openFused } from './autotune-start'
import { prepareTrial } from './autotune'
import { variantsFor } from './variant'

let gpu: Gpu
beforeAll(async () => {
  // On a software adapter none is held, so these say that theirs is none.
  gpu = { ...(await requestGpu()), software: false }
})
afterAll(() => gpu.device.destroy())
let kept: Shelf
beforeEach(() => (kept = emptyStore().section('models')))

const model = planModel(tinyModel())

describe('the trial', () => {
  it('ends with one of the variants, which the next start begins with and no further trial follows', async () => {
    const first = await openFused(gpu, model, kept)
    const trial = await firstTrial(gpu, model, first, kept)
    const winner = await trial?.run(16, 16)
    expect(variantsFor(gpu)).toContainEqual(winner?.variant)
    const next = await openFused(gpu, model, kept)
    expect(next.variant).toEqual(winner?.variant)
    expect(await firstTrial(gpu, model, next, kept)).toBeNull()
    for (const painter of [first, winner, next]) painter?.dispose()
  })

  it('is not held on a software adapter', async () => {
    const painter = await createFusedPainter(gpu, model)
    expect(await firstTrial({ ...gpu, software: true }, model, painter)).toBeNull()
    painter.dispose()
  })

  it('stays with what it has where the others will not compile', async () => {
    const own = { ...(await requestGpu()), software: false }
    const painter = await createFusedPainter(own, model)
    own.device.createShaderModule = () => {
      throw new Error('no more shaders')
    }
    const trial = await prepareTrial(own, model, painter, variantsFor(own))
    expect(await trial.run(16, 16)).toBe(painter)
    painter.dispose()
    own.device.destroy()
  })

  it('compiles nothing more where compiling is slow', async () => {
    const painter = await createFusedPainter(gpu, model)
    const slow = Object.create(painter, { compiling: { value: 60 } }) as FusedPainter
    const { createComputePipelineAsync } = gpu.device
    let compiled = 0
    gpu.device.createComputePipelineAsync = (descriptor) => {
      compiled++
      return createComputePipelineAsync.call(gpu.device, descriptor)
    }
    const trial = await prepareTrial(gpu, model, slow, variantsFor(gpu))
    gpu.device.createComputePipelineAsync = createComputePipelineAsync
    expect(compiled).toBe(0)
    trial.dispose()
    painter.dispose()
  })

  it('is held by the room after the first painting, and the winner paints on', async () => {
    const log = new Log(() => 0)
    const none = (): void => undefined
    const keeper = new ModelLoader({
      manifest: [entry('whole')],
      log,
      clock: new RealClock(),
      backend: 'webgpu',
      variants: kept,
      onProgress: none,
      onOpen: none,
      onLeave: none,
      onGiveUp: none,
    })
    keeper.setGpu(gpu)
    keeper.want('whole')
    await keeper.opening
    const { seat } = keeper
    if (!seat) throw new Error('no model was opened')
    const picture = pixelsToGpu(gpu.device, new Uint8ClampedArray(16 * 16 * 4).fill(99), 16, 16)
    const paint = async (): Promise<Uint8ClampedArray> => {
      const painting = await seat.painter.paint({ picture, mix: { warm: 1 }, width: 16, height: 16 })
      return painting.kind === 'gpu' ? gpuToPixels(gpu.device, painting) : new Uint8ClampedArray()
    }
    const before = await paint()
    keeper.painted(seat)
    await expect.poll(() => kept.getItem('variants'), { timeout: 60_000 }).not.toBeNull()
    await expect.poll(() => seat.busy).toBeNull()
    expect(difference(await paint(), before).worst).toBeLessThanOrEqual(8)
    expect(log.notices).toEqual([])
    keeper.dispose()
    picture.texture.destroy()
  })
})
