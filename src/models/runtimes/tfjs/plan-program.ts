// Runs a plan op by op in TensorFlow.js. Pictures between layers are let go as soon as the last reader is done.
import type { Tensor } from '@tensorflow/tfjs-core'
import type { ConvLayer, InputLayer, Layer, NormLayer, Plan } from '../../plan'
import type { Program, Tensor4D, Tf } from './program'
import { grainPlane } from '../../grain'
import { mixInto, normVectors } from '../../style-vector'
import { weightOf, type Weights } from '../../weights'

type Tensors = Map<string, Tensor>

/** Sizes whose grain is kept: the stage's and the thumbnails'. */
const KEPT_GROUNDS = 2

interface Mixed {
  weights: Float32Array | null
}

/** What layers read besides pictures. */
interface Numbers {
  weight(name: string): Tensor
  /** What a picture that lies on a grain has added to it, at the size of `picture`. */
  ground(layer: InputLayer, picture: Tensor4D): Tensor
  /** A second style, and where it is. */
  readonly second: { readonly at: Tensor4D; weight(name: string): Tensor } | null
}

export function createPlanProgram(tf: Tf, plan: Plan, weights: Weights): Program {
  const fixed: Tensors = new Map()
  const style: Tensors = new Map()
  const vectors = normVectors(plan)
  const style2: Tensors = new Map()
  const grounds: Tensors = new Map()
  const ground = ({ grain, offset }: InputLayer, { shape: [, height, width] }: Tensor4D): Tensor => {
    const size = `${width}x${height}`
    let made = grounds.get(size)
    if (!made) {
      if (grounds.size >= KEPT_GROUNDS) release(grounds)
      made = tf.keep(tf.tensor(grainPlane(width, height, grain, offset), [1, height, width, 1]))
      grounds.set(size, made)
    }
    return made
  }
  for (const layer of plan.layers) {
    if (layer.op !== 'conv2d' && layer.op !== 'depthwise') continue
    for (const name of layer.bias ? [`${layer.name}.kernel`, `${layer.name}.bias`] : [`${layer.name}.kernel`]) {
      const { data, shape } = weightOf(weights, name)
      fixed.set(name, tf.tensor(data, [...shape]))
    }
  }

  const first: Mixed = { weights: null }
  const other: Mixed = { weights: null }
  const set = (into: Tensors, mix: Float32Array, known: Mixed): void => {
    if (known.weights && mix.every((weight, i) => weight === known.weights?.[i])) return
    known.weights = mix.slice()
    mixInto(weights, mix, vectors)
    release(into)
    for (const { style: name, gamma, beta } of vectors) {
      // Copies: the backend keeps the array until it is on the GPU.
      into.set(`${name}.gamma`, tf.tensor(gamma.slice(), [1, 1, 1, gamma.length]))
      into.set(`${name}.beta`, tf.tensor(beta.slice(), [1, 1, 1, beta.length]))
    }
  }

  return {
    setMix(mix, second = null) {
      set(style, mix, first)
      if (second) set(style2, second, other)
    },
    run: (picture, mask = null) =>
      run(tf, plan, picture, {
        weight: (name) => tensorOf(fixed, style, name),
        ground,
        second: mask && { at: mask, weight: (name) => tensorOf(fixed, style2, name) },
      }),
    dispose() {
      release(fixed)
      release(style)
      release(style2)
      release(grounds)
    },
  }
}

function run(tf: Tf, plan: Plan, picture: Tensor4D, numbers: Numbers): Tensor4D {
  const outputs: (Tensor4D | null)[] = []
  plan.layers.forEach((layer, i) => {
    const inputs = layer.op === 'input' ? [picture] : layer.from.map((source) => alive(outputs, source))
    outputs.push(tf.tidy(() => apply(tf, layer, inputs, numbers)))
    for (const source of layer.from) {
      if (plan.lastUse[source] !== i) continue
      outputs[source]?.dispose()
      outputs[source] = null
    }
  })
  return alive(outputs, plan.layers.length - 1)
}

