// Chooses how large and how often the model paints, so that the stage keeps the display's rate. Pure: it is told times, and reads no clock.
import type { Pixels, Seconds } from '../core/units'
import { ladder, type Pins, type QualityLevel, SIZES, startOf, USUAL_SIZE } from './quality-levels'
import { StagePace } from './stage-pace'

/** A painting that takes longer is no longer of the same moment as the sound; a smaller one takes its place. */
const LONGEST: Seconds = 0.1
/** What a larger size must promise. Half of the above, more than a step of the ladder apart: no noise leads straight back. */
const PROMISED: Seconds = 0.05
/** Coming down, this is aimed at. */
const AIMED: Seconds = 0.08
/** So slow that two paintings say enough. */
const HOPELESS: Seconds = 0.4
/** Paintings of one size that are remembered; their median counts, so that one that stuck does not. */
const REMEMBERED = 5

/** With this many of the frames late the stutter is seen; two windows in a row are no accident; half of them late is grave. */
const SEEN = 0.2
const GRAVE = 0.5
const WINDOWS = 2
/** With fewer late frames than this all is well. In between, everything stays as it is. */
const CALM = 0.05

/** How long all must be well before more is tried, and how many times longer after each time that it turned out too much. */
const PATIENCE: Seconds = 4
const LONGER = 4
const MOST_FAILURES = 4
/** What held for this long was right: what went wrong before is forgiven. */
const PROVEN: Seconds = 60

/** The stage's own pace must be no older than this to blame the painter. Doubles with each time that it was not to blame. */
const STALE: Seconds = 10
const LONGEST_STALE: Seconds = 80
/** The longest pause for finding out. */
const ASIDE: Seconds = 1
/** Frames this much slower than without a painter are the painter's doing. */
const TO_BLAME = 1.15

export class Governor {
  private pins: Pins = { size: null, cadence: null }
  private rungs: readonly QualityLevel[] = ladder(this.pins)
  private at = startOf(this.rungs)
  /** The largest size that is painted fast enough. */
  private cap: Pixels = Number.POSITIVE_INFINITY
  private readonly pace = new StagePace()
  private readonly costs: Seconds[] = []
  private fresh = true
  private begun: Seconds = Number.NEGATIVE_INFINITY
  private ended: Seconds = Number.NEGATIVE_INFINITY
  private bad = 0
  private calm: Seconds = 0
  private held: Seconds = 0
  private settling = false
  /** How long the painter has been standing aside; null while it is not. */
  private aside: Seconds | null = null
  /** The gap that made it stand aside. */
  private suspect: Seconds = 0
  private stale = STALE
  private readonly failures = new Map<string, number>()

  /** The longer side of the next painting. */
  get size(): Pixels {
    return Math.min(this.rung.size, this.cap)
  }

  /** Of the time, how much the painter may work: 1, 1/2, 1/3, 1/4. */
  get share(): number {
    return 1 / (1 + this.rung.rest)
  }

  /** What a hand fixes holds from the next painting on. Call it as often as you like. */
  pin(fixed: Pins['size'], cadence: Pins['cadence']): void {
    if (fixed === this.pins.size && cadence === this.pins.cadence) return
    const { size } = this
    const released = this.pins.size !== null && fixed === null
    this.pins = { size: fixed, cadence }
    this.rungs = ladder(this.pins)
    // Given back, it goes on from the size that the hand had chosen.
    const near = this.rungs.findLastIndex((rung) => rung.size <= size)
    this.at = released && near >= 0 ? near : startOf(this.rungs)
    this.cap = Number.POSITIVE_INFINITY
    this.failures.clear()
    this.changed(size)
  }

  /** Another model, another device: what was learned no longer holds. */
  renew(): void {
    const { size } = this
    this.at = startOf(this.rungs)
    this.cap = Number.POSITIVE_INFINITY
    this.failures.clear()
    this.costs.length = 0
    this.fresh = true
    this.changed(size)
  }

  /** True when a painting may begin now; when not, the newest picture will be painted after the pause. */
  mayPaint(now: Seconds): boolean {
    if (this.aside !== null) return false
    // Half a frame early is on time: the next chance is a whole frame away.
    const slack = this.pace.interval / 2
    const { cadence } = this.pins
    if (cadence !== null) return now - this.begun >= 1 / cadence - slack
    const { rest } = this.rung
    return rest === 0 || now - this.ended >= rest * (this.ended - this.begun) - slack
  }

  began(now: Seconds): void {
    this.begun = now
    this.ended = now
  }

  /**
   * A painting is done.
   * @param size that it was asked for
   * @param cost its GPU time where that can be measured, else the time from its begin to its end
   */
  painted(now: Seconds, size: Pixels, cost: Seconds): void {
    this.ended = now
    if (size !== this.size) return
    // The first of a size may have had to be compiled.
    if (this.fresh) {
      this.fresh = false
      return
    }
    this.costs.push(cost)
    if (this.costs.length > REMEMBERED) this.costs.shift()
    this.heedCost()
  }

