// What moves a number besides the hand: a signal, added, scaled by or put in its place. It is checked where it is read.
import { messageOf } from '../core/errors'
import type { Signal } from '../core/signal'
import type { Origin } from './command'
import { describe } from './param'

export interface Modulation {
  /** Who it is, for listeners. @defaultValue 'modulation' */
  readonly origin?: Origin
  /** add: `amount` times the signal on top; scale: times the signal; set: the signal in place of what the hand set. @defaultValue 'add' */
  readonly mode?: 'add' | 'scale' | 'set'
  readonly read: Signal
  /** @defaultValue 1 */
  readonly amount?: number
}

/** One modulation of one number. A signal that fails counts for nothing, and that is told once. */
export class Layer {
  readonly origin: Origin
  private readonly mode: 'add' | 'scale' | 'set'
  private readonly amount: number
  private readonly read: Signal
  private told = false

  constructor(
    { origin = 'modulation', mode = 'add', read, amount = 1 }: Modulation,
    private readonly complain: (found: string) => void,
  ) {
    this.origin = origin
    this.mode = mode
    this.read = read
    this.amount = Number.isFinite(amount) ? amount : 0
    if (this.amount !== amount) this.tell(`its amount is ${describe(amount)}`)
  }

  /** `value` with this on top. */
  apply(value: number): number {
    const signal = this.sample()
    if (signal === null) return value
    if (this.mode === 'set') return signal
    const moved = this.mode === 'scale' ? value * (1 + (signal - 1) * this.amount) : value + signal * this.amount
    return Number.isNaN(moved) ? value : moved
  }

  private sample(): number | null {
    try {
      const signal: unknown = this.read()
      if (typeof signal === 'number' && Number.isFinite(signal)) return signal
      this.tell(`it gave ${describe(signal)}`)
    } catch (thrown) {
      this.tell(`it failed with '${messageOf(thrown)}'`)
    }
    return null
  }

  private tell(found: string): void {
    if (!this.told) this.complain(found)
    this.told = true
  }
}
