// What the show asks of a beat clock: which beat a time is, and when a beat comes.
import type { Seconds } from '../core/units'

export interface BeatTime {
  /** Beats since the clock began, growing; whole numbers are beats. */
  beatAt(time: Seconds): number
  /** Engine time of a beat, by the tempo of now. */
  timeOf(beat: number): Seconds
  readonly beatsPerBar: number
}

/** Two beats a second from engine time 0, until a transport takes its place. */
export const STEADY_BEAT: BeatTime = {
  beatAt: (time) => time * 2,
  timeOf: (beat) => beat / 2,
  beatsPerBar: 4,
}