  /**
   * One frame of the stage.
   * @param dt since the frame before
   * @param working a painting is under way
   * @param wanted there is something to paint
   */
  frame(dt: Seconds, working: boolean, wanted: boolean): void {
    const { pace } = this
    pace.frame(dt, working)
    this.held += dt
    if (this.aside !== null) {
      if (!working) this.standAside(dt)
      return
    }
    if (!wanted) return pace.restart()
    const window = pace.take()
    if (!window) return
    if (this.settling) this.settling = false
    else this.judge(window.late - pace.lateAlone, window.gap, window.length)
  }

  private judge(late: number, gap: Seconds, length: Seconds): void {
    if (late <= SEEN) {
      this.bad = 0
      if (late > CALM) return
      this.calm += length
      if (this.held > PROVEN) this.failures.delete(keyOf(this.rung, this.cap))
      this.stepUp()
      return
    }
    this.calm = 0
    this.bad++
    if (this.bad < WINDOWS && late <= GRAVE) return
    this.bad = 0
    if (this.lightest) return
    if (this.pace.aloneAge > this.stale) {
      this.aside = 0
      this.suspect = gap
    } else this.blame(gap, late > GRAVE ? 2 : 1)
  }

  /** Before quality is given up: is it the painter at all? For a moment the stage shows its own pace. */
  private standAside(dt: Seconds): void {
    this.aside = (this.aside ?? 0) + dt
    const known = this.pace.aloneAge < this.aside || (this.aside > ASIDE && this.pace.settle())
    if (!known) return
    this.aside = null
    this.pace.restart()
    this.blame(this.suspect, 1)
  }

  private blame(gap: Seconds, steps: number): void {
    if (gap > this.pace.alone * TO_BLAME) {
      this.stale = STALE
      this.stepDown(steps)
    } else this.stale = Math.min(LONGEST_STALE, this.stale * 2)
  }

  private stepDown(steps: number): void {
    const { size } = this
    const key = keyOf(this.rung, this.cap)
    this.failures.set(key, Math.min(MOST_FAILURES, (this.failures.get(key) ?? 0) + 1))
    for (let i = 0; i < steps; i++) this.at = this.next(-1)
    this.changed(size)
  }

  /** More, when all has been well for long enough and a larger size is known to be fast enough. */
  private stepUp(): void {
    const { size } = this
    const larger = SIZES.find((side) => side > size) ?? size
    const promised = this.promises(larger)
    const raise = promised && this.rung.size > size
    const cap = raise ? larger : this.cap
    const at = raise ? this.at : this.next(1)
    const rung = this.rungs[at]
    if (!rung || (!raise && at === this.at)) return
    if (Math.min(rung.size, cap) > size && !promised) return
    const failures = this.failures.get(keyOf(rung, cap)) ?? 0
    if (this.calm < PATIENCE * LONGER ** failures) return
    this.at = at
    this.cap = cap
    this.changed(size)
  }

  /** Half the side is a quarter of the work. */
  private promises(larger: Pixels): boolean {
    if (this.costs.length < 3) return false
    return median(this.costs) * (larger / this.size) ** 2 <= PROMISED
  }

  private heedCost(): void {
    const { size, costs } = this
    const failed = costs.length >= 2 && costs.slice(-2).every((cost) => cost > HOPELESS)
    if (this.pins.size !== null || (costs.length < 3 && !failed)) return
    const cost = failed ? Math.min(...costs.slice(-2)) : median(costs)
    if (cost <= LONGEST) return
    const fits = SIZES.findLast((side) => side <= size && cost * (side / size) ** 2 <= AIMED)
    this.cap = fits ?? Math.min(...SIZES)
    this.changed(size)
  }

  private changed(before: Pixels): void {
    this.settling = true
    this.bad = 0
    this.calm = 0
    this.held = 0
    this.pace.restart()
    if (this.size === before) return
    this.costs.length = 0
    this.fresh = true
  }

  private get rung(): QualityLevel {
    return this.rungs[this.at] ?? { size: USUAL_SIZE, rest: 0 }
  }

  private get lightest(): boolean {
    return this.next(-1) === this.at
  }

  /** The next rung up or down that makes a difference under the cap; this one when there is none. */
  private next(by: 1 | -1): number {
    const here = keyOf(this.rung, this.cap)
    for (let i = this.at + by; i >= 0 && i < this.rungs.length; i += by) {
      const rung = this.rungs[i]
      if (rung && keyOf(rung, this.cap) !== here) return i
    }
    return this.at
  }
}

/** What a rung comes to under a cap: rungs of the same name paint alike. */
function keyOf({ size, rest }: QualityLevel, cap: Pixels): string {
  return `${Math.min(size, cap)}/${rest}`
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
