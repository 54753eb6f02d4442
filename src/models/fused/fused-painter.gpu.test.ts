// Fused passes against double-precision arithmetic, on sizes that do not fit their tiles, and what the painter promises.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planModel } from '../../../test/contracts/model.made'
import { paintByHand, toBytes } from '../../../test/contracts/model.reference'
import { everyOp, type Json, tinyModel, type TinyFiles } from '../../../test/contracts/model.tiny'
import { type Gpu, requestGpu } from '../../gpu/device'
import { watchDevice } from '../../gpu/ledger'
import { gpuToPixels, pixelsToGpu } from '../gpu-pixels'
import type { PlanModel } from '../loaded-model'
import { createFusedPainter } from './fused-painter'
import type { Processor } from './tile'

let gpu: Gpu
beforeAll(async () => {
  gpu = await requestGpu()
})
afterAll(() => gpu.device.destroy())

function pattern(width: number, height: number): Uint8ClampedArray<ArrayBuffer> {
  return new Uint8ClampedArray(width * height * 4).map((_, i) => (i % 4 === 3 ? 255 : (i * 37 + (i >> 5) * 11) % 256))
}

function rgb(rgba: Uint8ClampedArray): number[] {
  return [...rgba].filter((_, i) => i % 4 !== 3)
}

/** The largest difference between the fused painting and the one by hand, of 255. */
async function worstOf(model: PlanModel, width: number, height: number, processor: Processor): Promise<number> {
  const mix = Object.fromEntries(model.header.styles.map(({ id }, i) => [id, i + 1]))
  const sum = Object.values(mix).reduce((a, b) => a + b, 0)
  const data = pattern(width, height)
  const given = { h: height, w: width, c: 3, data: Float64Array.from(rgb(data), (v) => v / 255) }
  const weights = Object.values(mix).map((w) => w / sum)
  const expected = toBytes(paintByHand(model.plan, model.weights, given, weights))
  const painter = await createFusedPainter(gpu, model, { tile: processor })
  const picture = pixelsToGpu(gpu.device, data, width, height)
  const painting = await painter.paint({ picture, mix, width, height })
  const painted = rgb(await gpuToPixels(gpu.device, painting))
  painter.dispose()
  picture.texture.destroy()
  expect(painted.length).toBe(expected.length)
  return Math.max(...painted.map((v, i) => Math.abs(v - (expected[i] ?? 0))))
}

/** A net of the given layers between the picture and a 3-channel 1x1 convolution with a sigmoid. */
function net(channels: number, ...layers: readonly Json[]): PlanModel {
  let depth = 3
  const tensors: Record<string, { shape: number[]; data: number[] }> = {}
  const random = (shape: number[], scale: number): { shape: number[]; data: number[] } => {
    const count = shape.reduce((a, b) => a * b, 1)
    return { shape, data: Array.from({ length: count }, (_, i) => Math.sin((i + 1) * 78.233 + count) * scale) }
  }
  const all = [...layers, { op: 'conv2d', kernel: 1, stride: 1, pad: 'replicate', out: 3, bias: true }].map(
    (layer, i) => {
      const full: Json = { name: `layer${i}`, ...layer }
      const name = String(full['name'])
      if (layer['op'] === 'conv2d' || layer['op'] === 'depthwise') {
        const { kernel = 3, out = layer['op'] === 'depthwise' ? depth : channels } = layer as {
          kernel?: number
          out?: number
        }
        const whole = { kernel, stride: 1, pad: 'replicate', bias: true, ...full, in: depth, out }
        tensors[`${name}.kernel`] = random([kernel, kernel, depth, layer['op'] === 'depthwise' ? 1 : out], 1 / kernel)
        tensors[`${name}.bias`] = random([out], 0.2)
        depth = out
        return whole
      }
      if (layer['op'] === 'instanceNorm') {
        tensors[`${name}.gamma`] = random([2, depth], 1)
        tensors[`${name}.beta`] = random([2, depth], 0.5)
        return { epsilon: 1e-5, style: name, ...full }
      }
      if (layer['op'] === 'depthToSpace') depth /= Number(layer['block']) ** 2
      return full
    },
  )
  const files: TinyFiles = {
    json: {
      format: 'impasto-net',
      version: 1,
      title: 'Made',
      weights: 'weights.safetensors',
      multiple: 4,
      styles: ['one', 'two'],
      layers: [{ name: 'image', op: 'input', channels: 3, offset: -0.5 }, ...all, { name: 'painting', op: 'sigmoid' }],
    },
    tensors,
  }
  return planModel(files)
}

const down = { op: 'conv2d', stride: 2 }
const norm = { op: 'instanceNorm' }
const larger = { op: 'upsample', factor: 2, mode: 'nearest' }
const NETS: Record<string, () => PlanModel> = {
  'every op': () => planModel(everyOp()),
  'one convolution': () => planModel(tinyModel()),
  'a norm of many channels': () => net(20, { op: 'conv2d' }, norm, { op: 'relu' }),
  'a stride and a folded step up': () => net(12, down, norm, { op: 'relu' }, larger, { op: 'conv2d' }, norm),
  'a residual block': () =>
    net(
      8,
      { op: 'conv2d', name: 'first' },
      { ...norm, name: 'x' },
      { op: 'conv2d', name: 'a' },
      norm,
      { op: 'relu' },
      { op: 'conv2d' },
      { ...norm, name: 'b' },
      { op: 'add', name: 'sum', from: ['x', 'b'] },
      { op: 'conv2d', name: 'c' },
      { ...norm, name: 'd' },
      { op: 'add', from: ['sum', 'd'] },
    ),
  'depthwise and pointwise': () =>
    net(10, { op: 'conv2d', kernel: 1 }, { op: 'depthwise', kernel: 3 }, norm, { op: 'elu' }),
  'a norm far from zero': () => net(4, { op: 'conv2d', kernel: 1 }, { op: 'sigmoid' }, norm, { op: 'tanh' }),
}

describe.each(Object.keys(NETS))('%s', (name) => {
  it.each([
    [12, 20, 'software'],
    [36, 4, 'software'],
    [4, 28, 'gpu'],
  ] as const)('comes out at %ix%i for a %s as by hand', async (width, height, processor) => {
    const model = NETS[name]?.()
    if (!model) throw new Error(`no net '${name}'`)
    expect(await worstOf(model, width, height, processor)).toBeLessThanOrEqual(1)
  })
})

it.each([
  [1, 1],
  [1, 9],
  [13, 1],
  [7, 5],
])('%ix%i, no multiple of anything, comes out as by hand', async (width, height) => {
  expect(await worstOf(planModel(tinyModel()), width, height, 'software')).toBeLessThanOrEqual(1)
})

describe('the painter', () => {
  it('makes no GPU object and reads nothing back after its first paintings', async () => {
    const own = await requestGpu()
    const count = watchDevice(own.device)
    const painter = await createFusedPainter(own, planModel(everyOp()))
    const picture = pixelsToGpu(own.device, pattern(16, 16), 16, 16)
    const paint = (i: number) => painter.paint({ picture, mix: i % 2 === 0 ? { one: 1 } : { two: 1 }, width: 16, height: 16 }) // prettier-ignore
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
})
