// The way from the picture to its painting: exact at its ends, even in its colours, and never paler than both.
import { describe, expect, it } from 'vitest'
import { weightsAt } from './dry-wet'

const WAY = Array.from({ length: 21 }, (_, i) => i / 20)

describe('the weights on the way from the picture to the painting', () => {
  it('are the picture and the painting themselves at the ends', () => {
    expect(weightsAt(0)).toEqual({ picture: 1, painting: 0, softPicture: 0, softPainting: 0 })
    expect(weightsAt(1)).toEqual({ picture: 0, painting: 1, softPicture: 0, softPainting: 0 })
  })

  it('mix colours evenly', () => {
    for (const at of WAY) {
      const { picture, painting, softPicture, softPainting } = weightsAt(at)
      expect(painting + softPainting).toBeCloseTo(at, 12)
      expect(picture + softPicture).toBeCloseTo(1 - at, 12)
    }
  })

  it('keep the contrast of drawings that are half alike, which an even mix makes paler by an eighth', () => {
    const contrast = (a: number, b: number): number => Math.sqrt(a * a + b * b + 2 * 0.5 * a * b)
    for (const at of WAY) {
      const { picture, painting } = weightsAt(at)
      expect(contrast(picture, painting)).toBeCloseTo(1, 12)
    }
    expect(contrast(0.5, 0.5)).toBeLessThan(0.87)
  })

  it('leave more of the picture than an even mix does at 0.7, and lose none of it to a painting that comes', () => {
    const left = WAY.map((at) => weightsAt(at).picture)
    expect(weightsAt(0.7).picture).toBeGreaterThan(0.4)
    expect(left).toEqual([...left].sort((a, b) => b - a))
  })
})
