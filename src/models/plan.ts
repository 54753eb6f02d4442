// The layer list of an impasto-net, checked and made explicit: who reads whom, how many channels, at what fraction of the size.
// Nothing here knows how a layer is run: TensorFlow.js and hand-written kernels take the same plan.
import type { Field } from './fields'
import type { ModelHeader } from './header'

export const ACTIVATIONS = ['relu', 'relu6', 'leakyRelu', 'elu', 'sigmoid', 'tanh'] as const
export type Activation = (typeof ACTIVATIONS)[number]

interface LayerBase {
  readonly name: string
  /** Indices of the layers it reads. */
  readonly from: readonly number[]
  /** Channels it gives. */
  readonly channels: number
  /** Its width and height are the picture's divided by this (below 1: larger). */
  readonly shrink: number
}

/** RGB 0..1 plus `offset`, on a grain of the strength `grain` (grain.ts); 0: on none. */
export interface InputLayer extends LayerBase {
  readonly op: 'input'
  readonly offset: number
  readonly grain: number
}

/** Weights `<name>.kernel` [kernel, kernel, in, out] (depthwise: [kernel, kernel, in, 1]) and `<name>.bias` [out]. */
export interface ConvLayer extends LayerBase {
  readonly op: 'conv2d' | 'depthwise'
  readonly kernel: number
  readonly stride: number
  /** Pixels between taps that are neighbours in the kernel (Yu and Koltun 2016, arXiv 1511.07122): 1, 2, 4 or 8. */
  readonly dilation: number
  /** Edge pixels are repeated dilation * (kernel - 1) / 2 times, or zeros are put there. */
  readonly pad: 'replicate' | 'zero'
  readonly in: number
  readonly bias: boolean
}

/** Over height and width, population variance; then `<style>.gamma`, `<style>.beta` [styles, channels]. */
export interface NormLayer extends LayerBase {
  readonly op: 'instanceNorm'
  readonly epsilon: number
  readonly style: string
}

export interface ActivationLayer extends LayerBase {
  readonly op: Activation
  /** leakyRelu only: the slope below zero. */
  readonly alpha: number
}

export interface AddLayer extends LayerBase {
  readonly op: 'add'
}

export interface UpsampleLayer extends LayerBase {
  readonly op: 'upsample'
  readonly factor: number
  /** bilinear: half-pixel centres. */
  readonly mode: 'nearest' | 'bilinear'
}

/** Channels become pixels: block x block from each group, in TensorFlow's order. */
export interface DepthToSpaceLayer extends LayerBase {
  readonly op: 'depthToSpace'
  readonly block: number
}

export type Layer = InputLayer | ConvLayer | NormLayer | ActivationLayer | AddLayer | UpsampleLayer | DepthToSpaceLayer

export interface Plan {
  readonly layers: readonly Layer[]
  /** For each layer the index of the last one that reads it; its picture can be let go after that. */
  readonly lastUse: readonly number[]
  /** How many styles gamma and beta have rows for. */
  readonly styles: number
}

export interface TensorNeed {
  readonly name: string
  readonly shape: readonly number[]
}

/**
 * Checks the layers of `root` (a whole model.json).
 * @throws {ImpastoError} naming the layer's field
 */
export function parsePlan(root: Field, header: ModelHeader): Plan {
  const fields = root.at('layers').list({ min: 2, max: 2000 })
  const layers: Layer[] = []
  for (const field of fields) {
    const name = field.at('name').text()
    if (layers.some((l) => l.name === name)) field.at('name').fail('a name no other layer has')
    layers.push(parseLayer(field, name, layers))
  }
  const last = layers.at(-1)
  const lastField = fields.at(-1)
  if (last && lastField && (last.channels !== 3 || last.shrink !== 1)) {
    lastField.fail(`the painting, 3 channels at full size (it has ${last.channels} at 1/${last.shrink})`)
  }
  const smallest = Math.max(...layers.map((l) => l.shrink))
  if (header.multiple % smallest !== 0) {
    root.at('multiple').fail(`a multiple of ${smallest}, since the net works at 1/${smallest} of the size`)
  }
  const lastUse = layers.map((_, i) => i)
  layers.forEach((layer, i) => layer.from.forEach((source) => (lastUse[source] = i)))
  return { layers, lastUse, styles: header.styles.length }
}

/** Every tensor the plan reads, with its shape. */
export function tensorNeeds(plan: Plan): TensorNeed[] {
  const needs: TensorNeed[] = []
  for (const layer of plan.layers) {
    if (layer.op === 'conv2d' || layer.op === 'depthwise') {
      const { name, kernel, channels } = layer
      const depth = layer.op === 'conv2d' ? [layer.in, channels] : [layer.in, 1]
      needs.push({ name: `${name}.kernel`, shape: [kernel, kernel, ...depth] })
      if (layer.bias) needs.push({ name: `${name}.bias`, shape: [channels] })
    } else if (layer.op === 'instanceNorm') {
      const shape = [plan.styles, layer.channels]
      needs.push({ name: `${layer.style}.gamma`, shape }, { name: `${layer.style}.beta`, shape })
    }
  }
  return needs
}

