// How bright: the spectral centroid on a log axis.
import { clamp } from '../core/signal'
import type { Hertz, Unit01 } from '../core/units'

const LOW: Hertz = 20
const HIGH: Hertz = 16000

/**
 * The magnitude-weighted mean of log frequency between 20 Hz and 16 kHz, 0 at 20 Hz and 1 at 16 kHz; 0 for silence.
 * Weighted by magnitude per octave, so that the many bins of the top octaves do not outvote the rest.
 */
export function centroid(power: ArrayLike<number>, size: number, sampleRate: Hertz): Unit01 {
  const width = sampleRate / size
  const last = Math.min(power.length - 1, Math.floor(HIGH / width))
  let sum = 0
  let weighted = 0
  for (let bin = Math.max(1, Math.ceil(LOW / width)); bin <= last; bin++) {
    const weight = Math.sqrt((power[bin] ?? 0) / bin)
    sum += weight
    weighted += weight * Math.log(bin * width)
  }
  if (sum < 1e-9) return 0
  return clamp((weighted / sum - Math.log(LOW)) / Math.log(HIGH / LOW), 0, 1)
}
