// The spectrum as live code asks for it: a tone stands in its own band, in any number of bands, and the same at every run.
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../core/random'
import { Log } from '../core/log'
import { EAR_BANDS, earBands, earFrequency, widerBand } from './bark-bands'
import { AudioAnalysis } from './audio-analysis'
import { UNITY, type Gains } from './interpolate'
import { Spectrum } from './spectrum'

const RATE = 44100

type Sound = (time: number) => number

/** It swells twice a second, for what never changes is background; softly, for a click is in every band. */
const tone =
  (hertz: number): Sound =>
  (time) =>
    0.25 * Math.sin(2 * Math.PI * hertz * time) * (1 - Math.cos(4 * Math.PI * time))

async function ears(sound: Sound, gains: Gains = UNITY): Promise<AudioAnalysis> {
  const samples = Float32Array.from({ length: 4 * RATE }, (_, i) => sound(i / RATE))
  const made = new AudioAnalysis({ log: new Log(() => 0), gains, onBeat: () => undefined })
  const load = (): Promise<{ samples: Float32Array; sampleRate: number }> =>
    Promise.resolve({ samples, sampleRate: RATE })
  await made.stepThrough('file', { demo: load, file: load })
  return made
}

/** The largest value of each of `count` bands over the second half of the sound. */
async function most(sound: Sound, count: number, gains?: Gains): Promise<number[]> {
  const listening = await ears(sound, gains)
  const bands = Array.from({ length: count }, () => 0)
  const top = Array.from({ length: count }, () => 0)
  for (let frame = 0; frame < 230; frame++) {
    listening.listen(frame / 60)
    listening.bands(bands)
    if (frame > 120) bands.forEach((value, i) => (top[i] = Math.max(top[i] ?? 0, value)))
  }
  return top
}

function bandOf(hertz: number, count: number): number {
  for (let i = count - 1; i > 0; i--) if (earFrequency(i / count) <= hertz) return i
  return 0
}

describe('bands as wide to the ear', () => {
  it('have the edges of the Bark scale', () => {
    expect([0, 1].map((share) => Math.round(earFrequency(share)))).toEqual([20, 16000])
    const critical = (at: number): number => earFrequency(at + 1 / 23.6) - earFrequency(at)
    // A critical band is about 100 Hz wide below 500 Hz, and a fifth of its frequency above.
    expect(critical(0)).toBeGreaterThan(70)
    expect(critical(0)).toBeLessThan(110)
    expect(critical(0.75) / earFrequency(0.75)).toBeGreaterThan(0.12)
    expect(critical(0.75) / earFrequency(0.75)).toBeLessThan(0.25)
  })

  it('hold all the power between them, in however many they are put together', () => {
    const random = seededRandom(4)
    const samples = Float32Array.from({ length: 2048 }, () => random() - 0.5)
    const spectrum = new Spectrum(2048)
    spectrum.of(samples)
    const fine = new Float64Array(EAR_BANDS)
    earBands(spectrum.power, 2048, RATE, fine)
    const whole = fine.reduce((sum, power) => sum + power, 0)
    // White noise of 1/12, as much of it as lies below 16 kHz.
    expect(whole / ((1 / 12) * (16000 / (RATE / 2)))).toBeCloseTo(1, 1)
    for (const count of [1, 3, 4, 24, 100, 256]) {
      let sum = 0
      for (let i = 0; i < count; i++) sum += widerBand(fine, i, count)
      expect(sum / whole).toBeCloseTo(1, 9)
    }
  })
})

describe('the bands of a sound', () => {
  it.each([
    [80, 4],
    [80, 16],
    [700, 4],
    [700, 16],
    [700, 64],
    [3000, 8],
    [9000, 24],
  ])('a tone of %d Hz stands out in its own of %d bands', async (hertz, count) => {
    const top = await most(tone(hertz), count)
    const own = bandOf(hertz, count)
    expect(top[own]).toBeGreaterThan(0.7)
    const far = top.filter((_, i) => Math.abs(i - own) > Math.max(1, count / 12))
    expect(Math.max(...far)).toBeLessThan(0.35)
  })

  it('fall to nothing in silence, and are nothing without a sound', async () => {
    expect(await most(() => 0, 5)).toEqual([0, 0, 0, 0, 0])
    const deaf = new AudioAnalysis({ log: new Log(() => 0), gains: UNITY, onBeat: () => undefined })
    const bands = [1, 1]
    deaf.listen(1)
    deaf.bands(bands)
    expect(bands).toEqual([0, 0])
    const ending = await ears((time) => (time < 2 ? tone(300)(time) : 0))
    const heard = [0, 0, 0]
    for (let frame = 0; frame < 150; frame++) {
      ending.listen(frame / 60)
      ending.bands(heard)
    }
    expect(heard.map(Math.abs)).toEqual([0, 0, 0])
  })

  it('follow the gains of their part of the sound', async () => {
    const [own = 0] = await most(tone(80), 16)
    expect((await most(tone(80), 16, { ...UNITY, bass: 0.5 }))[0]).toBeCloseTo(own / 2, 6)
    expect((await most(tone(80), 16, { ...UNITY, treble: 0 }))[0]).toBeCloseTo(own, 6)
    // A band of 20 to 600 Hz is bass for less than its half.
    const [wide = 0] = await most(tone(80), 4)
    const [less = 0] = await most(tone(80), 4, { ...UNITY, bass: 0 })
    expect(less / wide).toBeGreaterThan(0.5)
    expect(less / wide).toBeLessThan(0.7)
    expect((await most(tone(80), 4, { ...UNITY, all: 0 })).map(Math.abs)).toEqual([0, 0, 0, 0])
  })

  it('are the same at every run', async () => {
    const sound: Sound = (time) => tone(120)(time) + 0.3 * tone(2500)(time + 0.1)
    expect(await most(sound, 12)).toEqual(await most(sound, 12))
  })
})
