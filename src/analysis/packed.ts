// A hearing as a row of numbers, for the way between the audio thread and the picture's.
import type { Seconds } from '../core/units'
import type { Hearing } from './moment'

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
] as const satisfies readonly (keyof Hearing)[]

/** Numbers in a packed hearing: the fields and the context's time at which the hop ended. */
export const PACKED = FIELDS.length + 1

export function packHearing(hearing: Hearing, contextTime: Seconds, into: Float64Array): void {
  for (let i = 0; i < FIELDS.length; i++) {
    const field = FIELDS[i]
    if (field) into[i] = hearing[field]
  }
  into[FIELDS.length] = contextTime
}

/** Writes the fields into `hearing` and returns the context's time. */
export function unpackHearing(from: ArrayLike<number>, hearing: Hearing): Seconds {
  for (let i = 0; i < FIELDS.length; i++) {
    const field = FIELDS[i]
    if (field) hearing[field] = from[i] ?? 0
  }
  return from[FIELDS.length] ?? 0
}
