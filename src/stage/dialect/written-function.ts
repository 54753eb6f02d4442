// Functions that a sketch adds while it runs: `setFunction({ name, type, inputs, wgsl or tsl })`, made into a record like those of the house.
import { glslFn, wgslFn } from 'three/tsl'
import type { Node } from 'three/webgpu'
import { ImpastoError } from '../../core/errors'
import { defineFunction, type ArgSpec, type FunctionKind, type FunctionRecord } from './function-record'

/** One argument of the new function. */
export interface WrittenInput {
  readonly name: string
  /** @defaultValue 'float' */
  readonly type?: string
  readonly default?: number | readonly number[]
}

export interface WrittenFunction {
  readonly name: string
  readonly type: FunctionKind
  readonly inputs?: readonly WrittenInput[]
  /**
   * The body in WGSL, for a stage on WebGPU. It finds `_st` (src, coord, combineCoord), `_c0` (color, combine, and the bending
   * chain of combineCoord), `_c1` (the other chain of combine), `time`, `resolution` and its inputs, and returns a vec4f, or a vec2f
   * where it gives a place.
   */
  readonly wgsl?: string
  /** The same body in GLSL, for a stage on WebGL 2. */
  readonly glsl?: string
  /** The same as a function of nodes, for both: `tsl: ({ _c0, amount }) => _c0.mul(amount)`. */
  readonly tsl?: (given: Record<string, Node>) => Node
}

const KINDS: readonly string[] = ['src', 'coord', 'color', 'combine', 'combineCoord'] satisfies FunctionKind[]
const NAME = /^[A-Za-z_$][\w$]*$/

/** @throws {ImpastoError} something is missing or misnamed */
export function writtenFunction(written: WrittenFunction, backend: 'webgpu' | 'webgl2'): FunctionRecord {
  const { name, type, inputs = [] } = written
  if (!NAME.test(name) || !KINDS.includes(type)) {
    throw refused(
      `it was given the name '${name}' and the type '${type}'`,
      `Give a name that code can write, and one of the types ${KINDS.join(', ')}.`,
    )
  }
  const args = Object.fromEntries(inputs.map((input) => [input.name, specOf(input)]))
  const body = bodyOf(written, backend)
  const described = { name, doc: 'Added by this sketch.', example: `${name}()`, args }
  const nodes = (given: Record<string, unknown>): never => body(given as Record<string, Node>) as never
  switch (type) {
    case 'src':
      return defineFunction({
        ...described,
        kind: type,
        build: (_st, given, { time, resolution }) => nodes({ ...given, _st, time, resolution }),
      })
    case 'coord':
      return defineFunction({
        ...described,
        kind: type,
        build: (_st, given, { time, resolution }) => nodes({ ...given, _st, time, resolution }),
      })
    case 'color':
      return defineFunction({
        ...described,
        kind: type,
        build: (_c0, given, { time, resolution }) => nodes({ ...given, _c0, time, resolution }),
      })
    case 'combine':
      return defineFunction({
        ...described,
        kind: type,
        build: (_c0, _c1, given, { time, resolution }) => nodes({ ...given, _c0, _c1, time, resolution }),
      })
    case 'combineCoord':
      return defineFunction({
        ...described,
        kind: type,
        build: (_st, _c0, given, { time, resolution }) => nodes({ ...given, _st, _c0, time, resolution }),
      })
  }
}

function specOf({ type = 'float', default: given = 0 }: WrittenInput): ArgSpec {
  if (type === 'vec4') {
    const [x = 0, y = 0, z = 0, w = 0] = Array.isArray(given) ? given.map(Number) : [Number(given)]
    return { type: 'vec4', default: [x, y, z, w], help: '' }
  }
  if (type === 'sampler2D' || type === 'texture') return { type: 'texture', help: '' }
  return { default: Number(given) || 0, min: 0, max: 1, help: '' }
}

function bodyOf(written: WrittenFunction, backend: 'webgpu' | 'webgl2'): (given: Record<string, Node>) => Node {
  const { name, type, inputs = [], tsl, wgsl, glsl } = written
  if (typeof tsl === 'function') return tsl
  const text = backend === 'webgpu' ? wgsl : glsl
  if (typeof text !== 'string') {
    const other = backend === 'webgpu' ? 'WebGPU, which reads wgsl' : 'WebGL 2, which reads glsl'
    throw refused(
      `'${name}' has no body for this stage, which draws with ${other}`,
      'Give a tsl function: it runs on both.',
    )
  }
  const place = type === 'coord' || type === 'combineCoord'
  const own: Record<string, string> = {
    ...(type === 'src' || place ? { _st: 'vec2' } : {}),
    ...(type === 'color' || type === 'combine' || type === 'combineCoord' ? { _c0: 'vec4' } : {}),
    ...(type === 'combine' ? { _c1: 'vec4' } : {}),
    time: 'float',
    resolution: 'vec2',
    ...Object.fromEntries(inputs.map((input) => [input.name, input.type === 'vec4' ? 'vec4' : 'float'])),
  }
  const given = Object.entries(own)
  if (backend === 'webgpu') {
    const spell = (kind: string): string => (kind === 'float' ? 'f32' : `${kind}f`)
    const head = given.map(([key, kind]) => `${key}: ${spell(kind)}`).join(', ')
    const call = wgslFn(`fn written_${name}(${head}) -> ${place ? 'vec2f' : 'vec4f'} {\n${text}\n}`)
    return (nodes) => call(picked(nodes, own))
  }
  const head = given.map(([key, kind]) => `${kind} ${key}`).join(', ')
  const call = glslFn(`${place ? 'vec2' : 'vec4'} written_${name}(${head}) {\n${text}\n}`)
  return (nodes) => call(picked(nodes, own))
}

function picked(nodes: Record<string, Node>, own: Record<string, string>): Record<string, Node> {
  return Object.fromEntries(Object.entries(nodes).filter(([key]) => key in own))
}

function refused(found: string, remedy: string): ImpastoError {
  return new ImpastoError({ asked: 'setFunction() was to add a function', found, remedy })
}
