// Functions of a sketch on WebGPU: their arguments as WGSL takes them, and GLSL that was brought there.
import { code, screenCoordinate, screenSize, vec4, wgslFn } from 'three/tsl'
import { TextureNode, type Node } from 'three/webgpu'
import { ImpastoError, messageOf } from '../core/errors'
import { glslLibrary, type ToWgsl } from './written-glsl'

/** The arguments of a function, a texture with its sampler behind it. */
export function wgslHead(own: Readonly<Record<string, string>>): string {
  const spelled = ([name, kind]: [string, string]): string => {
    if (kind === 'sampler2D') return `${name}: texture_2d<f32>, ${name}_sampler: sampler`
    return `${name}: ${kind === 'float' ? 'f32' : `${kind}f`}`
  }
  return Object.entries(own).map(spelled).join(', ')
}

/** @param before stands before every name */
export function wgslArguments(nodes: Readonly<Record<string, Node>>, before: string): Record<string, Node> {
  const given = Object.entries(nodes).flatMap(([name, node]): [string, Node][] => {
    const own: [string, Node] = [`${before}${name}`, node]
    return node instanceof TextureNode ? [own, [`${before}${name}_sampler`, node]] : [own]
  })
  return Object.fromEntries(given)
}

/** What GLSL finds everywhere besides its arguments. */
const EVERYWHERE: Readonly<Record<string, { readonly type: string; node(): Node }>> = {
  gl_FragCoord: { type: 'vec4', node: () => vec4(screenCoordinate, 0, 1) },
  uv: { type: 'vec2', node: () => screenCoordinate.div(screenSize) },
}

/** Texts that stand beside code: one node each, so that a shader has none twice. */
const parts = new Map<string, ReturnType<typeof code>>()

interface WrittenGlsl {
  readonly name: string
  readonly result: 'vec2' | 'vec4'
  readonly glsl: string
  /** Its arguments and their types. */
  readonly own: Readonly<Record<string, string>>
}

/** @throws {ImpastoError} it says what cannot be said in WGSL */
export function glslOnWebGpu(
  { name, result, glsl, own }: WrittenGlsl,
  toWgsl: ToWgsl,
): (nodes: Record<string, Node>) => Node {
  const used = Object.entries(EVERYWHERE).filter(([word]) => !(word in own) && new RegExp(`\\b${word}\\b`).test(glsl))
  const params = { ...own, ...Object.fromEntries(used.map(([word, { type }]) => [word, type])) }
  const text = brought(
    { name: `written_${name}`, type: result, params, body: glsl, library: glslLibrary(glsl) },
    toWgsl,
  )
  const beside = text.beside.map((part) => {
    const node = parts.get(part) ?? code(part, [], 'wgsl')
    parts.set(part, node)
    return node
  })
  const call = wgslFn(text.code, beside)
  return (nodes) => {
    const more = Object.fromEntries(used.map(([word, { node }]) => [word, node()]))
    return call(wgslArguments({ ...nodes, ...more }, 'p_'))
  }
}

function brought(glsl: Parameters<ToWgsl>[0], toWgsl: ToWgsl): ReturnType<ToWgsl> {
  try {
    return toWgsl(glsl)
  } catch (cause) {
    throw new ImpastoError({
      asked: 'A function in GLSL was to play on WebGPU, with which this stage draws',
      found: `${glsl.name.replace(/^written_/, '')}() cannot be brought there: ${messageOf(cause)}`,
      remedy: 'Write that part in another way, give a wgsl or tsl body, or open the page with ?backend=wasm.',
      cause,
    })
  }
}
