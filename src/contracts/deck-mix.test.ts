// The crossfader's curves at their ends and in the middle.
import { expect, it } from 'vitest'
import { gainsAt, MIX_CURVES } from './deck-mix'

it.each(MIX_CURVES)('%s shows one deck alone at either end, and never falls on the way', (curve) => {
  expect(gainsAt(0, curve).map((gain) => Math.round(gain * 1e9) / 1e9)).toEqual([1, 0])
  expect(gainsAt(1, curve).map((gain) => Math.round(gain * 1e9) / 1e9)).toEqual([0, 1])
  let last = 0
  for (let x = 0; x <= 1; x += 0.01) {
    const [, b] = gainsAt(x, curve)
    expect(b).toBeGreaterThanOrEqual(last)
    last = b
  }
})

it.each([
  ['dissolve', 0.25, [0.75, 0.25]],
  ['power', 0.5, [Math.SQRT1_2, Math.SQRT1_2]],
  ['scratch', 0.5, [1, 1]],
  ['scratch', 0.25, [1, 0.5]],
  ['cut', 0.49, [1, 0]],
  ['cut', 0.5, [0, 1]],
  ['s', 0.25, [0.84375, 0.15625]],
] as const)('%s at %s', (curve, x, gains) => {
  gainsAt(x, curve).forEach((gain, i) => expect(gain).toBeCloseTo(gains[i] ?? Number.NaN, 9))
})
