// Weights on their way from one mix to another: eased, over a given time, the same at any frame rate.
import type { Seconds } from '../core/units'

export class Tween {
  private readonly start: Float64Array
  private readonly now: Float64Array
  private begun: Seconds = 0
  private length: Seconds = 0
  private done = true

  constructor(private readonly target: Float64Array) {
    this.start = target.slice()
    this.now = target.slice()
  }

  /** True while the values still move. */
  get moving(): boolean {
    return !this.done
  }

  /** From where the values are at `time` to `target`, within `seconds`. Nothing happens when that is where they are going anyway. */
  aim(target: ArrayLike<number>, time: Seconds, seconds: Seconds): void {
    let same = true
    for (let i = 0; i < this.target.length; i++) same &&= Math.abs((target[i] ?? 0) - (this.target[i] ?? 0)) < 1e-6
    if (same) return
    this.start.set(this.at(time))
    for (let i = 0; i < this.target.length; i++) this.target[i] = target[i] ?? 0
    this.begun = time
    this.length = seconds
    this.done = false
  }

  /** From where the values are at `time`, within `seconds`, to what `follow` says: a target that moves meanwhile. */
  begin(time: Seconds, seconds: Seconds): void {
    this.start.set(this.at(time))
    this.begun = time
    this.length = seconds
    this.done = false
  }

  /** The target is here now; where nothing glides there, the values are too. */
  follow(target: Float64Array): void {
    this.target.set(target)
    if (this.done) this.now.set(target)
  }

  /** The values at `time`; the same array every time. */
  at(time: Seconds): Float64Array {
    if (this.done) return this.now
    const t = this.length > 0 ? Math.min(1, Math.max(0, (time - this.begun) / this.length)) : 1
    // Ease-out: a target that is moved again and again by a hand is followed at once, not started towards each time.
    const eased = 1 - (1 - t) ** 3
    for (let i = 0; i < this.now.length; i++) {
      const from = this.start[i] ?? 0
      this.now[i] = from + ((this.target[i] ?? 0) - from) * eased
    }
    this.done = t === 1
    if (this.done) this.now.set(this.target)
    return this.now
  }
}
