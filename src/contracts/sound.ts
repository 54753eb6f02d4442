// What is heard: features of the sound, its spectrum, and bands for a meter.
import type { Bpm, Unit01 } from '../core/units'

/** What the analysis hears. All 0..1 after adaptive normalisation, except tempo. */
export interface AudioFeatures {
  /** Loudness. */
  readonly level: Unit01
  /** 20..250 Hz. */
  readonly bass: Unit01
  /** 250..2000 Hz. */
  readonly mid: Unit01
  /** 2000..16000 Hz. */
  readonly treble: Unit01
  /** Spectral centroid on a log axis, 0 = 20 Hz, 1 = 16 kHz. */
  readonly centroid: Unit01
  /** 1 at an onset, falling to 0 within about 0.15 s. */
  readonly onset: Unit01
  /** 1 on the beat, falling to 0 within the beat; 0 while no tempo is known. */
  readonly beat: Unit01
  /** Position inside the beat, 0 on the beat, 1 just before the next; 0 while no tempo is known. */
  readonly phase: Unit01
  /** Beats per minute; 0 while none is known. */
  readonly tempo: Bpm
}

export const SILENCE: AudioFeatures = {
  level: 0,
  bass: 0,
  mid: 0,
  treble: 0,
  centroid: 0,
  onset: 0,
  beat: 0,
  phase: 0,
  tempo: 0,
}

/** The spectrum of what is heard. */
export interface SpectrumApi {
  /**
   * Writes one band into each place of `into`, the lowest first, all as wide to the ear (Bark) between 20 Hz and 16 kHz; 0..1 after
   * adaptive normalisation, each band for itself. Once a frame, by one reader, for the bands remember what was loud; makes no garbage.
   */
  bands(into: number[]): void
}

/** Bands of the sound with how much of each counts, for a meter. Both 0..1, and of one length. */
export interface BandReading {
  /** How loud each is. */
  readonly loud: readonly Unit01[]
  /** What is left of it after threshold, scale and smoothing. */
  readonly fft: readonly Unit01[]
}
