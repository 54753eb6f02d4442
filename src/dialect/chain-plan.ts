// Reads a chain without drawing it: what its shader depends on, as text, and the numbers that go into it, in an order that only that text decides.
// So two chains with the same text share a shader, and one takes the other's place by handing over its numbers.
import type { EffectRecord } from '../stage/effect'
import { takesChain, type ArgSpec } from './function-record'
import { isLink, type Link, type LinkRecord } from './live-chain'
import { LiveTexture } from './live-texture'

/** One number (or four) that the shader is given. */
export interface PlannedNumber {
  /** As in 'rotate(angle)', for messages. */
  readonly name: string
  readonly value: unknown
  readonly fallback: number | readonly number[]
  /** What the value is held to, for effects; functions take any. */
  readonly range: { readonly min: number; readonly max: number } | null
}

export interface ChainPlan {
  readonly signature: string
  readonly numbers: readonly PlannedNumber[]
  /** Where in `numbers` the argument `name` of a link stands. */
  place(link: Link, name: string): number | undefined
}

/** The name of the picture that 'combine', 'combineCoord' and effects take before their numbers. */
const PICTURE = 'picture'

export function planChain(chain: Link): ChainPlan {
  const planner = new Planner()
  const signature = planner.visit(chain)
  return {
    signature,
    numbers: planner.numbers,
    place: (link, name) => planner.places.get(link)?.get(name),
  }
}

/** Each argument of a link by name, with what was given for it. Effects take their numbers by position or in an object. */
export function argsOf({ record, args }: Link): { name: string; spec: ArgSpec | null; value: unknown }[] {
  if (record.kind === 'effect') return effectArgs(record.effect, args)
  if (record.kind === 'style') return styleArgs(args)
  const from = takesChain(record) ? 1 : 0
  const pictures = from > 0 ? [{ name: PICTURE, spec: null, value: args[0] }] : []
  return [...pictures, ...Object.entries(record.args).map(([name, spec], i) => ({ name, spec, value: args[from + i] }))]
}

function effectArgs(effect: EffectRecord, args: readonly unknown[]): ReturnType<typeof argsOf> {
  const inputs = effect.inputs ?? []
  const rest = args.slice(inputs.length)
  const [only] = rest
  const picture = isLink(only) || only instanceof LiveTexture || Array.isArray(only)
  const named = rest.length === 1 && typeof only === 'object' && only !== null && !picture
  return [
    ...inputs.map((name, i) => ({ name, spec: null, value: args[i] })),
    ...Object.entries(effect.params).map(([name, { default: fallback, min, max, help = '' }], i) => ({
      name,
      spec: { default: fallback, min, max, help },
      value: named ? Reflect.get(Object(only), name) : rest[i],
    })),
  ]
}

/** How strong it is, and how much of each style is in it. */
function styleArgs([mix, strength]: readonly unknown[]): ReturnType<typeof argsOf> {
  const amount = { default: 1, min: 0, max: 1, help: '' }
  const weights = Object.entries(Object(mix) as object).map(([name, value]) => ({
    name: `${STYLE}${name}`,
    spec: { ...amount, max: Number.MAX_VALUE },
    value: value as unknown,
  }))
  return [{ name: STRENGTH, spec: amount, value: strength }, ...weights]
}

/** Before the name of a style in the name of an argument. */
export const STYLE = 'style '
export const STRENGTH = 'strength'

const ids = new WeakMap<object, number>()
let count = 0

/** A name for a thing that may share its own with others. */
function idOf(thing: LinkRecord): number {
  const id = ids.get(thing) ?? ++count
  ids.set(thing, id)
  return id
}

class Planner {
  readonly numbers: PlannedNumber[] = []
  readonly places = new Map<Link, Map<string, number>>()
  private readonly seen = new Map<Link, number>()

  visit(link: Link): string {
    const known = this.seen.get(link)
    if (known !== undefined) return `#${known}`
    this.seen.set(link, this.seen.size)
    const before = link.input ? `${this.visit(link.input)}.` : ''
    const places = new Map<string, number>()
    this.places.set(link, places)
    const written = argsOf(link).map((arg) => this.argument(link, arg, places))
    return `${before}${link.record.name}${idOf(link.record)}(${written.join()})`
  }

  private argument(link: Link, arg: ReturnType<typeof argsOf>[number], places: Map<string, number>): string {
    const { name, spec, value } = arg
    if (isLink(value)) return this.visit(value)
    if (value instanceof LiveTexture) return value.key
    places.set(name, this.numbers.length)
    this.numbers.push({
      name: `${link.record.name}(${name})`,
      value,
      fallback: spec && spec.type !== 'texture' ? spec.default : 0,
      range:
        (link.record.kind === 'effect' || link.record.kind === 'style') && spec && spec.type === undefined
          ? spec
          : null,
    })
    return link.record.kind === 'style' ? name : 'n'
  }
}
