// The built-in music as written: in its range of tempo, the same for the same seed, and not the same for minutes.
import { expect, test } from 'vitest'
import { BARS_PER_SECTION, compose, STEPS_PER_BAR } from './composition'
import { drumSamples } from './drum-kit'

const SEEDS = Array.from({ length: 40 }, (_, i) => i + 1)
const section = (seed: number, index: number) =>
  JSON.stringify(
    Array.from({ length: STEPS_PER_BAR * BARS_PER_SECTION }, (_, i) =>
      compose(seed).step(index * STEPS_PER_BAR * BARS_PER_SECTION + i),
    ),
  )

test('every piece is between 112 and 124 beats a minute', () => {
  const tempi = SEEDS.map((seed) => compose(seed).bpm)
  expect(Math.min(...tempi)).toBeGreaterThanOrEqual(112)
  expect(Math.max(...tempi)).toBeLessThanOrEqual(124)
  expect(new Set(tempi).size).toBeGreaterThan(6)
})

test('a step is the same whenever it is asked for', () => {
  const one = compose(5)
  const forward = Array.from({ length: 600 }, (_, i) => JSON.stringify(one.step(i)))
  const two = compose(5)
  const backward = Array.from({ length: 600 }, (_, i) => JSON.stringify(two.step(599 - i))).toReversed()
  expect(backward).toEqual(forward)
})

test('no two of the first eight sections are alike: minutes without repetition', () => {
  const sections = Array.from({ length: 8 }, (_, i) => section(3, i))
  expect(new Set(sections).size).toBe(8)
})

test('every piece starts on a kick, and plays bass, chords and a melody in time', () => {
  for (const seed of SEEDS) {
    const piece = compose(seed)
    expect(piece.step(0).drums.map((d) => d.drum)).toContain('kick')
    const steps = Array.from({ length: STEPS_PER_BAR * BARS_PER_SECTION * 4 }, (_, i) => piece.step(i))
    for (const part of ['bass', 'chord'] as const) expect(steps.some((s) => s[part] !== null)).toBe(true)
    const notes = steps
      .flatMap((s) => [s.bass?.note, s.lead?.note, ...(s.chord?.notes ?? [])])
      .filter((n) => n !== undefined)
    expect(Math.min(...notes)).toBeGreaterThanOrEqual(28)
    expect(Math.max(...notes)).toBeLessThanOrEqual(100)
  }
})

test.each(['kick', 'clap', 'hat', 'open', 'rim'] as const)(
  'the %s is the same at every run, within the scale, and ends still',
  (drum) => {
    const samples = drumSamples(drum, 44100)
    expect(drumSamples(drum, 44100)).toEqual(samples)
    const peak = samples.reduce((most, s) => Math.max(most, Math.abs(s)), 0)
    expect(peak).toBeGreaterThan(0.1)
    expect(peak).toBeLessThanOrEqual(1.1)
    expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.01)
  },
)
