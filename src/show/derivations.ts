// Values that are worked out from others: reading asks, setting becomes commands to those.
import { messageOf } from '../core/errors'
import type { Seconds } from '../core/units'
import { isWithin } from './address'
import type { Change } from './change'
import type { Command, Duration } from './command'
import type { Entry } from './entry'
import type { ParamValue } from './param'

/** A value that is worked out from others. Setting it becomes commands to those. */
export interface Derivation {
  /** Addresses or branches it is worked out from. */
  readonly from: readonly string[]
  read(): ParamValue
  /** What setting it means; each takes over the command's origin, group and sender, and its way where it names none. */
  write(value: ParamValue, over: Duration | undefined): readonly Command[]
}

export class Derivations {
  private readonly all = new Map<Entry, Derivation>()

  /** @param complain told of a derivation that fails; its value stays */
  constructor(private readonly complain: (address: string, found: string) => void) {}

  add(entry: Entry, derivation: Derivation, now: Seconds): void {
    this.all.set(entry, derivation)
    this.work(entry, derivation, now)
  }

  /** True when it was one. */
  delete(entry: Entry): boolean {
    return this.all.delete(entry)
  }

  of(entry: Entry): Derivation | undefined {
    return this.all.get(entry)
  }

  /** Works out anew what hangs on the changes from `first` on, and adds what that changes. */
  follow(changes: Change[], first: number, now: Seconds): void {
    for (const [entry, derivation] of this.all) {
      const cause = changes.find((change, i) => i >= first && isCause(change, derivation))
      if (!cause) continue
      const before = entry.value
      this.work(entry, derivation, now)
      entry.told = entry.value
      if (entry.value !== before) changes.push({ ...cause, address: entry.address, value: entry.value, before })
    }
  }

  private work(entry: Entry, derivation: Derivation, now: Seconds): void {
    try {
      entry.set(derivation.read(), now)
    } catch (thrown) {
      this.complain(entry.address, messageOf(thrown))
    }
  }
}

function isCause({ address, moving }: Change, { from }: Derivation): boolean {
  return moving !== true && from.some((branch) => isWithin(address, branch))
}
