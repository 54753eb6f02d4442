// Counts frames: how many a second, how many came late. Makes no garbage.
import type { Stats } from '../contracts/stats'
import type { Hertz, Seconds } from '../core/units'

const KEPT = 256
/** Gaps looked at for the display's interval. */
const LOOKED_AT = 120
/** How often the interval is looked at again, frames. */
const EVERY = 30
/** Two frames that come together and then none for long are not a high rate. */
const FEW = 5
/** A frame is late when it took this much longer than the display's interval. */
const LATE = 1.5
/** Gaps up to this many times the lower quartile are the display's own, with its jitter; a late frame is longer. */
const ORDINARY = 1.6

export class FrameCount {
  /** Frames since the start. */
  frames = 0
  /** Frames that came later than one and a half display intervals. */
  dropped = 0
  /** The display's interval as it looks from here; 0 until a dozen frames have come. */
  interval: Seconds = 0
  private readonly times = new Float64Array(KEPT)
  private readonly gaps = new Float64Array(LOOKED_AT)
  private readonly sorted = new Float64Array(LOOKED_AT)
  private gapCount = 0
  private last: Seconds = Number.NaN

  /** @param shown when the picture is due on the display, seconds */
  add(shown: Seconds): void {
    const gap = shown - this.last
    if (gap > 0) {
      if (this.interval > 0 && gap > this.interval * LATE) this.dropped++
      this.gaps[this.gapCount % LOOKED_AT] = gap
      this.gapCount++
      if (this.gapCount === 12 || this.gapCount % EVERY === 0) this.estimate()
    }
    this.last = shown
    this.times[this.frames % KEPT] = shown
    this.frames++
  }

  /** As `impasto.stats()` tells them. */
  get figures(): Pick<Stats, 'stageFps' | 'frames' | 'droppedFrames'> {
    return { stageFps: this.fps, frames: this.frames, droppedFrames: this.dropped }
  }

  /** Frames a second, over the second before the newest one, or over the last few where a second has fewer. */
  get fps(): Hertz {
    const kept = Math.min(this.frames, KEPT)
    let count = 0
    let oldest = this.last
    for (let back = 1; back <= kept; back++) {
      const time = this.times[(this.frames - back) % KEPT] ?? 0
      if ((time <= this.last - 1 && count >= FEW) || time > this.last) break
      oldest = time
      count++
    }
    // Over the time they really took, so that a rate shows from the second frame on.
    return count > 1 && this.last > oldest ? (count - 1) / (this.last - oldest) : 0
  }

  /** The next gap says nothing: the ticks come from another display. */
  resync(): void {
    this.last = Number.NaN
    this.gapCount = 0
    this.interval = 0
  }

  /** The mean of the last gaps that are no longer than ordinary: late frames do not move it, and jitter evens out. */
  private estimate(): void {
    const n = Math.min(this.gapCount, LOOKED_AT)
    this.sorted.fill(Number.POSITIVE_INFINITY)
    for (let i = 0; i < n; i++) this.sorted[i] = this.gaps[i] ?? 0
    this.sorted.sort()
    const ordinary = (this.sorted[Math.floor(n / 4)] ?? 0) * ORDINARY
    let sum = 0
    let count = 0
    for (let i = 0; i < n; i++) {
      const gap = this.sorted[i] ?? 0
      if (gap > ordinary) break
      sum += gap
      count++
    }
    this.interval = count > 0 ? sum / count : 0
  }
}
