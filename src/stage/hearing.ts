// What the stage hears, as signals that sketches and effects read once a frame.
import { SILENCE, type AudioFeatures } from '../contracts/sound'
import { BeatCounter } from '../transport/beat-counter'
import type { AudioSignals } from './define-sketch'

/** What was heard last, for signals that belong to no stage. */
export const heard = { now: SILENCE }

export class Hearing {
  readonly signals: AudioSignals = {
    level: () => this.now.level,
    bass: () => this.now.bass,
    mid: () => this.now.mid,
    treble: () => this.now.treble,
    centroid: () => this.now.centroid,
    onset: () => this.now.onset,
    beat: () => this.now.beat,
    phase: () => this.now.phase,
    tempo: () => this.now.tempo,
    beatCount: () => this.counter.count,
  }
  /** This frame's features. */
  now: AudioFeatures = SILENCE
  private readonly counter = new BeatCounter()

  /** Takes this frame's features. The object may be the same one every frame, with new numbers in it. */
  set(features: AudioFeatures): void {
    this.counter.advance(features.phase, features.tempo > 0)
    this.now = features
    heard.now = features
  }
}
