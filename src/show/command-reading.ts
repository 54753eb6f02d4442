// Reads a command: which address it means, who sends it, which value it comes to. It may be anything; nothing here trusts it.
import { ORIGINS, type Command, type Duration, type Origin } from './command'
import type { Entry } from './entry'
import { fit, stepped, travelled, type ParamValue } from './param'

/** Who sends, and of which group and way: handed down to what a command leads to. */
export interface Context {
  readonly origin: Origin
  readonly group: string | undefined
  readonly sender: object | undefined
  readonly over: unknown
  readonly ease: unknown
  /** False: what it changes is not for undo. */
  readonly undo: boolean
  /** It was told to recordings: what it leads to comes with it, and is not told. */
  readonly heard: boolean
}

/** A command as it was given, each field read once. What it says is still to be checked. */
export interface Reading extends Context {
  /** The address it means, in whichever way it names an action; null where it names none. */
  readonly target: string | null
  /** It says that its target is an action. */
  readonly isAction: boolean
  /** A button that is let go calls no action: anything but false, 0 and less than half a travel does. */
  readonly isRelease: boolean
  readonly value: unknown
  readonly by: unknown
  readonly travel: unknown
  readonly args: unknown
  readonly when: unknown
}

const KNOWN: ReadonlySet<unknown> = new Set(ORIGINS)

/** What the command does not say, it has from the one that led to it. Throws what its getters throw. */
export function readCommand(given: unknown, outer: Context | null): Reading {
  const { target, action, value, by, travel, args, over, ease, when, origin, group, sender } = Object(given) as Partial<
    Record<keyof Command, unknown>
  >
  return {
    target: targetOf(target, action),
    isAction: action === true || typeof action === 'string',
    isRelease: action === false || value === false || value === 0 || (typeof travel === 'number' && travel < 0.5),
    value,
    by,
    travel,
    args: copied(args),
    when: copied(when),
    over: over === undefined ? outer?.over : copied(over),
    ease: ease ?? outer?.ease,
    origin: KNOWN.has(origin) ? (origin as Origin) : (outer?.origin ?? 'handle'),
    group: typeof group === 'string' ? group : outer?.group,
    sender: typeof sender === 'object' && sender !== null ? sender : outer?.sender,
    undo: outer?.undo ?? true,
    heard: outer?.heard ?? false,
  }
}

/** The command as plain data, once it is known to be one; `args` take the place of its own. */
export function commandOf(reading: Reading, target: string, args = reading.args): Command {
  const { isAction, value, by, travel, when, over, ease, origin, group, sender } = reading
  const fields = { target, value, by, travel, args, over, ease, when, origin, group, sender }
  const said = Object.entries(fields).filter(([, field]) => field !== undefined)
  if (isAction) said.push(['action', true])
  return Object.fromEntries(said) as Command
}

/** The first group that commands of one list name. */
export function groupOf(commands: readonly unknown[]): string | undefined {
  for (const command of commands) {
    try {
      const { group } = Object(command) as { group?: unknown }
      if (typeof group === 'string') return group
    } catch {
      // It is refused when its turn comes.
    }
  }
  return undefined
}

/** The value a command comes to, or a sentence saying why there is none. */
export function valueOf(entry: Entry, { value, by, travel }: Reading): { value: ParamValue } | { problem: string } {
  if (by !== undefined) return stepped(entry.spec, entry.base, by)
  if (travel !== undefined) return travelled(entry.spec, travel)
  return fit(entry.spec, value)
}

export function isDuration(over: unknown): over is Duration {
  const length: unknown = typeof over === 'object' && over !== null ? Reflect.get(over, 'beats') : over
  return typeof length === 'number' && Number.isFinite(length) && length >= 0
}

function targetOf(target: unknown, action: unknown): string | null {
  if (typeof action === 'string') return typeof target === 'string' ? `${target}/${action}` : action
  return typeof target === 'string' ? target : null
}

/** A copy, so that what waits can't change under our hands. */
function copied(given: unknown): unknown {
  return typeof given === 'object' && given !== null ? { ...given } : given
}
