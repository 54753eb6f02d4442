// What listeners are told: one message for everything that changed at once.
import type { Origin } from './command'
import type { ParamValue } from './param'

export interface Change {
  readonly address: string
  readonly value: ParamValue
  readonly before: ParamValue
  readonly origin: Origin
  readonly group?: string
  readonly sender?: object
  /** True: nobody set it; a ramp or a modulation moved it. */
  readonly moving?: boolean
}

/** A message: the first change within what the listener asked for, and all of them. */
export interface Message extends Change {
  readonly changes: readonly Change[]
}
