// Counts what moves by itself in beats or in seconds: along the beats that are heard while a tempo is known.
import type { AudioFeatures } from '../../contracts/sound'
import type { PathClock } from '../../contracts/style-path'
import type { Seconds } from '../../core/units'

export type Hear = () => Pick<AudioFeatures, 'tempo' | 'phase'>

/** A beat, while no tempo is known: 120 of them a minute. */
const SILENT_BEAT: Seconds = 0.5

export class UnitClock {
  private last: Seconds | null = null
  private phase = 0
  private followed = false

  constructor(private readonly hear: Hear) {}

  /** What is counted now. */
  unit(clock: PathClock): 'beats' | 'seconds' {
    return clock === 'beats' || (clock === 'auto' && this.hear().tempo > 0) ? 'beats' : 'seconds'
  }

  /** How far the beat has gone, 0..1, where beats are counted and heard: what begins now is taken to have begun on it. */
  sinceBeat(clock: PathClock): number {
    const { tempo, phase } = this.hear()
    return tempo > 0 && this.unit(clock) === 'beats' ? phase : 0
  }

  /** Beats or seconds since it was asked last. The same moment again is nothing. */
  advance(time: Seconds, clock: PathClock): number {
    const passed = this.last === null ? 0 : Math.max(0, time - this.last)
    this.last = time
    const { tempo, phase } = this.hear()
    const expected = (passed * tempo) / 60
    // What was heard says where in the beat we are, the tempo how many whole beats went by: so nothing drifts from the music.
    const off = phase - this.phase - expected
    const known = this.followed && tempo > 0
    this.phase = phase
    this.followed = tempo > 0
    if (passed === 0) return 0
    if (this.unit(clock) === 'seconds') return passed
    if (tempo <= 0) return passed / SILENT_BEAT
    return known ? expected + off - Math.round(off) : expected
  }
}
