// The way of a number from where it is to where it goes, in seconds or in beats.
import { EASINGS, type Easing } from '../core/easing'
import { clamp } from '../core/signal'
import type { Seconds, Unit01 } from '../core/units'
import type { BeatTime } from './beat-time'
import type { Duration, Origin } from './command'

/** How a way is gone. */
export interface Way {
  readonly over: Duration
  readonly ease: string
  /** Asked while the way lasts: beats follow the tempo. */
  beats(): BeatTime
  readonly origin: Origin
  readonly group: string | undefined
}

export class Ramp {
  private readonly ease: Easing
  private readonly begun: number

  constructor(
    private readonly from: number,
    private readonly to: number,
    readonly way: Way,
    now: Seconds,
  ) {
    this.ease = EASINGS[way.ease] ?? ((t) => t)
    this.begun = this.at(now)
  }

  isOver(now: Seconds): boolean {
    return this.gone(now) >= 1
  }

  valueAt(now: Seconds): number {
    const t = this.gone(now)
    return t >= 1 ? this.to : this.from + (this.to - this.from) * this.ease(t)
  }

  private gone(now: Seconds): Unit01 {
    const { over } = this.way
    const length = typeof over === 'number' ? over : over.beats
    return length > 0 ? clamp((this.at(now) - this.begun) / length, 0, 1) : 1
  }

  /** The moment, in the unit of the way. */
  private at(now: Seconds): number {
    return typeof this.way.over === 'number' ? now : this.way.beats().beatAt(now)
  }
}
