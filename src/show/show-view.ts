// A view of the show: every parameter and action below a branch by its address, and the one door to them.
import type { ImpastoError } from '../core/errors'
import type { Signal } from '../core/signal'
import type { Seconds } from '../core/units'
import type { Action, ActionSpec, Run } from './action'
import { isAddress, isWithin, join } from './address'
import type { Alias } from './alias'
import type { BeatTime } from './beat-time'
import type { Change, Message } from './change'
import type { Command, Duration, Origin } from './command'
import type { Derivation } from './derivations'
import { messageFrom } from './listeners'
import type { Modulation } from './modulation'
import type { Choice, ChoiceSpec, ParamSpec, ParamValue } from './param'
import type { Scheduled } from './schedule'
import type { ShowStore } from './show-store'
import { toldEach } from './told-each'

export interface Param {
  readonly address: string
  readonly spec: ParamSpec
  /** What counts now: what a hand set, on its way there, and what moves it besides. */
  readonly value: ParamValue
  /** What a hand set. */
  readonly base: ParamValue
  /** True while a signal moves it. */
  readonly driven: boolean
}

/**
 * A view of the show. The root has all of it; `scope('deck/a')` sees the branch as if there were nothing else, so that whatever is
 * written for one deck can be made twice.
 * @example show.send({ target: 'style/strength', value: 0.5, over: 2, origin: 'handle' })
 */
export class ShowView {
  private readonly whole = new Map<string, string>()
  private readonly branches = new Map<string, string>()

  /** @param alias short addresses, for what comes from outside and goes there */
  constructor(
    private readonly store: ShowStore,
    private readonly prefix = '',
    private readonly alias: Alias | null = null,
  ) {}

  /** The branch below `prefix`, with addresses of its own. */
  scope(prefix: string): ShowView {
    return new ShowView(this.store, this.address(prefix))
  }

  /** The whole address of one in this view. */
  readonly address = (relative: string): string => {
    if (this.prefix === '' && !this.alias) return relative
    let known = this.whole.get(relative)
    if (known === undefined) {
      known = this.prefix === '' ? (this.alias?.whole(relative) ?? relative) : join(this.prefix, relative)
      if (this.whole.size >= MOST) this.whole.clear()
      this.whole.set(relative, known)
    }
    return known
  }

  /** Aliases mean something else from now on, as when another deck is in hand. */
  realias(): void {
    this.whole.clear()
    this.branches.clear()
    this.store.listeners.layout()
  }

  /** The clock that beats and bars are counted by. */
  set beats(beats: BeatTime) {
    this.store.beats = beats
  }

  /**
   * Declares a parameter. The value it had before comes back where it fits. Returns the removal.
   * @throws {ImpastoError} the address is taken, or no path
   */
  define(address: string, spec: ParamSpec, derivation?: Derivation): () => void {
    const whole = derivation && {
      ...derivation,
      from: derivation.from.map(this.address),
      write: (value: ParamValue, over: Duration | undefined) =>
        derivation.write(value, over).map((command) => this.resolved(command)),
    }
    return this.store.define(this.address(address), spec, whole)
  }

  /**
   * Declares an action. Returns the removal.
   * @throws {ImpastoError} the address is taken, or no path
   * @example show.action('path/next', { label: 'Next step' }, () => path.next())
   */
  action(address: string, spec: ActionSpec, run: Run): () => void {
    return this.store.defineAction(this.address(address), spec, run)
  }

  /** The actions under `prefix`, in the order they were declared. */
  actions(prefix = ''): Action[] {
    return this.under(this.store.actions.values(), prefix).map(([{ spec }, address]) => ({ address, spec }))
  }

  /** The parameters under `prefix`, in the order they were declared. */
  params(prefix = ''): Param[] {
    return this.under(this.store.entries.values(), prefix).map(([entry, address]) =>
      address === entry.address ? entry : paramAt(address, entry),
    )
  }

  param(address: string): Param | undefined {
    const entry = this.store.entries.get(this.address(address))
    return entry === undefined || entry.address === address ? entry : paramAt(address, entry)
  }

