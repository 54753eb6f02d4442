// Boundaries, exactly on them, around them and with a picture that comes late.
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../core/random'
import { nextBoundary, nextBoundaryTime, QUANTISE_GRIDS, gridBeats } from './quantise'
import { Timeline } from './timeline'

describe('the next boundary', () => {
  it.each([
    ['none', 5.3, 5.3],
    ['1/4', 5.3, 5.5],
    ['1/2', 5.3, 5.5],
    ['1', 5.3, 6],
    ['1 bar', 5.3, 8],
    ['2 bars', 9, 16],
    ['4 bars', 17, 32],
    ['8 bars', 5.3, 32],
    ['1 bar', 8, 8],
    ['1 bar', 8 + 1e-7, 8],
    ['1 bar', 8 - 1e-7, 8],
    ['1 bar', 8 + 1e-5, 12],
    ['1', 0, 0],
  ] as const)('of %s after beat %f is %f', (grid, beat, boundary) => {
    expect(nextBoundary(beat, grid)).toBe(boundary)
  })

  it('counts the beats of the bar', () => {
    expect(nextBoundary(5.3, '2 bars', 3)).toBe(6)
  })

  it('is never before the beat, and never further than the grid', () => {
    const random = seededRandom(1)
    for (let i = 0; i < 2000; i++) {
      const beat = random() * 10_000
      for (const grid of QUANTISE_GRIDS) {
        const ahead = nextBoundary(beat, grid) - beat
        expect(ahead).toBeGreaterThanOrEqual(-1.1e-6)
        expect(ahead).toBeLessThanOrEqual(gridBeats(grid) + 1e-6)
      }
    }
  })
})

describe('as a time', () => {
  const clock = new Timeline(120)

  it('is when the beat comes, less what the picture takes', () => {
    expect(nextBoundaryTime(2.5, '1 bar', clock)).toBe(4)
    expect(nextBoundaryTime(2.5, '1 bar', clock, 0.1)).toBeCloseTo(3.9, 12)
    expect(nextBoundaryTime(2.5, 'none', clock, 0.1)).toBe(2.5)
  })

  it('is the one after, when the picture would come too late', () => {
    expect(nextBoundaryTime(3.95, '1 bar', clock, 0.1)).toBeCloseTo(5.9, 12)
  })

  it('is now on a clock that stands still', () => {
    expect(nextBoundaryTime(3, '1 bar', new Timeline(0))).toBe(3)
    const stopped = new Timeline(0)
    stopped.moveTo(1.5, 2)
    expect(nextBoundaryTime(3, '1 bar', stopped)).toBe(3)
  })
})
