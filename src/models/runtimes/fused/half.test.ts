// Half floats by hand, against the values that their bits stand for.
import { expect, it } from 'vitest'
import { halfBits, toHalves } from './half'

/** What `bits` mean, straight from the format. */
function halfValue(bits: number): number {
  const [sign, exponent, mantissa] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 31, bits & 1023]
  if (exponent === 31) return mantissa ? Number.NaN : sign * Infinity
  return sign * (exponent ? (1024 + mantissa) * 2 ** (exponent - 25) : mantissa * 2 ** -24)
}

it('every half float comes back as itself', () => {
  const all = Array.from({ length: 0x10000 }, (_, bits) => bits).filter((bits) => Number.isFinite(halfValue(bits)))
  expect(all.map((bits) => halfBits(halfValue(bits)))).toEqual(all)
})

it.each([
  ['between two, the nearer', 1 + 0.6 / 1024, 1 + 1 / 1024],
  ['in the middle, the even one', 1 + 0.5 / 1024, 1],
  ['in the middle of the next two, the even one again', 1 + 1.5 / 1024, 1 + 2 / 1024],
  ['among the smallest', 2.4 * 2 ** -24, 2 * 2 ** -24],
  ['below them, nothing', 2 ** -26, 0],
  ['the largest for what is larger', -70000, -65504],
  ['the largest for infinity', Infinity, 65504],
])('%s: %d becomes %d', (_, value, expected) => {
  expect(halfValue(halfBits(value))).toBe(expected)
})

it('no number stays none', () => {
  expect(halfValue(toHalves(Float32Array.of(Number.NaN))[0] ?? 0)).toBeNaN()
})
