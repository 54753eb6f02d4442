// A whole model file is read; a wrong one is refused with a sentence that names file and field.
import { describe, expect, it } from 'vitest'
import { everyOp, type Json, safetensors, tinyModel } from '../../test/contracts/model.tiny'
import { messageOf } from '../core/errors'
import { PLAY_ON } from './fields'
import { parseHeader } from './header'
import { parsePlan, tensorNeeds } from './plan'
import { halfToFloat, readSafetensors } from './safetensors'
import { readWeights } from './weights'

const FILE = 'models/ink/weights.safetensors'

function said(act: () => unknown): string {
  try {
    act()
  } catch (thrown) {
    return messageOf(thrown)
  }
  return 'nothing was said'
}

function read(json: Json, text = JSON.stringify(json)): unknown {
  const { header, root } = parseHeader('ink', text)
  return parsePlan(root, header)
}

/** The tiny model with `change` made to a copy of its json. */
function changed(change: (json: Json, layers: Json[]) => void): Json {
  const { json } = tinyModel()
  const copy = JSON.parse(JSON.stringify(json)) as Json
  change(copy, copy['layers'] as Json[])
  return copy
}

describe('header', () => {
  it('reads title, ports, styles and their credits', () => {
    const { header } = parseHeader(
      'ink',
      JSON.stringify({ ...tinyModel().json, credits: { warm: { title: 'Warm (1901)', by: 'A. Painter' } } }),
    )
    expect(header).toMatchObject({
      id: 'ink',
      format: 'impasto-net',
      title: 'Tiny',
      multiple: 1,
      size: null,
      picture: { kind: 'picture', range: [0, 1], channels: 'rgb' },
      styles: [
        { id: 'warm', title: 'Warm (1901)', by: 'A. Painter' },
        { id: 'cold', title: 'Cold' },
      ],
    })
  })

  it('takes a TensorFlow.js model with its value range and channel order', () => {
    const port = { name: 'x', kind: 'picture', range: [-1, 1], channels: 'bgr' }
    const json = {
      format: 'tfjs-graph-model',
      version: 1,
      title: 'Ink',
      model: 'tfjs/model.json',
      inputs: [port],
      size: [64, 48],
      multiple: 8,
    }
    expect(parseHeader('ink', JSON.stringify(json)).header).toMatchObject({
      content: 'tfjs/model.json',
      picture: { range: [-1, 1], channels: 'bgr' },
      painting: { range: [0, 1], channels: 'rgb' },
      size: { width: 64, height: 48 },
      styles: [{ id: 'ink', title: 'Ink' }],
    })
  })

  const wrong = (asked: string, found: string): string => `models/ink/model.json${asked}: ${found}. ${PLAY_ON}`
  const tfjs = { format: 'tfjs-layers-model', version: 1, model: 'm.json' }
  it.each<[string, Json, string]>([
    [
      'a format nobody knows',
      { format: 'onnx' },
      wrong(": format must be 'impasto-net' or 'tfjs-graph-model' or 'tfjs-layers-model'", "it is 'onnx'"),
    ],
    ['a version to come', { ...tinyModel().json, version: 2 }, wrong(': version must be 1', 'it is 2')],
    ['no weights', changed((j) => delete j['weights']), wrong(': weights must be a text', 'it is missing')],
    [
      'a file outside',
      { ...tfjs, model: '../a.json' },
      wrong(": model must be a path inside the model's folder", "it is '../a.json'"),
    ],
    ['no styles', { ...tinyModel().json, styles: [] }, wrong(': styles must be a list of 1 to 512', 'it is []')],
    [
      'a style twice',
      { ...tinyModel().json, styles: ['a', 'a'] },
      wrong(": styles must be a list without repeats ('a' is there twice)", 'it is ["a","a"]'),
    ],
    [
      'a strange style',
      { ...tinyModel().json, styles: ['A b'] },
      wrong(': styles[0] must be small letters, digits, dots and dashes', "it is 'A b'"),
    ],
    [
      'black above white',
      { ...tfjs, inputs: [{ name: 'x', kind: 'picture', range: [1, 0] }] },
      wrong(': inputs[0].range must be two numbers, black and then white', 'it is [1,0]'),
    ],
    [
      'no picture in',
      { ...tfjs, inputs: [{ name: 'x', kind: 'sound' }] },
      wrong(": inputs must be a list with exactly one port of kind 'picture'", 'it is [{"name":"x","kind":"sound"}]'),
    ],
    [
      'a size that does not divide',
      { ...tfjs, multiple: 8, size: [60, 64] },
      wrong(': size must be width and height, multiples of 8', 'it is [60,64]'),
    ],
  ])('refuses %s', (_, json, message) => {
    expect(said(() => parseHeader('ink', JSON.stringify(json)))).toBe(message)
  })

  it.each([
    ['', 'models/ink/model.json must be JSON: it is empty.'],
    ['<!doctype html><p>', 'models/ink/model.json must be JSON: it is a web page, so the file is probably missing.'],
    [
      '{"format": "impasto',
      `models/ink/model.json must be JSON: it is damaged (it begins with '{"format": "impasto').`,
    ],
    ['[]', 'models/ink/model.json must be an object: it is [].'],
  ])('refuses %j', (text, message) => {
    expect(said(() => parseHeader('ink', text))).toBe(`${message} ${PLAY_ON}`)
  })
})

