// Runs a plan in plain double-precision loops: slow, short, and independent of TensorFlow.js, so that both can be checked against it.
import type { ConvLayer, Layer, Plan } from '../../src/models/plan'
import type { Weights } from '../../src/models/weights'

/** Height, width, channels; NHWC with one picture. */
export interface Volume {
  readonly h: number
  readonly w: number
  readonly c: number
  readonly data: Float64Array
}

/** A second mix, and how much of it there is in each pixel of the picture. */
export interface Second {
  readonly mix: readonly number[]
  readonly mask: Volume
}

/** The painting as RGB 0..1. `mix`: one weight a style, summing to 1. */
export function paintByHand(
  plan: Plan,
  weights: Weights,
  picture: Volume,
  mix: readonly number[],
  second: Second | null = null,
): Volume {
  const outputs: Volume[] = []
  for (const layer of plan.layers) {
    const inputs = layer.op === 'input' ? [picture] : layer.from.map((i) => must(outputs[i]))
    outputs.push(apply(layer, inputs, weights, mix, second))
  }
  return must(outputs.at(-1))
}

/** 8-bit RGB bytes of a painting. */
export function toBytes({ data }: Volume): Uint8Array {
  return Uint8Array.from(data, (v) => Math.round(Math.min(1, Math.max(0, v)) * 255))
}

function apply(
  layer: Layer,
  inputs: readonly Volume[],
  weights: Weights,
  mix: readonly number[],
  second: Second | null,
): Volume {
  const x = must(inputs[0])
  switch (layer.op) {
    case 'input':
      return { ...x, data: x.data.map((v, i) => v + layer.offset + layer.grain * grain(x, Math.floor(i / x.c))) }
    case 'conv2d':
    case 'depthwise':
      return convolve(layer, x, weights)
    case 'instanceNorm': {
      const normed = (by: readonly number[]): Volume =>
        normalise(
          x,
          layer.epsilon,
          mixed(weights, `${layer.style}.gamma`, by),
          mixed(weights, `${layer.style}.beta`, by),
        )
      const first = normed(mix)
      if (!second) return first
      const other = normed(second.mix)
      const here = covered(second.mask, x)
      return { ...x, data: first.data.map((v, i) => v + (must(other.data[i]) - v) * must(here[Math.floor(i / x.c)])) }
    }
    case 'add':
      return { ...x, data: x.data.map((_, i) => inputs.reduce((sum, input) => sum + must(input.data[i]), 0)) }
    case 'upsample':
      return upsample(x, layer.factor, layer.mode)
    case 'depthToSpace': {
      const { block } = layer
      const c = x.c / (block * block)
      return make(x.h * block, x.w * block, c, (i, j, k) =>
        at(x, Math.floor(i / block), Math.floor(j / block), ((i % block) * block + (j % block)) * c + k),
      )
    }
    case 'relu':
      return each(x, (v) => Math.max(0, v))
    case 'relu6':
      return each(x, (v) => Math.min(6, Math.max(0, v)))
    case 'leakyRelu':
      return each(x, (v) => (v < 0 ? v * layer.alpha : v))
    case 'elu':
      return each(x, (v) => (v < 0 ? Math.expm1(v) : v))
    case 'sigmoid':
      return each(x, (v) => 1 / (1 + Math.exp(-v)))
    case 'tanh':
      return each(x, Math.tanh)
  }
}

/** Of the grain that the picture lies on, -1..1. */
function grain({ w }: Volume, pixel: number): number {
  const [row, column] = [Math.floor(pixel / w), pixel % w].map((place) => BigInt(Math.floor(place / 2)))
  let h = (must(row) << 16n) + must(column)
  h = BigInt.asUintN(32, (h ^ (h >> 16n)) * 0x7feb352dn)
  h = BigInt.asUintN(32, (h ^ (h >> 15n)) * 0x846ca68bn)
  return Number((h ^ (h >> 16n)) >> 8n) / 2 ** 23 - 1
}

