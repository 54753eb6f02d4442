// How alike an envelope is to itself some time earlier, kept up to date hop by hop with exponential forgetting.
import type { Seconds } from '../core/units'

export class RunningAutocorrelation {
  private readonly ring: Float64Array
  private readonly sums: Float64Array
  private readonly weights: Float64Array
  private readonly keep: number
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

  push(value: number): void {
    const { ring, sums, weights, keep, lags } = this
    this.at = (this.at + 1) % lags
    ring[this.at] = value
    this.filled = Math.min(lags, this.filled + 1)
    for (let lag = 0; lag < lags; lag++) {
      sums[lag] = (sums[lag] ?? 0) * keep
      weights[lag] = (weights[lag] ?? 0) * keep
      if (lag >= this.filled) continue
      const past = ring[(this.at - lag + lags) % lags] ?? 0
      sums[lag] = (sums[lag] ?? 0) + value * past
      weights[lag] = (weights[lag] ?? 0) + 1
    }
  }

  /** Mean product at a lag in hops, between two lags by interpolation; 0 where less than `least` hops were heard. */
  value(lag: number, least = 8): number {
    const low = Math.floor(lag)
    const share = lag - low
    return this.mean(low, least) * (1 - share) + this.mean(low + 1, least) * share
  }

  private mean(lag: number, least: number): number {
    const weight = this.weights[lag] ?? 0
    return weight >= least ? (this.sums[lag] ?? 0) / weight : 0
  }

  /** The value `back` hops ago, between two by interpolation. */
  past(back: number): number {
    const low = Math.floor(back)
    const share = back - low
    const { ring, lags } = this
    const a = ring[(this.at - low + 2 * lags) % lags] ?? 0
    const b = ring[(this.at - low - 1 + 2 * lags) % lags] ?? 0
    return a * (1 - share) + b * share
  }

  /** Lags that were heard often enough to be trusted. */
  get known(): number {
    return this.filled
  }
}
