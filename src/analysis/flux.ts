// Spectral flux with a maximum filter over neighbouring bands (SuperFlux, Böck and Widmer, 2013), against vibrato and beating.

/** The groups of bands that rhythm is read from: the kick's, the snare's and voices', the cymbals'. */
export const GROUPS = ['low', 'mid', 'high'] as const

/** How much each part of the spectrum rose, 0..1. */
export interface Flux {
  /** Root mean square over all bands, so that a rise in a few bands (a hi-hat) counts beside one in all. */
  all: number
  low: number
  mid: number
  high: number
}

export class SpectralFlux {
  private readonly history: Float64Array[]
  private at = 0

  /**
   * @param ends where each group of bands ends: low, mid, high; the last is the number of bands
   * @param lag frames between the two that are compared
   */
  constructor(
    private readonly ends: readonly [number, number, number],
    lag: number,
  ) {
    this.history = Array.from({ length: lag }, () => new Float64Array(ends[2]))
  }

  /** How much `frame` rises above the frame `lag` earlier; written into `out`. */
  push(frame: Float64Array, out: Flux): void {
    const before = this.history[this.at]
    if (!before) return
    let from = 0
    let squares = 0
    for (let g = 0; g < GROUPS.length; g++) {
      const group = GROUPS[g]
      const end = this.ends[g] ?? from
      if (!group) continue
      let sum = 0
      for (let b = from; b < end; b++) {
        const rise = (frame[b] ?? 0) - Math.max(before[b - 1] ?? 0, before[b] ?? 0, before[b + 1] ?? 0)
        if (rise <= 0) continue
        sum += rise
        squares += rise * rise
      }
      out[group] = end > from ? sum / (end - from) : 0
      from = end
    }
    out.all = Math.sqrt(squares / this.ends[2])
    before.set(frame)
    this.at = (this.at + 1) % this.history.length
  }
}
