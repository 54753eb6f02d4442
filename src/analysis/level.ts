// How loud: root mean square and decibels.
import type { Decibels } from '../core/units'

/** Below this everything is silence: the last bit of a 24-bit converter. */
export const FLOOR_DB: Decibels = -120

/** Root mean square of `samples`, 0..1 for full-scale sound. */
export function rms(samples: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < samples.length; i++) {
    const s = samples[i] ?? 0
    sum += s * s
  }
  return samples.length > 0 ? Math.sqrt(sum / samples.length) : 0
}

/** A power (mean square) in decibels, never below `FLOOR_DB`. */
export function powerToDecibels(power: number): Decibels {
  return power > 1e-12 ? 10 * Math.log10(power) : FLOOR_DB
}
