// What the stage hears, as signals that sketches and effects read once a frame.
import { SILENCE, type AudioFeatures } from '../contracts/sound'
import type { AudioSignals } from './define-sketch'

/** A phase that falls by more than this has begun a new beat. */
const WRAP = 0.5

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
    beatCount: () => this.beats,
  }
  /** This frame's features. */
  now: AudioFeatures = SILENCE
  private beats = 0
  private phase = 0

  /** Takes this frame's features. The object may be the same one every frame, with new numbers in it. */
  set(features: AudioFeatures): void {
    if (features.tempo > 0 && features.phase < this.phase - WRAP) this.beats++
    this.phase = features.phase
    this.now = features
    heard.now = features
  }
}
