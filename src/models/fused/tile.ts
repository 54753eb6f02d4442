// How much of a picture one thread works on: pixels and output slices held in registers.
import type { Pass } from './fuse'
import { slicesOf } from './view'

export interface Tile {
  /** Pixels side by side, and one above the other. */
  readonly wide: number
  readonly tall: number
  /** Output slices of 4 channels. */
  readonly slices: number
}

/**
 * What a processor is good at. `threadSums` etc. stay the same; only the shape of a thread's work differs.
 * - gpu: neighbouring threads take neighbouring columns (coalesced loads), few registers a thread.
 * - software: each load costs as much as many multiplications, so a thread loads little for what it computes.
 */
export type Processor = 'gpu' | 'software'

export function tileFor(pass: Pass, processor: Processor): Tile {
  const slices = slicesOf(pass)
  if (pass.kind !== 'conv') return { wide: 1, tall: 4, slices: 1 }
  const big = processor === 'software'
  const kernel = pass.folded ? 2 : (pass.layer?.kernel ?? 1)
  const stride = pass.layer?.stride ?? 1
  // The picture is sampled, and sampling is dear: every slice from one look at it.
  if (pass.source.kind === 'picture') return { wide: 2, tall: 2, slices: divisor(slices, 6) }
  if (kernel > 5) return { wide: 1, tall: 2, slices: divisor(slices, 2) }
  if (stride > 1)
    return big ? { wide: 2, tall: 4, slices: divisor(slices, 4) } : { wide: 1, tall: 4, slices: divisor(slices, 3) }
  return big ? { wide: 4, tall: 4, slices: divisor(slices, 3) } : { wide: 1, tall: 4, slices: divisor(slices, 3) }
}

/** The largest divisor of `count` that is at most `most`. */
function divisor(count: number, most: number): number {
  for (let d = Math.min(count, most); d > 1; d--) if (count % d === 0) return d
  return 1
}
