// The grid on which launches land: the next boundary as a beat and as a time.
import type { Seconds } from '../core/units'
import { BEATS_PER_BAR, type BeatTime } from './timeline'

export const QUANTISE_GRIDS = ['none', '1/4', '1/2', '1', '1 bar', '2 bars', '4 bars', '8 bars'] as const
/** Parts of a beat, a beat, or bars; 'none' is now. */
export type QuantiseGrid = (typeof QUANTISE_GRIDS)[number]

const SIZES: Readonly<Record<QuantiseGrid, { readonly beats?: number; readonly bars?: number }>> = {
  none: {},
  '1/4': { beats: 1 / 4 },
  '1/2': { beats: 1 / 2 },
  '1': { beats: 1 },
  '1 bar': { bars: 1 },
  '2 bars': { bars: 2 },
  '4 bars': { bars: 4 },
  '8 bars': { bars: 8 },
}

/** A beat that is this near to a boundary, in beats, is on it: sums of frame lengths are not exact. */
const ON_IT = 1e-6

/** Beats from one boundary to the next; 0 for 'none'. */
export function gridBeats(grid: QuantiseGrid, beatsPerBar = BEATS_PER_BAR): number {
  const { beats = 0, bars = 0 } = SIZES[grid]
  return beats + bars * beatsPerBar
}

/**
 * The first boundary that is not before `beat`. A beat on a boundary is its own.
 * @example
 * nextBoundary(5.2, '1 bar') // 8
 */
export function nextBoundary(beat: number, grid: QuantiseGrid, beatsPerBar = BEATS_PER_BAR): number {
  const size = gridBeats(grid, beatsPerBar)
  // Never -0.
  return size === 0 ? beat : Math.ceil((beat - ON_IT) / size) * size + 0
}

/**
 * When to act, not before `time`, so that what is seen `lookAhead` later changes on a boundary. A boundary that can't be met any more
 * is left to the next one. On a clock that stands still there is no boundary to wait for: now.
 * @param lookAhead how long it takes from the act to the picture
 */
export function nextBoundaryTime(time: Seconds, grid: QuantiseGrid, clock: BeatTime, lookAhead: Seconds = 0): Seconds {
  if (grid === 'none') return time
  const boundary = nextBoundary(clock.beatAt(time + lookAhead), grid, clock.beatsPerBar)
  const due = clock.timeOf(boundary) - lookAhead
  return Number.isFinite(due) ? Math.max(time, due) : time
}
