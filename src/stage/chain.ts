// A chain is what performers write: a picture, and effects one behind the other. `painting.kaleidoscope({ sides: 6 }).bloom()`
import type { Texture } from 'three/webgpu'
import { uv, vec2 } from 'three/tsl'
import { ImpastoError } from '../core/errors'
import type { Value } from '../core/signal'
import type { EffectRecord } from './effect'
import type { Graph } from './graph'
import { DrawnPass } from './passes'
import type { Sampler, Vec2Node, Vec4Node } from './sampler'

/** Effects add their methods to this class; see effect.ts. A chain never changes: each link gives a new one. */
export class Chain {
  private baked: DrawnPass | null = null

  constructor(
    readonly graph: Graph,
    readonly sampler: Sampler,
  ) {}

  /**
   * The colour as a TSL node, for a material of three.js.
   * @param at where, y upward as three's uv() of a mesh. @defaultValue the mesh's own uv
   */
  node(at: Vec2Node = uv()): Vec4Node {
    return this.sampler(vec2(at.x, at.y.oneMinus()))
  }

  /** The chain drawn into a texture, upright as the `map` of a material. Drawn every frame once it has been asked for. */
  get texture(): Texture {
    this.baked ??= this.graph.add(
      new DrawnPass(
        `${this.graph.label}/texture`,
        this.sampler,
        { x: this.graph.width, y: this.graph.height },
        { depth: '8bit' },
      ),
    )
    const { texture } = this.baked.target
    // Render targets begin at the top, the uv of a mesh at the bottom.
    texture.repeat.y = -1
    texture.offset.y = 1
    return texture
  }

  /** A link written on the spot: `chain.through((input) => (st) => input(st.mul(2)))`. */
  through(build: (input: Sampler) => Sampler): Chain {
    return new Chain(this.graph, build(this.sampler))
  }
}

const installed = new Set<string>()

/** Gives every chain the effect's method; an effect whose file was saved again replaces itself. */
export function install(effect: EffectRecord): void {
  if (effect.name in Chain.prototype && !installed.has(effect.name)) {
    throw new ImpastoError({
      asked: `The effect '${effect.name}' wants to be a link of chains`,
      found: 'there is a link of that name already',
      remedy: 'Give it another name.',
    })
  }
  installed.add(effect.name)
  Object.defineProperty(Chain.prototype, effect.name, {
    configurable: true,
    value(this: Chain, ...args: unknown[]) {
      return apply(this, effect, args)
    },
  })
}

/** `chain` with one more link. @throws {ImpastoError} when an argument is not what the effect takes */
export function apply(chain: Chain, effect: EffectRecord, args: readonly unknown[]): Chain {
  const names = effect.inputs ?? []
  const others = names.map((name, i) => {
    const other = args[i]
    if (other instanceof Chain) return other.sampler
    throw new ImpastoError({
      asked: `.${effect.name}() takes a chain as its ${name}`,
      found: other === undefined ? 'nothing was given' : `it was given ${describe(other)}`,
      remedy: `Write it as .${effect.name}(${names.join(', ')}, { … }).`,
    })
  })
  const given = args[names.length] ?? {}
  if (typeof given !== 'object') throw wrongParams(effect, describe(given))
  for (const key of Object.keys(given)) {
    if (!(key in effect.params)) throw wrongParams(effect, `'${key}'`)
  }
  const values: Readonly<Record<string, unknown>> = { ...given }
  const nodes = Object.fromEntries(
    Object.entries(effect.params).map(([key, spec]) => [
      key,
      chain.graph.number(asValue(effect, key, values[key], spec.default), spec),
    ]),
  )
  return new Chain(chain.graph, effect.build(chain.graph, chain.sampler, nodes, ...others))
}

function asValue(effect: EffectRecord, key: string, given: unknown, fallback: number): Value {
  if (given === undefined) return fallback
  if (typeof given === 'number') return given
  if (typeof given === 'function') return () => Number(given())
  throw new ImpastoError({
    asked: `.${effect.name}() takes a number or a signal as its ${key}`,
    found: `it was given ${describe(given)}`,
    remedy: `Write it as .${effect.name}({ ${key}: ${fallback} }) or .${effect.name}({ ${key}: () => … }).`,
  })
}

function wrongParams(effect: EffectRecord, found: string): ImpastoError {
  const known = Object.keys(effect.params).join(', ')
  return new ImpastoError({
    asked: `.${effect.name}() takes { ${known} }`,
    found: `it was given ${found}`,
    remedy: 'Leave that out or name one of these.',
  })
}

function describe(thing: unknown): string {
  if (typeof thing === 'string') return `'${thing}'`
  if (thing === null || typeof thing !== 'object') return String(thing)
  return `a ${thing.constructor.name}`
}
