// Rooms and clubs: what the meters show after the ear got used to the place.
import { expect, test } from 'vitest'
import { seededRandom } from '../core/random'
import { Analyser } from './analyser'

const RATE = 44100

/** Levels shown in the last ten of `seconds`, twenty a second. */
function shown(seconds: number, sample: (t: number, noise: number) => number): number[] {
  const analyser = new Analyser(RATE)
  const random = seededRandom(9)
  const block = new Float32Array(RATE / 20)
  const levels: number[] = []
  for (let b = 0; b < seconds * 20; b++) {
    for (let i = 0; i < block.length; i++) block[i] = sample(b / 20 + i / RATE, 2 * random() - 1)
    analyser.push(block)
    if (b >= (seconds - 10) * 20) levels.push(analyser.hearing.level)
  }
  return levels
}

const beating = (t: number) => Math.exp(-(t % 0.5) / 0.1) * Math.sin(2 * Math.PI * 80 * t)

test.each([0.0003, 0.001, 0.004])('an empty room with noise of %d RMS is still', (rms) => {
  const levels = shown(30, (_, noise) => rms * Math.sqrt(3) * noise)
  expect(Math.max(...levels)).toBeLessThan(0.15)
})

test('music at 0.004 RMS over a quiet room moves the meter as much as loud music', () => {
  const quiet = shown(30, (t, noise) => 0.012 * beating(t) + 0.0003 * noise)
  const loud = shown(30, (t, noise) => 0.9 * beating(t) + 0.0003 * noise)
  for (const levels of [quiet, loud]) {
    expect(Math.max(...levels)).toBeGreaterThan(0.7)
    expect(Math.min(...levels)).toBeLessThan(0.4)
  }
})

test('a club that clips never stays at 1', () => {
  const levels = shown(30, (t, noise) => Math.max(-1, Math.min(1, 6 * beating(t) + 0.8 * noise)))
  expect(levels.filter((level) => level >= 0.99)).toEqual([])
  expect(Math.max(...levels) - Math.min(...levels)).toBeGreaterThan(0.15)
})

test('a held loud note is neither dead nor at the end of the scale', () => {
  const levels = shown(40, (t) => 0.3 * Math.sin(2 * Math.PI * 220 * t))
  expect(Math.min(...levels)).toBeGreaterThan(0.5)
  expect(Math.max(...levels)).toBeLessThan(0.95)
})

test('after loud music a quiet piece is heard again within twenty seconds', () => {
  const levels = shown(60, (t) => (t < 30 ? 0.5 : 0.02) * beating(t))
  expect(Math.max(...levels)).toBeGreaterThan(0.5)
})

test('silence is nothing at all', () => {
  expect(Math.max(...shown(12, () => 0))).toBe(0)
})
