// A hearing as a row of numbers, for the way between the audio thread and the picture's.
import type { Seconds } from '../core/units'
import { EAR_BANDS } from './bark-bands'
import type { Hearing } from './interpolate'

const FIELDS = [
  'time',
  'level',
  'bass',
  'mid',
  'treble',
  'centroid',
  'onset',
  'onsetAt',
  'tempo',
  'position',
  'loud',
] as const satisfies readonly (keyof Hearing)[]

/** Numbers in a packed hearing: the fields, the context's time at which the hop ended, and the spectrum's bands. */
export const PACKED = FIELDS.length + 1 + EAR_BANDS
const BANDS_AT = FIELDS.length + 1

export function packHearing(hearing: Hearing, contextTime: Seconds, into: Float64Array): void {
  for (let i = 0; i < FIELDS.length; i++) {
    const field = FIELDS[i]
    if (field) into[i] = hearing[field]
  }
  into[FIELDS.length] = contextTime
  into.set(hearing.bands, BANDS_AT)
}

/** Writes the fields into `hearing` and returns the context's time. */
export function unpackHearing(from: ArrayLike<number>, hearing: Hearing): Seconds {
  for (let i = 0; i < FIELDS.length; i++) {
    const field = FIELDS[i]
    if (field) hearing[field] = from[i] ?? 0
  }
  for (let i = 0; i < EAR_BANDS; i++) hearing.bands[i] = from[BANDS_AT + i] ?? 0
  return from[FIELDS.length] ?? 0
}
