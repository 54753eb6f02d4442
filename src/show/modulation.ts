// What moves a number besides the hand: a signal, added, scaled by or put in its place. It is checked where it is read.
import { messageOf } from '../core/errors'
import type { Signal, Value } from '../core/signal'
import type { Origin } from './command'
import { describe } from './param'

export interface Modulation {
  /** Who it is, for listeners. @defaultValue 'modulation' */
  readonly origin?: Origin
  /** add: `amount` times the signal on top; scale: times the signal; set: so much of the way from what the hand set to the signal. @defaultValue 'add' */
  readonly mode?: 'add' | 'scale' | 'set'
  readonly read: Signal
  /** @defaultValue 1 */
  readonly amount?: Value
}

/** One modulation of one number. A signal that fails counts for nothing, and that is told once. */
export class Layer {
  readonly origin: Origin
  private readonly mode: 'add' | 'scale' | 'set'
  private readonly amount: Value
  private readonly read: Signal
  private told = false

  constructor(
    { origin = 'modulation', mode = 'add', read, amount = 1 }: Modulation,
    private readonly complain: (found: string) => void,
  ) {
    this.origin = origin
    this.mode = mode
    this.read = read
    this.amount = amount
  }

  /** `value` with this on top. */
  apply(value: number): number {
    const signal = this.sample(this.read, 'it')
    const amount = this.sample(this.amount, 'its amount')
    if (signal === null || amount === null) return value
    const moved = this.moved(value, signal, amount)
    return Number.isNaN(moved) ? value : moved
  }

  private moved(value: number, signal: number, amount: number): number {
    if (this.mode === 'scale') return value * (1 + (signal - 1) * amount)
    if (this.mode !== 'set') return value + signal * amount
    // To the last digit.
    return amount === 1 ? signal : value + (signal - value) * amount
  }

  private sample(from: Value, what: string): number | null {
    try {
      const now: unknown = typeof from === 'function' ? from() : from
      if (typeof now === 'number' && Number.isFinite(now)) return now
      this.tell(`${what} was ${describe(now)}`)
    } catch (thrown) {
      this.tell(`${what} failed with '${messageOf(thrown)}'`)
    }
    return null
  }

  private tell(found: string): void {
    if (!this.told) this.complain(found)
    this.told = true
  }
}