describe('plan', () => {
  it('knows for every layer what it reads, its channels and its size', () => {
    const { json } = everyOp()
    const { header, root } = parseHeader('ink', JSON.stringify(json))
    const plan = parsePlan(root, header)
    const sum = plan.layers[8]
    expect(sum).toMatchObject({ op: 'add', from: [7, 5, 4], channels: 8, shrink: 4 })
    expect(plan.lastUse[3]).toBe(11)
    expect(tensorNeeds(plan)).toContainEqual({ name: 'deep.kernel', shape: [3, 3, 8, 1] })
    expect(tensorNeeds(plan)).toContainEqual({ name: 'wide.beta', shape: [3, 12] })
  })

  it.each<[string, (json: Json, layers: Json[]) => void, string]>([
    [
      'a kernel that is no number',
      (_, l) => Object.assign(l[1] ?? {}, { kernel: 'three' }),
      "layers[1].kernel must be a whole number from 1 to 15: it is 'three'.",
    ],
    [
      'an even kernel',
      (_, l) => Object.assign(l[1] ?? {}, { kernel: 4 }),
      'layers[1].kernel must be an odd number, so that the picture does not shift: it is 4.',
    ],
    [
      'a dilation that no kernel is made for',
      (_, l) => Object.assign(l[1] ?? {}, { dilation: 3 }),
      'layers[1].dilation must be 1 or 2 or 4 or 8: it is 3.',
    ],
    [
      'a dilation where nothing is spread',
      (_, l) => Object.assign(l[1] ?? {}, { dilation: 2, kernel: 5 }),
      "layers[1].dilation must be 1, or the layer a 'conv2d' of kernel 3 and stride 1: no other is spread: it is 2.",
    ],
    [
      'an op nobody knows',
      (_, l) => Object.assign(l[3] ?? {}, { op: 'swish' }),
      "layers[3].op must be 'input' or 'conv2d' or",
    ],
    [
      'wrong channels',
      (_, l) => Object.assign(l[1] ?? {}, { in: 4 }),
      'layers[1].in must be 3, the channels of the layer it reads: it is 4.',
    ],
    [
      'a layer from nowhere',
      (_, l) => Object.assign(l[2] ?? {}, { from: 'later' }),
      "layers[2].from must be the name of an earlier layer: it is 'later'.",
    ],
    [
      'a name twice',
      (_, l) => Object.assign(l[2] ?? {}, { name: 'mix' }),
      "layers[2].name must be a name no other layer has: it is 'mix'.",
    ],
    ['no input', (_, l) => l.shift(), "layers[0].op must be 'input' for the first layer: it is 'conv2d'."],
    [
      'a grain that would cover the picture',
      (_, l) => Object.assign(l[0] ?? {}, { grain: 1.5 }),
      'layers[0].grain must be a number from 0 to 1: it is 1.5.',
    ],
    [
      'a norm without epsilon',
      (_, l) => Object.assign(l[2] ?? {}, { epsilon: 0 }),
      'layers[2].epsilon must be a number above 0: it is 0.',
    ],
    [
      'a sum of one',
      (_, l) => l.push({ name: 's', op: 'add', from: ['mix'] }),
      'layers[4].from must be two layers or more: it is ["mix"].',
    ],
    [
      'a painting of half size',
      (_, l) => Object.assign(l[1] ?? {}, { stride: 2 }),
      'layers[3] must be the painting, 3 channels at full size (it has 3 at 1/2): it is',
    ],
    [
      'a depth that does not divide',
      (_, l) => l.push({ name: 'd', op: 'depthToSpace', block: 2 }),
      'layers[4].block must be a number whose square divides 3 channels: it is 2.',
    ],
    [
      'a multiple too small',
      (_, l) => {
        Object.assign(l[1] ?? {}, { stride: 2 })
        l.push({ name: 'up', op: 'upsample', factor: 2, mode: 'nearest' })
      },
      'multiple must be a multiple of 2, since the net works at 1/2 of the size: it is 1.',
    ],
    [
      'a sum of two sizes',
      (_, l) =>
        l.push(
          { name: 'up', op: 'upsample', factor: 2, mode: 'nearest' },
          { name: 's', op: 'add', from: ['up', 'mix'] },
        ),
      "layers[5].from must be layers of one shape ('up' has 3 channels at 1/0.5, 'mix' 3 at 1/1): it is",
    ],
  ])('refuses %s', (_, change, message) => {
    expect(said(() => read(changed(change)))).toContain(`models/ink/model.json: ${message}`)
  })
})

