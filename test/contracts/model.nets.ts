// Small nets, one for each thing that fused passes do in a way of their own, to be compared with TensorFlow.js.
import type { PlanModel } from '../../src/models/loaded-model'
import { planModel } from './model.made'
import { everyOp, type Json, tinyModel, type TinyFiles } from './model.tiny'

const larger = { op: 'upsample', factor: 2, mode: 'nearest' }
const norm = { op: 'instanceNorm' }
const conv = { op: 'conv2d' }

export const NETS: Readonly<Record<string, () => PlanModel>> = {
  'every op': () => planModel(everyOp()),
  'one convolution': () => planModel(tinyModel()),
  'a norm of many channels': () => planModel(net(20, conv, norm, { op: 'relu' })),
  'a stride and a folded step up': () =>
    planModel(net(12, { ...conv, stride: 2 }, norm, { op: 'relu' }, larger, conv, norm)),
  'a stride of four with zeros at the edge, and a step up in blocks': () =>
    planModel(net(16, { ...conv, kernel: 5, stride: 4, pad: 'zero' }, norm, { op: 'depthToSpace', block: 4 })),
  'a bilinear step up of a depthwise layer': () =>
    planModel(net(6, conv, { op: 'depthwise', stride: 2 }, { op: 'tanh' }, { ...larger, mode: 'bilinear' }, conv)),
  'a residual block': () =>
    planModel(
      net(
        4,
        { ...conv, name: 'first' },
        { ...norm, name: 'x' },
        { ...conv, name: 'a' },
        norm,
        { op: 'relu' },
        conv,
        { ...norm, name: 'b' },
        { op: 'add', name: 'sum', from: ['x', 'b'] },
        { ...conv, name: 'c' },
        { ...norm, name: 'd' },
        { op: 'add', from: ['sum', 'd'] },
      ),
    ),
  'taps two and four apart': () =>
    planModel(
      net(
        12,
        { ...conv, name: 'first' },
        { ...norm, name: 'x' },
        { ...conv, dilation: 2 },
        norm,
        { op: 'relu' },
        { ...conv, dilation: 4, pad: 'zero' },
        { ...norm, name: 'b' },
        { op: 'add', name: 'sum', from: ['x', 'b'] },
        { ...conv, dilation: 4 },
        { ...norm, name: 'd' },
        { op: 'add', from: ['sum', 'd'] },
      ),
    ),
  'taps eight apart': () => planModel(net(6, { ...conv, dilation: 8 }, norm, { op: 'tanh' })),
  'depthwise and pointwise': () =>
    planModel(net(10, { ...conv, kernel: 1 }, { op: 'depthwise', kernel: 3, pad: 'zero' }, norm, { op: 'elu' })),
  'kernels too large to be written out': () =>
    planModel(net(5, { ...conv, kernel: 9 }, { op: 'depthwise', kernel: 7 }, { op: 'leakyRelu' })),
  'a sum of six': () => planModel(manySummed()),
  'a norm far from zero': () => planModel(net(4, { ...conv, kernel: 1 }, { op: 'sigmoid' }, norm, { op: 'tanh' })),
}

/** Six normed convolutions of one picture, added in one layer. */
export function manySummed(): TinyFiles {
  const parts = Array.from({ length: 6 }, (_, i) => i)
  return net(
    4,
    { ...conv, kernel: 1, name: 'base' },
    ...parts.flatMap((i) => [
      { ...conv, name: `part${i}`, from: 'base' },
      { ...norm, name: `norm${i}` },
    ]),
    { op: 'add', name: 'sum', from: parts.map((i) => `norm${i}`) },
    { op: 'sigmoid' },
  )
}

/** A net of the given layers between the picture and a 3-channel 1x1 convolution with a sigmoid; two styles. */
export function net(channels: number, ...layers: readonly Json[]): TinyFiles {
  let depth = 3
  let multiple = 1
  const tensors: Record<string, { shape: number[]; data: number[] }> = {}
  const random = (shape: number[], scale: number): { shape: number[]; data: number[] } => {
    const count = shape.reduce((a, b) => a * b, 1)
    return { shape, data: Array.from({ length: count }, (_, i) => Math.sin((i + 1) * 78.233 + count) * scale) }
  }
  const all = [...layers, { op: 'conv2d', kernel: 1, out: 3 }].map((layer, i) => {
    const full: Json = { name: `layer${i}`, ...layer }
    const name = String(full['name'])
    if (layer['op'] === 'conv2d' || layer['op'] === 'depthwise') {
      const deep = layer['op'] === 'depthwise'
      const { kernel = 3, out = deep ? depth : channels, stride = 1 } = layer as Record<string, number>
      tensors[`${name}.kernel`] = random([kernel, kernel, depth, deep ? 1 : out], 1 / kernel)
      tensors[`${name}.bias`] = random([out], 0.2)
      const whole = { kernel, stride, pad: 'replicate', bias: true, ...full, in: depth, out }
      depth = out
      multiple *= stride
      return whole
    }
    if (layer['op'] === 'instanceNorm') {
      tensors[`${name}.gamma`] = random([2, depth], 1)
      tensors[`${name}.beta`] = random([2, depth], 0.5)
      return { epsilon: 1e-5, style: name, ...full }
    }
    if (layer['op'] === 'depthToSpace') depth /= Number(layer['block']) ** 2
    return full
  })
  return {
    json: {
      format: 'impasto-net',
      version: 1,
      title: 'Net',
      weights: 'weights.safetensors',
      multiple,
      styles: ['one', 'two'],
      layers: [{ name: 'image', op: 'input', channels: 3, offset: -0.5 }, ...all, { name: 'painting', op: 'sigmoid' }],
    },
    tensors,
  }
}
