// How much of a picture one thread works on: pixels and output slices held in registers.
import type { Pixels } from '../../../core/units'
import type { Pass } from './fuse'
import { slicesOf } from './view'

export interface Tile {
  /** Pixels side by side, and one above the other. */
  readonly wide: number
  readonly tall: number
  /** From one of its pixels to the next: as far as from tap to tap, so that neighbours share what they load; 1: they touch. */
  readonly apart: number
  /** Output slices of 4 channels. */
  readonly slices: number
  /** Rows of taps in a loop: less code to compile, some pixels are loaded again for each row. */
  readonly rolled: boolean
  /** Sums for a norm are added up over the workgroup before they are stored: a 64th of the traffic, for a few barriers. */
  readonly gathered: boolean
  /** No maximum: a software GPU takes three times as long over WGSL's, which promises something about NaN, as over a choice. */
  readonly choosing: boolean
}

/**
 * What a processor is good at.
 * - gpu: neighbouring threads take neighbouring columns (coalesced loads); a strip of 4 pixels and 12 channels makes 432 products
 *   of 45 loads, and its 48 sums stay in registers with enough threads in flight. Every tap is written out.
 * - slim: half the strip, for processors with many lanes to fill and few registers a lane: more threads of less work each.
 * - software: no load is coalesced and each costs as much as many multiplications, so a thread loads little for what it computes;
 *   compilation costs more than anything, so rows of taps are looped over.
 */
export type Processor = 'gpu' | 'slim' | 'software'

/** Slices of 4 channels. */
const MOST_WHOLE = 7

/** Above this, straight-line code for every tap grows too long to compile quickly. */
const LARGEST_WRITTEN = 5

export function tileFor(pass: Pass, processor: Processor): Tile {
  const slices = slicesOf(pass)
  const kernel = pass.folded ? 2 : (pass.layer?.kernel ?? 1)
  const stride = pass.layer?.stride ?? 1
  const fromPicture = pass.source.kind === 'picture'
  const rolled = kernel > 1 && (processor === 'software' || kernel > LARGEST_WRITTEN)
  const apart = pass.layer?.dilation ?? 1
  const tile = (wide: number, tall: number, most: number): Tile => {
    const software = processor === 'software'
    return { wide, tall, apart, slices: divisor(slices, most), rolled, gathered: !software, choosing: software }
  }
  if (pass.kind !== 'conv') return tile(1, 4, 1)
  if (kernel > LARGEST_WRITTEN) return fromPicture ? tile(1, 2, 6) : tile(1, 4, 2)
  // The picture is sampled, and sampling is dear: every slice from one look at it.
  if (fromPicture) return tile(2, 2, 6)
  // Five and seven slices have no parts: all of them, of fewer pixels.
  const whole = slices > 3 && slices <= MOST_WHOLE && divisor(slices, 4) === 1 ? slices : 0
  if (whole > 0 && processor === 'software') return tile(stride > 1 ? 2 : 4, 1, whole)
  if (whole > 0) return tile(1, processor === 'gpu' ? 2 : 1, whole)
  if (processor === 'gpu') return tile(1, 4, 3)
  if (processor === 'slim') return tile(1, 2, 3)
  // Eight wide paints in a sixth less time, and compiles for twice as long: the stage would wait for that.
  return stride > 1 ? tile(2, 2, 4) : tile(4, 2, 3)
}

/** The largest divisor of `count` that is at most `most`. */
function divisor(count: number, most: number): number {
  for (let d = Math.min(count, most); d > 1; d--) if (count % d === 0) return d
  return 1
}

/** Threads across and down a workgroup. */
export const WORKGROUP = 8

/** Thread tiles cover the output, or the small picture four times over where the up-sampling is folded. */
export function corners(pass: Pass): number {
  return pass.folded ? 4 : 1
}

/** A block of pixels, `apart` from each other, among others that fill the gaps. */
export type Block = Pick<Tile, 'wide' | 'tall' | 'apart'>

/** What one stored sum of a norm is over. The pixels of a workgroup touch again: its side is a multiple of every dilation. */
export function sumsTile({ wide, tall, apart, gathered }: Tile): Block {
  return gathered ? { wide: wide * WORKGROUP, tall: tall * WORKGROUP, apart: 1 } : { wide, tall, apart }
}

/** How many blocks of `count` pixels cover a side; the last may hold fewer, or none. */
export function blocksAlong(side: Pixels, count: number, apart: number): number {
  return apart * Math.ceil(side / (count * apart))
}

/** The shrink of what the tiles of `pass` cover. */
export function domain(pass: Pass): { readonly shrink: number } {
  return pass.folded ? pass.source : pass
}
