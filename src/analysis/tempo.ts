// How fast: the period whose multiples the onset envelope repeats at, and whose halves it doesn't.
import type { Bpm, Seconds, Unit01 } from '../core/units'
import type { RunningAutocorrelation } from './autocorrelation'

export const SLOWEST: Bpm = 62
export const FASTEST: Bpm = 185
const STEP = 1.01
const MULTIPLES = 4
/** How much a strong pulse halfway between the beats speaks against a period. */
const HALVES = 0.5
/** Where tempos usually are and how wide, in octaves (a log-normal prior as in Ellis, 2007). */
const CENTRE: Bpm = 118
const WIDTH = 0.85

export interface TempoGuess {
  /** Beats per minute; 0 when nothing repeats. */
  tempo: Bpm
  /** How well the envelope repeats with it. */
  confidence: Unit01
}

/** Longest lag that an estimate looks at. */
export function longestLag(): Seconds {
  return (60 / SLOWEST) * MULTIPLES * 1.02
}

/** Picks the tempo of `envelope`, whose lags are `dt` apart, into `out`. `previous` (or 0) is favoured a little. */
export function guessTempo(envelope: RunningAutocorrelation, dt: Seconds, previous: Bpm, out: TempoGuess): void {
  const energy = envelope.value(0)
  out.tempo = 0
  out.confidence = 0
  if (energy <= 0) return
  let best = 0
  for (let bpm = SLOWEST; bpm <= FASTEST; bpm *= STEP) {
    const score =
      tempoScore(envelope, dt, bpm) * prior(bpm) * (previous > 0 && Math.abs(bpm / previous - 1) < 0.03 ? 1.12 : 1)
    if (score > best) {
      best = score
      out.tempo = bpm
    }
  }
  if (out.tempo === 0) return
  out.tempo = refine(envelope, dt, out.tempo)
  out.confidence = Math.max(0, Math.min(1, tempoScore(envelope, dt, out.tempo) / energy))
}

/** Mean repetition at the multiples of a period, less that at its odd halves. */
export function tempoScore(envelope: RunningAutocorrelation, dt: Seconds, bpm: Bpm): number {
  const period = 60 / bpm / dt
  let on = 0
  let off = 0
  let weight = 0
  for (let k = 1; k <= MULTIPLES; k++) {
    if (k * period > envelope.known * 0.75) break
    on += envelope.value(k * period)
    off += envelope.value((k - 0.5) * period)
    weight++
  }
  return weight > 0 ? (on - HALVES * off) / weight : 0
}

function prior(bpm: Bpm): number {
  const octaves = Math.log2(bpm / CENTRE) / WIDTH
  return Math.exp(-0.5 * octaves * octaves)
}

/** Sharpens a tempo at the longest multiple of its period that was heard: the same error in lag is a smaller one there. */
function refine(envelope: RunningAutocorrelation, dt: Seconds, bpm: Bpm): Bpm {
  let tempo = bpm
  for (let k = 1; k <= 8; k *= 2) {
    const centre = (60 / tempo / dt) * k
    const reach = Math.max(2, Math.ceil(centre * 0.015))
    if (centre + reach + 1 >= envelope.known * 0.8) break
    let top = Math.round(centre)
    for (let lag = Math.round(centre) - reach; lag <= Math.round(centre) + reach; lag++) {
      if (envelope.value(lag) > envelope.value(top)) top = lag
    }
    const below = envelope.value(top - 1)
    const peak = envelope.value(top)
    const above = envelope.value(top + 1)
    const bend = below - 2 * peak + above
    const lag = top + (bend < 0 ? Math.max(-0.5, Math.min(0.5, (0.5 * (below - above)) / bend)) : 0)
    tempo = (60 * k) / (lag * dt)
  }
  return tempo
}
