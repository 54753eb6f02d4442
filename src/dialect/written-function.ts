// Functions that a sketch adds while it runs: `setFunction({ name, type, inputs, wgsl or tsl })`, made into a record like those of the house.
import { float, glslFn, vec2, vec4, wgslFn } from 'three/tsl'
import { TextureNode, type Node } from 'three/webgpu'
import { ImpastoError } from '../core/errors'
import type { Vec4Node } from '../stage/sampler'
import { defineFunction, type ArgSpec, type FunctionKind, type FunctionRecord } from './function-record'
import { glslBody, glslHelpers, rawTextures, type ToWgsl } from './written-glsl'
import { glslOnWebGpu, wgslArguments, wgslHead } from './written-wgsl'

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
  /** The same body in GLSL, for both where there is no wgsl. It may call `_luminance`, `_rgbToHsv`, `_hsvToRgb` and `_noise`, and `texture2D` on inputs of the type sampler2D. */
  readonly glsl?: string
  /** The same as a function of nodes, for both: `tsl: ({ _c0, amount }) => _c0.mul(amount)`. */
  readonly tsl?: (given: Record<string, Node>) => Node
}

const KINDS: readonly string[] = ['src', 'coord', 'color', 'combine', 'combineCoord'] satisfies FunctionKind[]
const NAME = /^[A-Za-z_$][\w$]*$/

/** Where a written function is drawn. */
export interface WrittenWorld {
  /** Asked whenever a chain is compiled: a stage that was lost may come back on the other. */
  backend(): Backend
  /** Brings GLSL to WebGPU. @defaultValue nothing does */
  toWgsl?(): ToWgsl | null
}

type Backend = 'webgpu' | 'webgl2'
type Body = (given: Record<string, Node>) => Node

/** @throws {ImpastoError} something is missing or misnamed */
export function writtenFunction(written: WrittenFunction, { backend, toWgsl }: WrittenWorld): FunctionRecord {
  const { name, type, inputs = [] } = written
  if (!NAME.test(name) || !KINDS.includes(type)) {
    throw refused(
      `it was given the name '${name}' and the type '${type}'`,
      `Give a name that code can write, and one of the types ${KINDS.join(', ')}.`,
    )
  }
  const bodies = new Map<Backend, Body>()
  const body: Body = (given) => {
    const on = backend()
    const known = bodies.get(on) ?? bodyOf(written, on, toWgsl?.() ?? null)
    bodies.set(on, known)
    return known(given)
  }
  if (![written.tsl, written.wgsl, written.glsl].some((given) => given !== undefined))
    throw withoutBody(name, backend())
  const args = Object.fromEntries(inputs.map((input) => [input.name, specOf(input)]))
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
  if (type === 'vec2' || type === 'vec3' || type === 'vec4') {
    const [x = 0, y = 0, z = 0, w = 0] = Array.isArray(given) ? given.map(Number) : [Number(given)]
    return { type: 'vec4', default: [x, y, z, w], help: '' }
  }
  if (type === 'sampler2D' || type === 'texture') return { type: 'texture', help: '' }
  return { default: Number(given) || 0, min: 0, max: 1, help: '' }
}

function bodyOf(written: WrittenFunction, backend: Backend, toWgsl: ToWgsl | null): Body {
  const { name, type, inputs = [], tsl, wgsl, glsl } = written
  if (typeof tsl === 'function') return tsl
  const place = type === 'coord' || type === 'combineCoord'
  const own: Record<string, string> = {
    ...(type === 'src' || place ? { _st: 'vec2' } : {}),
    ...(type === 'color' || type === 'combine' || type === 'combineCoord' ? { _c0: 'vec4' } : {}),
    ...(type === 'combine' ? { _c1: 'vec4' } : {}),
    time: 'float',
    resolution: 'vec2',
    ...Object.fromEntries(inputs.map((input) => [input.name, kindOf(input)])),
  }
  const result = place ? 'vec2' : 'vec4'
  if (backend === 'webgpu' && typeof wgsl === 'string') {
    const call = wgslFn(`fn written_${name}(${wgslHead(own)}) -> ${result}f {\n${wgsl}\n}`)
    return (nodes) => call(wgslArguments(picked(nodes, own), ''))
  }
  if (typeof glsl !== 'string') throw withoutBody(name, backend)
  if (backend === 'webgpu') {
    if (!toWgsl) throw withoutBody(name, backend)
    const call = glslOnWebGpu({ name, result, glsl, own }, toWgsl)
    return (nodes) => call(picked(nodes, own))
  }
  const head = Object.entries(own).map(([key, kind]) => `${kind} ${key}`)
  const call = glslFn(`${result} written_${name}(${head.join(', ')}) {\n${glslBody(glsl)}\n}`, glslHelpers(glsl))
  return (nodes) => call(rawTextures(picked(nodes, own)))
}

function kindOf({ type = 'float' }: WrittenInput): string {
  if (type === 'texture') return 'sampler2D'
  return ['vec2', 'vec3', 'vec4', 'sampler2D'].includes(type) ? type : 'float'
}

/** What the body names, as what it takes it for. */
function picked(given: Record<string, Node>, own: Record<string, string>): Record<string, Node> {
  const as = (name: string, kind: string): Node | undefined => {
    const node: unknown = given[name]
    if (kind === 'vec2' && name !== '_st' && name !== 'resolution') return vec4(node as Vec4Node).xy
    if (kind === 'vec3') return vec4(node as Vec4Node).xyz
    if (kind === 'sampler2D') return textureNode(node, name)
    return node as Node | undefined
  }
  const nodes = Object.entries(own).map(([name, kind]) => [name, as(name, kind)] as const)
  return Object.fromEntries(nodes.flatMap(([name, node]) => (node ? [[name, node] as const] : [])))
}

function textureNode(sampler: unknown, name: string): TextureNode {
  const node = typeof sampler === 'function' && 'node' in sampler ? sampler.node : null
  if (node instanceof TextureNode) return node.sample(vec2(0)).level(float(0))
  throw new ImpastoError({
    asked: `A function of setFunction() takes a texture for '${name}'`,
    found: 'it was given a chain or a number, which is no texture',
    remedy: 'Draw the chain on another output and give that: osc().out(o1), then o1.',
  })
}

function withoutBody(name: string, backend: Backend): ImpastoError {
  const reads = backend === 'webgpu' ? 'WebGPU, which reads wgsl' : 'WebGL 2, which reads glsl'
  return refused(
    `'${name}' has no body for this stage, which draws with ${reads}`,
    'Give a tsl function: it runs on both.',
  )
}

function refused(found: string, remedy: string): ImpastoError {
  return new ImpastoError({ asked: 'setFunction() was to add a function', found, remedy })
}
