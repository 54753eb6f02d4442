// Samples in, features out. Its only clock is the number of samples it heard, so the same sound gives the same features.
import { follow } from '../core/signal'
import type { Decibels, Hertz, Seconds } from '../core/units'
import { AdaptiveRange } from './adaptive-range'
import { BAND_EDGES, bandPower } from './bands'
import { BeatTracker } from './beat-tracker'
import { centroid } from './centroid'
import { earBands } from './bark-bands'
import { Filterbank } from './filterbank'
import { SpectralFlux, type Flux } from './flux'
import { meanSquare, powerToDecibels } from './level'
import { createHearing, type Hearing } from './interpolate'
import { Rhythm } from './rhythm'
import { Spectrum } from './spectrum'
import { LONGEST } from './tempo'
import { Whitening } from './whitening'

/** Length of sound that the levels are read from; bass needs that much to be told from what is above it. */
const LEVEL_WINDOW: Seconds = 0.046
/** Length of sound that beginnings are read from: short, so that a hi-hat stands out. */
const ONSET_WINDOW: Seconds = 0.023
/** Two spectra are compared this far apart. */
const FLUX_LAG: Seconds = 0.0174
/** How late the flux peaks after a hit. */
export const LATENCY: Seconds = 0.009
/** Where the kick's bands end, and the snare's and voices'. */
const GROUP_EDGES: readonly [Hertz, Hertz] = [180, 2500]
/** Smoothing of the levels and of the centroid. */
const METER = { attack: 0.012, release: 0.16 }
const CENTROID = { attack: 0.05, release: 0.1 }
/** A band's loud end is at most this far below that of the whole. */
const BAND_DEPTH: Decibels = 34
const BANDS = ['bass', 'mid', 'treble'] as const

export class Analyser {
  /** Samples between two looks for beginnings: 256 at 44.1 and 48 kHz. Levels are read every second time. */
  readonly hop: number
  /** What was heard up to the last full hop; the same object every time. */
  readonly hearing: Hearing = createHearing()

  private readonly dt: Seconds
  private readonly recent: Float64Array
  private readonly levelSpectrum: Spectrum
  private readonly onsetSpectrum: Spectrum
  private readonly bank: Filterbank
  private readonly bands: Float64Array
  private readonly whitening: Whitening
  private readonly flux: SpectralFlux
  private readonly rise: Flux = { all: 0, low: 0, mid: 0, high: 0 }
  /** What is known of the rhythm, for fitting. */
  readonly rhythm: Rhythm
  private readonly beats: BeatTracker
  private readonly ranges = {
    level: new AdaptiveRange(),
    bass: new AdaptiveRange(),
    mid: new AdaptiveRange(),
    treble: new AdaptiveRange(),
  }
  private filled = 0
  private hops = 0
  private sounding = false

  constructor(private readonly sampleRate: Hertz) {
    const size = 2 ** Math.round(Math.log2(ONSET_WINDOW * sampleRate))
    this.hop = Math.min(512, size / 4)
    this.dt = this.hop / sampleRate
    this.onsetSpectrum = new Spectrum(size)
    this.levelSpectrum = new Spectrum(2 ** Math.round(Math.log2(LEVEL_WINDOW * sampleRate)))
    this.recent = new Float64Array(this.levelSpectrum.size)
    this.bank = new Filterbank(size, sampleRate)
    this.bands = new Float64Array(this.bank.bands)
    this.whitening = new Whitening(this.bank.bands)
    const ends = [this.bank.below(GROUP_EDGES[0]), this.bank.below(GROUP_EDGES[1]), this.bank.bands] as const
    this.flux = new SpectralFlux(ends, Math.max(1, Math.round(FLUX_LAG / this.dt)))
    this.rhythm = new Rhythm(this.dt, LONGEST)
    this.beats = new BeatTracker(this.rhythm, LATENCY)
  }

  /** |X|² of the last spectrum, `bandPower`'s kind, for displays. */
  get spectrum(): Float64Array {
    return this.levelSpectrum.power
  }

  /** Hears `samples` (any number, -1..1); returns true when at least one hop was completed. */
  push(samples: Float32Array): boolean {
    let completed = false
    let from = 0
    const start = this.recent.length - this.hop
    while (from < samples.length) {
      const count = Math.min(samples.length - from, this.hop - this.filled)
      for (let i = 0; i < count; i++) {
        const sample = samples[from + i] ?? 0
        // A broken driver's NaN would stay in every sum for good.
        this.recent[start + this.filled + i] = Number.isFinite(sample) ? sample : 0
      }
      from += count
      this.filled += count
      if (this.filled < this.hop) continue
      this.listen()
      this.recent.copyWithin(0, this.hop)
      this.filled = 0
      completed = true
    }
    return completed
  }

  private listen(): void {
    const { hearing, dt, bank, bands, rhythm } = this
    this.hops++
    hearing.time = (this.hops * this.hop) / this.sampleRate
    if (this.hops % 2 === 0) this.meter(2 * dt)
    this.onsetSpectrum.of(this.recent)
    bank.magnitudes(this.onsetSpectrum.power, this.onsetSpectrum.size, bands)
    this.whitening.apply(bands, dt)
    this.flux.push(bands, this.rise)
    const onset = rhythm.push(this.rise)
    if (onset > 0) {
      hearing.onset = Math.min(1, 0.6 + onset)
      hearing.onsetAt = hearing.time
    }
    if (rhythm.advanced) this.beats.advance(this.sounding)
    hearing.tempo = this.beats.tempo
    hearing.position = this.beats.position
    // Between two values of the envelopes the pulse has moved on by a hop.
    if (!rhythm.advanced) hearing.position += (dt * hearing.tempo) / 60
  }

  private meter(dt: Seconds): void {
    const { hearing, ranges, sampleRate, levelSpectrum } = this
    const { size, power } = levelSpectrum
    levelSpectrum.of(this.recent)
    const loudness = powerToDecibels(meanSquare(this.recent, this.recent.length - 2 * this.hop))
    const level = ranges.level.push(loudness, dt)
    hearing.level = follow(hearing.level, level, dt, METER)
    const leastTop = ranges.level.loud - BAND_DEPTH
    for (const name of BANDS) {
      const [low, high] = BAND_EDGES[name]
      const decibels = powerToDecibels(bandPower(power, size, sampleRate, low, high))
      hearing[name] = follow(hearing[name], ranges[name].push(decibels, dt, leastTop), dt, METER)
    }
    hearing.loud = ranges.level.loud
    earBands(power, size, sampleRate, hearing.bands)
    this.sounding = level > 0
    const brightness = this.sounding ? centroid(power, size, sampleRate) : 0
    hearing.centroid = follow(hearing.centroid, brightness, dt, CENTROID)
  }
}