  number(address: string): number {
    const value = this.store.entries.get(this.address(address))?.value
    return typeof value === 'number' ? value : 0
  }

  /** The number of this moment: as `number`, with what moves it asked anew. */
  sample(address: string): number {
    return this.store.sample(this.address(address))
  }

  toggle(address: string): boolean {
    return this.store.entries.get(this.address(address))?.value === true
  }

  text(address: string): string {
    const value = this.store.entries.get(this.address(address))?.value
    return typeof value === 'string' ? value : ''
  }

  /** True while a signal moves it. */
  driven(address: string): boolean {
    return this.store.entries.get(this.address(address))?.driven ?? false
  }

  /** What a parameter would begin with, were it declared now. */
  recall(address: string, spec: ParamSpec): ParamValue {
    return this.store.recall(this.address(address), spec)
  }

  /** Replaces the choices of a choice parameter, e.g. when a camera is plugged in. The value stays, even if it is away for now. */
  setChoices(address: string, options: readonly Choice[]): void {
    const entry = this.store.entries.get(this.address(address))
    if (!entry || entry.spec.kind !== 'choice') return
    const spec: ChoiceSpec = { ...entry.spec, options }
    entry.spec = spec
    this.store.listeners.layout()
  }

  /**
   * The door. Never throws: a command that can't be carried out changes nothing, is logged, and its error is returned. Several in one
   * list are one message and one step of undo; those that can be carried out are.
   */
  send(command: Command | readonly Command[]): ImpastoError | null {
    return this.store.send(command, this.address, (address) => this.relative(address) ?? address)
  }

  reset(address: string, origin: Origin): void {
    const entry = this.store.entries.get(this.address(address))
    if (entry) this.send({ target: address, value: entry.spec.default, origin })
  }

  /** Takes back what a hand did last. Returns the first address that it touched, or null. */
  undo(): string | null {
    return this.relative(this.store.travel('undo')?.[0])
  }

  redo(): string | null {
    return this.relative(this.store.travel('redo')?.[0])
  }

  /** Commands of this view that wait for their time, the next first. */
  scheduled(): readonly Scheduled[] {
    return this.store.schedule.list().flatMap(({ command, ...rest }) => {
      const own = this.own(command)
      return own ? [{ ...rest, command: own }] : []
    })
  }

  /** Takes a waiting command back, or all of a group. Returns how many. */
  cancel(which: number | { readonly group: string }): number {
    return this.store.schedule.cancel(which)
  }

  /**
   * Lets a signal move a number besides the hand, from now on, and whenever its parameter is there; several add up.
   * Returns the removal.
   * @example show.modulate('style/strength', { read: () => audio.bass, amount: 0.3 })
   */
  modulate(address: string, modulation: Modulation): () => void {
    return this.store.movers.modulate(this.address(address), modulation)
  }

  /** Lets a signal stand in for the hand from now on; `null` gives the number back. */
  drive(address: string, signal: Signal | null): void {
    this.store.movers.drive(this.address(address), signal)
  }

  /** Once a frame: due commands take effect, and what moves takes its value. */
  tick(now: Seconds): void {
    this.store.tick(now)
  }

  /**
   * Called once for everything that changed at once, of what lies under `prefix`; also for what moves by itself. Returns the unsubscribe.
   * The message's own fields are those of its first change.
   */
  onChange(listener: (message: Message) => void, prefix = ''): () => void {
    return this.listen(prefix, true, (changes) => {
      const message = messageFrom(changes)
      if (message) listener(message)
    })
  }

  /**
   * Called for each change that somebody made, when all that came with it is made; with `moves` also for what moves by itself. Returns
   * the unsubscribe.
   */
  onEach(listener: (change: Change) => void, prefix = '', { moves = false } = {}): () => void {
    return this.listen(prefix, moves, (changes) => toldEach(changes, listener))
  }

  /** Called when parameters come, go or change their choices; returns the unsubscribe. */
  onLayout(listener: () => void): () => void {
    return this.store.listeners.onLayout(listener)
  }

