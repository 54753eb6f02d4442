// Spectral flux with a maximum filter over neighbouring bands (SuperFlux, Böck and Widmer, 2013), against vibrato and beating.

export interface Flux {
  /** Mean rise over all bands, 0..1. */
  all: number
  /** Mean rise over the bands below `split`, 0..1. */
  low: number
}

export class SpectralFlux {
  private readonly history: Float64Array[]
  private at = 0

  /**
   * @param bands number of bands
   * @param split bands before this one count as low
   * @param lag frames between the two that are compared
   */
  constructor(
    private readonly bands: number,
    private readonly split: number,
    lag: number,
  ) {
    this.history = Array.from({ length: lag }, () => new Float64Array(bands))
  }

  /** How much `frame` rises above the frame `lag` earlier; written into `out`. */
  push(frame: Float64Array, out: Flux): void {
    const before = this.history[this.at]
    out.all = 0
    out.low = 0
    if (!before) return
    for (let b = 0; b < this.bands; b++) {
      const reference = Math.max(before[b - 1] ?? 0, before[b] ?? 0, before[b + 1] ?? 0)
      const rise = Math.max(0, (frame[b] ?? 0) - reference)
      out.all += rise
      if (b < this.split) out.low += rise
    }
    out.all /= this.bands
    out.low /= this.split
    before.set(frame)
    this.at = (this.at + 1) % this.history.length
  }
}
