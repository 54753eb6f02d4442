// Timing of compute passes on a real device: a sum of passes, nothing counted as a readback, nothing left behind.
import { expect, it } from 'vitest'
import { requestGpu } from './device'
import { GpuTimer } from './gpu-timer'
import { watchDevice } from './resource-counter'

it('A timer tells how long its passes took, and more work takes longer', async () => {
  const { device } = await requestGpu()
  const count = watchDevice(device)
  const timer = GpuTimer.on(device)
  if (!timer) throw new Error('This test needs an adapter with timestamps.')
  const numbers = device.createBuffer({ label: 'test/numbers', size: 256, usage: GPUBufferUsage.STORAGE })
  const module = device.createShaderModule({
    label: 'test/turns',
    code: `@group(0) @binding(0) var<storage, read_write> numbers: array<f32>;
      override turns: u32 = 1;
      @compute @workgroup_size(64) fn work(@builtin(local_invocation_id) id: vec3u) {
        for (var i = 0u; i < turns; i++) { numbers[id.x] = sin(numbers[id.x] + f32(i)); }
      }`,
  })
  const measure = async (turns: number): Promise<number> => {
    const pipeline = device.createComputePipeline({
      label: 'test/turns',
      layout: 'auto',
      compute: { module, entryPoint: 'work', constants: { turns } },
    })
    const group = device.createBindGroup({
      label: 'test/turns',
      layout: pipeline.getBindGroupLayout(0),
      entries: [{ binding: 0, resource: { buffer: numbers } }],
    })
    const encoder = device.createCommandEncoder({ label: 'test/turns' })
    for (const i of [0, 1]) {
      const timestampWrites = timer.pass(i)
      const pass = encoder.beginComputePass({ label: 'test/turns', ...(timestampWrites && { timestampWrites }) })
      pass.setPipeline(pipeline)
      pass.setBindGroup(0, group)
      pass.dispatchWorkgroups(1)
      pass.end()
    }
    timer.finish(encoder)
    device.queue.submit([encoder.finish()])
    const [seconds, second] = await Promise.all([timer.seconds(), timer.seconds()])
    expect(second).toBeNull()
    return seconds ?? Number.NaN
  }
  await measure(1)
  const short = await measure(1000)
  const long = await measure(1_000_000)
  expect(short).toBeGreaterThan(0)
  expect(long).toBeGreaterThan(short * 10)
  expect(timer.pass(99)).toBeUndefined()
  expect(count).toMatchObject({ buffers: 3, readbacks: 0 })
  timer.dispose()
  expect(count.buffers).toBe(1)
  device.destroy()
  expect(await timer.seconds()).toBeNull()
})
