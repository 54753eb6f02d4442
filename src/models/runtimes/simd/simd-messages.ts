// What the first thread tells the others: once, at the start. After that they meet in the memory that they share.
import type { Fused } from '../fused/fuse'
import type { Fixed } from './layout'
import type { Parts } from './machine'

export interface JoinMessage {
  readonly parts: Parts
  readonly fused: Fused
  readonly fixed: Fixed
  /** This thread's place; 0 is the first. */
  readonly place: number
}

/** Sent back when the thread is ready to work. */
export const JOINED = 'joined'
