// A chain of the dialect: a tree of what was typed, without a shader and without a device. What draws it is the compiler.
// In live code a link changes the chain it is called on, as performers know it; in sketch files it gives a new one.
import { ImpastoError } from '../core/errors'
import type { EffectRecord } from '../stage/effect'
import { takesChain, type FunctionRecord } from './function-record'
import type { Fit } from '../stage/picture-source'
import { LivePicture } from './live-picture'
import type { Timeline } from '../transport/timeline'
import { LiveTexture } from './live-texture'

/** What a function of the sketch is given, once a frame. */
export interface LiveProps {
  /** The sketch's time, seconds. */
  readonly time: number
  readonly bpm: number
  /** The beats of that time. */
  readonly clock: Pick<Timeline, 'beatAt'>
  readonly speed: number
  /** The pointer, stage pixels. */
  readonly mouse: { readonly x: number; readonly y: number }
  readonly width: number
  readonly height: number
  readonly resolution: readonly [number, number]
}

export type LiveFunction<T = number> = (props: LiveProps) => T

/** What a numeric argument takes. */
export type Arg = number | readonly number[] | LiveFunction | LiveChain | LiveTexture

/** What an argument takes that is a picture. */
export type ChainArg = LiveChain | LiveTexture

/** An effect of the stage, as a link. */
export interface EffectLinkRecord {
  readonly kind: 'effect'
  readonly name: string
  readonly effect: EffectRecord
}

/** A painter as a link: `.style(name or mix, strength)`. */
export interface StyleLinkRecord {
  readonly kind: 'style'
  readonly name: 'style'
}

export type LinkRecord = FunctionRecord | EffectLinkRecord | StyleLinkRecord

/** One call: its function, what it was given, and what it stands behind. */
export interface Link {
  readonly record: LinkRecord
  /** Chains among them as links; 'combine' and 'combineCoord' have theirs first. */
  readonly args: readonly unknown[]
  readonly input: Link | null
  /** Calls in the whole tree. */
  readonly size: number
}

/** Where `.out()` of a chain goes. */
export interface Home {
  /** Called for every new chain: counts them, and may throw to stop a flood. */
  made(): void
  out(chain: LiveChain, output: unknown): void
}

/** More calls than this in one chain would hold the stage up while its shader is written. */
export const LONGEST_CHAIN = 1500

/** Functions add their methods to this class: see function-record.ts. */
export class LiveChain {
  constructor(
    private calls: Link,
    readonly home: Home | null,
  ) {}

  /** All that was called, with the chains among the arguments as they are now. @throws {ImpastoError} one stands inside itself */
  get link(): Link {
    return settled(this)
  }

  /** What was called on this chain; its arguments may hold chains that change yet. */
  get written(): Link {
    return this.calls
  }

  /** With one more link: this chain itself in live code, another one in a sketch file. */
  with(record: LinkRecord, args: readonly unknown[]): LiveChain {
    this.home?.made()
    const link = makeLink(record, args, this)
    if (!this.home) return new LiveChain(link, null)
    this.calls = link
    return this
  }

  /** Its calls, with the chains among their arguments as they are now, and so for good. */
  fixed(): Link {
    return (this.calls = this.link)
  }

  /** Another chain that begins as this one is now; what both hold is drawn once where both are drawn. */
  copy(): LiveChain {
    return new LiveChain(this.fixed(), this.home)
  }

  /**
   * How the stage's picture, or its painting, lies on the stage: 'cover' fills it, 'contain' shows all, 'stretch' bends the shape.
   * @throws {ImpastoError} of another chain
   */
  fit(how: Fit): LiveChain {
    const [picture] = this.link.args
    if (picture instanceof LivePicture && this.link.record.kind === 'src') {
      return new LiveChain({ ...this.link, args: [new LivePicture(picture.of, how)] }, this.home)
    }
    throw new ImpastoError({
      asked: `.fit('${how}') was called`,
      found: 'the chain is more than the picture or the painting',
      remedy: `Put it first: painting.fit('${how}').`,
    })
  }

  /** Shows the chain on an output from the next frame on. @defaultValue o0 */
  out(output?: unknown): this {
    if (!this.home) {
      throw new ImpastoError({
        asked: '.out() was called in a sketch file',
        found: 'there it is the sketch that says what is shown',
        remedy: 'Give the chain back instead: setup: () => ({ show: osc() }).',
      })
    }
    // What is called on it later is for the next time.
    this.home.out(new LiveChain(this.link, this.home), output)
    return this
  }
}

/** One more link behind `input`, or a first one. @throws {ImpastoError} when an argument is not what the function takes */
export function makeLink(record: LinkRecord, given: readonly unknown[], input: LiveChain | null): Link {
  const args = given.map((arg) => (record.kind === 'effect' ? linksIn(arg) : linkOf(arg, input)))
  if (takesChain(record)) args[0] = asPicture(record, args[0])
  if (record.kind === 'effect') record.effect.inputs?.forEach((_, i) => (args[i] = asPicture(record, args[i])))
  if (record.kind === 'style') {
    args[0] = asMix(args[0])
    for (const number of [args[1], ...Object.values(Object(args[0]) as object)]) refusePicture(number)
  }
  if (record.kind === 'src') {
    Object.values(record.args).forEach(({ type }, i) => {
      if (type === 'texture') args[i] = asPicture(record, args[i])
    })
  }
  const before = input?.written ?? null
  let size = 1 + (before?.size ?? 0)
  for (const arg of args) size += arg instanceof LiveChain ? arg.written.size : isLink(arg) ? arg.size : 0
  if (size > LONGEST_CHAIN) throw tooLong(record.name)
  return { record, args, input: before, size }
}

