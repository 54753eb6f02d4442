// The sizes at which a net works, as the shaders know them: one uniform for all passes, so that no shader depends on a size.
import type { Pixels } from '../../core/units'
import { type Fused } from './fuse'
import { type View, within } from './view'

/** The shrinks that occur, each once. */
export type Levels = readonly number[]

export function levelsOf({ passes }: Fused): Levels {
  const views = passes.flatMap((pass): (View | { shrink: number })[] => [pass, ...within(pass.source)])
  return [...new Set(views.map((v) => v.shrink))].sort((a, b) => a - b)
}

export function levelOf(levels: Levels, { shrink }: { readonly shrink: number }): number {
  const index = levels.indexOf(shrink)
  if (index < 0) throw new RangeError(`no level shrinks by ${shrink}`)
  return index
}

/** Four numbers a level: width, height, pixels, 0. */
export function levelNumbers(levels: Levels, width: Pixels, height: Pixels): Int32Array<ArrayBuffer> {
  const numbers = levels.flatMap((shrink) => [width / shrink, height / shrink, (width * height) / (shrink * shrink), 0])
  return new Int32Array(numbers)
}

export const levelsWgsl = (levels: Levels): string => `var<uniform> levels: array<vec4i, ${levels.length}>;`
