// A plan as an ONNX file (github.com/onnx/onnx/blob/main/onnx/onnx.proto), so that another runtime paints with the same weights.
import type { Size } from '../core/units'
import { grainPlane } from '../models/grain'
import type { ConvLayer, Layer, NormLayer } from '../models/plan'
import type { PlanModel } from '../models/loaded-model'
import { weightOf, type Weights } from '../models/weights'
import { Message } from './protobuf'

/** The names of what the file takes and gives. Every norm takes `<style>.gamma` and `<style>.beta` [channels] too. */
export const PICTURE = 'picture'
export const PAINTING = 'painting'

const IR_VERSION = 8
const OPSET = 17
const FLOAT = 1
const INT64 = 7
/** AttributeProto.type */
const TYPE = { float: 1, int: 2, text: 3, ints: 7 } as const

type Attribute = number | string | readonly number[] | { readonly float: number }

/** Takes and gives RGB 0..1 as [1, 3, height, width]. */
export function onnxModel(
  { header, plan, weights }: PlanModel,
  width: number,
  height: number,
): Uint8Array<ArrayBuffer> {
  const size = { width, height }
  const graph = new Graph()
  graph.message.text(2, header.id)
  graph.takes(PICTURE, [1, 3, height, width])
  const given = new Set<string>()
  for (const layer of plan.layers) {
    if (layer.op !== 'instanceNorm' || given.has(layer.style)) continue
    given.add(layer.style)
    graph.takes(`${layer.style}.gamma`, [layer.channels])
    graph.takes(`${layer.style}.beta`, [layer.channels])
  }
  const last = plan.layers.length - 1
  // The last layer's name is the painting's; the first is the picture's and may be called the same.
  const names = plan.layers.map((layer, i) => (i === last ? PAINTING : `${i}.${layer.name}`))
  plan.layers.forEach((layer, i) => {
    const inputs = layer.op === 'input' ? [PICTURE] : layer.from.map((from) => names[from] ?? '')
    addLayer(graph, layer, inputs, names[i] ?? '', weights, size)
  })
  graph.message.message(12, valueInfo(PAINTING, [1, 3, height, width]))
  return new Message()
    .int(1, IR_VERSION)
    .text(2, 'impasto')
    .message(7, graph.message)
    .message(8, new Message().text(1, '').int(2, OPSET))
    .finish()
}

