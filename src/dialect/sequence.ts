// Arrays as arguments: one value a beat, faster or slower, stepped or gliding. What was asked of an array is kept beside it, not in it.
import { ImpastoError } from '../core/errors'
import { lerp } from '../core/signal'
import type { Bpm, Seconds } from '../core/units'
import type { Timeline } from '../transport/timeline'
import { EASINGS, type Easing } from '../core/easing'

/** The language's tempo, where nothing else says so. */
export const LIVE_BPM: Bpm = 30

interface Manner {
  /** Steps a beat. */
  speed: number
  /** The part of a step that glides to the next value; 0: none. */
  smooth: number
  ease: Easing
  /** Steps ahead. */
  offset: number
}

const manners = new WeakMap<readonly unknown[], Manner>()

/** The links that arrays have in the dialect. Each gives the array itself, `fit` a new one. */
export const SEQUENCE_LINKS = {
  fast: (array: readonly unknown[], speed = 1) => change(array, { speed }),
  smooth: (array: readonly unknown[], smooth: number | boolean = 1) => change(array, { smooth: Number(smooth) }),
  offset: (array: readonly unknown[], offset = 0.5) => change(array, { offset: wrap(offset, 1) }),
  ease: (array: readonly unknown[], ease: string | Easing = 'linear') =>
    change(array, { smooth: 1, ease: easingOf(ease) }),
  fit: (array: readonly unknown[], low = 0, high = 1) => fitted(array, low, high),
} as const

export type SequenceLink = keyof typeof SEQUENCE_LINKS

export function isSequenceLink(name: string): name is SequenceLink {
  return Object.hasOwn(SEQUENCE_LINKS, name)
}

/** What `array` gives at `time`; whatever is in it where it holds no numbers. */
export function stepOf(array: readonly unknown[], time: Seconds, clock: Pick<Timeline, 'beatAt'>): unknown {
  const count = array.length
  const { speed, smooth, ease, offset } = manners.get(array) ?? PLAIN
  const at = clock.beatAt(time * speed) + offset
  if (!(smooth > 0)) return array[wrap(Math.floor(at), count)]
  const from = at - smooth / 2
  const step = Math.floor(from)
  const t = Math.min((from - step) / smooth, 1)
  return lerp(Number(array[wrap(step, count)]), Number(array[wrap(step + 1, count)]), ease(t))
}

const PLAIN: Readonly<Manner> = { speed: 1, smooth: 0, ease: (t) => t, offset: 0 }

function change(array: readonly unknown[], part: Partial<Manner>): readonly unknown[] {
  manners.set(array, { ...(manners.get(array) ?? PLAIN), ...part })
  return array
}

function fitted(array: readonly unknown[], low: number, high: number): readonly unknown[] {
  const numbers = array.map(Number)
  const least = Math.min(...numbers)
  const range = Math.max(...numbers) - least
  const made = numbers.map((x) => (range === 0 ? low : low + ((x - least) * (high - low)) / range))
  const manner = manners.get(array)
  // What was asked of the old one holds for the new one, but for its offset: so performers know it.
  if (manner) manners.set(made, { ...manner, offset: 0 })
  return made
}

function easingOf(ease: string | Easing): Easing {
  if (typeof ease === 'function') return ease
  const known = EASINGS[ease]
  if (known) return known
  throw new ImpastoError({
    asked: `.ease('${ease}') was asked of an array`,
    found: 'there is no easing of that name',
    remedy: `There are ${Object.keys(EASINGS).join(', ')}; or give a function from 0..1 to 0..1.`,
  })
}

/** `x` mod `n`, never negative. */
function wrap(x: number, n: number): number {
  return ((x % n) + n) % n
}
