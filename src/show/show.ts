// The show's state and its one door: a command { target, value, when, origin }. Nothing else writes it.
import { ImpastoError } from '../core/errors'
import type { Log } from '../core/log'
import { fit, type ChoiceSpec, type Choice, type ParamSpec, type ParamValue } from './param'
import { sample, type Signal } from '../core/signal'
import type { Seconds } from '../core/units'

export type Origin =
  | 'panel'
  | 'keyboard'
  | 'midi'
  | 'osc'
  | 'gamepad'
  | 'preset'
  | 'schedule'
  | 'remote'
  | 'undo'
  | 'recording'
  | 'sketch'
  | 'url'
  | 'handle'
  | 'engine'

export interface Command {
  /** The parameter's address: 'style/strength', 'sketch/portrait/glow'. */
  target: string
  value: ParamValue
  /** Engine time at which it takes effect. @defaultValue now */
  when?: Seconds
  origin: Origin
}

export interface Param {
  readonly address: string
  readonly spec: ParamSpec
  readonly value: ParamValue
  /** True while a signal moves it. */
  readonly driven: boolean
}

interface Entry {
  address: string
  spec: ParamSpec
  value: ParamValue
  signal: Signal | null
  driven: boolean
}

export interface Change {
  readonly address: string
  readonly value: ParamValue
  readonly before: ParamValue
  readonly origin: Origin
}

interface Step {
  address: string
  before: ParamValue
  after: ParamValue
  at: Seconds
  origin: Origin
}

/** Moves of one control by one hand within this time undo as one. */
const GESTURE: Seconds = 0.6
const UNDO_DEPTH = 200
/** Origins a hand stands behind; the rest isn't for undo. */
const BY_HAND: readonly Origin[] = ['panel', 'keyboard', 'midi', 'osc', 'gamepad', 'remote', 'preset', 'handle']

export class Show {
  private readonly entries = new Map<string, Entry>()
  private readonly listeners = new Set<(change: Change) => void>()
  private readonly layoutListeners = new Set<() => void>()
  private readonly kept = new Map<string, ParamValue>()
  private readonly scheduled: Required<Command>[] = []
  private readonly past: Step[] = []
  private readonly future: Step[] = []

  constructor(
    private readonly now: () => Seconds,
    private readonly log: Log,
  ) {}

  /**
   * Declares a parameter. One that was there before (a hot-swapped sketch's knob) keeps its value where it still fits.
   * Returns the removal.
   */
  define(address: string, spec: ParamSpec): () => void {
    const before = this.entries.get(address)?.value ?? this.kept.get(address)
    const fitted = before === undefined ? null : fit(spec, before)
    const value = fitted && 'value' in fitted ? fitted.value : spec.default
    const entry: Entry = { address, spec, value, signal: null, driven: false }
    this.entries.set(address, entry)
    this.tellLayout()
    return () => {
      if (this.entries.get(address) !== entry) return
      this.kept.set(address, entry.value)
      this.entries.delete(address)
      this.tellLayout()
    }
  }

  /** The parameters whose address begins with `prefix`, in the order they were declared. */
  params(prefix = ''): Param[] {
    return [...this.entries.values()].filter((e) => e.address.startsWith(prefix))
  }

  param(address: string): Param | undefined {
    return this.entries.get(address)
  }

  number(address: string): number {
    const value = this.entries.get(address)?.value
    return typeof value === 'number' ? value : 0
  }

  toggle(address: string): boolean {
    return this.entries.get(address)?.value === true
  }

  text(address: string): string {
    const value = this.entries.get(address)?.value
    return typeof value === 'string' ? value : ''
  }

  /** Replaces the choices of a choice parameter, e.g. when a camera is plugged in. The value stays, even if it is away for now. */
  setChoices(address: string, options: readonly Choice[]): void {
    const entry = this.entries.get(address)
    if (!entry || entry.spec.kind !== 'choice') return
    const spec: ChoiceSpec = { ...entry.spec, options }
    entry.spec = spec
    this.tellLayout()
  }

