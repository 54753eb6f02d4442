// The show's state by whole addresses: parameters, actions, what moves them, who is told. `Show` is the way in.
import { EASINGS } from '../core/easing'
import { ImpastoError, messageOf } from '../core/errors'
import type { Log } from '../core/log'
import type { Signal } from '../core/signal'
import type { Seconds } from '../core/units'
import { fitArgs, type Action, type ActionSpec, type Run } from './action'
import { isAddress } from './address'
import { STEADY_BEAT, type BeatTime } from './beat-time'
import type { Change } from './change'
import { BY_HAND, type Command, type Origin } from './command'
import { contextOf, isRelease, lengthOf, targetOf, valueOf, type Context } from './command-reading'
import { Derivations, type Derivation } from './derivations'
import { Entry, type Layer } from './entry'
import { Listeners } from './listeners'
import { describe, fit, type ParamSpec, type ParamValue } from './param'
import { momentProblem, Schedule } from './schedule'
import { UndoHistory } from './undo-history'

interface ActionEntry extends Action {
  readonly run: Run
}

export class ShowStore {
  readonly entries = new Map<string, Entry>()
  readonly actions = new Map<string, ActionEntry>()
  readonly kept = new Map<string, ParamValue>()
  readonly listeners = new Listeners()
  readonly schedule = new Schedule(() => this.beats)
  beats: BeatTime = STEADY_BEAT
  private readonly derived = new Derivations()
  private readonly drives = new Map<string, () => void>()
  private readonly moving = new Set<Entry>()
  private readonly history = new UndoHistory()
  /** What has changed and is not told yet: several commands may be one message. */
  private changes: Change[] = []
  private depth = 0
  /** Listeners are told of what somebody did: what they send now follows from it. */
  private telling = false
  private open: string | null = null
  private groups = 0
  private context: Context | null = null

  constructor(
    readonly now: () => Seconds,
    private readonly log: Log,
  ) {}

  /** @throws {ImpastoError} the address is no path, or taken */
  define(address: string, spec: ParamSpec, derivation?: Derivation): () => void {
    this.claim(address, 'parameter')
    const entry = new Entry(address, spec, derivation ? spec.default : this.recall(address, spec))
    this.entries.set(address, entry)
    if (derivation) this.derived.add(entry, derivation, this.now())
    this.listeners.layout()
    return () => {
      if (this.entries.get(address) !== entry) return
      if (!this.derived.remove(address)) this.kept.set(address, entry.base)
      this.entries.delete(address)
      this.moving.delete(entry)
      this.listeners.layout()
    }
  }

  /** What a parameter would begin with: the value it had, where that fits, else its default. */
  recall(address: string, spec: ParamSpec): ParamValue {
    const before = this.entries.get(address)?.base ?? this.kept.get(address)
    const fitted = before === undefined ? null : fit(spec, before)
    return fitted && 'value' in fitted ? fitted.value : spec.default
  }

  /** @throws {ImpastoError} the address is no path, or taken */
  defineAction(address: string, spec: ActionSpec, run: Run): () => void {
    this.claim(address, 'action')
    const action = { address, spec, run }
    this.actions.set(address, action)
    return () => {
      if (this.actions.get(address) === action) this.actions.delete(address)
    }
  }

  /** One signal in place of the hand; `null` lets go. */
  drive(address: string, signal: Signal | null): void {
    this.drives.get(address)?.()
    this.drives.delete(address)
    if (signal)
      this.drives.set(address, this.modulate(address, { origin: 'modulation', mode: 'set', amount: 1, read: signal }))
  }

  modulate(address: string, layer: Layer): () => void {
    const entry = this.entries.get(address)
    if (!entry || (entry.spec.kind !== 'number' && entry.spec.kind !== 'auto')) return () => undefined
    entry.layers.push(layer)
    this.moving.add(entry)
    this.listeners.layout()
    return () => {
      const at = entry.layers.indexOf(layer)
      if (at < 0) return
      entry.layers.splice(at, 1)
      entry.move(this.now())
      this.listeners.layout()
    }
  }

  /** The number of this moment, with what moves it asked anew. */
  sample(address: string): number {
    const entry = this.entries.get(address)
    if (entry?.moves === true) entry.move(this.now())
    return typeof entry?.value === 'number' ? entry.value : 0
  }

