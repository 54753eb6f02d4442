// Tempo and phase from taps: a straight line through the last ones, without those that miss.
import type { Bpm, Seconds } from '../core/units'
import { Timeline } from './timeline'

/** Taps that are kept. */
const KEPT = 9
/** A pause this long begins anew. */
const PAUSE: Seconds = 2
/** Two taps closer than this are one finger that bounced. */
const BOUNCE: Seconds = 0.15
/** A tap this far from its beat, of a beat, missed it. */
const MISSED = 0.25
/** Intervals that differ by less are the same. */
const ALIKE = 0.15
/** Beats that may go by without a tap. */
const LEFT_OUT = 3

interface Tap {
  readonly time: Seconds
  readonly beat: number
}

export class TapTempo {
  /** 0 while fewer than two taps are known. */
  bpm: Bpm = 0
  /** When the last tap was, wherever it fell. */
  last: Seconds | null = null
  private taps: Tap[] = []
  /** The interval before the last tap, whether it counted or not. */
  private interval: Seconds = 0
  private readonly line = new Timeline(0)

  /** Taps that count now. */
  get count(): number {
    return this.taps.length
  }

  /** Counted from the first tap; meaningful while `bpm` is above 0. */
  beatAt(time: Seconds): number {
    return this.line.beatAt(time)
  }

  forget(): void {
    this.bpm = 0
    this.last = null
    this.taps = []
  }

  /** A tap; the tempo that was known before a pause holds until there is another one. */
  tap(time: Seconds): void {
    if (!Number.isFinite(time)) return
    const { last } = this
    const interval = last === null ? Infinity : time - last
    if (interval >= 0 && interval < BOUNCE) return
    const before = this.interval
    this.last = time
    this.interval = interval
    if (last === null || interval < 0 || interval > PAUSE) this.taps = [{ time, beat: 0 }]
    else if (this.isOtherTempo(interval, before)) this.restart([last - before, last, time])
    else this.accept(time, interval)
  }

  /** Two intervals that agree with each other and not with the tempo: the hand has gone over to another. */
  private isOtherTempo(interval: Seconds, before: Seconds): boolean {
    if (this.taps.length < 3 || Math.abs(interval / before - 1) > ALIKE) return false
    const beats = (interval * this.bpm) / 60
    return Math.abs(beats - 1) > MISSED
  }

  private restart(times: readonly Seconds[]): void {
    this.taps = times.map((time, beat) => ({ time, beat }))
    this.fit()
  }

  private accept(time: Seconds, interval: Seconds): void {
    const newest = this.taps.at(-1)
    if (!newest) return
    let beats = 1
    if (this.taps.length > 1) {
      const passed = ((time - newest.time) * this.bpm) / 60
      beats = Math.round(passed)
      if (beats < 1 || beats > LEFT_OUT || Math.abs(passed - beats) > MISSED) {
        // A third tap that does not fit shows that one of the first two was wrong.
        if (this.taps.length === 2) this.restart([time - interval, time])
        return
      }
    }
    this.taps.push({ time, beat: newest.beat + beats })
    if (this.taps.length > KEPT) this.taps.shift()
    this.fit()
  }

  /** Least squares. */
  private fit(): void {
    const { taps } = this
    const count = taps.length
    const time = taps.reduce((sum, tap) => sum + tap.time, 0) / count
    const beat = taps.reduce((sum, tap) => sum + tap.beat, 0) / count
    let product = 0
    let square = 0
    for (const tap of taps) {
      product += (tap.beat - beat) * (tap.time - time)
      square += (tap.beat - beat) ** 2
    }
    this.bpm = (60 * square) / product
    this.line.bpm = this.bpm
    this.line.moveTo(beat, time)
  }
}