function addLayer(
  graph: Graph,
  layer: Layer,
  inputs: readonly string[],
  output: string,
  weights: Weights,
  size: Size,
): void {
  switch (layer.op) {
    case 'input': {
      const { offset, grain } = layer
      const added =
        grain === 0
          ? graph.floats(`${output}.offset`, [1], [offset])
          : graph.floats(
              `${output}.grain`,
              [1, 1, size.height, size.width],
              grainPlane(size.width, size.height, grain, offset),
            )
      return graph.node('Add', [...inputs, added], output)
    }
    case 'conv2d':
    case 'depthwise':
      return addConv(graph, layer, inputs, output, weights)
    case 'instanceNorm':
      return addNorm(graph, layer, inputs, output)
    case 'add':
      // Sum, the operator for several, has no WebGPU kernel in some versions.
      return inputs.slice(1).reduce<void>((_, input, i) => {
        const sum = i === inputs.length - 2 ? output : `${output}.${i}`
        graph.node('Add', [i === 0 ? (inputs[0] ?? '') : `${output}.${i - 1}`, input], sum)
      }, undefined)
    case 'upsample': {
      const { factor, mode } = layer
      const scales = graph.floats(`${output}.scales`, [4], [1, 1, factor, factor])
      const how: Record<string, Attribute> =
        mode === 'nearest'
          ? { mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' }
          : { mode: 'linear', coordinate_transformation_mode: 'half_pixel' }
      return graph.node('Resize', [...inputs, '', scales], output, how)
    }
    case 'depthToSpace':
      return graph.node('DepthToSpace', inputs, output, { blocksize: layer.block, mode: 'DCR' })
    case 'relu':
      return graph.node('Relu', inputs, output)
    case 'relu6': {
      const bounds = [graph.floats(`${output}.low`, [], [0]), graph.floats(`${output}.high`, [], [6])]
      return graph.node('Clip', [...inputs, ...bounds], output)
    }
    case 'leakyRelu':
      return graph.node('LeakyRelu', inputs, output, { alpha: { float: layer.alpha } })
    case 'elu':
      return graph.node('Elu', inputs, output, { alpha: { float: 1 } })
    case 'sigmoid':
      return graph.node('Sigmoid', inputs, output)
    case 'tanh':
      return graph.node('Tanh', inputs, output)
  }
}

function addConv(graph: Graph, layer: ConvLayer, inputs: readonly string[], output: string, weights: Weights): void {
  const { name, kernel, stride, dilation, channels } = layer
  const edge = (dilation * (kernel - 1)) / 2
  let [x = ''] = inputs
  if (layer.pad === 'replicate' && edge > 0) {
    const pads = graph.ints(`${output}.pads`, [0, 0, edge, edge, 0, 0, edge, edge])
    graph.node('Pad', [x, pads], `${output}.padded`, { mode: 'edge' })
    x = `${output}.padded`
  }
  const depth = layer.op === 'conv2d' ? layer.in : 1
  const data = outFirst(weightOf(weights, `${name}.kernel`).data, kernel * kernel * depth, channels)
  const all = [x, graph.floats(`${name}.kernel`, [channels, depth, kernel, kernel], channelsFirst(data, kernel, depth))]
  if (layer.bias) all.push(graph.floats(`${name}.bias`, [channels], weightOf(weights, `${name}.bias`).data))
  const zeros = layer.pad === 'zero' ? edge : 0
  graph.node('Conv', all, output, {
    kernel_shape: [kernel, kernel],
    strides: [stride, stride],
    dilations: [dilation, dilation],
    pads: [zeros, zeros, zeros, zeros],
    group: layer.op === 'conv2d' ? 1 : channels,
  })
}

function addNorm(graph: Graph, { style, epsilon }: NormLayer, inputs: readonly string[], output: string): void {
  graph.node('InstanceNormalization', [...inputs, `${style}.gamma`, `${style}.beta`], output, {
    epsilon: { float: epsilon },
  })
}

/** [rest, out] to [out, rest] */
function outFirst(data: Float32Array, rest: number, out: number): Float32Array {
  return Float32Array.from({ length: data.length }, (_, i) => data[(i % rest) * out + Math.floor(i / rest)] ?? 0)
}

/** [out, tap, in] to [out, in, tap] */
function channelsFirst(data: Float32Array, kernel: number, depth: number): Float32Array {
  const taps = kernel * kernel
  return Float32Array.from({ length: data.length }, (_, i) => {
    const within = i % (taps * depth)
    return data[i - within + (within % taps) * depth + Math.floor(within / taps)] ?? 0
  })
}

/** GraphProto, and the constants that its nodes read. */
class Graph {
  readonly message: Message = new Message()

  takes(name: string, shape: readonly number[]): void {
    this.message.message(11, valueInfo(name, shape))
  }

  node(op: string, inputs: readonly string[], output: string, attributes: Record<string, Attribute> = {}): void {
    const node = new Message()
    for (const input of inputs) node.text(1, input)
    node.text(2, output).text(3, output).text(4, op)
    for (const [name, value] of Object.entries(attributes)) node.message(5, attribute(name, value))
    this.message.message(1, node)
  }

  floats(name: string, shape: readonly number[], values: ArrayLike<number>): string {
    return this.constant(name, FLOAT, shape, new Uint8Array(Float32Array.from(values).buffer))
  }

  ints(name: string, values: readonly number[]): string {
    return this.constant(name, INT64, [values.length], new Uint8Array(BigInt64Array.from(values, BigInt).buffer))
  }

  private constant(name: string, type: number, shape: readonly number[], bytes: Uint8Array): string {
    const tensor = new Message()
    for (const side of shape) tensor.int(1, side)
    this.message.message(5, tensor.int(2, type).text(8, name).bytes(9, bytes))
    return name
  }
}

function valueInfo(name: string, shape: readonly number[]): Message {
  const dims = new Message()
  for (const side of shape) dims.message(1, new Message().int(1, side))
  return new Message().text(1, name).message(2, new Message().message(1, new Message().int(1, FLOAT).message(2, dims)))
}

function attribute(name: string, value: Attribute): Message {
  const message = new Message().text(1, name)
  if (typeof value === 'number') return message.int(3, value).int(20, TYPE.int)
  if (typeof value === 'string') return message.text(4, value).int(20, TYPE.text)
  if ('float' in value) return message.float(2, value.float).int(20, TYPE.float)
  for (const item of value) message.int(8, item)
  return message.int(20, TYPE.ints)
}