  /** Never throws. `resolve` makes whole addresses of those in the commands. */
  send(commands: Command | readonly Command[], resolve: (address: string) => string): ImpastoError | null {
    try {
      if (!Array.isArray(commands)) return this.sendOne(commands as Command, resolve)
      const group = this.context?.group ?? (commands as Command[])[0]?.group ?? this.newGroup()
      let first: ImpastoError | null = null
      this.batch(() => {
        for (const command of commands as Command[]) {
          const error = this.sendOne({ ...command, group: command?.group ?? group }, resolve)
          first ??= error
        }
      })
      return first
    } catch (thrown) {
      return this.refuse('', 'handle', `it could not be read (${messageOf(thrown)})`, `${NOTHING}.`)
    }
  }

  /** Once a frame: due commands take effect, and what moves takes its value. */
  tick(now: Seconds): void {
    for (const command of this.schedule.due(now)) this.send(command, AS_IT_IS)
    if (this.moving.size === 0) return
    const tells = this.listeners.hearMoves
    for (const entry of this.moving) {
      const before = entry.value
      if (entry.move(now) && tells) this.changes.push(moved(entry, before))
      if (!entry.moves) this.moving.delete(entry)
    }
    if (this.changes.length > 0) this.flush()
  }

  /** The addresses that the last step of a hand touched, which have their values of before again; null where there is none. */
  travel(way: 'undo' | 'redo'): readonly string[] | null {
    this.flush()
    const step = way === 'undo' ? this.history.undo() : this.history.redo()
    if (!step) return null
    this.batch(() => {
      for (const [address, value] of step) {
        const entry = this.entries.get(address)
        if (entry) this.put(entry, value, { origin: 'undo', group: undefined, sender: undefined })
        else this.kept.set(address, value)
      }
    })
    return [...step.keys()]
  }

  /** Runs `act`; everything that is sent in it is one message. */
  batch(act: () => void): void {
    if (this.depth === 0) this.flush()
    this.depth++
    try {
      act()
    } finally {
      this.depth--
      if (this.depth === 0) this.flush()
    }
  }

  private sendOne(command: Command, resolve: (address: string) => string): ImpastoError | null {
    const context = contextOf(command, this.context)
    const target = targetOf(command)
    if (target === null) {
      return this.refuse(
        '',
        context.origin,
        'the command names no parameter',
        `${NOTHING}; a command has a target and a value.`,
      )
    }
    const address = resolve(target)
    const problem = momentProblem(command.when)
    if (problem !== null) return this.refuse(address, context.origin, problem, `${NOTHING}.`)
    const { target: _target, ...rest } = command
    if (command.when !== undefined && this.schedule.keep({ ...rest, target: address }, this.now())) return null
    const action = this.actions.get(address)
    const error = action ? this.act(action, command, context) : this.set(address, command, context)
    if (error === null && this.context === null) this.listeners.command({ ...rest, target: address }, this.now())
    return error
  }

  private act(action: ActionEntry, command: Command, context: Context): ImpastoError | null {
    const { address, spec } = action
    if (isRelease(command)) return null
    const fitted = fitArgs(spec, command.args)
    if ('problem' in fitted) return this.refuse(address, context.origin, fitted.problem, `${NOTHING}.`)
    const group = context.group ?? this.newGroup()
    const outer = this.context
    this.context = { ...context, group }
    let found: ImpastoError | null = null
    try {
      this.batch(() => {
        const { origin, sender } = context
        found = action.run(fitted.args, { origin, group, ...(sender && { sender }) }) ?? null
      })
    } catch (thrown) {
      found = this.refuse(address, context.origin, messageOf(thrown), 'What it had done before stays.')
    } finally {
      this.context = outer
    }
    return found
  }

