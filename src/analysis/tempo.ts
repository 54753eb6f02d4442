// How fast: every tempo from 60 to 186 is looked at through the lags it would show at, and a small network says which it is.
import type { Bpm, Seconds, Unit01 } from '../core/units'
import type { Rhythm } from './rhythm'
import { scoreChoice, type ChoiceNetwork } from './choice-network'
import fitted from './tempo-network.json'

const SLOWEST: Bpm = 60
const STEP = 1.025
export const CANDIDATES = 47
const TOLERANCE = 0.0125
/** Where the repetition is looked at, in beats: what metre and its usual mistakes (halves, thirds) are told by. */
const RATIOS = [1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4, 1, 5 / 4, 4 / 3, 3 / 2, 2, 5 / 2, 3, 4] as const
const ENVELOPES = 4
export const FEATURES = RATIOS.length * ENVELOPES + ENVELOPES + 2

export interface TempoGuess {
  /** Beats per minute; 0 when nothing repeats. */
  tempo: Bpm
  /** How sure the network is of it against the other tempos. */
  certainty: Unit01
  /** How well the envelope repeats from beat to beat and over two, 1 is exactly. */
  regularity: Unit01
}

/** Longest lag that an estimate looks at. */
export const LONGEST: Seconds = (60 / SLOWEST) * 4 * (1 + TOLERANCE) + 0.03

/** The tempo of a candidate by its number. */
export function candidate(index: number): Bpm {
  return SLOWEST * STEP ** index
}

/** Writes what the envelopes show of a tempo into `out` (length FEATURES). */
export function tempoFeatures(rhythm: Rhythm, bpm: Bpm, out: Float64Array): void {
  const period = 60 / bpm / rhythm.dt
  const whole = rhythm.repeats[0]?.covariance(0) ?? 0
  let at = 0
  for (const envelope of rhythm.repeats) {
    // A band in which hardly anything happens must not shout.
    const energy = envelope.covariance(0)
    const scale = energy > 0 ? 1 / (energy + 0.05 * whole) : 0
    for (const ratio of RATIOS) out[at++] = scale * envelope.peak(ratio * period, TOLERANCE)
    out[at++] = energy / (energy + whole + 1e-12)
  }
  const octaves = Math.log2(bpm / 115)
  out[at++] = octaves
  out[at] = octaves * octaves
}

export class TempoEstimator {
  readonly guess: TempoGuess = { tempo: 0, certainty: 0, regularity: 0 }
  private readonly scores = new Float64Array(CANDIDATES)
  private readonly features = new Float64Array(FEATURES)

  constructor(
    private readonly rhythm: Rhythm,
    private readonly network: ChoiceNetwork = fitted,
  ) {}

  /** Looks anew; the answer is in `guess`. `current` (or 0) is favoured a little, so that equals don't alternate. */
  update(current: Bpm): void {
    const { rhythm, scores, features, guess } = this
    guess.tempo = 0
    guess.certainty = 0
    guess.regularity = 0
    const energy = rhythm.repeats[0]?.covariance(0) ?? 0
    if (energy <= 0) return
    let best = 0
    for (let i = 0; i < CANDIDATES; i++) {
      const bpm = candidate(i)
      tempoFeatures(rhythm, bpm, features)
      scores[i] = scoreChoice(this.network, features) + (current > 0 && Math.abs(bpm / current - 1) < 0.03 ? 0.5 : 0)
      if ((scores[i] ?? 0) > (scores[best] ?? 0)) best = i
    }
    let total = 0
    let near = 0
    for (let i = 0; i < CANDIDATES; i++) {
      const weight = Math.exp((scores[i] ?? 0) - (scores[best] ?? 0))
      total += weight
      if (Math.abs(i - best) <= 1) near += weight
    }
    guess.certainty = near / total
    guess.tempo = this.sharpen(candidate(best))
    const period = 60 / guess.tempo / rhythm.dt
    const whole = rhythm.repeats[0]
    if (whole)
      guess.regularity = Math.max(
        0,
        Math.min(1, Math.max(whole.peak(period, TOLERANCE), whole.peak(2 * period, TOLERANCE)) / energy),
      )
  }

  /** Sharpens a tempo at longer and longer multiples of its period: the same error in lag is a smaller one there. */
  private sharpen(rough: Bpm): Bpm {
    const { rhythm } = this
    let tempo = rough
    for (let beats = 1; beats <= 8; beats *= 2) {
      const centre = (60 / tempo / rhythm.dt) * beats
      const reach = Math.max(2, centre * (beats === 1 ? 0.03 : 0.015))
      if (centre + reach + 2 >= rhythm.known * 0.8) break
      let top = Math.round(centre)
      for (let lag = Math.ceil(centre - reach); lag <= centre + reach; lag++) {
        if (this.together(lag) > this.together(top)) top = lag
      }
      const below = this.together(top - 1)
      const peak = this.together(top)
      const above = this.together(top + 1)
      const bend = below - 2 * peak + above
      if (peak <= 0 || bend >= 0) continue
      tempo = (60 * beats) / ((top + Math.max(-0.5, Math.min(0.5, (0.5 * (below - above)) / bend))) * rhythm.dt)
    }
    return tempo
  }

  /** Repetition at a lag, all envelopes together. */
  private together(lag: number): number {
    let sum = 0
    for (const envelope of this.rhythm.repeats) sum += envelope.covariance(lag)
    return sum
  }
}
