// Writes a chain as shader code: coordinates from right to left, colours from left to right.
import { InterpolationSamplingType, type Node } from 'three/webgpu'
import { clamp, dot, fract, varying, vec4 } from 'three/tsl'
import type { EffectContext } from '../stage/effect'
import { quadSt } from '../stage/fullscreen-pass'
import type { FloatNode, Sampler, Vec2Node, Vec4Node } from '../stage/sampler'
import { argsOf, STRENGTH, STYLE, type ChainPlan } from './chain-plan'
import {
  takesChain,
  type ArgNodes,
  type ArgSpec,
  type ArgSpecs,
  type KnownNumber,
  type FunctionContext,
  type FunctionRecord,
} from './function-record'
import { isLink, type Link } from './live-chain'
import { LiveTexture } from './live-texture'

/** What a chain is compiled against. */
export interface CompileHost extends Omit<FunctionContext, 'known' | 'once'> {
  /** For effects: passes of their own. */
  readonly effects: EffectContext
  /** How many values may go from the corners of a picture to its pixels. */
  readonly corners: number
  /** The number at `place` of the plan. */
  number(place: number): { readonly node: Node; readonly known: KnownNumber }
  texture(texture: LiveTexture): Sampler
  /** A painter's pass behind `input`. `weights`: the place in the plan of how much there is of each style. */
  style(input: Sampler, strength: FloatNode, weights: ReadonlyMap<string, number>): Sampler
}

export function compileChain(chain: Link, plan: ChainPlan, host: CompileHost): Sampler {
  return new Writer(plan, host).sampler(chain)
}

class Writer {
  private readonly samplers = new Map<Link, Sampler>()
  private readonly known = new Map<Node, KnownNumber>()
  private readonly context: Omit<FunctionContext, 'once'>
  private handed = 0

  constructor(
    private readonly plan: ChainPlan,
    private readonly host: CompileHost,
  ) {
    const { time, resolution, previous } = host
    this.context = { time, resolution, previous, known: (arg) => this.known.get(arg) ?? null }
  }

  /** Asked for the same place twice, a chain is written once. */
  sampler(link: Link): Sampler {
    const known = this.samplers.get(link)
    if (known) return known
    const written = new WeakMap<Vec2Node, Vec4Node>()
    const write = this.writer(link)
    // A sampler that says how fine its picture is stays one.
    const made: Sampler = Object.assign((st: Vec2Node) => {
      const before = written.get(st)
      if (before) return before
      const colour = write(st)
      written.set(st, colour)
      return colour
    }, write)
    this.samplers.set(link, made)
    return made
  }

  private writer(link: Link): Sampler {
    const { record } = link
    const input = link.input ? this.sampler(link.input) : nothing
    if (record.kind === 'effect') return this.effect(link, input)
    if (record.kind === 'style') return this.style(link, input)
    const context: FunctionContext = { ...this.context, once: this.onceOf() }
    const other = takesChain(record) ? this.picture(link, link.args[0], 'picture') : nothing
    switch (record.kind) {
      case 'src':
        return (st) => record.build(st, this.args(link, record, st), context)
      case 'color':
        return (st) => record.build(input(st), this.args(link, record, st), context)
      case 'coord':
        return (st) => input(record.build(st, this.args(link, record, st), context))
      case 'combine':
        return (st) => record.build(input(st), other(st), this.args(link, record, st), context)
      case 'combineCoord':
        return (st) => input(record.build(st, other(st), this.args(link, record, st), context))
    }
  }

  /** Whatever is the same all over the picture is worked out at its corners, and handed to the pixels as it is. */
  private onceOf(): FunctionContext['once'] {
    const made = new Map<string, Node>()
    return <T>(name: string, of: readonly FloatNode[], make: () => Node<T>): Node<T> => {
      const before = made.get(name)
      if (before) return before as Node<T>
      if (this.handed >= this.host.corners || !of.every((number) => this.known.has(number))) return make()
      this.handed++
      const node = varying(make()).setInterpolation(InterpolationSamplingType.FLAT)
      made.set(name, node)
      return node
    }
  }

  private args(link: Link, record: FunctionRecord, st: Vec2Node): ArgNodes<ArgSpecs> {
    const nodes: Record<string, Sampler | Node> = {}
    for (const { name, value } of argsOf(link)) {
      const spec = record.args[name]
      if (!spec) continue
      if (spec.type === 'texture') nodes[name] = this.endless(link, value, name)
      else if (isLink(value) || value instanceof LiveTexture) {
        const colour = this.picture(link, value, name)(st)
        nodes[name] = spec.type === 'vec4' ? colour : summed(colour)
      } else nodes[name] = this.number(link, name)
    }
    return nodes as ArgNodes<ArgSpecs>
  }

  /** A texture goes on beyond its edges, also where a chain stands for one. */
  private endless(link: Link, value: unknown, name: string): Sampler {
    const picture = this.picture(link, value, name)
    if (isLink(value)) return (st) => picture(fract(st))
    const raw = value instanceof LiveTexture && this.host.texture(value)
    return raw ? Object.assign((st: Vec2Node) => picture(st), raw) : picture
  }

  /** A picture as an argument: another chain, a texture, or a number as a grey all over. */
  private picture(link: Link, value: unknown, name: string): Sampler {
    if (isLink(value)) return this.sampler(value)
    if (value instanceof LiveTexture) {
      // Without a src() around it, it goes on beyond its edges all the same.
      const picture = this.host.texture(value)
      return (st) => picture(fract(st))
    }
    const grey = this.number(link, name)
    return () => vec4(grey, grey, grey, 1)
  }

  private effect(link: Link, input: Sampler): Sampler {
    const { record } = link
    if (record.kind !== 'effect') return input
    const params: Record<string, FloatNode> = {}
    const others: Sampler[] = []
    for (const { name, spec, value } of argsOf(link)) {
      if (spec === null) others.push(this.picture(link, value, name))
      else if (isLink(value) || value instanceof LiveTexture) params[name] = this.held(link, value, name, spec)
      else params[name] = this.number(link, name)
    }
    return record.effect.build(this.host.effects, input, params, ...others)
  }

  /** A picture as an effect's number: what it counts at the place that is being drawn, in the range that the effect is made for. */
  private held(link: Link, value: unknown, name: string, spec: ArgSpec): FloatNode {
    const number = summed(this.picture(link, value, name)(quadSt))
    return spec.type === undefined ? clamp(number, spec.min, spec.max) : number
  }

  private style(link: Link, input: Sampler): Sampler {
    const weights = new Map<string, number>()
    for (const { name } of argsOf(link)) {
      const place = this.plan.place(link, name)
      if (name.startsWith(STYLE) && place !== undefined) weights.set(name.slice(STYLE.length), place)
    }
    return this.host.style(input, this.number(link, STRENGTH), weights)
  }

  private number(link: Link, name: string): FloatNode {
    const place = this.plan.place(link, name)
    if (place === undefined) throw new Error(`No number was planned for ${link.record.name}(${name}).`)
    const { node, known } = this.host.number(place)
    this.known.set(node, known)
    return node as FloatNode
  }
}

const nothing: Sampler = () => vec4(0)

/** What a colour counts where a number is wanted. */
function summed(colour: Vec4Node): FloatNode {
  return dot(colour, vec4(1))
}
