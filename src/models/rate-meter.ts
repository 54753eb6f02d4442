// Counts how often something happened in the last second, without keeping more than a handful of times.
import type { Hertz, Seconds } from '../core/units'

const KEPT = 128

export class RateMeter {
  private readonly times = new Float64Array(KEPT).fill(Number.NEGATIVE_INFINITY)
  private next = 0

  count(now: Seconds): void {
    this.times[this.next] = now
    this.next = (this.next + 1) % KEPT
  }

  perSecond(now: Seconds): Hertz {
    let recent = 0
    for (let i = 0; i < KEPT; i++) if (now - (this.times[i] ?? 0) < 1) recent++
    return recent
  }
}
