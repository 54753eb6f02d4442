// Checked models made in the test itself: from tiny plans, and users' TensorFlow.js models of both kinds.
import type { io } from '@tensorflow/tfjs-core'
import { parseHeader } from '../../src/models/header'
import type { LoadedModel, PlanModel } from '../../src/models/loaded-model'
import { parsePlan } from '../../src/models/plan'
import { assembleUserModel, parseUserModel } from '../../src/models/user-model'
import { readWeights } from '../../src/models/weights'
import { type Json, safetensors, type TinyFiles } from './model.tiny'

export function planModel({ json, tensors }: TinyFiles): PlanModel {
  const { header, root } = parseHeader('made', JSON.stringify(json))
  const plan = parsePlan(root, header)
  return { kind: 'plan', header, plan, weights: readWeights('made', safetensors(tensors), plan), selfTest: null }
}

/** `header`: what differs from a plain header. */
export function userModel(kind: 'graph' | 'layers', json: Json, bytes: ArrayBuffer, header: Json = {}): LoadedModel {
  const head = { format: `tfjs-${kind}-model`, version: 1, title: 'Made', model: 'tfjs.json', ...header }
  const parsed = parseHeader('made', JSON.stringify(head)).header
  return assembleUserModel(parsed, parseUserModel(parsed, JSON.stringify(json)), [bytes])
}

/** A graph as the converter writes it: one 1x1 convolution, y = x · diag(`gain`). Needs no TensorFlow.js to be made. */
export function graphFiles(gain: readonly [number, number, number]): { json: Json; bytes: ArrayBuffer } {
  const [a, b, c] = gain
  const float = { type: 'DT_FLOAT' }
  const dims = (...sizes: number[]): Json => ({ dim: sizes.map((size) => ({ size: String(size) })) })
  const node = [
    { name: 'image', op: 'Placeholder', attr: { dtype: float, shape: { shape: dims(1, -1, -1, 3) } } },
    {
      name: 'kernel',
      op: 'Const',
      attr: { dtype: float, value: { tensor: { dtype: 'DT_FLOAT', tensorShape: dims(1, 1, 3, 3) } } },
    },
    {
      name: 'painting',
      op: 'Conv2D',
      input: ['image', 'kernel'],
      attr: {
        T: float,
        padding: { s: btoa('SAME') },
        dataFormat: { s: btoa('NHWC') },
        strides: { list: { i: ['1', '1', '1', '1'] } },
        dilations: { list: { i: ['1', '1', '1', '1'] } },
      },
    },
  ]
  const json = {
    format: 'graph-model',
    modelTopology: { node, versions: { producer: 1 } },
    weightsManifest: [{ paths: ['weights.bin'], weights: [{ name: 'kernel', shape: [1, 1, 3, 3], dtype: 'float32' }] }],
  }
  return { json, bytes: Float32Array.of(a, 0, 0, 0, b, 0, 0, 0, c).buffer }
}

/** What `model.save` writes, as the files that it would write. */
export function savedFiles({ modelTopology, weightSpecs, weightData }: io.ModelArtifacts): {
  json: Json
  bytes: ArrayBuffer
} {
  const json = {
    format: 'layers-model',
    modelTopology,
    weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }],
  }
  if (!(weightData instanceof ArrayBuffer)) throw new Error('the weights came in pieces')
  return { json, bytes: weightData }
}