  /** The door. Never throws: a command that can't be carried out changes nothing, is logged, and its error is returned. */
  send(command: Command): ImpastoError | null {
    // Remote controls and recordings hand on what they were given.
    if (typeof (command as Partial<Command> | null | undefined)?.target !== 'string') {
      const unaddressed = { target: '', value: 0, origin: 'handle' } as const
      return this.refuse(
        unaddressed,
        'the command names no parameter',
        'Nothing was changed; a command has a target and a value.',
      )
    }
    if (command.when !== undefined && command.when > this.now()) {
      this.scheduled.push({ ...command, when: command.when })
      this.scheduled.sort((a, b) => a.when - b.when)
      return null
    }
    const entry = this.entries.get(command.target)
    if (!entry) {
      const remedy = 'Nothing was changed; the panel shows the addresses there are.'
      return this.refuse(command, 'there is no such parameter', remedy)
    }
    const fitted = fit(entry.spec, command.value)
    if ('problem' in fitted) return this.refuse(command, fitted.problem, `It stays at ${String(entry.value)}.`)
    this.write(entry, fitted.value, command.origin)
    return null
  }

  /** Lets a signal move a number parameter from now on; `null` gives it back to the hand. */
  drive(address: string, signal: Signal | null): void {
    const entry = this.entries.get(address)
    if (!entry || entry.spec.kind !== 'number') return
    entry.signal = signal
    entry.driven = signal !== null
    this.tellLayout()
  }

  /** Once a frame: due commands take effect, driven parameters take their signal's value. */
  tick(now: Seconds): void {
    while (this.scheduled[0] && this.scheduled[0].when <= now) {
      const due = this.scheduled.shift()
      if (due) this.send({ target: due.target, value: due.value, origin: due.origin })
    }
    for (const entry of this.entries.values()) {
      if (!entry.signal || entry.spec.kind !== 'number') continue
      const value = sample(entry.signal, entry.spec.default)
      const fitted = fit(entry.spec, value)
      if ('value' in fitted) entry.value = fitted.value
    }
  }

  /** Called with every change; returns the unsubscribe. `prefix` narrows it to an address or a branch. */
  onChange(listener: (change: Change) => void, prefix = ''): () => void {
    const wrapped = prefix === '' ? listener : (c: Change) => (c.address.startsWith(prefix) ? listener(c) : undefined)
    this.listeners.add(wrapped)
    return () => this.listeners.delete(wrapped)
  }

  /** Called when parameters come, go or change their choices; returns the unsubscribe. */
  onLayout(listener: () => void): () => void {
    this.layoutListeners.add(listener)
    return () => this.layoutListeners.delete(listener)
  }

  reset(address: string, origin: Origin): void {
    const entry = this.entries.get(address)
    if (entry) this.send({ target: address, value: entry.spec.default, origin })
  }

  /** Takes back the last move a hand made. Returns what it touched, or null. */
  undo(): string | null {
    return this.travel(this.past, this.future, 'before')
  }

  redo(): string | null {
    return this.travel(this.future, this.past, 'after')
  }

  /** Every value by address, for presets and for starting again. */
  snapshot(): Record<string, ParamValue> {
    return Object.fromEntries([...this.kept, ...[...this.entries.values()].map((e) => [e.address, e.value] as const)])
  }

  /** Values for parameters that will be declared later (a preset, the last session). Wrong ones are ignored on declaration. */
  remember(values: Readonly<Record<string, ParamValue>>): void {
    for (const [address, value] of Object.entries(values)) this.kept.set(address, value)
  }

  private refuse(command: Command, found: string, remedy: string): ImpastoError {
    const error = new ImpastoError({ asked: `A ${command.origin} command set '${command.target}'`, found, remedy })
    this.log.warn('commands', error.message)
    return error
  }

  private write(entry: Entry, value: ParamValue, origin: Origin): void {
    const before = entry.value
    if (before === value) return
    entry.value = value
    // Opening a panel is no move of the show: undo is for what the audience sees.
    if (BY_HAND.includes(origin) && !entry.address.startsWith('page/'))
      this.record(entry.address, before, value, origin)
    for (const listener of this.listeners) {
      try {
        listener({ address: entry.address, value, before, origin })
      } catch (thrown) {
        console.error(`[impasto] a listener of '${entry.address}' threw`, thrown)
      }
    }
  }

  private record(address: string, before: ParamValue, after: ParamValue, origin: Origin): void {
    this.future.length = 0
    const at = this.now()
    const last = this.past.at(-1)
    if (last && last.address === address && last.origin === origin && at - last.at < GESTURE) {
      last.after = after
      last.at = at
      return
    }
    this.past.push({ address, before, after, at, origin })
    if (this.past.length > UNDO_DEPTH) this.past.shift()
  }

  private travel(from: Step[], to: Step[], side: 'before' | 'after'): string | null {
    const step = from.pop()
    if (!step) return null
    to.push(step)
    this.send({ target: step.address, value: step[side], origin: 'undo' })
    return step.address
  }

  private tellLayout(): void {
    for (const listener of this.layoutListeners) listener()
  }
}
