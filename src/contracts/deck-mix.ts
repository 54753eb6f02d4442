// How two decks become one picture: the curves of the crossfader, and the ways in which light meets light.
import type { Unit01 } from '../core/units'

export const MIX_CURVES = ['dissolve', 'power', 'scratch', 'cut', 's'] as const
/**
 * dissolve: one goes as the other comes. power: both a little louder in the middle, for lights that add. scratch: both full in the
 * middle. cut: one or the other. s: slow at both ends.
 */
export type MixCurve = (typeof MIX_CURVES)[number]

export const MIX_BLENDS = ['normal', 'add', 'screen', 'multiply', 'difference', 'lighten'] as const
export type MixBlend = (typeof MIX_BLENDS)[number]

/** How much of A and of B shows where the crossfader is at `x`; 0 is A, 1 is B. */
export function gainsAt(x: Unit01, curve: MixCurve): readonly [a: Unit01, b: Unit01] {
  switch (curve) {
    case 'dissolve':
      return [1 - x, x]
    case 'power':
      return [Math.cos((Math.PI / 2) * x), Math.sin((Math.PI / 2) * x)]
    case 'scratch':
      return [Math.min(1, 2 * (1 - x)), Math.min(1, 2 * x)]
    case 'cut':
      return x < 0.5 ? [1, 0] : [0, 1]
    case 's': {
      const eased = x * x * (3 - 2 * x)
      return [1 - eased, eased]
    }
  }
}
