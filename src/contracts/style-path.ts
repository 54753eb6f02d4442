// A path through the styles: which, how long, how it goes over to the next; as a list in code, and as one line of text that a parameter holds.
//
//   starry-night 8 ~4, great-wave+the-scream:2 16, none 4 ~2 easeInOutCubic
//   style or mix, hold, ~ glide to the next, easing
import type { StyleMix } from './style'
import { EASINGS } from '../core/easing'
import { ImpastoError } from '../core/errors'

/** One style of a path. Times are beats or seconds, as the path's clock says. */
export interface PathStep {
  /** Empty: the picture itself. */
  readonly mix: StyleMix
  /** How long it stays. */
  readonly hold: number
  /** How long it takes to become the next. */
  readonly glide: number
  /** Of the glide; a name of EASINGS. */
  readonly ease: string
}

/** A step as it is written in code: `'udnie'`, or `{ style: 'udnie', hold: 8, glide: 2 }`. */
export type PathStop =
  | string
  | {
      /** A style's id or 'none'; or use `mix`. */
      readonly style?: string
      readonly mix?: StyleMix
      /** @defaultValue 8 */
      readonly hold?: number
      /** @defaultValue 4 */
      readonly glide?: number
      /** @defaultValue 'easeInOutQuad' */
      readonly ease?: string
    }

/** What may be asked for as a style: its id, 'none', 'path' or 'pad'; a mix of weights; a path. */
export type StyleAsk = string | StyleMix | readonly PathStop[]

export const PATH_ORDERS = ['loop', 'there-and-back', 'once', 'random'] as const
/** random: every style once before any comes again, and never twice in a row; the same walk for the same seed. */
export type PathOrder = (typeof PATH_ORDERS)[number]

export const PATH_CLOCKS = ['auto', 'beats', 'seconds'] as const
/** auto: beats while a tempo is known, seconds while none is. beats: half a second each while no tempo is known. */
export type PathClock = (typeof PATH_CLOCKS)[number]

/** Where a path is. */
export interface PathPlace {
  /** It moves the styles now. */
  readonly playing: boolean
  readonly paused: boolean
  /** From 0; and of how many. */
  readonly step: number
  readonly steps: readonly PathStep[]
  /** The step that comes next; the same one where the path ends. */
  readonly next: number
  /** How far it has gone over to the next, eased. */
  readonly gone: number
  /** What its times are counted in now. */
  readonly unit: 'beats' | 'seconds'
}

/** The path as the handle offers it. */
export interface PathApi {
  readonly now: PathPlace
  /** Plays on from where it was; with `steps`, those, from the first. @throws {ImpastoError} a step that can't be read */
  play(steps?: string | readonly PathStop[], options?: { order?: PathOrder; clock?: PathClock; seed?: number }): void
  /** Holds it where it is; the style of this moment stays. */
  pause(): void
  next(): void
  previous(): void
}

/** What is left out of a step. */
export const PLAIN_STEP = { hold: 8, glide: 4, ease: 'easeInOutQuad' } as const
/** The longest hold or glide. */
const LONGEST = 3600
const NONE = 'none'

/** The steps of a line of text, or a sentence saying what of it can't be read. An empty line is a path without steps. */
export function readPath(text: string): { steps: readonly PathStep[] } | { problem: string } {
  const steps: PathStep[] = []
  for (const part of text.split(/[,;\n]/)) {
    const words = part.trim().split(/\s+/).filter(Boolean)
    if (words.length === 0) continue
    const step = readStep(words)
    if (typeof step === 'string') return { problem: step }
    steps.push(step)
  }
  return { steps }
}

/** The text that `readPath` reads as these steps. */
export function writePath(steps: readonly PathStep[]): string {
  return steps
    .map(({ mix, hold, glide, ease }) => {
      const easing = ease === PLAIN_STEP.ease ? '' : ` ${ease}`
      return `${writeMix(mix)} ${brief(hold)} ~${brief(glide)}${easing}`
    })
    .join(', ')
}

/** @throws {ImpastoError} a step that can't be read */
export function pathOf(stops: string | readonly PathStop[]): readonly PathStep[] {
  const text = typeof stops === 'string' ? stops : stops.map(stopText).join(', ')
  const read = readPath(text)
  if ('steps' in read) return read.steps
  throw new ImpastoError({
    asked: `A path of styles was given, '${text.length > 60 ? `${text.slice(0, 57)}…` : text}'`,
    found: read.problem,
    remedy: "It stays as it was. Write for example 'starry-night 8 ~4, great-wave 8 ~4 linear'.",
  })
}

function stopText(stop: PathStop): string {
  if (typeof stop === 'string') return stop
  const { style = NONE, mix, hold = PLAIN_STEP.hold, glide = PLAIN_STEP.glide, ease = PLAIN_STEP.ease } = stop
  return `${mix ? writeMix(mix) : style} ${hold} ~${glide} ${ease}`
}

function readStep([name = '', ...words]: readonly string[]): PathStep | string {
  const mix = readMix(name)
  if (typeof mix === 'string') return mix
  const step = { mix, ...PLAIN_STEP } as { -readonly [K in keyof PathStep]: PathStep[K] }
  for (const word of words) {
    if (Object.hasOwn(EASINGS, word)) {
      step.ease = word
      continue
    }
    const time = word.startsWith('~') ? word.slice(1) : word
    if (!/^\d+(\.\d+)?$/.test(time)) {
      return `'${word}' beside '${name}' is no time and no easing (${Object.keys(EASINGS).join(', ')})`
    }
    step[word.startsWith('~') ? 'glide' : 'hold'] = Math.min(Number(time), LONGEST)
  }
  return step
}

function readMix(text: string): StyleMix | string {
  if (text === NONE) return {}
  const mix: Record<string, number> = {}
  for (const part of text.split('+')) {
    const [, id, weight] = /^([a-z0-9][a-z0-9._-]*)(?::(\d+(?:\.\d+)?))?$/.exec(part) ?? []
    if (id === undefined) return `'${part}' is not written like a style's name`
    mix[id] = Number(weight ?? 1)
  }
  return mix
}

export function writeMix(mix: StyleMix): string {
  const parts = Object.entries(mix).filter(([, weight]) => weight > 0)
  if (parts.length === 0) return NONE
  if (parts.length === 1) return parts[0]?.[0] ?? NONE
  return parts.map(([id, weight]) => (weight === 1 ? id : `${id}:${brief(weight)}`)).join('+')
}

function brief(number: number): string {
  return String(Math.round(number * 1000) / 1000)
}