  /**
   * Called with every command of this view as it is carried out, as plain data, and when; not with what it leads to. Returns the
   * unsubscribe.
   */
  onCommand(listener: (command: Command, at: Seconds) => void): () => void {
    return this.store.listeners.onCommand((command, at) => {
      const own = this.own(command)
      if (own) listener(own, at)
    })
  }

  /** What hands set, by address, for presets and for starting again. Where an address has a short form, the whole one reads as well. */
  snapshot(): Record<string, ParamValue> {
    const values: Record<string, ParamValue> = {}
    for (const [address, value] of this.store.kept) {
      const own = this.relative(address)
      if (own !== null) values[own] = value
    }
    for (const [entry, address] of this.under(this.store.entries.values(), '')) values[address] = entry.base
    if (this.alias) this.nameWhole(values)
    return values
  }

  /** Values for parameters that will be declared later (a preset, the last session). Wrong ones are ignored on declaration. */
  remember(values: Readonly<Record<string, ParamValue>>): void {
    for (const [address, value] of Object.entries(values)) {
      const whole = this.address(address)
      if (isAddress(whole) && isValue(value)) this.store.kept.set(whole, value)
    }
  }

  /** Reads by the whole addresses as well. */
  private nameWhole(values: Record<string, ParamValue>): void {
    for (const address of Object.keys(values)) {
      const whole = this.address(address)
      if (whole in values) continue
      Object.defineProperty(values, whole, { get: () => values[address], enumerable: false })
    }
  }

  private listen(prefix: string, moves: boolean, tell: (changes: readonly Change[]) => void): () => void {
    // Asked each time: an alias may mean another branch by now.
    const branch = (): string => this.branch(prefix)
    return this.store.listeners.onChanges({
      get prefix() {
        return branch()
      },
      moves,
      tell: (changes) => {
        const outer = branch()
        if (outer === prefix && !this.alias) return tell(changes)
        tell(changes.map((change) => ({ ...change, address: this.shown(change.address, prefix, outer) })))
      },
    })
  }

  /** What lies under `prefix`, each with its address as this view has it. */
  private under<T extends { readonly address: string }>(all: Iterable<T>, prefix: string): [T, string][] {
    const outer = this.branch(prefix)
    const found: [T, string][] = []
    for (const one of all) if (isWithin(one.address, outer)) found.push([one, this.shown(one.address, prefix, outer)])
    return found
  }

  /** The whole prefix; one that ends in a slash goes on doing so. */
  private branch(prefix: string): string {
    let known = this.branches.get(prefix)
    if (known === undefined) {
      if (prefix === '') known = this.prefix === '' ? '' : `${this.prefix}/`
      else known = prefix.endsWith('/') ? `${this.address(prefix.slice(0, -1))}/` : this.address(prefix)
      if (this.branches.size >= MOST) this.branches.clear()
      this.branches.set(prefix, known)
    }
    return known
  }

  private shown(address: string, prefix: string, outer: string): string {
    if (prefix === '' && this.alias) return this.alias.short(address)
    return prefix + address.slice(outer.length)
  }

  private resolved(command: Command): Command {
    return command.target === undefined ? command : { ...command, target: this.address(command.target) }
  }

  /** The command by its address in this view; null where it is another branch's. */
  private own(command: Command): Command | null {
    const target = this.relative(command.target)
    return target === null ? null : target === command.target ? command : { ...command, target }
  }

  private relative(address: string | undefined): string | null {
    if (address === undefined) return null
    if (this.prefix === '') return this.alias?.short(address) ?? address
    return address.startsWith(`${this.prefix}/`) ? address.slice(this.prefix.length + 1) : null
  }
}

/** Of addresses that are remembered: whoever sends to made-up ones fills no memory. */
const MOST = 4096

function isValue(value: unknown): value is ParamValue {
  return (
    typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
  )
}

function paramAt(address: string, { spec, value, base, driven }: Param): Param {
  return { address, spec, value, base, driven }
}
