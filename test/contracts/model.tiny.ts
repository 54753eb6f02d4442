// Makes small models: every kind of layer in a few numbers, whole or with one thing wrong, as the files of a folder in models/.

export type Json = Record<string, unknown>
type Tensors = Record<string, { shape: number[]; data: number[] }>

export interface TinyFiles {
  readonly json: Json
  readonly tensors: Tensors
}

/** One 3x3 convolution, one norm with two styles, a sigmoid: 'warm' comes out red, 'cold' blue. */
export function tinyModel(styles: readonly [string, string] = ['warm', 'cold']): TinyFiles {
  const kernel = Array.from({ length: 81 }, (_, i) => Math.sin(i * 12.9898) * 0.5)
  return {
    json: {
      format: 'impasto-net',
      version: 1,
      title: 'Tiny',
      weights: 'weights.safetensors',
      multiple: 1,
      styles: [...styles],
      layers: [
        { name: 'image', op: 'input', channels: 3, offset: -0.5 },
        { name: 'mix', op: 'conv2d', kernel: 3, stride: 1, pad: 'replicate', in: 3, out: 3, bias: false },
        { name: 'mix.norm', op: 'instanceNorm', epsilon: 1e-5, style: 'mix' },
        { name: 'painting', op: 'sigmoid' },
      ],
    },
    tensors: {
      'mix.kernel': { shape: [3, 3, 3, 3], data: kernel },
      'mix.gamma': { shape: [2, 3], data: [0.4, 0.4, 0.4, 0.4, 0.4, 0.4] },
      'mix.beta': { shape: [2, 3], data: [2, 0, -2, -2, 0, 2] },
    },
  }
}

/** Every op of the plan at least once. */
export function everyOp(): TinyFiles {
  const random = (count: number, scale: number): number[] =>
    Array.from({ length: count }, (_, i) => Math.sin((i + 1) * 78.233 + count) * scale)
  const conv = { op: 'conv2d', kernel: 3, stride: 1, pad: 'replicate' }
  return {
    json: {
      format: 'impasto-net',
      version: 1,
      title: 'Every op',
      weights: 'weights.safetensors',
      multiple: 4,
      styles: ['one', 'two', 'three'],
      layers: [
        { name: 'image', op: 'input', channels: 3, offset: -0.25, grain: 0.2 },
        { ...conv, name: 'down', kernel: 5, stride: 2, in: 3, out: 8, bias: true },
        { name: 'down.norm', op: 'instanceNorm', epsilon: 1e-3, style: 'down' },
        { name: 'down.relu', op: 'relu' },
        { name: 'deep', op: 'depthwise', kernel: 3, stride: 2, pad: 'zero', in: 8, out: 8, bias: true },
        { name: 'deep.leaky', op: 'leakyRelu', alpha: 0.1 },
        { ...conv, name: 'one', kernel: 1, in: 8, out: 8 },
        { name: 'one.elu', op: 'elu' },
        { name: 'sum', op: 'add', from: ['one.elu', 'deep.leaky', 'deep'] },
        { name: 'sum.tanh', op: 'tanh' },
        { name: 'grow', op: 'upsample', factor: 2, mode: 'bilinear' },
        { name: 'skip', op: 'add', from: ['grow', 'down.relu'] },
        { name: 'skip.relu6', op: 'relu6' },
        { ...conv, name: 'wide', dilation: 2, in: 8, out: 12 },
        { name: 'wide.norm', op: 'instanceNorm', epsilon: 1e-3, style: 'wide' },
        { name: 'pixels', op: 'depthToSpace', block: 2 },
        { ...conv, name: 'again', stride: 2, in: 3, out: 3, from: 'pixels' },
        { name: 'again.up', op: 'upsample', factor: 2, mode: 'nearest' },
        { name: 'both', op: 'add', from: ['again.up', 'pixels'] },
        { name: 'painting', op: 'sigmoid' },
      ],
    },
    tensors: {
      'down.kernel': { shape: [5, 5, 3, 8], data: random(600, 0.3) },
      'down.bias': { shape: [8], data: random(8, 0.1) },
      'down.gamma': { shape: [3, 8], data: random(24, 1) },
      'down.beta': { shape: [3, 8], data: random(24, 0.5) },
      'deep.kernel': { shape: [3, 3, 8, 1], data: random(72, 0.5) },
      'deep.bias': { shape: [8], data: random(8, 0.2) },
      'one.kernel': { shape: [1, 1, 8, 8], data: random(64, 0.5) },
      'wide.kernel': { shape: [3, 3, 8, 12], data: random(864, 0.3) },
      'wide.gamma': { shape: [3, 12], data: random(36, 1) },
      'wide.beta': { shape: [3, 12], data: random(36, 0.5) },
      'again.kernel': { shape: [3, 3, 3, 3], data: random(81, 0.4) },
    },
  }
}

/** The safetensors file of `tensors`, float32. */
export function safetensors(tensors: Tensors): ArrayBuffer {
  let offset = 0
  const head: Json = {}
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    head[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + data.length * 4] }
    offset += data.length * 4
  }
  const text = JSON.stringify(head)
  const padded = new TextEncoder().encode(text + ' '.repeat((8 - (text.length % 8)) % 8))
  const file = new Uint8Array(8 + padded.length + offset)
  new DataView(file.buffer).setBigUint64(0, BigInt(padded.length), true)
  file.set(padded, 8)
  file.set(
    new Uint8Array(Float32Array.from(Object.values(tensors).flatMap(({ data }) => data)).buffer),
    8 + padded.length,
  )
  return file.buffer
}
