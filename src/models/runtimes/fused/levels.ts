// The sizes at which a net works, as the shaders know them: one uniform for all passes, so that no shader depends on a size.
import type { Pixels } from '../../../core/units'
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

/** Four numbers a level: width, height, pixels, and where its mask begins among those of all levels, one under the other. */
export function levelNumbers(levels: Levels, width: Pixels, height: Pixels): Int32Array<ArrayBuffer> {
  let below = 0
  const numbers = levels.flatMap((shrink) => {
    const top = below
    below += height / shrink
    return [width / shrink, height / shrink, (width * height) / (shrink * shrink), top]
  })
  return new Int32Array(numbers)
}

/** The size of the masks of all levels, one under the other. */
export function maskSize(levels: Levels, width: Pixels, height: Pixels): readonly [Pixels, Pixels] {
  const wide = Math.max(...levels.map((shrink) => width / shrink))
  return [wide, levels.reduce((sum, shrink) => sum + height / shrink, 0)]
}

export const levelsWgsl = (levels: Levels): string => `var<uniform> levels: array<vec4i, ${levels.length}>;`
