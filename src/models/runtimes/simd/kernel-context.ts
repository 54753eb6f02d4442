// What the parts of a thread's work hand each other.
import type { Fused } from '../fused/fuse'
import type { Fixed } from './layout'
import type { Machine } from './machine'
import type { Team } from './barrier'

/** What a thread paints with. */
export interface Tools {
  readonly fused: Fused
  readonly fixed: Fixed
  readonly machine: Machine
  readonly team: Team
  /** Of this thread; 0 is the first. */
  readonly place: number
}

/** A pass at one picture size, as one thread works at it. */
export interface SizedPass {
  /** How many there are to hand out: rows, or pairs of rows. */
  readonly rows: number
  /** As many at a time at least: a pass that looks far forms many rows for the first of them. */
  readonly together: number
  begin(): void
  run(row: number): void
  /** When all threads have done all rows. */
  end(): void
}

/** What happens to rows besides the convolution. */
export interface RowEnds {
  /** Where a row of the target is. */
  rowAt(row: number): number
  /** A row of the target is there. */
  finished(row: number): void
  /** Keeps a loaded row for later passes; null where none wants it. */
  readonly keep: ((row: number) => void) | null
  end(): void
}
