// Golden values of the pure functions: spectra, levels, bands, brightness, against sums done the long way.
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../core/random'
import { BAND_EDGES, bandPower } from './bands'
import { centroid } from './centroid'
import { RealFft } from './fft'
import { Filterbank } from './filterbank'
import { FLOOR_DB, meanSquare, powerToDecibels } from './level'
import { RunningMedian } from './running-median'
import { Spectrum } from './spectrum'
import { Whitening } from './whitening'

const RATE = 44100
const sine = (hertz: number, gain: number, length: number) =>
  Float32Array.from({ length }, (_, i) => gain * Math.sin((2 * Math.PI * hertz * i) / RATE))

function slowPower(samples: ArrayLike<number>, bin: number): number {
  let re = 0
  let im = 0
  for (let i = 0; i < samples.length; i++) {
    const turn = (2 * Math.PI * bin * i) / samples.length
    re += (samples[i] ?? 0) * Math.cos(turn)
    im -= (samples[i] ?? 0) * Math.sin(turn)
  }
  return re * re + im * im
}

describe('RealFft', () => {
  test('gives what the sum over all samples gives', () => {
    const random = seededRandom(1)
    const samples = Float64Array.from({ length: 64 }, () => 2 * random() - 1)
    const power = new Float64Array(33)
    new RealFft(64).power(samples, power)
    for (let bin = 0; bin <= 32; bin++) expect(power[bin]).toBeCloseTo(slowPower(samples, bin), 9)
  })

  test('a full-scale cosine on a bin is (size/2)² there and nothing elsewhere', () => {
    const samples = Float64Array.from({ length: 256 }, (_, i) => Math.cos((2 * Math.PI * 10 * i) / 256))
    const power = new Float64Array(129)
    new RealFft(256).power(samples, power)
    expect(power[10]).toBeCloseTo(128 ** 2, 6)
    expect(power.reduce((sum, p) => sum + p, 0) - (power[10] ?? 0)).toBeLessThan(1e-18)
  })

  test('refuses a size that is no power of two, by name', () => {
    expect(() => new RealFft(1000)).toThrow('An FFT needs a power of two of at least 8: got 1000.')
  })
})

test('level: a full-scale sine is -3 dB, silence the floor', () => {
  expect(powerToDecibels(meanSquare(sine(441, 1, 44100)))).toBeCloseTo(-3.01, 2)
  expect(powerToDecibels(meanSquare(new Float32Array(8)))).toBe(FLOOR_DB)
  expect(meanSquare([9, 9, 1, 1], 2)).toBe(1)
})

test.each([
  [100, 'bass'],
  [800, 'mid'],
  [6000, 'treble'],
] as const)('a sine of %d Hz is all in %s, at its power', (hertz, where) => {
  const spectrum = new Spectrum(2048)
  spectrum.of(sine(hertz, 0.5, 2048))
  const power = (name: keyof typeof BAND_EDGES) => {
    const [low, high] = BAND_EDGES[name]
    return bandPower(spectrum.power, 2048, RATE, low, high)
  }
  expect(power(where)).toBeCloseTo(0.125, 2)
  const elsewhere = (['bass', 'mid', 'treble'] as const).filter((name) => name !== where).map(power)
  expect(Math.max(...elsewhere)).toBeLessThan(0.125e-3)
})

test('the bands next to each other share out what lies on their edge', () => {
  const spectrum = new Spectrum(2048)
  spectrum.of(sine(250, 0.5, 2048))
  const bass = bandPower(spectrum.power, 2048, RATE, ...BAND_EDGES.bass)
  const mid = bandPower(spectrum.power, 2048, RATE, ...BAND_EDGES.mid)
  expect(bass + mid).toBeCloseTo(0.125, 2)
  expect(Math.min(bass, mid)).toBeGreaterThan(0.03)
})

test.each([
  [100, 0.24],
  [1000, 0.585],
  [8000, 0.896],
])('the centroid of a sine of %d Hz is at its place on the log axis', (hertz, place) => {
  const spectrum = new Spectrum(2048)
  spectrum.of(sine(hertz, 0.5, 2048))
  expect(centroid(spectrum.power, 2048, RATE)).toBeCloseTo(place, 1)
})

test('the centroid of silence is 0', () => {
  expect(centroid(new Float64Array(1025), 2048, RATE)).toBe(0)
})

test('the filterbank keeps the power of a sine, in one band or its neighbour', () => {
  const spectrum = new Spectrum(1024)
  const bank = new Filterbank(1024, RATE)
  const out = new Float64Array(bank.bands)
  spectrum.of(sine(1000, 0.5, 1024))
  bank.magnitudes(spectrum.power, 1024, out)
  expect(out.reduce((sum, m) => sum + m * m, 0)).toBeCloseTo(0.125, 2)
  expect(bank.below(180)).toBeLessThan(bank.below(2500))
  expect(bank.below(0)).toBe(1)
})

test('whitening: the same sound at any loudness is the same picture', () => {
  const loud = new Whitening(3)
  const soft = new Whitening(3)
  let a = new Float64Array(3)
  let b = new Float64Array(3)
  for (const frame of [
    [1, 0.5, 0.1],
    [0.2, 0.5, 0.4],
    [0.6, 0.1, 0],
  ]) {
    a = Float64Array.from(frame)
    b = Float64Array.from(frame, (x) => x * 0.001)
    loud.apply(a, 0.01)
    soft.apply(b, 0.01)
  }
  expect([...a]).toEqual([...b].map((x) => expect.closeTo(x, 9)))
  expect(Math.max(...a)).toBeLessThanOrEqual(1)
})

test('the running median is the median of the last n', () => {
  const random = seededRandom(4)
  const median = new RunningMedian(7)
  const all: number[] = []
  for (let i = 0; i < 100; i++) {
    const x = Math.round(random() * 9)
    all.push(x)
    median.push(x)
    const last = all.slice(-7).toSorted((p, q) => p - q)
    expect(median.quantile(0.5)).toBe(last[Math.floor(last.length / 2)])
  }
  expect(new RunningMedian(3).quantile(0.5)).toBe(0)
})
