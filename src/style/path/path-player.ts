// Walks along a path: which step plays, how far it has gone over to the next, and how much of each style that makes.
import { EASINGS } from '../../core/easing'
import type { PathOrder, PathStep } from '../../contracts/style-path'
import type { Unit01 } from '../../core/units'
import { visit, visitOf } from './playback-order'

/** The least that a step takes, beats or seconds: a path of nothing but zeros would spin. */
const LEAST = 0.05

export class PathPlayer {
  steps: readonly PathStep[] = []
  order: PathOrder = 'loop'
  seed = 1
  /** Visits since the start. */
  private count = 0
  /** Into the step that plays, beats or seconds. */
  private at = 0

  get step(): number {
    return this.stepOf(this.count)
  }

  /** The step after this one; the same one where the path ends. */
  get next(): number {
    return this.stepOf(this.count + 1)
  }

  /** How far it has gone over to the next, eased. */
  get gone(): Unit01 {
    const now = this.steps[this.step]
    if (!now || this.next === this.step || this.at <= now.hold) return 0
    const t = now.glide > 0 ? Math.min(1, (this.at - now.hold) / now.glide) : 1
    return EASINGS[now.ease]?.(t) ?? t
  }

  /** @param into the step already */
  jump(step: number, into = 0): void {
    this.count = visitOf(step, this.steps.length, this.order, this.seed)
    this.at = into
  }

  /** The next visit, or with -1 the one before. From the end of a path that is walked once, the first. */
  go(by: 1 | -1, into = 0): void {
    const ended = this.order === 'once' && this.next === this.step && by === 1
    if (ended) this.count = 0
    else if (this.order === 'once')
      this.count = Math.min(Math.max(0, this.count + by), Math.max(0, this.steps.length - 1))
    else this.count += by
    this.at = into
  }

  /** Goes on by beats or seconds; a little back, where the music was ahead of itself. */
  advance(units: number): void {
    this.at = Math.max(0, this.at + units)
    for (let i = 0; i < 1000; i++) {
      const now = this.steps[this.step]
      if (!now || this.next === this.step) return
      const length = Math.max(LEAST, now.hold + now.glide)
      if (this.at < length) return
      this.at -= length
      this.count++
    }
    this.at = 0
  }

  /** Adds each style's part, 0..1, to `into`; `placeOf` says where a style is, negative: nowhere. */
  weigh(into: Float64Array, placeOf: (id: string) => number): void {
    const gone = this.gone
    weighStep(this.steps[this.step], 1 - gone, into, placeOf)
    if (gone > 0) weighStep(this.steps[this.next], gone, into, placeOf)
  }

  private stepOf(count: number): number {
    return visit(count, this.steps.length, this.order, this.seed)
  }
}

function weighStep(
  step: PathStep | undefined,
  part: number,
  into: Float64Array,
  placeOf: (id: string) => number,
): void {
  if (!step) return
  let sum = 0
  for (const id in step.mix) if (placeOf(id) >= 0) sum += step.mix[id] ?? 0
  if (sum === 0) return
  for (const id in step.mix) {
    const place = placeOf(id)
    if (place >= 0) into[place] = (into[place] ?? 0) + (part * (step.mix[id] ?? 0)) / sum
  }
}
