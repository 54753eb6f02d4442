// How alike an envelope is to itself some time earlier, kept up to date value by value with exponential forgetting.
import type { Seconds } from '../core/units'

/** Pairs of values that must have been heard before a lag is believed. */
const LEAST = 8

export class RunningAutocorrelation {
  private readonly ring: Float64Array
  private readonly sums: Float64Array
  private readonly weights: Float64Array
  private readonly keep: number
  private mean = 0
  private meanWeight = 0
  private at = 0
  private filled = 0

  /**
   * @param lags lags 0 … lags - 1 are kept
   * @param dt time between two values
   * @param memory time constant of forgetting
   */
  constructor(
    readonly lags: number,
    dt: Seconds,
    memory: Seconds,
  ) {
    this.ring = new Float64Array(lags)
    this.sums = new Float64Array(lags)
    this.weights = new Float64Array(lags)
    this.keep = Math.exp(-dt / memory)
  }

  /** Values that were heard, at most `lags`. */
  get known(): number {
    return this.filled
  }

  push(value: number): void {
    const { ring, sums, weights, keep, lags } = this
    this.at = (this.at + 1) % lags
    ring[this.at] = value
    this.filled = Math.min(lags, this.filled + 1)
    this.mean = this.mean * keep + value
    this.meanWeight = this.meanWeight * keep + 1
    let past = this.at
    for (let lag = 0; lag < this.filled; lag++) {
      sums[lag] = (sums[lag] ?? 0) * keep + value * (ring[past] ?? 0)
      weights[lag] = (weights[lag] ?? 0) * keep + 1
      past = past === 0 ? lags - 1 : past - 1
    }
  }

  /** The value `back` values ago, between two by interpolation. */
  past(back: number): number {
    const low = Math.floor(back)
    const share = back - low
    const { ring, lags } = this
    const later = ring[(this.at - low + 2 * lags) % lags] ?? 0
    const earlier = ring[(this.at - low - 1 + 2 * lags) % lags] ?? 0
    return later * (1 - share) + earlier * share
  }

  /** Covariance of the envelope with itself a whole number of values earlier; 0 where too little was heard. */
  covariance(lag: number): number {
    const weight = this.weights[lag] ?? 0
    if (weight < LEAST) return 0
    const mean = this.mean / this.meanWeight
    return (this.sums[lag] ?? 0) / weight - mean * mean
  }

  /** The same between two whole lags. */
  between(lag: number): number {
    const low = Math.floor(lag)
    const share = lag - low
    return this.covariance(low) * (1 - share) + this.covariance(low + 1) * share
  }

  /** The largest covariance at lags within `tolerance` (a share) of `lag`. */
  peak(lag: number, tolerance: number): number {
    const low = lag * (1 - tolerance)
    const high = lag * (1 + tolerance)
    let most = Math.max(this.between(low), this.between(high))
    for (let l = Math.ceil(low); l <= high; l++) most = Math.max(most, this.covariance(l))
    return most
  }
}
