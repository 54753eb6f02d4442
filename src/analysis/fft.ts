// The spectrum of a real signal: an in-place radix-2 transform with every buffer made beforehand.

/**
 * Power spectrum of `size` real samples (a power of two, at least 8).
 * The N real samples are transformed as N/2 complex ones and taken apart afterwards (Sorensen et al., 1987).
 */
export class RealFft {
  /** Bins 0 … size/2, both ends included. */
  readonly bins: number
  private readonly half: number
  private readonly re: Float64Array
  private readonly im: Float64Array
  private readonly cos: Float64Array
  private readonly sin: Float64Array
  private readonly reversed: Uint16Array

  constructor(readonly size: number) {
    if (size < 8 || (size & (size - 1)) !== 0)
      throw new RangeError(`An FFT needs a power of two of at least 8: got ${size}.`)
    const half = size / 2
    this.half = half
    this.bins = half + 1
    this.re = new Float64Array(half)
    this.im = new Float64Array(half)
    this.cos = Float64Array.from({ length: half }, (_, i) => Math.cos((2 * Math.PI * i) / size))
    this.sin = Float64Array.from({ length: half }, (_, i) => Math.sin((2 * Math.PI * i) / size))
    const bits = Math.log2(half)
    this.reversed = Uint16Array.from({ length: half }, (_, i) => reverseBits(i, bits))
  }

  /** Writes |X|² of `samples` into `power` (length `bins`). No scaling: a full-scale cosine on a bin has (size/2)². */
  power(samples: ArrayLike<number>, power: Float32Array | Float64Array): void {
    const { half, re, im, reversed } = this
    for (let i = 0; i < half; i++) {
      const to = reversed[i] ?? 0
      re[to] = samples[2 * i] ?? 0
      im[to] = samples[2 * i + 1] ?? 0
    }
    this.butterflies()
    this.takeApart(power)
  }

  private butterflies(): void {
    const { half, re, im, cos, sin, size } = this
    for (let span = 1; span < half; span *= 2) {
      const stride = size / (2 * span)
      for (let start = 0; start < half; start += 2 * span) {
        for (let k = 0; k < span; k++) {
          const c = cos[k * stride] ?? 0
          const s = sin[k * stride] ?? 0
          const a = start + k
          const b = a + span
          const br = re[b] ?? 0
          const bi = im[b] ?? 0
          const tr = br * c + bi * s
          const ti = bi * c - br * s
          const ar = re[a] ?? 0
          const ai = im[a] ?? 0
          re[b] = ar - tr
          im[b] = ai - ti
          re[a] = ar + tr
          im[a] = ai + ti
        }
      }
    }
  }

  private takeApart(power: Float32Array | Float64Array): void {
    const { half, re, im, cos, sin } = this
    const r0 = re[0] ?? 0
    const i0 = im[0] ?? 0
    power[0] = (r0 + i0) ** 2
    power[half] = (r0 - i0) ** 2
    for (let k = 1; k < half; k++) {
      const xr = re[k] ?? 0
      const xi = im[k] ?? 0
      const yr = re[half - k] ?? 0
      const yi = -(im[half - k] ?? 0)
      const oddR = (xi - yi) / 2
      const oddI = (yr - xr) / 2
      const c = cos[k] ?? 0
      const s = sin[k] ?? 0
      const real = (xr + yr) / 2 + oddR * c + oddI * s
      const imag = (xi + yi) / 2 + oddI * c - oddR * s
      power[k] = real * real + imag * imag
    }
  }
}

function reverseBits(value: number, bits: number): number {
  let out = 0
  for (let i = 0; i < bits; i++) out = (out << 1) | ((value >> i) & 1)
  return out
}

/** A Hann window of `size`, scaled so that the windowed power of noise is that of the noise itself. */
export function hann(size: number): Float64Array {
  const scale = Math.sqrt(8 / 3)
  return Float64Array.from({ length: size }, (_, i) => scale * 0.5 * (1 - Math.cos((2 * Math.PI * i) / size)))
}
