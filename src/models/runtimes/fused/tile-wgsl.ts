// The names that shaders give to what a thread holds: sums by row, column and slice, loaded pixels by row and column.
import type { Pass } from './fuse'
import type { Tile } from './tile'

export const sum = (i: number, j: number, o: number): string => `a${i}_${j}_${o}`
export const value = (row: number, column: number): string => `v${row}_${column}`
/** Whether the pixel is one of the picture's. */
export const inside = (pass: Pass, i: number, j: number): string =>
  `x0 + ${spread(pass, j)} < size.x && y0 + ${spread(pass, i)} < size.y`
/** From a thread's first pixel to another one of its own, or to a tap. */
export const spread = ({ spreads }: Pass, count: number | string): string => (spreads ? `${count} * apart` : `${count}`)
/** The first pixel of block `index` along a side (`blocksAlong`). */
export const firstOf = (index: string, count: number | string, apart: string | null): string =>
  apart === null ? `${index} * ${count}` : `${index} / ${apart} * (${count} * ${apart}) + ${index} % ${apart}`

/** `line` for every pixel and slice of a tile. */
export function eachOf({ tall, wide, slices }: Tile, line: (i: number, j: number, o: number) => string): string {
  const lines: string[] = []
  for (let i = 0; i < tall; i++) {
    for (let j = 0; j < wide; j++) for (let o = 0; o < slices; o++) lines.push(line(i, j, o))
  }
  return lines.join('\n')
}
