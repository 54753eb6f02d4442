// `a`, the ears of a sketch as the language has them: the spectrum in bands 0..1 with a threshold, a scale and smoothing, and a call on every beat.
import type { AudioFeatures, BandReading, SpectrumApi } from '../contracts/sound'
import { clamp, lerp } from '../core/signal'
import type { Seconds, Unit01 } from '../core/units'
import { BeatCounter } from '../transport/beat-counter'

/** Loudness at the top of a band, on the scale that cutoff and scale are given in. */
const FULL = 12
/** Smoothing is given per frame of this length. */
const FRAME: Seconds = 1 / 60
const FIRST_BINS = 4
const MOST_BINS = 256

/** How one band is heard. */
interface BandSettings {
  /** 0: as it is heard, near 1: very slow. */
  smooth: number
  /** How loud the band has to be to count, of 12. */
  cutoff: number
  /** How much louder than that it is at 1. */
  scale: number
}

export class HydraAudio implements BandReading {
  /** 0..1 for each band, the lowest first, each as wide to the ear. */
  fft: number[] = zeros(FIRST_BINS)
  /** How loud each band is before threshold and scale, 0..1. */
  loud: number[] = zeros(FIRST_BINS)
  /** The same on the scale that cutoff and scale are given in. */
  bins: number[] = zeros(FIRST_BINS)
  /** How each band is heard; what is set of one holds for that one alone. */
  settings: BandSettings[] = []
  /** 0..1. */
  vol: Unit01 = 0
  /** Performers tune the language's own ear for beats here. This one finds them by itself: it takes what is set, and goes by the music. */
  readonly beat: Record<string, unknown> = {}
  onBeat: (() => void) | null = null
  /** Where the bands are drawn; told of every change, null: nowhere. */
  meter: ((bands: BandReading | null) => void) | null = null
  private heard: number[] = zeros(FIRST_BINS)
  private readonly all: BandSettings = { smooth: 0.4, cutoff: 2, scale: 10 }
  readonly #beats = new BeatCounter()
  private visible = false
  private awake = false

  /** @param spectrum null: no band is ever heard */
  constructor(private readonly spectrum: SpectrumApi | null) {
    this.settings = this.alike(FIRST_BINS)
  }

  /** How many bands, 1 to 256; 4 at first. */
  setBins(count: number): void {
    const bins = clamp(Math.round(count) || 1, 1, MOST_BINS)
    if (bins === this.fft.length) return
    this.fft = zeros(bins)
    this.loud = zeros(bins)
    this.bins = zeros(bins)
    this.heard = zeros(bins)
    this.settings = this.alike(bins)
  }

  /** 0: as it is heard, near 1: very slow; 0.4 at first. */
  setSmooth(smooth: number): void {
    this.set({ smooth })
  }

  /** How loud a band has to be to count, of 12; 2 at first. */
  setCutoff(cutoff: number): void {
    this.set({ cutoff })
  }

  /** How much louder than that it is at 1; 10 at first. */
  setScale(scale: number): void {
    this.set({ scale })
  }

  /** Sketches set the loudness that there may be at most; here it is always the scale's own. */
  setMax(_loudness: number): void {}

  /** Draws the bands over the stage. */
  show(): void {
    this.visible = true
    this.tellMeter()
  }

  hide(): void {
    this.visible = false
    this.tellMeter()
  }

  /** The sketch is on stage. */
  wake(): void {
    this.awake = true
    this.tellMeter()
  }

  /** The sketch has left the stage. */
  rest(): void {
    this.awake = false
    this.tellMeter()
  }

  /** Once a frame. */
  hear({ level, tempo, phase }: AudioFeatures, dt: Seconds): void {
    const { fft, loud, bins, heard, settings, all } = this
    this.vol = level
    this.spectrum?.bands(heard)
    for (let i = 0; i < fft.length; i++) {
      const { smooth, cutoff, scale } = settings[i] ?? all
      const keep = (clamp(smooth, 0, 0.999) || 0) ** (dt / FRAME)
      const now = lerp(heard[i] ?? 0, loud[i] ?? 0, keep)
      loud[i] = now
      bins[i] = FULL * now
      fft[i] = clamp((FULL * now - cutoff) / scale, 0, 1) || 0
    }
    if (this.#beats.advance(phase, tempo > 0)) this.onBeat?.()
  }

  private alike(bins: number): BandSettings[] {
    return Array.from({ length: bins }, () => ({ ...this.all }))
  }

  private set(part: Partial<BandSettings>): void {
    for (const settings of [this.all, ...this.settings]) Object.assign(settings, part)
  }

  private tellMeter(): void {
    this.meter?.(this.visible && this.awake ? this : null)
  }
}

function zeros(count: number): number[] {
  return Array.from({ length: count }, () => 0)
}
