// How much of it is bass, middle and treble: mean square between two frequencies of a power spectrum.
import type { Hertz } from '../core/units'

/** The edges that `AudioFeatures` promises. */
export const BAND_EDGES = {
  bass: [20, 250],
  mid: [250, 2000],
  treble: [2000, 16000],
} as const satisfies Record<string, readonly [Hertz, Hertz]>

/**
 * Mean square of the part of the sound between `low` and `high`. `power` is |X|² of `size` Hann-windowed samples (window
 * power 1, as `hann` makes it); a bin that an edge cuts counts by the share of it that is inside.
 */
export function bandPower(power: ArrayLike<number>, size: number, sampleRate: Hertz, low: Hertz, high: Hertz): number {
  const width = sampleRate / size
  const from = Math.max(0, low / width)
  const to = Math.min(power.length - 0.5, high / width)
  let sum = 0
  for (let bin = Math.max(1, Math.round(from)); bin <= Math.round(to) && bin < power.length; bin++) {
    const share = Math.min(to, bin + 0.5) - Math.max(from, bin - 0.5)
    if (share > 0) sum += share * (power[bin] ?? 0)
  }
  return (2 * sum) / (size * size)
}
