// Which buffer holds which stored picture: pictures whose lifetimes do not meet share one.
import type { Fused } from './fuse'
import { slicesOf, type Stored, storedIn } from './view'

export interface Slots {
  /** For each slot its size: vec4 for each pixel of the full-size picture. */
  readonly sizes: readonly number[]
  /** Slot of a stored picture, by its id. */
  readonly of: ReadonlyMap<number, number>
}

/** vec4 that a stored picture needs for each pixel of the full-size picture. */
export function demand(stored: Stored): number {
  return slicesOf(stored) / (stored.shrink * stored.shrink)
}

export function planSlots({ passes, stored }: Fused): Slots {
  const sizes: number[] = []
  const of = new Map<number, number>()
  const freeFrom: number[] = []
  const born = (s: Stored): number => passes.findIndex((p) => p.target === s || p.side === s)
  const dies = (s: Stored): number =>
    passes.reduce((last, p, i) => (storedIn(p.source).includes(s) ? i : last), born(s))
  for (const s of [...stored].sort((a, b) => born(a) - born(b))) {
    const need = demand(s)
    // The tightest of the free slots that are large enough; else the largest free one, which grows; else a new one.
    const free = sizes.map((_, slot) => slot).filter((slot) => (freeFrom[slot] ?? 0) <= born(s))
    const size = (slot: number): number => sizes[slot] ?? 0
    const fits = free.filter((slot) => size(slot) >= need).sort((a, b) => size(a) - size(b))
    const slot = fits[0] ?? free.sort((a, b) => size(b) - size(a))[0] ?? sizes.length
    sizes[slot] = Math.max(sizes[slot] ?? 0, need)
    freeFrom[slot] = dies(s) + 1
    of.set(s.id, slot)
  }
  return { sizes, of }
}
