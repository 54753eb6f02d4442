// Taps as hands make them: unsteady, missed, doubled, and gone over to another tempo.
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../core/random'
import { TapTempo } from './tap-tempo'

function tapped(times: readonly number[]): TapTempo {
  const taps = new TapTempo()
  for (const time of times) taps.tap(time)
  return taps
}

describe('taps', () => {
  it('need two', () => {
    expect(tapped([3]).bpm).toBe(0)
    expect(tapped([3, 3.5]).bpm).toBeCloseTo(120, 9)
  })

  it.each([60, 90, 128, 174])('of %i BPM within 20 ms give it within 2 %', (bpm) => {
    const random = seededRandom(bpm)
    for (let run = 0; run < 50; run++) {
      const taps = tapped(Array.from({ length: 9 }, (_, i) => 100 + (i * 60) / bpm + (random() - 0.5) * 0.04))
      expect(Math.abs(taps.bpm / bpm - 1)).toBeLessThan(0.02)
      const beat = taps.beatAt(100 + (8 * 60) / bpm)
      expect((Math.abs(beat - Math.round(beat)) * 60) / bpm).toBeLessThan(0.025)
    }
  })

  it('bridge one that is left out, and pass over ones that miss or bounce', () => {
    expect(tapped([0, 0.5, 1, 2, 2.5]).bpm).toBeCloseTo(120, 9)
    expect(tapped([0, 0.5, 1, 1.2, 1.5, 2]).bpm).toBeCloseTo(120, 9)
    expect(tapped([0, 0.5, 0.52, 1, 1.01, 1.5]).bpm).toBeCloseTo(120, 9)
    expect(tapped([0, Number.NaN, 0.5, Infinity, 1]).bpm).toBeCloseTo(120, 9)
  })

  it('go over to another tempo with three of it', () => {
    expect(tapped([0, 0.5, 1, 1.5, 1.75, 2]).bpm).toBeCloseTo(240, 9)
    expect(tapped([0, 0.5, 1, 1.5, 2.2, 2.9]).bpm).toBeCloseTo(60 / 0.7, 9)
  })

  it('begin anew after a pause; the tempo holds until there is another', () => {
    const taps = tapped([0, 0.5, 1, 60])
    expect(taps.bpm).toBeCloseTo(120, 9)
    taps.tap(60.4)
    expect(taps.bpm).toBeCloseTo(150, 9)
  })
})
