// The one clock. Everything reads time here, so a test or an offline render can step it by hand.
import { ImpastoError } from './errors'
import type { Seconds } from './units'

export interface Clock {
  /** Engine time, from 0 at start, never backwards. */
  now(): Seconds
  /** True when time moves only through `advance`. */
  readonly manual: boolean
}

/** Real time since it was made. */
export class RealClock implements Clock {
  readonly manual = false
  private readonly start = performance.now()

  now(): Seconds {
    return (performance.now() - this.start) / 1000
  }

  /** A DOM time stamp (milliseconds of `performance.now()`) as engine time. */
  fromDom(milliseconds: number): Seconds {
    return (milliseconds - this.start) / 1000
  }
}

/** Time that stands still until it is advanced. */
export class ManualClock implements Clock {
  readonly manual = true
  private time: Seconds = 0

  now(): Seconds {
    return this.time
  }

  advance(dt: Seconds): void {
    if (!(dt >= 0) || !Number.isFinite(dt)) throw new RangeError(`step(dt) needs seconds >= 0: got ${dt}.`)
    this.time += dt
  }
}

/** @throws {ImpastoError} the clock runs by itself */
export function stepped(clock: Clock): ManualClock {
  if (clock instanceof ManualClock) return clock
  throw new ImpastoError({
    asked: 'impasto.step(dt) was called',
    found: 'the clock runs by itself',
    remedy: 'Open the page with ?clock=manual to step it by hand.',
  })
}
