// The few numbers that a bench needs: medians, quantiles, paired ratios, medians over time, and slopes that one outlier doesn't bend.
import type { Seconds } from '../core/units'

export interface Sample {
  /** When, since the start. */
  readonly at: Seconds
  readonly value: number
}

/** The value below which the part `q` (0..1) of `values` lies, between neighbours in proportion; NaN of nothing. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * q
  const below = sorted[Math.floor(place)] ?? Number.NaN
  const above = sorted[Math.ceil(place)] ?? Number.NaN
  return below + (above - below) * (place - Math.floor(place))
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/**
 * How many times `b` goes into `a`, turn by turn: the median of the ratios of values that were measured right after each other.
 * What slows the machine down for a while slows both sides of a ratio. Turns that one side lacks don't count.
 */
export function pairedRatio(a: readonly number[], b: readonly number[]): number {
  return median(a.slice(0, b.length).map((value, i) => value / (b[i] ?? Number.NaN)))
}

/** The median of each `bin` seconds, by the bin's middle; bins without a sample are left out. */
export function mediansOverTime(samples: readonly Sample[], bin: Seconds): Sample[] {
  const bins = new Map<number, number[]>()
  for (const { at, value } of samples) {
    const i = Math.floor(at / bin)
    bins.set(i, [...(bins.get(i) ?? []), value])
  }
  return [...bins].sort(([a], [b]) => a - b).map(([i, values]) => ({ at: (i + 0.5) * bin, value: median(values) }))
}

/** Growth a second: the median of the slopes of all pairs (Theil 1950, Sen 1968); 0 of fewer than two moments. */
export function slope(samples: readonly Sample[]): number {
  const slopes = samples.flatMap((a, i) =>
    samples.slice(i + 1).flatMap((b) => (b.at === a.at ? [] : [(b.value - a.value) / (b.at - a.at)])),
  )
  return slopes.length === 0 ? 0 : median(slopes)
}
