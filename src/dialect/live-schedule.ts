// Functions that are called in time: every so many beats, or once at a bar. Counted in the sketch's own time, so that a run by hand repeats.
import { ImpastoError } from '../core/errors'
import type { Bpm, Seconds } from '../core/units'
import { BEATS_PER_BAR, Timeline } from '../transport/timeline'

export type ScheduleUnit = 'beat' | 'bar' | 'second'

interface Entry {
  readonly unit: ScheduleUnit
  readonly length: number
  readonly once: boolean
  /** When it is called next, in its unit. */
  due: number
  readonly fn: () => void
}

export class LiveSchedule {
  private entries: Entry[] = []
  private stale = false
  private readonly clock = new Timeline(0)
  private seconds: Seconds = 0

  /** New code begins: what it schedules takes the place of what was scheduled before. */
  renew(): void {
    this.stale = true
  }

  clear(): void {
    this.entries = []
    this.stale = false
  }

  /** @throws {ImpastoError} `length` is no time */
  every(length: number, unit: ScheduleUnit, fn: () => void): void {
    if (!(length > 0) || typeof fn !== 'function' || !['beat', 'bar', 'second'].includes(unit)) {
      throw new ImpastoError({
        asked: 'every() was called',
        found: 'it needs a number above 0, a unit and a function',
        remedy: "Write for example every(4, 'beat', () => { … }); units are 'beat', 'bar' and 'second'.",
      })
    }
    this.add({ unit, length, once: false, due: this.now(unit) + length, fn })
  }

  /** Calls `fn` once at the beginning of bar `bar`, counted from now; 0 is the next frame. */
  at(bar: number, fn: () => void): void {
    this.add({ unit: 'bar', length: 1, once: true, due: this.now('bar') + bar, fn })
  }

  /** Once a frame. `failed` is told of a function that throws; it is not called again. */
  advance(dt: Seconds, bpm: Bpm, failed: (thrown: unknown) => void): void {
    this.clock.setTempo(bpm, this.seconds)
    this.seconds += dt
    const { entries } = this
    for (const entry of entries) {
      if (this.now(entry.unit) + 1e-6 < entry.due) continue
      entry.due += entry.length
      try {
        entry.fn()
        if (entry.once) this.drop(entry)
      } catch (thrown) {
        this.drop(entry)
        failed(thrown)
      }
    }
  }

  private add(entry: Entry): void {
    if (this.stale) this.clear()
    this.entries.push(entry)
  }

  private drop(entry: Entry): void {
    this.entries = this.entries.filter((other) => other !== entry)
  }

  private now(unit: ScheduleUnit): number {
    if (unit === 'second') return this.seconds
    const beats = this.clock.beatAt(this.seconds)
    return unit === 'beat' ? beats : beats / BEATS_PER_BAR
  }
}
