// The tempos that the clock can run at, and how it follows one outside of them.
import type { Bpm } from '../core/units'

export const SLOWEST: Bpm = 20
export const FASTEST: Bpm = 400
/** Further off than this it is a fault and no tempo. */
const LEAST: Bpm = 2
const MOST: Bpm = 4000

/** The power of two that brings a tempo into the range; 0 for what is no tempo. */
export function octaveOf(bpm: Bpm): number {
  if (!(bpm >= LEAST && bpm <= MOST)) return 0
  let factor = 1
  while (bpm * factor > FASTEST) factor /= 2
  while (bpm * factor < SLOWEST) factor *= 2
  return factor
}
