// Adaptive whitening (Stowell and Plumbley, 2007): each band is measured against its own recent peak, so that a hi-hat
// counts as much as a kick and a whisper as much as a club.
import type { Seconds } from '../core/units'

export interface WhiteningOptions {
  /** How long a peak is remembered. @defaultValue 6 */
  memory?: Seconds
  /** A band's peak is never taken smaller than this share of the loudest band's. @defaultValue 0.01 */
  relativeFloor?: number
  /** Nor smaller than this, in units of the samples: converter hiss isn't music. @defaultValue 3e-6 */
  absoluteFloor?: number
  /** Steepness of the logarithm after the division. @defaultValue 20 */
  compression?: number
}

export class Whitening {
  private readonly peaks: Float64Array
  private readonly options: Required<WhiteningOptions>

  constructor(
    bands: number,
    { memory = 6, relativeFloor = 0.01, absoluteFloor = 3e-6, compression = 20 }: WhiteningOptions = {},
  ) {
    this.peaks = new Float64Array(bands)
    this.options = { memory, relativeFloor, absoluteFloor, compression }
  }

  /** Replaces `bands` (magnitudes) by whitened ones, 0..1, on a log scale. */
  apply(bands: Float64Array, dt: Seconds): void {
    const { memory, relativeFloor, absoluteFloor, compression } = this.options
    const fall = Math.exp(-dt / memory)
    let loudest = 0
    for (let b = 0; b < bands.length; b++) {
      const peak = Math.max(bands[b] ?? 0, (this.peaks[b] ?? 0) * fall)
      this.peaks[b] = peak
      loudest = Math.max(loudest, peak)
    }
    const floor = Math.max(absoluteFloor, loudest * relativeFloor)
    const top = Math.log1p(compression)
    for (let b = 0; b < bands.length; b++) {
      bands[b] = Math.log1p((compression * (bands[b] ?? 0)) / Math.max(floor, this.peaks[b] ?? 0)) / top
    }
  }
}