describe('weights', () => {
  const { json, tensors } = tinyModel()
  const { header, root } = parseHeader('ink', JSON.stringify(json))
  const plan = parsePlan(root, header)
  const without = (name: string): typeof tensors =>
    Object.fromEntries(Object.entries(tensors).filter(([n]) => n !== name))

  it('reads what the plan needs', () => {
    const weights = readWeights(FILE, safetensors(tensors), plan)
    expect([...weights.keys()]).toEqual(['mix.kernel', 'mix.gamma', 'mix.beta'])
    expect(weights.get('mix.beta')).toEqual({ shape: [2, 3], data: Float32Array.of(2, 0, -2, -2, 0, 2) })
  })

  it('names a tensor that is missing, of wrong shape, or not finite', () => {
    expect(said(() => readWeights(FILE, safetensors(without('mix.beta')), plan))).toBe(
      `${FILE}: tensor 'mix.beta' [2, 3]: it is missing. ${PLAY_ON}`,
    )
    const bent = { ...tensors, 'mix.gamma': { shape: [3, 2], data: [1, 1, 1, 1, 1, 1] } }
    expect(said(() => readWeights(FILE, safetensors(bent), plan))).toBe(
      `${FILE}: tensor 'mix.gamma' [2, 3]: its shape is [3, 2]. ${PLAY_ON}`,
    )
    const sick = { ...tensors, 'mix.gamma': { shape: [2, 3], data: [1, 1, Number.NaN, 1, 1, 1] } }
    expect(said(() => readWeights(FILE, safetensors(sick), plan))).toBe(
      `${FILE}: tensor 'mix.gamma' must hold finite numbers: number 2 is NaN, so the picture would be black. ${PLAY_ON}`,
    )
  })

  it('says where a file is cut off or damaged', () => {
    const whole = safetensors(tensors)
    expect(said(() => readWeights(FILE, whole.slice(0, 5), plan))).toBe(
      `${FILE} must have 8 bytes or more: it has 5, so it is cut off. ${PLAY_ON}`,
    )
    expect(said(() => readWeights(FILE, whole.slice(0, 100), plan))).toMatch(
      /must have \d+ bytes or more: it has 100, so it is cut off\./,
    )
    expect(said(() => readWeights(FILE, whole.slice(0, -3), plan))).toMatch(
      new RegExp(
        `tensor 'mix.beta' ends at byte ${whole.byteLength}: the file is cut off at byte ${whole.byteLength - 3}\\.`,
      ),
    )
    const scratched = new Uint8Array(whole.slice(0))
    scratched[8] = 120
    expect(said(() => readWeights(FILE, scratched.buffer, plan))).toContain(
      `${FILE} (head) must be JSON: it is damaged`,
    )
    scratched.fill(255, 0, 8)
    expect(said(() => readWeights(FILE, scratched.buffer, plan))).toContain(
      'must begin with the length of its head: it says 18446744073709552000 bytes, so this is no safetensors file or it is damaged.',
    )
  })

  it('refuses a head that lies', () => {
    const lie = (change: Json): ArrayBuffer => {
      const text = JSON.stringify({ t: { dtype: 'F32', shape: [2], data_offsets: [0, 8], ...change } })
      const bytes = new Uint8Array(8 + text.length + 8)
      new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true)
      bytes.set(new TextEncoder().encode(text), 8)
      return bytes.buffer
    }
    expect(readSafetensors(FILE, lie({})).get('t')?.data).toEqual(new Float32Array(2))
    expect(said(() => readSafetensors(FILE, lie({ dtype: 'I64' })))).toContain(
      `${FILE}: t.dtype must be 'F32' or 'F16': it is 'I64'.`,
    )
    expect(said(() => readSafetensors(FILE, lie({ shape: [3] })))).toContain(
      't.data_offsets must be 12 bytes apart, as the shape says: it is [0,8].',
    )
    expect(readSafetensors(FILE, lie({ dtype: 'F16', shape: [4] })).get('t')?.data).toEqual(new Float32Array(4))
  })

  it.each([
    [0x3c00, 1],
    [0xc000, -2],
    [0x0001, 2 ** -24],
    [0x7bff, 65504],
    [0x7c00, Number.POSITIVE_INFINITY],
    [0x7e00, Number.NaN],
  ])('reads half %i as %f', (half, value) => {
    expect(halfToFloat(half)).toBe(value)
  })
})
