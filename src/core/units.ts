// The glossary of units: a signature that says `Seconds` cannot be read as milliseconds.

/** Time or a length of time. The only unit of time inside Impasto; milliseconds are converted on the line that meets the DOM. */
export type Seconds = number

/** Cycles per second. */
export type Hertz = number

/** A number in the closed range 0..1. */
export type Unit01 = number

/** Beats per minute. */
export type Bpm = number

/** Level relative to full scale, 0 dB = 1.0. */
export type Decibels = number

/** Whole picture elements. */
export type Pixels = number

/** An angle, one turn is 2π. */
export type Radians = number

/** A count of bytes. */
export type Bytes = number

/** Of a picture, a stage or a window. */
export interface Size {
  readonly width: Pixels
  readonly height: Pixels
}
