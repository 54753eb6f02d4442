// What the two are asked to show: a text, and what it needs besides.
import type { Pixels, Seconds } from '../../../../src/core/units'

export interface SameSketch {
  readonly name: string
  readonly code: string
  /** True: looked at for 60 frames, each of them. @defaultValue false: a few moments of 20 seconds */
  readonly fed?: boolean
  readonly mouse?: readonly [Pixels, Pixels]
}

/** Uneven, so that nothing repeats with the frames. */
const FEW: readonly Seconds[] = [1 / 60, 1 / 60, 0.37, 1.9, 5.11, 12.6]
const SIXTY: readonly Seconds[] = Array.from({ length: 64 }, () => 1 / 60)

export function stepsOf({ fed = false }: SameSketch): readonly Seconds[] {
  return fed ? SIXTY : FEW
}
