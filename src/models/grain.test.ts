// The grain: the numbers that the trainer's has (models/train/grain.py), and their spread.
import { expect, it } from 'vitest'
import { grainAt, grainPlane } from './grain'

it.each([
  [0, 0, -1],
  [1, 1, -1],
  [2, 0, -0.1833019256591797],
  [0, 2, 0.7241113185882568],
  [1279, 719, 0.37139153480529785],
  [640, 361, 0.1490863561630249],
])('is at %i, %i what the trainer paints on', (x, y, there) => {
  expect(grainAt(x, y)).toBe(there)
})

it('is evenly spread about its offset, two by two pixels alike', () => {
  const plane = grainPlane(96, 64, 0.5, -0.25)
  expect(plane.reduce((sum, v) => sum + v, 0) / plane.length).toBeCloseTo(-0.25, 1)
  expect(Math.min(...plane)).toBeGreaterThanOrEqual(-0.75)
  expect(Math.max(...plane)).toBeLessThan(0.25)
  expect(new Set(plane).size).toBe(48 * 32)
  expect(plane[97]).toBe(plane[0])
})