/** A chain of live code may change until what it was given to is shown; given to itself, it is what it was. */
function linkOf(arg: unknown, input: LiveChain | null): unknown {
  if (!(arg instanceof LiveChain)) return arg
  if (!arg.home) return arg.link
  return arg === input ? arg.written : arg
}

/** `chain` with every chain in it as it is now; what stands in it twice is one link still. */
function settled(chain: LiveChain): Link {
  const done = new Map<Link, Link>()
  const within = new Set<LiveChain>()
  const chainNow = (of: LiveChain): Link => {
    if (within.has(of)) throw inItself()
    within.add(of)
    const link = linkNow(of.written)
    within.delete(of)
    return link
  }
  const linkNow = (link: Link): Link => {
    const known = done.get(link)
    if (known) return known
    const input = link.input && linkNow(link.input)
    const args = link.args.map((arg) => (arg instanceof LiveChain ? chainNow(arg) : isLink(arg) ? linkNow(arg) : arg))
    const same = input === link.input && args.every((arg, i) => arg === link.args[i] || Number.isNaN(arg))
    const now = same ? link : { ...link, input, args }
    done.set(link, now)
    return now
  }
  return chainNow(chain)
}

/** Effects take their numbers by name as well: { strength: noise(3) }. */
function linksIn(arg: unknown): unknown {
  if (arg instanceof LiveChain) return arg.fixed()
  if (typeof arg !== 'object' || arg === null || Object.getPrototypeOf(arg) !== Object.prototype) return arg
  return Object.fromEntries(Object.entries(arg).map(([name, value]) => [name, linksIn(value)]))
}

export function isLink(thing: unknown): thing is Link {
  return typeof thing === 'object' && thing !== null && 'record' in thing && 'size' in thing
}

/** A number where a picture is meant is a grey all over. */
function asPicture(record: LinkRecord, arg: unknown): unknown {
  if (arg instanceof LiveChain || isLink(arg) || arg instanceof LiveTexture) return arg
  if (typeof arg === 'number' || typeof arg === 'function' || Array.isArray(arg)) return arg
  const call = record.kind === 'src' ? `${record.name}()` : `.${record.name}()`
  throw new ImpastoError({
    asked: `${call} takes a picture: a chain, an output or a source`,
    found: arg === undefined ? 'it was given nothing' : `it was given ${describe(arg)}`,
    remedy:
      record.kind === 'src' ? `Write for example ${record.name}(o0).` : `Write for example .${record.name}(noise(3)).`,
  })
}

/** A style's name, or a mix of them. */
function asMix(arg: unknown): unknown {
  if (typeof arg === 'string') return { [arg]: 1 }
  if (typeof arg === 'object' && arg !== null && !Array.isArray(arg) && Object.keys(arg).length > 0) return arg
  throw new ImpastoError({
    asked: '.style() takes the name of a style, or a mix of them',
    found: arg === undefined ? 'it was given nothing' : `it was given ${describe(arg)}`,
    remedy: "Write for example .style('great-wave') or .style({ 'great-wave': 0.3, 'the-scream': 0.7 }).",
  })
}

/** A painter's numbers hold for the whole picture. @throws {ImpastoError} for a chain or a texture */
function refusePicture(number: unknown): void {
  if (!isLink(number) && !(number instanceof LiveChain) && !(number instanceof LiveTexture)) return
  throw new ImpastoError({
    asked: '.style() takes numbers for its strength and for a mix',
    found: 'it was given a picture, and a painter paints the whole picture alike',
    remedy: "Lay the painting on by a mask: osc(9).layer(camera().style('udnie').mask(noise(3))).",
  })
}

function inItself(): ImpastoError {
  return new ImpastoError({
    asked: 'A chain was to be shown',
    found:
      'it stands inside itself: a link changes the chain it is called on, and that one was given to another which it holds',
    remedy: 'Give away a copy: osc(9).add(waves.copy().rotate(1)), or make waves a function, () => osc(20).',
  })
}

function tooLong(name: string): ImpastoError {
  return new ImpastoError({
    asked: `${name}() was to join a chain`,
    found: `the chain has more than ${LONGEST_CHAIN} calls already, which no graphics processor draws in time`,
    remedy: 'Draw a part of it on another output and read that: src(o1).',
  })
}

export function describe(thing: unknown): string {
  if (typeof thing === 'string') return `'${thing}'`
  if (thing === null || typeof thing !== 'object') return String(thing)
  return `a ${thing.constructor.name}`
}

const installed = new Set<string>()

/** Gives every chain the function as a method. One that was installed before is replaced. */
export function installMethod(record: LinkRecord): void {
  if (record.name in LiveChain.prototype && !installed.has(record.name)) {
    throw new ImpastoError({
      asked: `The function '${record.name}' wants to be a link of chains`,
      found: 'chains have something of that name already',
      remedy: 'Give it another name.',
    })
  }
  installed.add(record.name)
  Object.defineProperty(LiveChain.prototype, record.name, {
    configurable: true,
    value(this: LiveChain, ...args: unknown[]) {
      return this.with(record, args)
    },
  })
}

/** The function that begins a chain. */
export function sourceFunction(record: FunctionRecord, home: Home | null): (...args: unknown[]) => LiveChain {
  return (...args) => {
    home?.made()
    return new LiveChain(makeLink(record, args, null), home)
  }
}
