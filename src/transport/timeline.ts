// A straight line between time and beats: a tempo, and one moment whose beat is known.
import type { Bpm, Seconds } from '../core/units'

/** What schedules need to know: which beat it is at a time, and when a beat comes. */
export interface BeatTime {
  readonly beatsPerBar: number
  /** The beat at a moment, a growing number. */
  beatAt(time: Seconds): number
  /** When a beat comes or came; Infinity when it never comes, because beats stand still. */
  timeOf(beat: number): Seconds
}

export const BEATS_PER_BAR = 4

/**
 * A clock of fixed tempo. At first beat 0 is time 0, and a tempo that is assigned changes every beat after that moment, earlier ones too:
 * `beatAt(time)` is exactly `time * bpm / 60`. `setTempo` changes what comes and leaves the beat of that moment where it is.
 * @example
 * const clock = new Timeline(120)
 * clock.beatAt(2) // 4
 */
export class Timeline implements BeatTime {
  beatsPerBar = BEATS_PER_BAR
  private timeOrigin: Seconds = 0
  private beatOrigin = 0

  /** @param bpm 0 stands still, below 0 runs backwards */
  constructor(public bpm: Bpm) {}

  beatAt(time: Seconds): number {
    return this.beatOrigin + ((time - this.timeOrigin) * this.bpm) / 60
  }

  timeOf(beat: number): Seconds {
    const beats = beat - this.beatOrigin
    if (beats === 0) return this.timeOrigin
    return this.bpm === 0 ? Math.sign(beats) * Infinity : this.timeOrigin + (beats * 60) / this.bpm
  }

  /** Another tempo from `time` on. The same tempo again changes nothing, not even the last digit. */
  setTempo(bpm: Bpm, time: Seconds): void {
    if (bpm === this.bpm) return
    this.moveTo(this.beatAt(time), time)
    this.bpm = bpm
  }

  /** It is `beat` at `time`; the tempo stays. */
  moveTo(beat: number, time: Seconds): void {
    this.beatOrigin = beat
    this.timeOrigin = time
  }
}