const OPS = ['input', 'conv2d', 'depthwise', 'instanceNorm', 'add', 'upsample', 'depthToSpace', ...ACTIVATIONS] as const

function parseLayer(field: Field, name: string, before: readonly Layer[]): Layer {
  const op = field.at('op').oneOf(OPS)
  if (op === 'input') {
    if (before.length > 0) field.at('op').fail('something else: only the first layer is the input')
    field.at('channels').oneOf([3])
    const offset = field.at('offset').missing ? 0 : field.at('offset').number()
    const grain = field.at('grain').missing ? 0 : field.at('grain').number()
    if (grain < 0 || grain > 1) field.at('grain').fail('a number from 0 to 1')
    return { op, name, from: [], channels: 3, shrink: 1, offset, grain }
  }
  const from = sources(field, before)
  const [first] = from
  const source = first === undefined ? undefined : before[first]
  if (!source) return field.at('op').fail("'input' for the first layer")
  const { channels, shrink } = source
  if (op !== 'add' && from.length > 1) field.at('from').fail(`one layer: '${op}' reads one`)
  switch (op) {
    case 'conv2d':
    case 'depthwise':
      return conv(field, op, { name, from, channels, shrink })
    case 'instanceNorm': {
      const epsilon = field.at('epsilon').number()
      if (epsilon <= 0) field.at('epsilon').fail('a number above 0')
      return { op, name, from, channels, shrink, epsilon, style: field.at('style').text() }
    }
    case 'add': {
      if (from.length < 2) field.at('from').fail('two layers or more')
      for (const i of from) {
        const other = before[i]
        if (other && (other.channels !== channels || other.shrink !== shrink)) {
          field
            .at('from')
            .fail(
              `layers of one shape ('${source.name}' has ${channels} channels at 1/${shrink}, '${other.name}' ${other.channels} at 1/${other.shrink})`,
            )
        }
      }
      return { op, name, from, channels, shrink }
    }
    case 'upsample': {
      const factor = field.at('factor').integer(2, 8)
      const mode = field.at('mode').oneOf(['nearest', 'bilinear'] as const)
      return { op, name, from, channels, shrink: shrink / factor, factor, mode }
    }
    case 'depthToSpace': {
      const block = field.at('block').integer(2, 8)
      if (channels % (block * block) !== 0) field.at('block').fail(`a number whose square divides ${channels} channels`)
      return { op, name, from, channels: channels / (block * block), shrink: shrink / block, block }
    }
    default: {
      const alpha = field.at('alpha').missing ? 0.2 : field.at('alpha').number()
      return { op, name, from, channels, shrink, alpha }
    }
  }
}

function conv(field: Field, op: 'conv2d' | 'depthwise', base: LayerBase): ConvLayer {
  const kernel = field.at('kernel').integer(1, 15)
  if (kernel % 2 === 0) field.at('kernel').fail('an odd number, so that the picture does not shift')
  const stride = field.at('stride').oneOf([1, 2, 4])
  const pad = field.at('pad').oneOf(['replicate', 'zero'] as const)
  const into = field.at('in').integer(1, 4096)
  if (into !== base.channels) field.at('in').fail(`${base.channels}, the channels of the layer it reads`)
  const out = field.at('out').integer(1, 4096)
  if (op === 'depthwise' && out !== into) field.at('out').fail(`${into}: a depthwise layer keeps its channels`)
  const bias = field.at('bias').missing ? false : field.at('bias').flag()
  const dilation = dilationOf(field, { op, kernel, stride })
  return { ...base, op, kernel, stride, dilation, pad, in: into, channels: out, bias, shrink: base.shrink * stride }
}

function dilationOf(field: Field, { op, kernel, stride }: Pick<ConvLayer, 'op' | 'kernel' | 'stride'>): number {
  const spread = field.at('dilation')
  if (spread.missing) return 1
  const dilation = spread.oneOf([1, 2, 4, 8])
  if (dilation > 1 && (op !== 'conv2d' || kernel !== 3 || stride !== 1)) {
    spread.fail("1, or the layer a 'conv2d' of kernel 3 and stride 1: no other is spread")
  }
  return dilation
}

function sources(field: Field, before: readonly Layer[]): number[] {
  const from = field.at('from')
  if (from.missing) return before.length === 0 ? [] : [before.length - 1]
  const names = typeof from.value === 'string' ? [from] : from.list({ min: 1, max: 8 })
  return names.map((name) => {
    const index = before.findIndex((l) => l.name === name.value)
    if (index < 0) name.fail('the name of an earlier layer')
    return index
  })
}
