// What the meter sees of work on a real device whose dispatches, bytes and objects are known.
import { afterEach, expect, it } from 'vitest'
import { planModel } from '../../test/contracts/model.made'
import { tinyModel } from '../../test/contracts/model.tiny'
import { RealClock } from '../core/clock'
import { requestGpu } from '../gpu/device'
import { createFusedPainter } from '../models/runtimes/fused/fused-painter'
import { gpuToPixels, pixelsToGpu } from '../models/runtimes/tfjs/gpu-pixels'
import { createPageMeter } from './page-meter'

let meter: ReturnType<typeof createPageMeter> | null = null
afterEach(() => meter?.dispose())

it('counts dispatches with what is bound to them, objects made, and reads', async () => {
  meter = createPageMeter(new RealClock())
  const { device } = await requestGpu()
  const buffer = device.createBuffer({ label: 'test/buffer', size: 1024, usage: GPUBufferUsage.STORAGE })
  const code = `@group(0) @binding(0) var<storage, read_write> b: array<f32>;
@compute @workgroup_size(1) fn main() { b[0] += 1; }`
  const pipeline = device.createComputePipeline({
    label: 'test/pipeline',
    layout: 'auto',
    compute: { module: device.createShaderModule({ label: 'test/shader', code }) },
  })
  expect(meter.alive(device)).toBe(1024)
  const run = async (): Promise<void> => {
    const layout = pipeline.getBindGroupLayout(0)
    const entries = [{ binding: 0, resource: { buffer, size: 512 } }]
    const group = device.createBindGroup({ label: 'test/group', layout, entries })
    const encoder = device.createCommandEncoder({ label: 'test' })
    const pass = encoder.beginComputePass({ label: 'test/pass' })
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, group)
    for (let i = 0; i < 3; i++) pass.dispatchWorkgroups(1)
    pass.end()
    device.queue.submit([encoder.finish()])
    await device.queue.onSubmittedWorkDone()
  }
  const first = await meter.measure(run)
  expect(first.work).toEqual({ dispatches: 3, boundBytes: 1536, made: 1, readbacks: 0 })
  // Again: the stopwatch is there now, and is no part of the work either.
  const second = await meter.measure(run)
  expect(second.work).toEqual(first.work)
  expect(second.wall).toBeGreaterThan(0)
  expect(second.gpu).toBeGreaterThanOrEqual(0)
  expect(meter.alive(device)).toBe(1024)
  device.destroy()
})

it('sees of a painter what the painter says, and reads when there are any', async () => {
  meter = createPageMeter(new RealClock())
  const gpu = await requestGpu()
  const painter = await createFusedPainter(gpu, planModel(tinyModel()))
  const pixels = new Uint8ClampedArray(16 * 16 * 4).fill(200)
  const picture = pixelsToGpu(gpu.device, pixels, 16, 16)
  const paint = () => painter.paint({ picture, mix: {}, width: 16, height: 16 })
  for (let i = 0; i < 2; i++) await paint()
  const { work, gpu: time } = await meter.measure(async () => void (await paint()))
  expect(work).toMatchObject({ dispatches: painter.dispatches, made: 0, readbacks: 0 })
  expect(time).not.toBeNull()
  const painting = await paint()
  const read = await meter.measure(async () => void (await gpuToPixels(gpu.device, painting)))
  expect(read.work).toMatchObject({ dispatches: 0, made: 1, readbacks: 1 })
  painter.dispose()
  gpu.device.destroy()
})

it("leaves the browser's WebGPU as it found it", () => {
  const before = [GPUDevice.prototype.createBuffer, GPUCommandEncoder.prototype.beginComputePass]
  meter = createPageMeter(new RealClock())
  expect(GPUDevice.prototype.createBuffer).not.toBe(before[0])
  meter.dispose()
  expect([GPUDevice.prototype.createBuffer, GPUCommandEncoder.prototype.beginComputePass]).toEqual(before)
})
