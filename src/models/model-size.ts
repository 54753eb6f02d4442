// The size a model works at: any aspect, multiples of what the model needs, nothing cropped.
import type { Pixels } from '../core/units'

export interface WorkSize {
  readonly width: Pixels
  readonly height: Pixels
}

/**
 * @param aspect the picture's width divided by its height
 * @param long the longer side, before rounding
 */
export function workSize(aspect: number, long: Pixels, multiple: Pixels): WorkSize {
  const wide = Number.isFinite(aspect) && aspect > 0 ? aspect : 1
  const [width, height] = wide >= 1 ? [long, long / wide] : [long * wide, long]
  return { width: rounded(width, multiple), height: rounded(height, multiple) }
}

export function rounded(side: Pixels, multiple: Pixels): Pixels {
  // Below 16 the quarter-size layers of a style net have nothing left to see.
  const least = Math.ceil(16 / multiple) * multiple
  return Math.max(least, Math.round(side / multiple) * multiple)
}
