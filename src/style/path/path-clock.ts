// Counts what moves by itself in beats or in seconds: along the beat clock, or along the time that passes.
import type { PathClock } from '../../contracts/style-path'
import type { Seconds, Unit01 } from '../../core/units'
import { BeatSpan, type GrowingBeat } from '../../transport/beat-counter'

/** The beat clock as a path sees it. */
export interface PathBeat extends GrowingBeat {
  readonly phase: Unit01
  /** Who leads: '' or 'internal' where nobody is heard. */
  readonly source: string
}

/** Two beats a second, where nobody hands over a clock. */
export const NO_BEAT: PathBeat = { beat: 0, skipped: 0, phase: 0, source: '' }

export class UnitClock {
  private last: Seconds | null = null
  private readonly span = new BeatSpan()

  constructor(private readonly beats: PathBeat) {}

  /** What is counted now. */
  unit(clock: PathClock): 'beats' | 'seconds' {
    return clock === 'beats' || (clock === 'auto' && this.known) ? 'beats' : 'seconds'
  }

  /** How far the beat has gone, 0..1, where beats are counted and heard: what begins now is taken to have begun on it. */
  sinceBeat(clock: PathClock): number {
    return this.known && this.unit(clock) === 'beats' ? this.beats.phase : 0
  }

  /** Beats or seconds since it was asked last. The same moment again is nothing. */
  advance(time: Seconds, clock: PathClock): number {
    const passed = this.last === null ? 0 : Math.max(0, time - this.last)
    this.last = time
    const beats = this.span.advance(this.beats)
    if (passed === 0) return 0
    return this.unit(clock) === 'beats' ? beats : passed
  }

  private get known(): boolean {
    return this.beats.source !== '' && this.beats.source !== 'internal'
  }
}
