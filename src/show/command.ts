// A command: what is to be done, by whom, how fast and when. Everything that changes the show is one.
import type { Seconds } from '../core/units'
import type { ParamValue } from './param'

/** Everybody who can send a command. */
export const ORIGINS = [
  'panel',
  'keyboard',
  'midi',
  'osc',
  'gamepad',
  'phone',
  'cue',
  'schedule',
  'recording',
  'undo',
  'sketch',
  'code',
  'url',
  'handle',
  'partner',
  'visitor',
  'path',
  'modulation',
  'engine',
] as const

/** Who it was. Whoever must not react to its own echo compares `sender`, and never tells a false origin. */
export type Origin = (typeof ORIGINS)[number]

/** A length of time: seconds, or beats of the one clock. */
export type Duration = Seconds | { readonly beats: number }

/** A moment: engine time in seconds; or the next beat, bar, or boundary of so many beats or bars. */
export type Moment = Seconds | 'now' | 'beat' | 'bar' | { readonly beats: number } | { readonly bars: number }

export interface Command {
  /** The address of a parameter or an action: 'style/strength', 'path/next'. */
  readonly target?: string
  /** The new value, in the parameter's own unit. */
  readonly value?: ParamValue
  /** So much more: numbers add up, choices step on, a toggle flips. */
  readonly by?: number
  /** 0..1 through the parameter's curve: what a fader sends. */
  readonly travel?: number
  /** True where `target` is an action; or its name under `target`; or its whole address. */
  readonly action?: boolean | string
  /** Of an action. */
  readonly args?: Readonly<Record<string, ParamValue>>
  /** How long the way to the value takes. Numbers go there; anything else changes at once. @defaultValue 0 */
  readonly over?: Duration
  /** A name of EASINGS. @defaultValue 'linear' */
  readonly ease?: string
  /** When it takes effect. @defaultValue now */
  readonly when?: Moment
  /** @defaultValue 'handle' */
  readonly origin?: Origin
  /** Commands of one group are one step of undo and one message to listeners. */
  readonly group?: string
  /** The object that sent it, so that it knows its own echo. */
  readonly sender?: object
}

/** Origins a hand stands behind; the rest isn't for undo. */
export const BY_HAND: ReadonlySet<Origin> = new Set<Origin>([
  'panel',
  'keyboard',
  'midi',
  'osc',
  'gamepad',
  'phone',
  'cue',
  'handle',
  'partner',
  'visitor',
])