function apply(tf: Tf, layer: Layer, inputs: readonly Tensor4D[], numbers: Numbers): Tensor4D {
  const x = alive(inputs, 0)
  switch (layer.op) {
    case 'input':
      return tf.add(x, layer.grain === 0 ? layer.offset : numbers.ground(layer, x))
    case 'conv2d':
    case 'depthwise':
      return convolve(tf, layer, x, (name) => numbers.weight(name))
    case 'instanceNorm':
      return normalise(tf, layer, x, numbers)
    case 'add':
      return inputs.slice(1).reduce((sum, other) => tf.add(sum, other), x)
    case 'upsample': {
      const [, height, width] = x.shape
      const size: [number, number] = [height * layer.factor, width * layer.factor]
      if (layer.mode === 'nearest') return tf.image.resizeNearestNeighbor(x, size)
      return tf.image.resizeBilinear(x, size, false, true)
    }
    case 'depthToSpace':
      return tf.depthToSpace(x, layer.block, 'NHWC')
    case 'relu':
      return tf.relu(x)
    case 'relu6':
      return tf.relu6(x)
    case 'leakyRelu':
      return tf.leakyRelu(x, layer.alpha)
    case 'elu':
      return tf.elu(x)
    case 'sigmoid':
      return tf.sigmoid(x)
    case 'tanh':
      return tf.tanh(x)
  }
}

function convolve(tf: Tf, layer: ConvLayer, x: Tensor4D, weight: (name: string) => Tensor): Tensor4D {
  let padded = x
  const edge = (layer.dilation * (layer.kernel - 1)) / 2
  if (layer.pad === 'zero') {
    padded = tf.pad(x, [
      [0, 0],
      [edge, edge],
      [edge, edge],
      [0, 0],
    ])
  } else {
    // A symmetric mirror of one pixel is a replicated edge; a wider edge is that, once more.
    for (let i = 0; i < edge; i++)
      padded = tf.mirrorPad(
        padded,
        [
          [0, 0],
          [1, 1],
          [1, 1],
          [0, 0],
        ],
        'symmetric',
      )
  }
  const kernel = weight(`${layer.name}.kernel`) as Tensor4D
  const y =
    layer.op === 'conv2d'
      ? tf.conv2d(padded, kernel, layer.stride, 'valid', 'NHWC', layer.dilation)
      : tf.depthwiseConv2d(padded, kernel, layer.stride, 'valid')
  return layer.bias ? tf.add(y, weight(`${layer.name}.bias`)) : y
}

function normalise(tf: Tf, layer: NormLayer, x: Tensor4D, numbers: Numbers): Tensor4D {
  const mean = spatialMean(tf, x)
  const centred = tf.sub<Tensor4D>(x, mean)
  const variance = spatialMean(tf, tf.square(centred))
  const part = (name: 'gamma' | 'beta'): Tensor => masked(tf, layer, `${layer.style}.${name}`, numbers)
  const scale = tf.mul(part('gamma'), tf.rsqrt(tf.add(variance, layer.epsilon)))
  return tf.add(tf.mul(centred, scale), part('beta'))
}

/** A style's numbers, or those of each pixel where there are two. */
function masked(tf: Tf, { shrink }: NormLayer, name: string, { weight, second }: Numbers): Tensor {
  const first = weight(name)
  if (!second) return first
  const [, height, width] = second.at.shape
  const here =
    shrink >= 1
      ? tf.avgPool(second.at, shrink, shrink, 'valid')
      : tf.image.resizeNearestNeighbor(second.at, [height / shrink, width / shrink])
  return tf.add(first, tf.mul(tf.sub(second.weight(name), first), here))
}

/** WASM's mean transposes the picture first; its pooling does not, and is ten times as fast. On a GPU it is the other way round. */
function spatialMean(tf: Tf, x: Tensor4D): Tensor4D {
  const [, height, width] = x.shape
  if (tf.getBackend() === 'wasm') return tf.avgPool(x, [height, width], 1, 'valid')
  return tf.mean(x, [1, 2], true)
}

function tensorOf(fixed: Tensors, style: Tensors, name: string): Tensor {
  const tensor = fixed.get(name) ?? style.get(name)
  if (!tensor) throw new Error(`the plan reads '${name}' before a mix was set`)
  return tensor
}

function alive<T>(list: readonly (T | null)[], index: number): T {
  const item = list[index]
  if (item === undefined || item === null) throw new Error(`layer ${index} was let go too early`)
  return item
}

function release(tensors: Tensors): void {
  for (const tensor of tensors.values()) tensor.dispose()
  tensors.clear()
}
