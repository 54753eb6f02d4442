// Chooses how many of its pixels the stage draws where the machine cannot keep up with all of them. Pure: it is told times, and reads no clock.
import type { Pixels, Seconds } from '../core/units'

/** Of a side's pixels, how many are drawn; the rest is enlarged. */
const SCALES = [1, 0.75, 0.5, 0.375, 0.25] as const
/** A longer side of fewer pixels is no picture any more, however slow the machine. */
const SMALLEST: Pixels = 480
/** Where graphics are drawn in software, the first frames come with no more than this. */
const SOFTWARE: Pixels = 640

/** Slower than this, movement is seen to stutter. */
const SLOW: Seconds = 1 / 28
/** Coming down, this is aimed at. */
const AIMED: Seconds = 1 / 30
/** Faster than this, there may be room for more. */
const FAST: Seconds = 1 / 50

/** Frames that are looked at together; the slowest of them does not count, for one that stuck says nothing. */
const WINDOW = 6
/** A gap like this is no slow frame: the page was out of sight. */
const AWAY: Seconds = 3
/** A painter in the way gives way first; see models/governor.ts. */
const PATIENCE: Seconds = 4
/** How long all must be well before more is tried, and how many times longer after each time that it was too much. */
const CALM: Seconds = 10
const LONGER = 4
const MOST_FAILURES = 4
/** A smaller stage that is no faster than this share of the gap before was not what was missing. */
const WORTH_IT = 0.9

/** Among the failures: those where a smaller stage was no faster. */
const IN_VAIN = -1

export class DynamicResolution {
  private at = 0
  private readonly gaps = new Float64Array(WINDOW)
  private count = 0
  private slow: Seconds = 0
  private calm: Seconds = 0
  /** The scale before and its gap, while it is not known whether coming down has helped. */
  private before: { gap: Seconds; at: number } | null = null
  private readonly failures = new Map<number, number>()

  /**
   * @param software graphics are drawn by the processor
   * @param longer the stage's longer side, pixels
   */
  constructor(
    private readonly software: boolean,
    private longer: Pixels,
  ) {
    if (software) while (this.longer * this.scale > SOFTWARE && this.lower !== null) this.at++
  }

  /** 0.25 to 1. */
  get scale(): number {
    return SCALES[this.at] ?? 1
  }

  /** The stage has another size. What was learned of the old one still says how fast the machine is. */
  resize(longer: Pixels): void {
    const pixels = this.longer * this.scale
    const all = this.at === 0 && !this.software
    this.longer = longer
    this.at = 0
    this.failures.clear()
    this.forget()
    if (!all) while (longer * this.scale > pixels && this.lower !== null) this.at++
  }

  /** One frame, `dt` after the one before. */
  frame(dt: Seconds): void {
    if (!(dt > 0) || dt > AWAY) return this.forget()
    this.gaps[this.count++] = dt
    if (this.count < WINDOW) return
    let sum = 0
    let worst = 0
    for (const gap of this.gaps) {
      sum += gap
      worst = Math.max(worst, gap)
    }
    this.count = 0
    this.judge((sum - worst) / (WINDOW - 1), sum)
  }

  private judge(gap: Seconds, length: Seconds): void {
    const { before } = this
    this.before = null
    if (before !== null && gap > before.gap * WORTH_IT) return this.undo(before.at)
    this.slow = gap > SLOW ? this.slow + length : 0
    this.calm = gap < FAST ? this.calm + length : 0
    if (this.slow > 0 && this.slow >= this.patience) this.stepDown(gap)
    else if (this.calm >= CALM * LONGER ** this.failed(this.at - 1)) this.stepUp()
  }

  private stepDown(gap: Seconds): void {
    const { at, scale } = this
    let { lower } = this
    if (lower === null) return
    // At least one; more, when that is sure not to be enough.
    do {
      this.at = lower
      lower = this.lower
    } while (lower !== null && gap * (this.scale / scale) ** 2 > AIMED)
    for (let over = 0; over < this.at; over++) this.fail(over)
    this.forget()
    this.before = { gap, at }
  }

  private stepUp(): void {
    if (this.at === 0) return
    this.at--
    this.forget()
  }

  /** Back, and not again for long: something else is slow. */
  private undo(at: number): void {
    this.at = at
    this.fail(IN_VAIN)
    this.forget()
  }

  private forget(): void {
    this.count = 0
    this.slow = 0
    this.calm = 0
    this.before = null
  }

  /** The next smaller scale that is still a picture, or null. */
  private get lower(): number | null {
    const next = SCALES[this.at + 1]
    return next === undefined || this.longer * next < SMALLEST ? null : this.at + 1
  }

  /** How long it must have been slow. Software has no painter on its graphics that could give way. */
  private get patience(): Seconds {
    const inVain = this.failed(IN_VAIN)
    return this.software && inVain === 0 ? 0 : PATIENCE * LONGER ** inVain
  }

  private failed(at: number): number {
    return this.failures.get(at) ?? 0
  }

  private fail(at: number): void {
    this.failures.set(at, Math.min(MOST_FAILURES, this.failed(at) + 1))
  }
}
