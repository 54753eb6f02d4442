// Counting beats: from a phase that falls back, and as a length since it was last asked.
import type { Unit01 } from '../core/units'
import { wrapped } from './wrapped'

/** A phase that falls by more than this has begun a new beat. */
const FALL = 0.5

/**
 * Counts the beats of a phase 0..1.
 * @example
 * if (counter.advance(phase, tempo > 0)) onBeat()
 */
export class BeatCounter {
  count = 0
  private phase: Unit01 = 0

  /** Once a frame; true when a beat has begun. `counting`: false while no tempo is known. */
  advance(phase: Unit01, counting = true): boolean {
    const begun = counting && phase < this.phase - FALL
    if (begun) this.count++
    this.phase = phase
    return begun
  }
}

/** A beat that grows, and how much of it was leapt over and not lived through. */
export interface GrowingBeat {
  readonly beat: number
  readonly skipped: number
}

/** How many beats went by since it was asked last, for what lasts a number of beats: a leap to another bar is no time that passed. */
export class BeatSpan {
  private beat: number | null = null
  private skipped = 0

  /** 0 the first time; a little below 0 where a leap made up for part of a beat, so that phases stay together. */
  advance({ beat, skipped }: GrowingBeat): number {
    const passed = this.beat === null ? 0 : beat - this.beat
    const leapt = skipped - this.skipped
    this.beat = beat
    this.skipped = skipped
    return leapt === 0 ? passed : passed - leapt + wrapped(leapt, 1)
  }
}
