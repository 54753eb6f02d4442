// `a`, the ears of a sketch as the language has them: a few bands 0..1 with a threshold, a scale and smoothing, and a call on every beat.
import type { AudioFeatures } from '../../core/contracts'
import { clamp, lerp } from '../../core/signal'
import type { Seconds, Unit01 } from '../../core/units'

/** Loudness at the top of a band, on the scale that cutoff and scale are given in. */
const FULL = 12
/** Smoothing is given per frame of this length. */
const FRAME: Seconds = 1 / 60
const MOST_BINS = 256
/** A phase that falls by more than this has begun a new beat. */
const WRAP = 0.5

export class LiveEars {
  /** 0..1 for each band, the lowest first. */
  fft: number[] = [0, 0, 0, 0]
  /** 0..1. */
  vol: Unit01 = 0
  onBeat: (() => void) | null = null
  /** True when the bands are to be drawn over the stage. */
  visible = false
  private held: number[] = [0, 0, 0, 0]
  private smooth = 0.4
  private cutoff = 2
  private scale = 10
  private phase: Unit01 = 0

  /** How many bands. */
  setBins(count: number): void {
    const bins = clamp(Math.round(count) || 1, 1, MOST_BINS)
    this.fft = Array.from({ length: bins }, (_, i) => this.fft[i] ?? 0)
    this.held = this.fft.map((_, i) => this.held[i] ?? 0)
  }

  /** 0: as it is heard, near 1: very slow. */
  setSmooth(smooth: number): void {
    this.smooth = clamp(smooth, 0, 0.999)
  }

  /** How loud a band has to be to count; 2 at first. */
  setCutoff(cutoff: number): void {
    this.cutoff = cutoff
  }

  /** How much louder than that it is at 1; 10 at first. */
  setScale(scale: number): void {
    this.scale = scale
  }

  show(): void {
    this.visible = true
  }

  hide(): void {
    this.visible = false
  }

  /** Once a frame. */
  hear(features: AudioFeatures, dt: Seconds): void {
    const { level, bass, mid, treble, tempo, phase } = features
    this.vol = level
    const keep = this.smooth ** (dt / FRAME)
    const last = Math.max(1, this.fft.length - 1)
    for (let i = 0; i < this.fft.length; i++) {
      const place = (2 * i) / last
      const loud = FULL * (place < 1 ? lerp(bass, mid, place) : lerp(mid, treble, place - 1))
      const now = lerp(loud, this.held[i] ?? 0, keep)
      this.held[i] = now
      this.fft[i] = clamp((now - this.cutoff) / this.scale, 0, 1) || 0
    }
    if (tempo > 0 && phase < this.phase - WRAP) this.onBeat?.()
    this.phase = phase
  }
}
