// The spectrum as a picture wants it: as many bands as it asks for, each 0..1 against how loud it was lately.
import { clamp } from '../core/signal'
import type { Decibels, Seconds } from '../core/units'
import { AdaptiveRange } from './adaptive-range'
import { BAND_EDGES } from './bands'
import { earPlace, widerBand } from './bark-bands'
import { powerToDecibels } from './level'
import type { Gains, Hearing } from './interpolate'

/** A band's loud end is at most this far below that of the whole, where three bands share the sound; more bands have less each. */
const DEPTH: Decibels = 34
const SHARED_BY = 3

export class BandLevels {
  private ranges: AdaptiveRange[] = []

  /**
   * Writes one band into each place of `into`, the lowest first. Makes nothing while their number stays.
   * @param hearing null: nothing is heard
   * @param dt since the last time
   */
  write(hearing: Hearing | null, gains: Gains, dt: Seconds, into: number[]): void {
    const count = into.length
    if (this.ranges.length !== count) this.ranges = Array.from({ length: count }, () => new AdaptiveRange())
    if (!hearing) {
      into.fill(0)
      return
    }
    const leastTop = hearing.loud - DEPTH - powerToDecibels(Math.max(1, count / SHARED_BY))
    for (let i = 0; i < count; i++) {
      const level = powerToDecibels(widerBand(hearing.bands, i, count))
      const value = this.ranges[i]?.push(level, dt, leastTop) ?? 0
      into[i] = clamp(value * gains.all * gainOf(gains, i / count, (i + 1) / count), 0, 1)
    }
  }
}

const BASS_END = earPlace(BAND_EDGES.bass[1])
const MID_END = earPlace(BAND_EDGES.mid[1])

/** A band has of each gain what it has of its part of the sound. */
function gainOf(gains: Gains, from: number, to: number): number {
  const bass = clamp(BASS_END, from, to) - from
  const treble = to - clamp(MID_END, from, to)
  const mid = to - from - bass - treble
  return (gains.bass * bass + gains.mid * mid + gains.treble * treble) / (to - from)
}
