// Reads a command: which address it means, who sends it, which value it comes to. It may be anything; nothing here trusts it.
import type { Seconds } from '../core/units'
import type { BeatTime } from './beat-time'
import type { Command, Duration, Origin } from './command'
import type { Entry } from './entry'
import { fit, stepped, travelled, type ParamValue } from './param'

/** Who sends, and of which group and way: handed down to what a command leads to. */
export interface Context {
  readonly origin: Origin
  readonly group: string | undefined
  readonly sender: object | undefined
  readonly over: Duration | undefined
  readonly ease: string | undefined
}

/** What the command does not say, it has from the one that led to it. */
export function contextOf(command: Command, outer: Context | null): Context {
  const { origin, group, sender, over, ease }: Partial<Command> = Object(command)
  return {
    origin: origin ?? outer?.origin ?? 'handle',
    group: group ?? outer?.group,
    sender: sender ?? outer?.sender,
    over: over ?? outer?.over,
    ease: ease ?? outer?.ease,
  }
}

/** The address a command means, in whichever way it names an action; null where it names none. */
export function targetOf(command: unknown): string | null {
  if (typeof command !== 'object' || command === null) return null
  const { target, action } = command as Partial<Command>
  if (typeof action === 'string') return typeof target === 'string' ? `${target}/${action}` : action
  return typeof target === 'string' ? target : null
}

/** The value a command comes to, or a sentence saying why there is none. */
export function valueOf(entry: Entry, { value, by, travel }: Command): { value: ParamValue } | { problem: string } {
  if (by !== undefined) return stepped(entry.spec, entry.base, by)
  if (travel !== undefined) return travelled(entry.spec, travel)
  return fit(entry.spec, value)
}

/** A button that is let go calls nothing: an action takes any value but false, 0 and less than half a travel. */
export function isRelease({ value, travel }: Command): boolean {
  return value === false || value === 0 || (travel !== undefined && travel < 0.5)
}

/** In seconds from `now`; null where it is no length of time. */
export function lengthOf(over: Duration | undefined, beats: BeatTime, now: Seconds): Seconds | null {
  if (over === undefined) return 0
  if (typeof over === 'number') return Number.isFinite(over) && over >= 0 ? over : null
  if (typeof over !== 'object' || over === null || !Number.isFinite(over.beats) || over.beats < 0) return null
  return beats.timeOf(beats.beatAt(now) + over.beats) - now
}
