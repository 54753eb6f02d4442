// Signals that stand wherever a number does: given as an argument they move with every frame, in a calculation they are the number of now.
import { clamp, lerp } from '../core/signal'

export interface LiveSignal {
  (): number
  /** 0..1 of the signal as low..high. */
  range(low: number, high: number): LiveSignal
  /** Times `factor`. */
  times(factor: number): LiveSignal
  /** And `amount` added. */
  plus(amount: number): LiveSignal
  valueOf(): number
}

export function liveSignal(read: () => number): LiveSignal {
  return Object.assign(() => read(), {
    range: (low: number, high: number) => liveSignal(() => lerp(low, high, clamp(read(), 0, 1))),
    times: (factor: number) => liveSignal(() => read() * factor),
    plus: (amount: number) => liveSignal(() => read() + amount),
    valueOf: () => read(),
    toString: () => String(read()),
  })
}
