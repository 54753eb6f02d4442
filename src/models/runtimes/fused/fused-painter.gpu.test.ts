// What the fused painter promises of the GPU: nothing made and nothing read back once it is warm.
import { describe, expect, it } from 'vitest'
import { planModel } from '../../../../test/contracts/model.made'
import { everyOp, tinyModel } from '../../../../test/contracts/model.tiny'
import { requestGpu } from '../../../gpu/device'
import { watchDevice } from '../../../gpu/resource-counter'
import { pixelsToGpu } from '../tfjs/gpu-pixels'
import { createFusedPainter } from './fused-painter'

function pattern(width: number, height: number): Uint8ClampedArray<ArrayBuffer> {
  return new Uint8ClampedArray(width * height * 4).map((_, i) => (i % 4 === 3 ? 255 : (i * 37 + (i >> 5) * 11) % 256))
}

describe('the painter', () => {
  it('makes no GPU object and reads nothing back after its first paintings', async () => {
    const own = await requestGpu()
    const count = watchDevice(own.device)
    const painter = await createFusedPainter(own, planModel(everyOp()))
    const picture = pixelsToGpu(own.device, pattern(16, 16), 16, 16)
    const paint = (i: number) =>
      painter.paint({ picture, mix: i % 2 === 0 ? { one: 1 } : { two: 1 }, width: 16, height: 16 })
    for (let i = 0; i < 2; i++) await paint(i)
    let groups = 0
    const make = own.device.createBindGroup.bind(own.device)
    own.device.createBindGroup = (descriptor) => {
      groups++
      return make(descriptor)
    }
    const before = [count.made, count.readbacks]
    for (let i = 0; i < 10; i++) await paint(i)
    expect([count.made, count.readbacks, groups]).toEqual([...before, 0])
    expect(painter.tensors()).toBe(0)
    painter.dispose()
    own.device.destroy()
  })

  it('never has more than two pieces before the stage in the queue', async () => {
    const own = await requestGpu()
    const painter = await createFusedPainter(own, planModel(everyOp()))
    const picture = pixelsToGpu(own.device, pattern(16, 16), 16, 16)
    const { queue } = own.device
    const log: string[] = []
    const submit = queue.submit.bind(queue)
    queue.submit = (buffers) => {
      log.push('piece')
      submit(buffers)
    }
    const done = queue.onSubmittedWorkDone.bind(queue)
    queue.onSubmittedWorkDone = async () => {
      await done()
      log.push('stage')
    }
    await painter.paint({ picture, mix: { one: 1 }, width: 16, height: 16 })
    expect(log.filter((entry) => entry === 'piece').length).toBeGreaterThan(2)
    expect(log.join(' ')).not.toContain('piece piece piece')
    painter.dispose()
    own.device.destroy()
  })

  it('compiles nothing that the page would have to wait for', async () => {
    const own = await requestGpu()
    const waitedFor: string[] = []
    own.device.createComputePipeline = ({ label }) => {
      waitedFor.push(String(label))
      throw new Error('not now')
    }
    const painter = await createFusedPainter(own, planModel(tinyModel()))
    const picture = pixelsToGpu(own.device, pattern(16, 16), 16, 16)
    await painter.paint({ picture, mix: { warm: 1 }, width: 16, height: 16 })
    await painter.paint({ picture, mix: { cold: 1 }, width: 12, height: 8 })
    expect(waitedFor).toEqual([])
    painter.dispose()
    own.device.destroy()
  })
})
