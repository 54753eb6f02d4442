// Golden values of what begins, repeats and beats.
import { describe, expect, test } from 'vitest'
import { RunningAutocorrelation } from './autocorrelation'
import { scoreChoice } from './choice-network'
import { SpectralFlux } from './flux'
import { beatsAt, createFeatures, createHearing, featuresAt, UNITY } from './interpolate'
import { OnsetDetector } from './onset'
import { PACKED, packHearing, unpackHearing } from './serialize'
import { wrapped } from './phase'

describe('SpectralFlux', () => {
  test('measures a rise by group, and nothing for a fall', () => {
    const flux = new SpectralFlux([2, 4, 8], 1)
    const out = { all: 0, low: 0, mid: 0, high: 0 }
    flux.push(new Float64Array(8), out)
    flux.push(Float64Array.from([0.5, 0.5, 0, 0, 0, 0, 0, 0]), out)
    expect(out).toEqual({ all: 0.25, low: 0.5, mid: 0, high: 0 })
    flux.push(new Float64Array(8), out)
    expect(out).toEqual({ all: 0, low: 0, mid: 0, high: 0 })
  })

  test('a tone that slides to the next band is no beginning', () => {
    const flux = new SpectralFlux([1, 2, 4], 1)
    const out = { all: 0, low: 0, mid: 0, high: 0 }
    flux.push(Float64Array.from([0, 0.8, 0, 0]), out)
    flux.push(Float64Array.from([0, 0, 0.8, 0]), out)
    expect(out.all).toBe(0)
  })
})

describe('OnsetDetector', () => {
  test('reports each peak once, as it rises, however loud the one before', () => {
    const detector = new OnsetDetector(0.006)
    const found: number[] = []
    for (let i = 0; i < 600; i++) {
      const near = (at: number, height: number) => height * Math.max(0, 1 - Math.abs(i - at) / 4)
      const flux = 0.01 + 0.002 * (i % 3) + near(200, 0.8) + near(300, 0.15) + near(400, 0.4)
      if (detector.push(flux) > 0) found.push(i)
    }
    expect(found.map((i) => Math.round(i / 10) * 10)).toEqual([200, 300, 400])
  })

  test('is silent on a flux that only trembles', () => {
    const detector = new OnsetDetector(0.006)
    let found = 0
    for (let i = 0; i < 2000; i++) if (detector.push(0.1 + 0.02 * Math.sin(i * 1.7)) > 0 && i > 200) found++
    expect(found).toBe(0)
  })
})

describe('RunningAutocorrelation', () => {
  test('a pulse repeats at its period and twice that, and not between', () => {
    const envelope = new RunningAutocorrelation(64, 0.01, 4)
    for (let i = 0; i < 1000; i++) envelope.push(i % 20 === 0 ? 1 : 0)
    const whole = envelope.covariance(0)
    expect(whole).toBeCloseTo(0.0475, 2)
    expect(envelope.covariance(20) / whole).toBeCloseTo(1, 1)
    expect(envelope.covariance(40) / whole).toBeCloseTo(1, 1)
    expect(envelope.covariance(10)).toBeLessThan(0)
    expect(envelope.peak(19, 0.1)).toBe(envelope.covariance(20))
    expect(envelope.between(19.5)).toBeCloseTo((envelope.covariance(19) + envelope.covariance(20)) / 2, 12)
  })

  test('remembers its values', () => {
    const envelope = new RunningAutocorrelation(4, 0.01, 4)
    for (const value of [1, 2, 3, 4, 5]) envelope.push(value)
    expect([0, 1, 1.5, 2, 3].map((back) => envelope.past(back))).toEqual([5, 4, 3.5, 3, 2])
  })
})

test('the network of one unit is a tanh of a weighted sum', () => {
  const network = { centre: [1, 0], scale: [2, 1], hidden: [0.5, 0.25], bias: [0.1], output: [3] }
  expect(scoreChoice(network, [3, 2])).toBeCloseTo(3 * Math.tanh(0.1 + 0.5 + 0.5), 12)
})

test('wrapped is the short way round', () => {
  expect([0.75, -0.75, 0.25, 3].map(wrapped)).toEqual([-0.25, 0.25, 0.25, 0])
})

describe('the moment between two hops', () => {
  const hearing = {
    ...createHearing(),
    time: 10,
    level: 0.5,
    bass: 0.8,
    onset: 1,
    onsetAt: 10,
    tempo: 120,
    position: 7.75,
  }

  test('the beat moves on and the onset falls', () => {
    const out = createFeatures()
    featuresAt(hearing, 0.1, UNITY, out)
    expect(out.phase).toBeCloseTo(0.95, 9)
    expect(out.beat).toBeCloseTo(0.05 ** 3, 9)
    expect(out.onset).toBeCloseTo(Math.exp(-2), 9)
    expect(beatsAt(hearing, 0.125)).toBe(8)
    featuresAt(hearing, 0.125, UNITY, out)
    expect(out.beat).toBe(1)
  })

  test('the onset is down to a twentieth after 0.15 s', () => {
    const out = createFeatures()
    featuresAt(hearing, 0.15, UNITY, out)
    expect(out.onset).toBeLessThan(0.05)
  })

  test('gains scale and never leave 0..1', () => {
    const out = createFeatures()
    featuresAt(hearing, 0, { all: 0.5, bass: 0.5, mid: 1, treble: 1 }, out)
    expect([out.level, out.bass, out.onset]).toEqual([0.25, 0.2, 0.5])
    featuresAt(hearing, 0, { all: 4, bass: 4, mid: 1, treble: 1 }, out)
    expect([out.level, out.bass]).toEqual([1, 1])
  })

  test('no tempo, no beat and no phase', () => {
    const out = createFeatures()
    featuresAt({ ...hearing, tempo: 0 }, 0.3, UNITY, out)
    expect([out.tempo, out.beat, out.phase]).toEqual([0, 0, 0])
  })

  test('survives the way between the threads', () => {
    const packed = new Float64Array(PACKED)
    packHearing(hearing, 12.5, packed)
    const back = createHearing()
    expect(unpackHearing(packed, back)).toBe(12.5)
    expect(back).toEqual(hearing)
  })
})
