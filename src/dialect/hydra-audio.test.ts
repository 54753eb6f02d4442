// The ears of a sketch: what threshold, scale and smoothing make of the bands, beats, and when a meter is to be seen.
import { describe, expect, it } from 'vitest'
import { SILENCE, type BandReading } from '../contracts/sound'
import { HydraAudio } from './hydra-audio'

const steady = (bands: readonly number[]): HydraAudio =>
  new HydraAudio({ bands: (into) => into.forEach((_, i) => (into[i] = bands[i] ?? 0)) })

function hear(ears: HydraAudio, frames: number, dt = 1 / 60): number[] {
  for (let i = 0; i < frames; i++) ears.hear(SILENCE, dt)
  return ears.fft.map((value) => Math.round(value * 1000) / 1000)
}

describe('bands', () => {
  it('count from the threshold on, and are 1 a scale above it', () => {
    const ears = steady([1, 0.5, 2 / 12, 0])
    expect(hear(ears, 100)).toEqual([1, 0.4, 0, 0])
    ears.setCutoff(0)
    ears.setScale(6)
    expect(hear(ears, 1)).toEqual([1, 1, 0.333, 0])
  })

  it('have settings of their own, until all are given others', () => {
    const ears = steady([1, 1, 1, 1])
    Object.assign(ears.settings[1] ?? {}, { cutoff: 7, smooth: 0 })
    expect(hear(ears, 1)[1]).toBe(0.5)
    expect(hear(ears, 100)).toEqual([1, 0.5, 1, 1])
    ears.setCutoff(12)
    expect(hear(ears, 1)).toEqual([0, 0, 0, 0])
    ears.setBins(2)
    expect(ears.settings.map(({ cutoff }) => cutoff)).toEqual([12, 12])
  })

  it('are as many as asked for', () => {
    const ears = steady(Array.from({ length: 256 }, (_, i) => i / 10))
    ears.setBins(7)
    expect(hear(ears, 100)).toEqual([0, 0, 0.04, 0.16, 0.28, 0.4, 0.52])
    for (const [asked, got] of [
      [1000, 256],
      [0, 1],
      [Number.NaN, 1],
      [2.6, 3],
    ] as const) {
      ears.setBins(asked)
      expect(ears.fft).toHaveLength(got)
      expect(ears.loud).toHaveLength(got)
    }
  })

  it('follow as slowly as asked for, at any frame rate', () => {
    const after = (smooth: number, dt: number): number => {
      const ears = steady([1])
      ears.setBins(1)
      ears.setCutoff(0)
      ears.setScale(12)
      ears.setSmooth(smooth)
      return hear(ears, Math.round(0.2 / dt), dt)[0] ?? 0
    }
    expect(after(0, 1 / 60)).toBe(1)
    expect(after(0.9, 1 / 60)).toBeCloseTo(1 - 0.9 ** 12, 3)
    expect(after(0.9, 1 / 30)).toBeCloseTo(after(0.9, 1 / 60), 3)
    expect(after(Number.NaN, 1 / 60)).toBe(1)
  })

  it('are none where nothing is heard, and no number of the sketch makes them anything else', () => {
    const ears = new HydraAudio(null)
    expect(hear(ears, 3)).toEqual([0, 0, 0, 0])
    ears.setScale(0)
    ears.setCutoff(Number.NaN)
    expect(hear(ears, 3)).toEqual([0, 0, 0, 0])
  })
})

it('calls on every beat once a tempo is known', () => {
  const ears = new HydraAudio(null)
  let beats = 0
  ears.onBeat = () => beats++
  const phases = [0.5, 0.9, 0.1, 0.5, 0.9, 0.1]
  for (const phase of phases) ears.hear({ ...SILENCE, phase }, 1 / 60)
  expect(beats).toBe(0)
  for (const phase of phases) ears.hear({ ...SILENCE, phase, tempo: 120 }, 1 / 60)
  expect(beats).toBe(2)
})

it('shows a meter while it is asked for and the sketch is on stage', () => {
  const ears = new HydraAudio(null)
  const told: (BandReading | null)[] = []
  ears.meter = (bands) => told.push(bands)
  ears.show()
  ears.wake()
  ears.rest()
  ears.wake()
  ears.hide()
  expect(told).toEqual([null, ears, null, ears, null])
})
