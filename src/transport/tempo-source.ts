// What a source of tempo is: heard, tapped, sent by another machine. One record a file in sources/.
import type { Disposable } from '../core/scope'
import type { Bpm, Seconds, Unit01 } from '../core/units'

/** What a source says of a moment. It may be the same object every time, with new numbers in it. */
export interface TempoReading {
  bpm: Bpm
  /** The beat as a number whose bars are to be met; null: not known. */
  beat: number | null
  /** Where in the beat, 0..1, for a source that knows no bars; null: not known, then the clock keeps its own. */
  phase: Unit01 | null
  /** How sure it is; 0 counts as silence, less than 1 pulls less. */
  confidence: Unit01
  /** Where the source can be started and stopped: whether it runs. Left out: the clock's own. */
  playing?: boolean
}

/** What the analysis of the sound says of a frame. */
export interface HeardBeat {
  /** 0 while none is known. */
  readonly tempo: Bpm
  readonly phase: Unit01
}

export interface TempoSourceContext {
  /** This frame's sound. */
  hear(): HeardBeat
  /** The tempo that was set by hand. */
  fixedTempo(): Bpm
  /** True while the clock follows this source. */
  leads(): boolean
}

/** A source at work. */
export interface TempoSource extends Disposable {
  /** What it says of engine time `time`; null: nothing. Once a frame; allocates nothing. A source whose messages carry times of their own works out where they have come to. */
  read(time: Seconds): TempoReading | null
  /** A hand taps along. */
  tap?(time: Seconds): void
  /** A test or a render says which beat it is; without a tempo the last one holds. */
  step?(beat: number, bpm?: Bpm): void
}

export interface TempoSourceRecord {
  /** A stable string; the value of `tempo/source`. */
  readonly id: string
  /** Sentence case. */
  readonly label: string
  /** One sentence. */
  readonly help: string
  /** On 'auto' the source of the highest that says something leads. */
  readonly priority: number
  /** When the clock goes over to it: at a bar line, or at once where a hand waits for it. @defaultValue 'bar' */
  readonly takeOver?: 'bar' | 'at once'
  /**
   * 'steered': its tempo trembles, and is gone after slowly. 'trusted': its tempo is taken as it is, for it was smoothed where it came
   * from; leaps are still gone over in a beat. 'exact': its tempo and its beat are taken as they are, at once. Phases of the first two
   * are pulled in. @defaultValue 'steered'
   */
  readonly follow?: 'steered' | 'trusted' | 'exact'
  create(context: TempoSourceContext): TempoSource
}
