// How loud: mean square and decibels.
import type { Decibels } from '../core/units'

/** Below this everything is silence: the last bit of a 24-bit converter. */
export const FLOOR_DB: Decibels = -120

/** Mean square of `samples` from index `from` on; the square of the root mean square, 1 for a full-scale square wave. */
export function meanSquare(samples: ArrayLike<number>, from = 0): number {
  let sum = 0
  for (let i = from; i < samples.length; i++) sum += (samples[i] ?? 0) ** 2
  return samples.length > from ? sum / (samples.length - from) : 0
}

/** A power (mean square) in decibels, never below `FLOOR_DB`. */
export function powerToDecibels(power: number): Decibels {
  return power > 1e-12 ? 10 * Math.log10(power) : FLOOR_DB
}
