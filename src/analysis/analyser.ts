// Samples in, features out. Its only clock is the number of samples it heard, so the same sound gives the same features.
import { follow } from '../core/signal'
import type { Hertz, Seconds } from '../core/units'
import { AdaptiveRange } from './adaptive-range'
import { BAND_EDGES, bandPower } from './bands'
import { BeatTracker } from './beat-tracker'
import { centroid } from './centroid'
import { hann, RealFft } from './fft'
import { Filterbank } from './filterbank'
import { SpectralFlux, type Flux } from './flux'
import { powerToDecibels, rms } from './level'
import { createHearing, type Hearing } from './moment'
import { OnsetDetector } from './onset'
import { Whitening } from './whitening'

/** The most samples between two looks at the sound. */
export const HOP = 512
/** Length of sound that a spectrum is made of. */
const WINDOW: Seconds = 0.043
/** How late the flux peaks after a hit. */
const LATENCY: Seconds = 0.022
/** Bands below this are the kick's. */
const LOW: Hertz = 180
/** Smoothing of the levels. */
const METER = { attack: 0.012, release: 0.16 }
/** A band's loud end is at most this far below that of the whole. */
const BAND_DEPTH = 34

export class Analyser {
  readonly hop: number
  readonly dt: Seconds
  /** What was heard up to the last full hop; the same object every time. */
  readonly hearing: Hearing = createHearing()
  /** |X|² of the last spectrum, for displays. */
  readonly spectrum: Float32Array

  private readonly size: number
  private readonly fft: RealFft
  private readonly window: Float64Array
  private readonly recent: Float32Array
  private readonly framed: Float64Array
  private readonly bank: Filterbank
  private readonly bands: Float64Array
  private readonly whitening: Whitening
  private readonly flux: SpectralFlux
  private readonly rise: Flux = { all: 0, low: 0 }
  private readonly onsets: OnsetDetector
  private readonly lows: OnsetDetector
  private readonly beats: BeatTracker
  private readonly ranges = {
    level: new AdaptiveRange(),
    bass: new AdaptiveRange(),
    mid: new AdaptiveRange(),
    treble: new AdaptiveRange(),
  }
  private readonly tail: Float32Array
  private filled = 0
  private heard = 0

  constructor(private readonly sampleRate: Hertz) {
    this.size = 2 ** Math.round(Math.log2(WINDOW * sampleRate))
    this.hop = Math.min(HOP, this.size / 4)
    this.dt = this.hop / sampleRate
    this.fft = new RealFft(this.size)
    this.window = hann(this.size)
    this.recent = new Float32Array(this.size)
    this.tail = this.recent.subarray(this.size - this.hop)
    this.framed = new Float64Array(this.size)
    this.spectrum = new Float32Array(this.fft.bins)
    this.bank = new Filterbank(this.size, sampleRate)
    this.bands = new Float64Array(this.bank.bands)
    this.whitening = new Whitening(this.bank.bands)
    const split = this.bank.centres.findIndex((centre) => centre > LOW)
    this.flux = new SpectralFlux(this.bank.bands, Math.max(1, split), Math.max(1, Math.round(0.021 / this.dt)))
    this.onsets = new OnsetDetector(this.dt)
    this.lows = new OnsetDetector(this.dt)
    this.beats = new BeatTracker(this.dt, LATENCY)
  }

  /** Hears `samples` (any number, -1..1); returns true when at least one hop was completed. */
  push(samples: Float32Array): boolean {
    let completed = false
    let from = 0
    while (from < samples.length) {
      const count = Math.min(samples.length - from, this.hop - this.filled)
      const to = this.size - this.hop + this.filled
      for (let i = 0; i < count; i++) {
        const s = samples[from + i] ?? 0
        this.recent[to + i] = s === s ? s : 0
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
    const { hearing, dt, size, sampleRate } = this
    this.heard += this.hop
    hearing.time = this.heard / sampleRate
    for (let i = 0; i < size; i++) this.framed[i] = (this.recent[i] ?? 0) * (this.window[i] ?? 0)
    this.fft.power(this.framed, this.spectrum)
    const sounding = this.meter()
    this.bank.magnitudes(this.spectrum, size, this.bands)
    this.whitening.apply(this.bands, dt)
    this.flux.push(this.bands, this.rise)
    const onset = this.onsets.push(this.rise.all)
    this.lows.push(this.rise.low)
    if (onset > 0) {
      hearing.onset = Math.min(1, 0.6 + onset)
      hearing.onsetAt = hearing.time
    }
    this.beats.push(this.onsets.salience + 0.5 * this.lows.salience, sounding)
    hearing.tempo = this.beats.tempo
    hearing.position = this.beats.position
  }

  /** The levels; returns whether there is anything to hear. */
  private meter(): boolean {
    const { hearing, ranges, dt, spectrum, size, sampleRate } = this
    const loudness = rms(this.tail)
    const level = ranges.level.push(powerToDecibels(loudness * loudness), dt)
    const leastTop = ranges.level.loud - BAND_DEPTH
    hearing.level = follow(hearing.level, level, dt, METER)
    for (const name of BANDS) {
      const [low, high] = BAND_EDGES[name]
      const decibels = powerToDecibels(bandPower(spectrum, size, sampleRate, low, high))
      hearing[name] = follow(hearing[name], ranges[name].push(decibels, dt, leastTop), dt, METER)
    }
    const sounding = level > 0
    hearing.centroid = follow(hearing.centroid, sounding ? centroid(spectrum, size, sampleRate) : 0, dt, CENTROID)
    return sounding
  }
}

const BANDS = ['bass', 'mid', 'treble'] as const
const CENTROID = { attack: 0.05, release: 0.1 }
