// How much of the picture is painted while knobs are on their way: all of it between styles, less only on the way from or to none.
import { clamp } from '../core/signal'
import type { Unit01 } from '../core/units'

export class PaintedAmount {
  private now: Unit01 = 1
  private goal = -1
  /** Where the way to the present goal began: the sum of the knobs, and the amount. */
  private from = { sum: 0, amount: 1 as Unit01 }

  /**
   * @param sum of the knobs as they are
   * @param goal the sum that they go to; 0: no style is wanted
   */
  at(sum: number, goal: number): Unit01 {
    if (goal !== this.goal) {
      // The first time there is no way: what is wanted is there.
      this.from = { sum, amount: this.goal < 0 ? Math.min(1, goal) : this.now }
      this.goal = goal
    }
    const { from } = this
    if (goal > 0) {
      const way = goal - from.sum
      const gone = way === 0 ? 1 : clamp((sum - from.sum) / way, 0, 1)
      this.now = from.amount + (1 - from.amount) * gone
    } else this.now = from.sum > 0 ? clamp((from.amount * sum) / from.sum, 0, 1) : 0
    return this.now
  }
}
