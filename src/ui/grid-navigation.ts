// Arrow keys over a wall of tiles: left and right by order, up and down by what lies above and below.

/** Where a key leads from tile `from`, or null when it is none of these keys. */
export function near(key: string, from: number, tiles: readonly HTMLElement[]): number | null {
  if (key === 'ArrowRight') return from + 1
  if (key === 'ArrowLeft') return from - 1
  if (key === 'Home') return 0
  if (key === 'End') return tiles.length - 1
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return null
  const here = tiles[from]?.getBoundingClientRect()
  if (!here) return null
  const way = key === 'ArrowDown' ? 1 : -1
  let nearest = from
  let least = Number.POSITIVE_INFINITY
  for (const [index, tile] of tiles.entries()) {
    const there = tile.getBoundingClientRect()
    const down = way * (there.top - here.top)
    // A row further counts more than a column beside.
    const far = down * 4 + Math.abs(there.left - here.left)
    if (down < here.height / 2 || far >= least) continue
    nearest = index
    least = far
  }
  return nearest
}
