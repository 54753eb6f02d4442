// One walk for every address of a show: set, taken back, done again, recorded, played, gone to, travelled: each ends in the same values.
import type { Seconds } from '../../src/core/units'
import type { Command } from '../../src/show/command'
import { toTravel, type ParamSpec, type ParamValue } from '../../src/show/param'
import { Recorder, Replay } from '../../src/show/recording'
import type { ShowView } from '../../src/show/show-view'

export interface Exercise {
  now(): Seconds
  /** Lets time go by, and the show have its frames. */
  step(dt: Seconds): void | Promise<void>
  /** Addresses that change by themselves. */
  restless?(address: string): boolean
}

type Values = Readonly<Record<string, ParamValue>>

/** Longer than moves of one hand count as one gesture. */
const PAUSE: Seconds = 0.7
const LONG: Seconds = 0.2
/** Of a number's range: a curve there and back is not exact. */
const NEAR = 1e-9

/**
 * Walks one address, of a parameter or an action, and leaves the show as it was. Returns what went wrong, a sentence each.
 * @example expect(await exerciseAddress(show, 'style/strength', { now: () => now, step })).toEqual([])
 */
export async function exerciseAddress(show: ShowView, address: string, exercise: Exercise): Promise<string[]> {
  return new Walk(show, address, exercise).run()
}

class Walk {
  private readonly problems: string[] = []
  private readonly before: Values

  constructor(
    private readonly show: ShowView,
    private readonly address: string,
    private readonly exercise: Exercise,
  ) {
    this.before = this.values()
  }

  async run(): Promise<string[]> {
    const param = this.show.param(this.address)
    if (param) await this.parameter(param.spec, param.base)
    else if (this.show.actions(this.address).some(({ address }) => address === this.address)) await this.action()
    else this.problems.push(`${this.address} is no address`)
    return this.problems
  }

  private async parameter(spec: ParamSpec, base: ParamValue): Promise<void> {
    const value = otherThan(spec, base)
    if (value === null) return
    const origins: string[] = []
    const stop = this.show.onEach(({ origin }) => origins.push(origin), this.address)
    await this.does('a command', { value })
    stop()
    if (origins[0] !== 'keyboard')
      this.problems.push(`${this.address}: a key's change says '${origins[0] ?? 'nothing'}'`)
    const after = this.values()
    if (after[this.address] !== value)
      this.problems.push(`${this.address} was set to ${String(value)} and is ${String(after[this.address])}`)
    await this.back('set')
    if (spec.undo !== false) {
      await this.acts('set again', () => this.send({ value }))
      await this.acts('undo', () => this.show.undo())
      this.same('undo', this.before)
      await this.acts('redo', () => this.show.redo())
      this.same('redo', after)
      await this.back('redo')
    }
    await this.recorded('set', { value }, after)
    await this.does('a way', { value, over: LONG, ease: 'easeInOutQuad' })
    await this.exercise.step(LONG * 2)
    this.same('a way', after)
    await this.back('a way')
    await this.recorded('a way', { value, over: LONG }, after)
    const travel = travelTo(spec, value)
    if (travel === null) return
    await this.does('travel', { travel })
    this.same('travel', after, typeof value === 'number' ? NEAR : 0)
    await this.back('travel')
  }

  private async action(): Promise<void> {
    await this.does('the action', { action: true })
    const after = this.values()
    if (!this.differs(this.before)) return
    const spec = this.show.actions(this.address).find(({ address }) => address === this.address)?.spec
    // What isn't for undo, or is another act the next time, can't be compared.
    if (spec?.undo === false || spec?.record === false) return
    await this.back('the action')
    await this.recorded('the action', { action: true }, after)
  }

  /** Sends, plays what was recorded of it, and compares. */
  private async recorded(what: string, command: Command, after: Values): Promise<void> {
    const { show, exercise } = this
    const recorder = new Recorder(show, () => exercise.now())
    await this.does(`${what}, recorded`, command)
    const recording = recorder.stop()
    await this.back(`${what}, recorded`)
    const replay = new Replay(show, recording, exercise.now())
    for (let frames = 0; !replay.isOver(exercise.now()) && frames < 100; frames++) {
      replay.tick(exercise.now())
      await exercise.step(PAUSE / 4)
    }
    await exercise.step(LONG * 2)
    this.same(`${what}, played again`, after)
    // A recording isn't for undo: back by hand, by what was undone before.
    await this.does(`${what}, once more`, { value: this.before[this.address] ?? 0 })
    if (this.differs(this.before)) show.send(restoring(this.before, this.values()))
    this.same(`${what}, put back`, this.before)
  }

  private async does(what: string, command: Command): Promise<void> {
    await this.acts(what, () => this.send(command))
  }

  private send(command: Command): void {
    const error = this.show.send({ target: this.address, origin: 'keyboard', ...command })
    if (error) this.problems.push(error.message)
  }

  private async acts(what: string, act: () => unknown): Promise<void> {
    try {
      act()
    } catch (thrown) {
      this.problems.push(`${this.address}: ${what} threw ${String(thrown)}`)
    }
    await this.exercise.step(PAUSE)
  }

  /** To the values of the beginning, by undo where that is for undo. */
  private async back(what: string): Promise<void> {
    const spec = this.show.param(this.address)?.spec
    if (spec?.undo === false) await this.does(what, { value: this.before[this.address] ?? 0 })
    else await this.acts(what, () => this.show.undo())
    this.same(`${what}, undone`, this.before)
  }

  private differs(wanted: Values): boolean {
    return differences(wanted, this.values(), this.exercise).length > 0
  }

  private same(what: string, wanted: Values, near = 0): void {
    for (const address of differences(wanted, this.values(), this.exercise, near)) {
      const [a, b] = [wanted[address], this.values()[address]]
      this.problems.push(`${this.address}: ${what} leaves ${address} at ${String(b)}, not ${String(a)}`)
    }
  }

  private values(): Values {
    return this.show.snapshot()
  }
}

function differences(a: Values, b: Values, { restless = () => false }: Exercise, near = 0): string[] {
  const addresses = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...addresses].filter((address) => !restless(address) && !alike(a[address], b[address], near))
}

function alike(a: ParamValue | undefined, b: ParamValue | undefined, near: number): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b
  return Math.abs(a - b) <= near * Math.max(1, Math.abs(a))
}

function restoring(wanted: Values, found: Values): Command[] {
  return Object.entries(wanted)
    .filter(([address, value]) => found[address] !== value)
    .map(([target, value]) => ({ target, value, origin: 'keyboard' }))
}

/** Another value that fits; null where there is none. */
function otherThan(spec: ParamSpec, value: ParamValue): ParamValue | null {
  switch (spec.kind) {
    case 'number':
    case 'auto': {
      const middle = (spec.min + spec.max) / 2
      const other = typeof value === 'number' && value > middle ? (spec.min + middle) / 2 : (spec.max + middle) / 2
      return other === value ? null : other
    }
    case 'toggle':
      return value !== true
    case 'choice':
      return spec.options.find((option) => option.value !== value)?.value ?? null
    case 'text':
      return value === spec.default ? 'another' : spec.default
  }
}

function travelTo(spec: ParamSpec, value: ParamValue): number | null {
  switch (spec.kind) {
    case 'number':
    case 'auto':
      return toTravel(spec, Number(value))
    case 'toggle':
      return value === true ? 1 : 0
    case 'choice':
      return (spec.options.findIndex((option) => option.value === value) + 0.5) / spec.options.length
    case 'text':
      return null
  }
}
