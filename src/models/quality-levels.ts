// The steps between the lightest and the heaviest way to paint: how large, and how long to rest between paintings.
import type { Hertz, Pixels } from '../core/units'

/** What a hand has fixed; null: the governor chooses. */
export interface Pins {
  /** The longer side of a painting. */
  readonly size: Pixels | null
  /** Paintings a second, at most. */
  readonly cadence: Hertz | null
}

export interface QualityLevel {
  readonly size: Pixels
  /** The pause after a painting, in lengths of that painting: with 1 the painter works half of the time. */
  readonly rest: number
}

/** The size before anything is known, and with the manual clock always. */
export const USUAL_SIZE: Pixels = 256

/** Each at most a third larger than the one before, so that a step is hardly seen and never costs twice as much. */
export const SIZES: readonly Pixels[] = [128, 160, 192, 224, 256, 320, 384, 512, 640, 768, 1024]

/** Pauses for a painter that has nothing else left to give. */
const RESTS = [3, 2]

/**
 * Lightest first. Coming down, size goes first as far as pictures are still fine; then every other painting; then the rest of the size;
 * then pauses. The painter is never stopped for good: a painting in four times its length is still a painting.
 */
export function ladder({ size, cadence }: Pins): readonly QualityLevel[] {
  if (size !== null) return cadence === null ? [3, 2, 1, 0].map((rest) => ({ size, rest })) : [{ size, rest: 0 }]
  if (cadence !== null) return SIZES.map((side) => ({ size: side, rest: 0 }))
  const [smallest = USUAL_SIZE] = SIZES
  return [
    ...RESTS.map((rest) => ({ size: smallest, rest })),
    ...SIZES.filter((side) => side <= USUAL_SIZE).map((side) => ({ size: side, rest: 1 })),
    ...SIZES.filter((side) => side >= USUAL_SIZE).map((side) => ({ size: side, rest: 0 })),
  ]
}

/** Where one begins: the usual size without a pause, or what comes nearest. */
export function startOf(rungs: readonly QualityLevel[]): number {
  const usual = rungs.findIndex(({ size, rest }) => size >= USUAL_SIZE && rest === 0)
  return usual >= 0 ? usual : rungs.length - 1
}
