// Which hits can be heard at all: one that is weaker in every band than what already sounds there is masked.
import { hann, RealFft } from '../../../src/analysis/fft'
import { Filterbank } from '../../../src/analysis/filterbank'

const SIZE = 1024

/** A hit, or several at once, by itself. */
export interface Part {
  /** Its first sample in the mix. */
  readonly from: number
  readonly samples: Float32Array
}

/** Tells of a part whether, in its first 23 ms, it is at least as strong as the rest of `mix` in one band three fifths of an octave wide. */
export function createAudible(mix: Float32Array, sampleRate: number): (part: Part, gain: number) => boolean {
  const fft = new RealFft(SIZE)
  const window = hann(SIZE)
  const bank = new Filterbank(SIZE, sampleRate)
  const frame = new Float64Array(SIZE)
  const power = new Float64Array(fft.bins)
  const own = new Float64Array(bank.bands)
  const rest = new Float64Array(bank.bands)

  function look(sample: (i: number) => number, bands: Float64Array): void {
    for (let i = 0; i < SIZE; i++) frame[i] = sample(i) * (window[i] ?? 0)
    fft.power(frame, power)
    bank.magnitudes(power, SIZE, bands)
  }

  return ({ from, samples }, gain) => {
    look((i) => gain * (samples[i] ?? 0), own)
    look((i) => (mix[from + i] ?? 0) - gain * (samples[i] ?? 0), rest)
    return own.some((_, b) => around(own, b) > 1e-14 && around(own, b) >= around(rest, b))
  }
}

/** Power of a band and its two neighbours. */
function around(bands: Float64Array, b: number): number {
  let sum = 0
  for (let i = Math.max(0, b - 1); i <= Math.min(bands.length - 1, b + 1); i++) sum += (bands[i] ?? 0) ** 2
  return sum
}
