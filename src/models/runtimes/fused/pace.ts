// In how many pieces a painting goes to the GPU, so that the stage's own work comes between: from how long paintings take.
import { RealClock } from '../../../core/clock'
import type { Seconds } from '../../../core/units'

/** How long the GPU may work on one piece. Two may be before the stage in the queue, and a display frame is 16 ms. */
const PIECE: Seconds = 0.004
/** Weight of the newest painting in the average. */
const NEWEST = 0.3
/** The average has to leave the present number of pieces by this share before the number changes. */
const SLACK = 0.3
/** So many can be timed (gpu-timer.ts), and a net has few more dispatches. */
const MOST = 16
/** More pieces may make a painting this many times as slow. */
const TOO_DEAR = 1.5

export class Pace {
  private readonly clock = new RealClock()
  private began: Seconds = 0
  private average: Seconds = 0
  private count = 4
  private most = MOST
  /** The number of pieces before the last change, and how long a painting took then. */
  private last: { readonly count: number; readonly average: Seconds } | null = null

  /** The next painting's. */
  get pieces(): number {
    return this.count
  }

  begin(): void {
    this.began = this.clock.now()
  }

  /** @param took what timestamps say; null: by the clock, with what the stage did meanwhile */
  end(took: Seconds | null): void {
    this.took(took ?? this.clock.now() - this.began)
  }

  /** A painting took so long from its first submit to its end. */
  took(seconds: Seconds): void {
    this.average = this.average === 0 ? seconds : this.average + NEWEST * (seconds - this.average)
    const { average, count, last } = this
    // A browser that tells late when work is done: waiting for each piece costs more than it gives.
    if (last && last.count < count && average > TOO_DEAR * last.average) this.most = last.count
    const wanted = Math.min(this.most, Math.max(1, Math.ceil(average / PIECE)))
    if (Math.abs(wanted - count) <= SLACK * count) return
    this.last = { count, average }
    this.count = wanted
    this.average = 0
  }
}

/** `list` in at most `count` runs of about equal cost; none is empty. */
export function cut<T extends { readonly cost: number }>(list: readonly T[], count: number): T[][] {
  const total = list.reduce((sum, { cost }) => sum + cost, 0)
  const runs: T[][] = []
  let spent = 0
  let run = -1
  for (const item of list) {
    // The run in whose share of the whole the item's middle lies.
    const place = Math.min(count - 1, Math.floor(((spent + item.cost / 2) / total) * count))
    if (place > run) runs.push([])
    run = Math.max(run, place)
    runs.at(-1)?.push(item)
    spent += item.cost
  }
  return runs
}