function convolve(layer: ConvLayer, x: Volume, weights: Weights): Volume {
  const { kernel, stride, dilation, channels } = layer
  const numbers = must(weights.get(`${layer.name}.kernel`)).data
  const bias = layer.bias ? must(weights.get(`${layer.name}.bias`)).data : null
  const edge = (kernel - 1) / 2
  const size = (side: number): number => Math.floor((side - 1) / stride) + 1
  return make(size(x.h), size(x.w), channels, (i, j, o) => {
    let sum = bias ? must(bias[o]) : 0
    for (let a = 0; a < kernel; a++) {
      for (let b = 0; b < kernel; b++) {
        const y = i * stride + (a - edge) * dilation
        const z = j * stride + (b - edge) * dilation
        const outside = y < 0 || z < 0 || y >= x.h || z >= x.w
        if (outside && layer.pad === 'zero') continue
        const row = Math.min(x.h - 1, Math.max(0, y))
        const column = Math.min(x.w - 1, Math.max(0, z))
        if (layer.op === 'depthwise') {
          sum += at(x, row, column, o) * must(numbers[(a * kernel + b) * x.c + o])
          continue
        }
        for (let k = 0; k < x.c; k++) {
          sum += at(x, row, column, k) * must(numbers[((a * kernel + b) * x.c + k) * channels + o])
        }
      }
    }
    return sum
  })
}

/** A mask at the size of `x`: the mean of what each of its pixels covers. */
function covered(mask: Volume, { h, w }: Volume): Float64Array {
  return make(h, w, 1, (i, j) => {
    const [rows, columns] = [Math.max(1, mask.h / h), Math.max(1, mask.w / w)]
    let sum = 0
    for (let a = 0; a < rows; a++) {
      for (let b = 0; b < columns; b++) {
        sum += at(mask, Math.floor((i * mask.h) / h) + a, Math.floor((j * mask.w) / w) + b, 0)
      }
    }
    return sum / (rows * columns)
  }).data
}

function normalise(x: Volume, epsilon: number, gamma: readonly number[], beta: readonly number[]): Volume {
  const count = x.h * x.w
  const mean = new Float64Array(x.c)
  const variance = new Float64Array(x.c)
  x.data.forEach((v, i) => (mean[i % x.c] = must(mean[i % x.c]) + v / count))
  x.data.forEach((v, i) => (variance[i % x.c] = must(variance[i % x.c]) + (v - must(mean[i % x.c])) ** 2 / count))
  return {
    ...x,
    data: x.data.map((v, i) => {
      const k = i % x.c
      return ((v - must(mean[k])) / Math.sqrt(must(variance[k]) + epsilon)) * must(gamma[k]) + must(beta[k])
    }),
  }
}

function upsample(x: Volume, factor: number, mode: 'nearest' | 'bilinear'): Volume {
  if (mode === 'nearest') {
    return make(x.h * factor, x.w * factor, x.c, (i, j, k) => at(x, Math.floor(i / factor), Math.floor(j / factor), k))
  }
  const place = (i: number, side: number): [number, number, number] => {
    const centre = Math.max(0, (i + 0.5) / factor - 0.5)
    const low = Math.floor(centre)
    return [low, Math.min(side - 1, low + 1), centre - low]
  }
  return make(x.h * factor, x.w * factor, x.c, (i, j, k) => {
    const [top, bottom, down] = place(i, x.h)
    const [left, right, along] = place(j, x.w)
    const upper = at(x, top, left, k) * (1 - along) + at(x, top, right, k) * along
    const lower = at(x, bottom, left, k) * (1 - along) + at(x, bottom, right, k) * along
    return upper * (1 - down) + lower * down
  })
}

function mixed(weights: Weights, name: string, mix: readonly number[]): number[] {
  const { data, shape } = must(weights.get(name))
  const channels = must(shape[1])
  return Array.from({ length: channels }, (_, c) =>
    mix.reduce((sum, weight, s) => sum + weight * must(data[s * channels + c]), 0),
  )
}

function make(h: number, w: number, c: number, value: (i: number, j: number, k: number) => number): Volume {
  const data = new Float64Array(h * w * c)
  for (let i = 0; i < h; i++) {
    for (let j = 0; j < w; j++) for (let k = 0; k < c; k++) data[(i * w + j) * c + k] = value(i, j, k)
  }
  return { h, w, c, data }
}

function each(x: Volume, change: (v: number) => number): Volume {
  return { ...x, data: x.data.map(change) }
}

function at(x: Volume, i: number, j: number, k: number): number {
  return must(x.data[(i * x.w + j) * x.c + k])
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('the reference read outside of what is there')
  return value
}
