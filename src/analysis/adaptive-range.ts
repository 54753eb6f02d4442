// Adaptive normalisation: decibels to 0..1 against what was loud and what was background lately.
import { clamp, follow } from '../core/signal'
import type { Decibels, Seconds, Unit01 } from '../core/units'

/** A background louder than this isn't one: it's a held note. */
const LOUDEST_BACKGROUND: Decibels = -42
/** Never measured against less than this. */
const SILENT: Decibels = -90
/** What the loud end is shown as, so that a surprise still has somewhere to go. */
const TOP: Unit01 = 0.9
const LEAST_SPAN: Decibels = 15
const MOST_SPAN: Decibels = 40

export class AdaptiveRange {
  private top: Decibels = SILENT
  private bottom: Decibels = 0
  private background: Decibels = LOUDEST_BACKGROUND
  private started = false

  /** Where the loud end stands now. */
  get loud(): Decibels {
    return this.top
  }

  /**
   * @param level the newest level
   * @param dt since the last one
   * @param leastTop a band is never measured against less than this, so that leakage doesn't look like music
   */
  push(level: Decibels, dt: Seconds, leastTop: Decibels = SILENT): Unit01 {
    if (!this.started && level > SILENT) {
      this.started = true
      this.top = level
      this.bottom = level
      this.background = Math.min(level, LOUDEST_BACKGROUND)
    }
    if (!this.started) return 0
    this.top = follow(this.top, Math.max(level, SILENT), dt, { attack: 0.15, release: 12 })
    this.bottom = follow(this.bottom, level, dt, { attack: 6, release: 0.3 })
    this.background = follow(this.background, Math.min(level, LOUDEST_BACKGROUND), dt, { attack: 20, release: 0.4 })
    this.background = Math.max(this.background, SILENT)
    const top = Math.max(this.top, leastTop)
    const span = clamp(top - this.bottom, LEAST_SPAN, MOST_SPAN)
    const shown = TOP + (level - top) / span
    return clamp(shown * audible(level - this.background), 0, 1)
  }
}

/** 0 at the background, 1 from 9 dB above it. */
function audible(above: Decibels): Unit01 {
  const t = clamp((above - 3) / 6, 0, 1)
  return t * t * (3 - 2 * t)
}
