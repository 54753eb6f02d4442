// The spectrum in bands that are all as wide to the ear, and any number of wider ones put together from them.
import type { Hertz } from '../core/units'
import { bandPower } from './bands'

/** Narrow enough that the lowest are as wide as a line of the spectrum. */
export const EAR_BANDS = 128

const LOW: Hertz = 20
const HIGH: Hertz = 16000

/** Hertz to Bark. Traunmüller, "Analytical expressions for the tonotopic sensory scale", JASA 88, 1990. */
function bark(hertz: Hertz): number {
  return (26.81 * hertz) / (1960 + hertz) - 0.53
}

/** Where in hearing's range a frequency is: 0 is 20 Hz, 1 is 16 kHz. */
export function earPlace(hertz: Hertz): number {
  return (bark(hertz) - bark(LOW)) / (bark(HIGH) - bark(LOW))
}

/** The frequency at a place of hearing's range. */
export function earFrequency(place: number): Hertz {
  const z = bark(LOW) + (bark(HIGH) - bark(LOW)) * place + 0.53
  return (1960 * z) / (26.81 - z)
}

const EDGES = Float64Array.from({ length: EAR_BANDS + 1 }, (_, i) => earFrequency(i / EAR_BANDS))

/** Writes the mean square of each band into `out` (length `EAR_BANDS`). For `power` and `size` see `bandPower`. */
export function earBands(power: ArrayLike<number>, size: number, sampleRate: Hertz, out: Float64Array): void {
  for (let i = 0; i < EAR_BANDS; i++) out[i] = bandPower(power, size, sampleRate, EDGES[i] ?? 0, EDGES[i + 1] ?? 0)
}

/** The mean square of band `index` of `count` equally wide ones. */
export function widerBand(bands: ArrayLike<number>, index: number, count: number): number {
  const from = (index * bands.length) / count
  const to = ((index + 1) * bands.length) / count
  let sum = 0
  for (let i = Math.floor(from); i < to; i++) {
    const share = Math.min(to, i + 1) - Math.max(from, i)
    sum += share * (bands[i] ?? 0)
  }
  return sum
}
