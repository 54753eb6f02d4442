// The features at a moment between two hops: what decays has decayed, the beat has moved on.
import { SILENCE, type AudioFeatures } from '../contracts/sound'
import { clamp } from '../core/signal'
import type { Bpm, Decibels, Seconds, Unit01 } from '../core/units'
import { EAR_BANDS } from './bark-bands'
import { FLOOR_DB } from './level'

/** `AudioFeatures` that may be written: one object, reused. */
export type MutableFeatures = { -readonly [K in keyof AudioFeatures]: AudioFeatures[K] }

/** What the analyser knows at the end of a hop. */
export interface Hearing {
  /** Seconds of sound heard so far. */
  time: Seconds
  level: Unit01
  bass: Unit01
  mid: Unit01
  treble: Unit01
  centroid: Unit01
  /** Strength of the last onset, and when it was. */
  onset: Unit01
  onsetAt: Seconds
  tempo: Bpm
  /** Beats since tracking began. */
  position: number
  /** Where the loud end of the whole stands. */
  loud: Decibels
  /** The mean square of each of `EAR_BANDS`. */
  readonly bands: Float64Array
}

/** How strongly sound moves the picture. */
export interface Gains {
  readonly all: number
  readonly bass: number
  readonly mid: number
  readonly treble: number
}

export const UNITY: Gains = { all: 1, bass: 1, mid: 1, treble: 1 }

/** The onset's fall by 1/e: a twentieth is left after 0.15 s. */
const ONSET_FALL: Seconds = 0.05

export function createHearing(): Hearing {
  return {
    time: 0,
    level: 0,
    bass: 0,
    mid: 0,
    treble: 0,
    centroid: 0,
    onset: 0,
    onsetAt: -1,
    tempo: 0,
    position: 0,
    loud: FLOOR_DB,
    bands: new Float64Array(EAR_BANDS),
  }
}

export function createFeatures(): MutableFeatures {
  return { ...SILENCE }
}

/** Beats counted at `ahead` seconds after the hearing. */
export function beatsAt(hearing: Hearing, ahead: Seconds): number {
  return hearing.position + (ahead * hearing.tempo) / 60
}

/** Writes the features `ahead` seconds after the hearing (never negative) into `out`. */
export function featuresAt(hearing: Hearing, ahead: Seconds, gains: Gains, out: MutableFeatures): void {
  out.level = clamp(hearing.level * gains.all, 0, 1)
  out.bass = clamp(hearing.bass * gains.all * gains.bass, 0, 1)
  out.mid = clamp(hearing.mid * gains.all * gains.mid, 0, 1)
  out.treble = clamp(hearing.treble * gains.all * gains.treble, 0, 1)
  out.centroid = hearing.centroid
  out.onset = clamp(hearing.onset * gains.all * Math.exp(-(hearing.time + ahead - hearing.onsetAt) / ONSET_FALL), 0, 1)
  out.tempo = hearing.tempo
  const beats = beatsAt(hearing, ahead)
  out.phase = hearing.tempo > 0 ? beats - Math.floor(beats) : 0
  out.beat = hearing.tempo > 0 ? (1 - out.phase) ** 3 : 0
}
