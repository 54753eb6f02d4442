// A spectrum in bands as wide as hearing's: about five to the octave, at least one bin each.
import type { Hertz } from '../core/units'

const LOW: Hertz = 30
const HIGH: Hertz = 16000
const PER_OCTAVE = 5

export class Filterbank {
  /** First bin of each band; band b ends before `edges[b + 1]`. */
  private readonly edges: Int32Array
  /** Middle of each band. */
  private readonly centres: Float64Array
  readonly bands: number

  constructor(size: number, sampleRate: Hertz) {
    const width = sampleRate / size
    const top = Math.min(HIGH, sampleRate / 2)
    const edges = [Math.max(1, Math.round(LOW / width))]
    for (let f = LOW; f < top; f *= 2 ** (1 / PER_OCTAVE)) {
      const bin = Math.round((f * 2 ** (1 / PER_OCTAVE)) / width)
      const last = edges.at(-1) ?? 1
      if (bin > last) edges.push(Math.min(bin, size / 2))
    }
    this.edges = Int32Array.from(edges)
    this.bands = edges.length - 1
    this.centres = Float64Array.from(
      { length: this.bands },
      (_, b) => (((edges[b] ?? 0) + (edges[b + 1] ?? 0) - 1) / 2) * width,
    )
  }

  /** How many bands have their middle below `hertz`; at least one. */
  below(hertz: Hertz): number {
    return Math.max(1, this.centres.filter((centre) => centre < hertz).length)
  }

  /** Writes each band's root mean power into `out` (length `bands`), in units of the samples. */
  magnitudes(power: ArrayLike<number>, size: number, out: Float64Array): void {
    for (let b = 0; b < this.bands; b++) {
      const from = this.edges[b] ?? 0
      const to = this.edges[b + 1] ?? 0
      let sum = 0
      for (let bin = from; bin < to; bin++) sum += power[bin] ?? 0
      out[b] = Math.sqrt(2 * sum) / size
    }
  }
}
