// The power spectrum of the newest sound, windowed, into a buffer of its own.
import { hann, RealFft } from './fft'

export class Spectrum {
  /** |X|² of the last `of`, bins 0 … size/2. */
  readonly power: Float64Array
  private readonly fft: RealFft
  private readonly window: Float64Array
  private readonly framed: Float64Array

  constructor(readonly size: number) {
    this.fft = new RealFft(size)
    this.power = new Float64Array(this.fft.bins)
    this.window = hann(size)
    this.framed = new Float64Array(size)
  }

  /** Looks at the last `size` of `samples`. */
  of(samples: ArrayLike<number>): void {
    const from = samples.length - this.size
    for (let i = 0; i < this.size; i++) this.framed[i] = (samples[from + i] ?? 0) * (this.window[i] ?? 0)
    this.fft.power(this.framed, this.power)
  }
}
