// The show's state by whole addresses: parameters, actions, what moves them, who is told. `Show` is the way in.
import { EASINGS } from '../core/easing'
import { ImpastoError, messageOf } from '../core/errors'
import type { Log } from '../core/log'
import type { Seconds } from '../core/units'
import { fitArgs, type Action, type ActionSpec, type Run } from './action'
import { isAddress } from './address'
import { STEADY_BEAT, type BeatTime } from './beat-time'
import type { Change } from './change'
import { BY_HAND, type Command, type Origin } from './command'
import { commandOf, groupOf, isDuration, readCommand, valueOf, type Context, type Reading } from './command-reading'
import { Derivations, type Derivation } from './derivations'
import { Entry } from './entry'
import { Listeners } from './listeners'
import { Movers } from './movers'
import { Outbox } from './outbox'
import { describe, fit, startOf, type ParamSpec, type ParamValue } from './param'
import type { Way } from './ramp'
import { isMoment, momentProblem, Schedule } from './schedule'
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
  /** An address as whoever sends now writes it. */
  private shown: (address: string) => string = AS_IT_IS
  private readonly derived = new Derivations((address, found) =>
    this.log.warn('commands', `'${address}' was worked out: ${found}. It stays as it is.`),
  )
  readonly movers = new Movers({
    entry: (address) => this.entries.get(address),
    now: () => this.now(),
    moved: (change) => this.outbox.add(change),
    layout: () => this.listeners.layout(),
    complain: (text) => this.log.warn('modulation', text),
  })
  private readonly history = new UndoHistory()
  private readonly outbox = new Outbox({
    settled: (changes, first) => this.derived.follow(changes, first, this.now()),
    tell: (changes) => this.tell(changes),
  })
  private readonly keep = (change: Change): void => this.outbox.keep(change)
  private groups = 0
  /** What is told next is for undo, or what is told now: what listeners do about it at once belongs to its step. */
  private recorded = false
  private follows = false
  /** Of the command that is being carried out: what it leads to takes over what it doesn't say itself. */
  private context: Context | null = null

  constructor(
    readonly now: () => Seconds,
    private readonly log: Log,
  ) {}

  /** @throws {ImpastoError} the address is no path, or taken */
  define(address: string, spec: ParamSpec, derivation?: Derivation): () => void {
    this.claim(address, 'parameter')
    const start = derivation ? startOf(spec) : this.recall(address, spec)
    const entry = new Entry(address, spec, start, this.movers.layersOf(address))
    this.entries.set(address, entry)
    if (derivation) this.derived.add(entry, derivation, this.now())
    this.movers.take(entry)
    this.listeners.layout()
    return () => {
      if (this.entries.get(address) !== entry) return
      if (!this.derived.delete(entry)) this.kept.set(address, entry.base)
      this.entries.delete(address)
      this.movers.drop(entry)
      this.listeners.layout()
    }
  }

  /** What a parameter would begin with: the value it had, where that fits and counts, else its default. */
  recall(address: string, spec: ParamSpec): ParamValue {
    const before = this.entries.get(address)?.base ?? this.kept.get(address)
    const fitted = before === undefined || spec.remember === false ? null : fit(spec, before)
    return fitted && 'value' in fitted ? fitted.value : startOf(spec)
  }

  /** @throws {ImpastoError} the address is no path, or taken */
  defineAction(address: string, spec: ActionSpec, run: Run): () => void {
    this.claim(address, 'action')
    const action = { address, spec, run }
    this.actions.set(address, action)
    this.listeners.layout()
    return () => {
      if (this.actions.get(address) !== action) return
      this.actions.delete(address)
      this.listeners.layout()
    }
  }

  /** The number of this moment, with what moves it asked anew. */
  sample(address: string): number {
    const entry = this.entries.get(address)
    if (entry?.moves === true) entry.move(this.now())
    return typeof entry?.value === 'number' ? entry.value : 0
  }

  /** Never throws. `resolve` makes whole addresses of those in the commands, `shown` the sender's own of whole ones, for what is refused. */
  send(
    commands: Command | readonly Command[],
    resolve: (address: string) => string,
    shown: (address: string) => string = AS_IT_IS,
  ): ImpastoError | null {
    const outer = this.shown
    this.shown = shown
    try {
      if (!Array.isArray(commands)) return this.sendOne(commands, resolve, undefined)
      let first: ImpastoError | null = null
      const group = this.context?.group ?? groupOf(commands) ?? this.newGroup()
      this.outbox.batch(() => {
        for (const command of commands as unknown[]) {
          const error = this.sendOne(command, resolve, group)
          first ??= error
        }
      })
      return first
    } catch (thrown) {
      return this.refuse('', 'handle', `it could not be read (${messageOf(thrown)})`, `${NOTHING}.`)
    } finally {
      this.shown = outer
    }
  }

  /** Once a frame: due commands take effect, and what moves takes its value. */
  tick(now: Seconds): void {
    for (const list of this.schedule.due(now)) {
      const [only] = list
      this.send(only && list.length === 1 && only.group === undefined ? only : list, AS_IT_IS)
    }
    if (this.movers.isStill) return
    this.outbox.flush()
    this.movers.tick(now, this.listeners.hearMoves ? this.keep : null)
    this.outbox.flush()
  }

  /** The addresses that the last step of a hand touched, which have their values of before again; null where there is none. */
  travel(way: 'undo' | 'redo'): readonly string[] | null {
    this.outbox.flush()
    const step = way === 'undo' ? this.history.undo() : this.history.redo()
    if (!step) return null
    const group = this.newGroup()
    this.outbox.batch(() => {
      for (const [address, value] of step) {
        if (this.context?.heard !== true) {
          this.listeners.command({ target: address, value, origin: 'undo', group }, this.now())
        }
        const entry = this.entries.get(address)
        if (!entry) this.kept.set(address, value)
        else this.put(entry, this.fitAgain(entry, value), { ...UNDOING, group: undefined, sender: undefined }, null)
      }
    })
    return [...step.keys()]
  }

  private sendOne(
    given: unknown,
    resolve: (address: string) => string,
    inGroup: string | undefined,
  ): ImpastoError | null {
    let address = ''
    let origin: Origin = 'handle'
    try {
      const read = readCommand(given, this.context)
      const reading = inGroup === undefined ? read : { ...read, group: inGroup }
      origin = reading.origin
      if (reading.target === null) {
        const remedy = `${NOTHING}; a command has a target and a value.`
        return this.refuse('', origin, 'the command names no parameter', remedy)
      }
      address = resolve(reading.target)
      const { when } = reading
      if (when !== undefined) {
        if (!isMoment(when)) return this.refuse(address, origin, momentProblem(when), `${NOTHING}.`)
        const pending = this.schedule.pending(when, this.now())
        if (pending && this.schedule.full) {
          return this.refuse(address, origin, 'too many commands wait already', `${NOTHING}; take some back first.`)
        }
        if (pending) {
          this.schedule.keep(commandOf({ ...reading, when: undefined }, address), pending)
          return null
        }
      }
      const action = this.actions.get(address)
      return action ? this.act(action, reading) : this.set(address, reading)
    } catch (thrown) {
      return this.refuse(address, origin, `it could not be read (${messageOf(thrown)})`, `${NOTHING}.`)
    }
  }

  private act({ address, spec, run }: ActionEntry, reading: Reading): ImpastoError | null {
    if (reading.isRelease) return null
    const fitted = fitArgs(spec, reading.args)
    const { origin, sender, undo } = reading
    if ('problem' in fitted) return this.refuse(address, origin, fitted.problem, `${NOTHING}.`)
    const group = reading.group ?? this.newGroup()
    const failed = (thrown: unknown): ImpastoError =>
      this.refuse(address, origin, messageOf(thrown).replace(/\.$/, ''), 'What it had done before stays.')
    const asked = { origin, group, ...(sender && { sender }) }
    let found: ImpastoError | null = null
    const heard = reading.heard || spec.record !== false
    if (heard) this.heard(reading, address, Object.keys(fitted.args).length > 0 ? fitted.args : undefined)
    this.outbox.batch(() => {
      this.inContext({ ...reading, group, heard, undo: undo && spec.undo !== false }, () => {
        try {
          const done = run(fitted.args, asked)
          if (done instanceof ImpastoError) found = done
          else if (done instanceof Promise) void done.catch(failed)
        } catch (thrown) {
          found = failed(thrown)
        }
      })
    })
    return found
  }

  private set(address: string, reading: Reading): ImpastoError | null {
    const entry = this.entries.get(address)
    const { origin } = reading
    if (!entry) {
      const found = reading.isAction ? 'there is no such action' : 'there is no such parameter'
      return this.refuse(address, origin, found, `${NOTHING}; the panel shows the addresses there are.`)
    }
    const stays = `It stays at ${String(entry.base)}.`
    if (reading.isAction) return this.refuse(address, origin, 'that is a parameter and no action', stays)
    const fitted = valueOf(entry, reading)
    if ('problem' in fitted) return this.refuse(address, origin, fitted.problem, stays)
    const { over = 0, ease = 'linear' } = reading
    if (!isDuration(over)) {
      return this.refuse(address, origin, 'its way takes no number of seconds or beats', stays)
    }
    if (typeof ease !== 'string' || !Object.hasOwn(EASINGS, ease)) {
      const remedy = `${stays} There are: ${Object.keys(EASINGS).join(', ')}.`
      return this.refuse(address, origin, `there is no easing ${describe(ease)}`, remedy)
    }
    this.heard(reading, address)
    const derivation = this.derived.of(entry)
    if (derivation) {
      return this.inContext({ ...reading, group: reading.group ?? this.newGroup(), heard: true }, () =>
        this.send(derivation.write(fitted.value, reading.over === undefined ? undefined : over), AS_IT_IS),
      )
    }
    const isInstant = (typeof over === 'number' ? over : over.beats) === 0
    const way = { over, ease, beats: () => this.beats, origin, group: reading.group }
    this.put(entry, fitted.value, reading, isInstant ? null : way)
    return null
  }

  private put(
    entry: Entry,
    value: ParamValue,
    { origin, group, sender, undo }: Pick<Context, 'origin' | 'group' | 'sender' | 'undo'>,
    way: Way | null,
  ): void {
    const now = this.now()
    const { base, value: seen } = entry
    if (base === value && !entry.underWay) return
    if (way && typeof value === 'number') {
      entry.go(value, way, now)
      this.movers.take(entry)
    } else entry.set(value, now)
    if (undo && BY_HAND.has(origin) && entry.spec.undo !== false && base !== value) {
      this.history.record(entry.address, base, value, { origin, group, at: now, follows: this.follows })
      this.recorded = true
    }
    if (entry.value === seen && entry.base === base) return
    const who = { origin, ...(group !== undefined && { group }), ...(sender && { sender }) }
    entry.told = value
    this.outbox.add({ address: entry.address, value, before: seen, ...who })
  }

  /** A value of before, in the range of today. What a choice offers may be away for now. */
  private fitAgain({ spec, base }: Entry, value: ParamValue): ParamValue {
    const fitted = fit(spec, value)
    if ('value' in fitted) return fitted.value
    return spec.kind === 'choice' && typeof value === 'string' ? value : base
  }

  /** Tells that a command is carried out. What it leads to is not told: it comes with it. */
  private heard(reading: Reading, address: string, args?: Command['args']): void {
    if (reading.heard || !this.listeners.hearCommands) return
    this.listeners.command(commandOf({ ...reading, args: undefined, when: undefined }, address, args), this.now())
  }

  private tell(changes: readonly Change[]): void {
    const outer = this.follows
    this.follows = this.recorded
    this.recorded = false
    this.inContext(null, () => this.listeners.tell(changes))
    this.follows = outer
  }

  private inContext<T>(context: Context | null, act: () => T): T {
    const outer = this.context
    this.context = context
    try {
      return act()
    } finally {
      this.context = outer
    }
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
    const error = new ImpastoError({
      asked: `A ${origin} command ${verb} ${describe(this.shown(address))}`,
      found,
      remedy,
    })
    this.log.warn('commands', error.message)
    return error
  }
}

const NOTHING = 'Nothing was changed'
const AS_IT_IS = (address: string): string => address
const UNDOING = { origin: 'undo', undo: false } as const
