// Values that are worked out from others: they follow what they come from, and setting one becomes commands to those.
import type { Seconds } from '../core/units'
import { isWithin } from './address'
import type { Change } from './change'
import type { Command, Duration } from './command'
import type { Entry } from './entry'
import type { ParamValue } from './param'

export interface Derivation {
  /** Addresses or branches it is worked out from. */
  readonly from: readonly string[]
  read(): ParamValue
  /** What setting it means; each takes over the command's origin, group and sender, and its way where it names none. */
  write(value: ParamValue, over: Duration | undefined): readonly Command[]
}

export class Derivations {
  private readonly known = new Map<string, { readonly entry: Entry; readonly derivation: Derivation }>()

  add(entry: Entry, derivation: Derivation, now: Seconds): void {
    this.known.set(entry.address, { entry, derivation })
    entry.set(derivation.read(), now)
  }

  /** True where there was one. */
  remove(address: string): boolean {
    return this.known.delete(address)
  }

  of(address: string): Derivation | undefined {
    return this.known.get(address)?.derivation
  }

  /** What else has changed, by what did. */
  following(changes: readonly Change[], now: Seconds): Change[] {
    const more: Change[] = []
    for (const { entry, derivation } of this.known.values()) {
      const cause = changes.find((c) => c.moving !== true && derivation.from.some((from) => isWithin(c.address, from)))
      if (!cause) continue
      const before = entry.value
      entry.set(derivation.read(), now)
      if (entry.value !== before) more.push({ ...cause, address: entry.address, value: entry.value, before })
    }
    return more
  }
}
