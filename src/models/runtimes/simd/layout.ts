// Where everything lies in the memory: the threads' meeting place, weights and styles first, then what depends on the picture's size.
import type { Pixels } from '../../../core/units'
import type { Fused } from '../fused/fuse'
import { planSlots } from '../fused/buffer-allocator'
import { slicesOf, type Stored } from '../fused/view'
import { TEAM_SPACE } from './barrier'

/** Addresses are multiples of this: a cache line, so that threads don't share one by chance. */
const LINE = 64
/** Pixels of a row, rounded up to this: a tile of 12, or of 12 that lie two apart, may write past the last one. */
const ROUND = 24
/** And so many more there are at least: squares of pixels that lie apart end up to eight beyond the row. */
const BEYOND = 8

export class Space {
  constructor(public end: number) {}

  take(bytes: number): number {
    const address = this.end
    this.end += Math.ceil(bytes / LINE) * LINE
    return address
  }
}

export interface Fixed {
  /** Of each pass. */
  readonly weights: readonly number[]
  /** Of each norm: gamma, then beta; then those of the second mix. */
  readonly styles: readonly number[]
  readonly end: number
}

/** @param sizes floats that each pass's weights take */
export function layoutFixed({ norms }: Fused, sizes: readonly number[]): Fixed {
  const space = new Space(Math.ceil(TEAM_SPACE / LINE) * LINE)
  const weights = sizes.map((size) => space.take(size * 4))
  const styles = norms.map(({ channels }) => space.take(channels * 16))
  return { weights, styles, end: space.end }
}

/** Bytes of one pixel. */
export function pixelBytes(shape: { readonly channels: number }): number {
  return slicesOf(shape) * 16
}

/** Pixels from one row to the next. */
export function pitchOf(width: Pixels): Pixels {
  return Math.ceil((width + BEYOND) / ROUND) * ROUND
}

export interface Sized {
  /** RGBA, given and painted. */
  readonly picture: number
  readonly painting: number
  /** Of a stored picture, by its id. */
  readonly stored: ReadonlyMap<number, number>
  /** For each norm's source one entry a row: means, then sums of squares. */
  readonly statistics: readonly number[]
  /** Of each shrink at which something is normed: the mask, a float a pixel. */
  readonly masks: ReadonlyMap<number, number>
  readonly end: number
}

export function layoutSize({ end }: Fixed, fused: Fused, width: Pixels, height: Pixels): Sized {
  const space = new Space(end)
  const [picture, painting] = [space.take(width * height * 4), space.take(width * height * 4)]
  const { of, sizes } = planSlots(fused)
  const bytesOf = (s: Stored): number => pitchOf(width / s.shrink) * (height / s.shrink) * pixelBytes(s)
  const slots = sizes.map((_, slot) => {
    const inIt = fused.stored.filter((s) => of.get(s.id) === slot)
    return space.take(Math.max(...inIt.map(bytesOf)))
  })
  const stored = new Map(fused.stored.map((s) => [s.id, slots[of.get(s.id) ?? 0] ?? 0]))
  const statistics = fused.norms.map((norm) => space.take((height / norm.shrink) * pixelBytes(norm) * 2))
  const shrinks = [...new Set(fused.norms.map(({ shrink }) => shrink))]
  const masks = new Map(shrinks.map((s) => [s, space.take((width / s) * (height / s) * 4)]))
  return { picture, painting, stored, statistics, masks, end: space.end }
}