  private set(address: string, command: Command, context: Context): ImpastoError | null {
    const entry = this.entries.get(address)
    const { origin } = context
    if (!entry) {
      return this.refuse(
        address,
        origin,
        'there is no such parameter',
        `${NOTHING}; the panel shows the addresses there are.`,
      )
    }
    const stays = `It stays at ${String(entry.base)}.`
    const fitted = valueOf(entry, command)
    if ('problem' in fitted) return this.refuse(address, origin, fitted.problem, stays)
    const length = lengthOf(context.over, this.beats, this.now())
    if (length === null) return this.refuse(address, origin, 'its way takes no number of seconds or beats', stays)
    const { ease = 'linear' } = context
    if (!Object.hasOwn(EASINGS, ease)) {
      return this.refuse(
        address,
        origin,
        `there is no easing ${describe(ease)}`,
        `${stays} There are: ${Object.keys(EASINGS).join(', ')}.`,
      )
    }
    const derivation = this.derived.of(address)
    if (derivation) return this.setDerived(derivation, fitted.value, context)
    this.put(entry, fitted.value, context, length, ease)
    return null
  }

  private setDerived(derivation: Derivation, value: ParamValue, context: Context): ImpastoError | null {
    const outer = this.context
    this.context = { ...context, group: context.group ?? this.newGroup() }
    try {
      return this.send([...derivation.write(value, context.over)], AS_IT_IS)
    } finally {
      this.context = outer
    }
  }

  private put(
    entry: Entry,
    value: ParamValue,
    { origin, group, sender }: Pick<Context, 'origin' | 'group' | 'sender'>,
    length: Seconds = 0,
    ease = 'linear',
  ): void {
    const now = this.now()
    const { base, value: seen } = entry
    if (base === value && !(entry.moves && length === 0 && !entry.driven)) return
    if (length > 0 && typeof value === 'number') {
      entry.go(value, { now, length, ease, origin, group })
      this.moving.add(entry)
    } else entry.set(value, now)
    if (BY_HAND.has(origin) && entry.spec.undo !== false && base !== value) {
      this.history.record(entry.address, base, value, { origin, group, at: now, follows: this.telling })
    }
    if (entry.value === seen && entry.base === base) return
    this.changes.push(changeOf(entry, value, seen, { origin, group, sender }))
    this.settle(group)
  }

  /** Tells at once, or with the rest of its group. */
  private settle(group: string | undefined): void {
    if (this.depth > 0) return
    if (group === undefined || (this.open !== null && this.open !== group)) return this.flush()
    if (this.open === group) return
    this.open = group
    queueMicrotask(() => this.open === group && this.flush())
  }

  private flush(): void {
    this.open = null
    if (this.changes.length === 0) return
    const changes = this.changes
    this.changes = []
    changes.push(...this.derived.following(changes, this.now()))
    const outer = this.telling
    this.telling = changes.some((c) => c.moving !== true)
    this.listeners.tell(changes)
    this.telling = outer
  }

  private newGroup(): string {
    return `#${++this.groups}`
  }

  /** @throws {ImpastoError} */
  private claim(address: string, what: 'parameter' | 'action'): void {
    const asked = `The ${what} '${address}' was declared`
    if (!isAddress(address)) {
      const remedy = "Write it as a path: letters, digits, '.', '-' and '_', joined by '/'."
      throw new ImpastoError({ asked, found: 'that is no address', remedy })
    }
    if (!this.entries.has(address) && !this.actions.has(address)) return
    const remedy = 'Remove the one that is there, or take another address.'
    throw new ImpastoError({ asked, found: 'the address is taken', remedy })
  }

  private refuse(address: string, origin: Origin, found: string, remedy: string): ImpastoError {
    const verb = this.actions.has(address) ? 'called' : 'set'
    const error = new ImpastoError({ asked: `A ${origin} command ${verb} '${address}'`, found, remedy })
    this.log.warn('commands', error.message)
    return error
  }
}

const NOTHING = 'Nothing was changed'
const AS_IT_IS = (address: string): string => address

function changeOf(
  { address }: Entry,
  value: ParamValue,
  before: ParamValue,
  { origin, group, sender }: Pick<Context, 'origin'> & Partial<Pick<Context, 'group' | 'sender'>>,
): Change {
  return { address, value, before, origin, ...(group !== undefined && { group }), ...(sender && { sender }) }
}

function moved(entry: Entry, before: ParamValue): Change {
  const { address, value, mover: origin, group } = entry
  return { address, value, before, origin, moving: true, ...(group !== undefined && { group }) }
}
