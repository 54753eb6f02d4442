// Where the beat is: the envelopes are folded over two beats, and a small network says at which phase a drummer would count.
import type { Bpm } from '../core/units'
import { scoreChoice, type ChoiceNetwork } from './choice-network'
import fitted from './phase-network.json'
import type { Rhythm } from './rhythm'

/** Phases of a beat that are looked at. */
export const PHASES = 48
/** Pairs of beats that are folded, and how fast earlier ones are forgotten. */
const PAIRS = 5
const FADE_PAIRS = 2.5
const ENVELOPES = 4
/** Where in the beat the envelopes are looked at, in phases from the candidate: on it, half past, the quarters. */
const PLACES = [0, PHASES / 2, PHASES / 4, (3 * PHASES) / 4] as const
export const PHASE_FEATURES = ENVELOPES * PLACES.length * 2
/** How much each envelope counts when the place is sharpened. */
const SHARPEN = [1, 1, 0.5, 0.2] as const

export class PhaseEstimator {
  /** Beats since the last beat, 0..1. */
  sinceBeat = 0
  private readonly folds = Array.from({ length: ENVELOPES }, () => new Float64Array(2 * PHASES))
  private readonly sum = new Float64Array(PHASES)
  private readonly features = new Float64Array(PHASE_FEATURES)
  private readonly fade = Float64Array.from({ length: PAIRS }, (_, k) => Math.exp(-k / FADE_PAIRS))

  constructor(
    private readonly rhythm: Rhythm,
    private readonly network: ChoiceNetwork = fitted,
  ) {}

  /** Looks anew. `expected` (beats since the last beat, or null) is favoured a little. False when nothing was heard. */
  update(tempo: Bpm, expected: number | null): boolean {
    if (!this.fold(tempo)) return false
    let best = 0
    let most = Number.NEGATIVE_INFINITY
    for (let phase = 0; phase < PHASES; phase++) {
      this.describe(phase, this.features)
      const away = expected === null ? 0.5 : Math.abs(wrapped(phase / PHASES - expected))
      const score = scoreChoice(this.network, this.features) + (away < 0.08 ? 1 : 0)
      if (score <= most) continue
      most = score
      best = phase
    }
    this.sinceBeat = this.sharpen(best)
    return true
  }

  /** Folds what was heard over two beats at a tempo; false when that is silence. */
  fold(tempo: Bpm): boolean {
    const { rhythm, folds } = this
    const period = 60 / tempo / rhythm.dt
    const pairs = Math.min(PAIRS, (rhythm.known - 2) / (2 * period))
    let whole = 0
    for (let e = 0; e < ENVELOPES; e++) {
      const fold = folds[e]
      const envelope = rhythm.repeats[e]
      if (!fold || !envelope) continue
      let most = 0
      for (let i = 0; i < 2 * PHASES; i++) {
        let sum = 0
        const back = (i / PHASES) * period
        for (let k = 0; k + i / (2 * PHASES) < pairs; k++)
          sum += (this.fade[k] ?? 0) * envelope.past(back + 2 * k * period)
        fold[i] = sum
        most = Math.max(most, sum)
      }
      if (e === 0) whole = most
      // A band in which hardly anything happens must not shout.
      const scale = 1 / (most + 0.1 * whole + 1e-9)
      for (let i = 0; i < 2 * PHASES; i++) fold[i] = (fold[i] ?? 0) * scale
    }
    return whole > 1e-6
  }

  /** Writes what the fold shows of a candidate into `out` (length PHASE_FEATURES): each place in the stronger and the weaker beat. */
  describe(phase: number, out: Float64Array): void {
    let at = 0
    for (const fold of this.folds) {
      for (const place of PLACES) {
        const one = around(fold, phase + place)
        const two = around(fold, phase + place + PHASES)
        out[at++] = Math.max(one, two)
        out[at++] = Math.min(one, two)
      }
    }
  }

  /** The top of the folded sum within a sixteenth of a beat around `phase`. */
  private sharpen(phase: number): number {
    const { sum, folds } = this
    for (let i = 0; i < PHASES; i++) {
      sum[i] = 0
      for (let e = 0; e < ENVELOPES; e++)
        sum[i] = (sum[i] ?? 0) + (SHARPEN[e] ?? 0) * ((folds[e]?.[i] ?? 0) + (folds[e]?.[i + PHASES] ?? 0))
    }
    const value = (i: number) => sum[(i + PHASES) % PHASES] ?? 0
    let top = phase
    for (let i = phase - PHASES / 16; i <= phase + PHASES / 16; i++) if (value(i) > value(top)) top = i
    const bend = value(top - 1) - 2 * value(top) + value(top + 1)
    const fine = bend < 0 ? (0.5 * (value(top - 1) - value(top + 1))) / bend : 0
    return ((((top + Math.max(-0.5, Math.min(0.5, fine))) / PHASES) % 1) + 1) % 1
  }
}

/** A phase difference as -0.5 … 0.5 beats. */
export function wrapped(beats: number): number {
  return beats - Math.round(beats)
}

/** The most of a phase of a two-beat fold and its neighbours: a drummer isn't a clock. */
function around(fold: Float64Array, phase: number): number {
  const size = fold.length
  return Math.max(fold[(phase + size - 1) % size] ?? 0, fold[phase % size] ?? 0, fold[(phase + 1) % size] ?? 0)
}
