// The show: every parameter and every action by its address, and the one door to them. Nothing else changes what plays.
import type { Log } from '../core/log'
import type { Seconds } from '../core/units'
import type { Alias } from './alias'
import { ShowStore } from './show-store'
import { ShowView } from './show-view'

export interface ShowOptions {
  /** Short addresses, for what comes from outside and goes there. @defaultValue addresses are whole */
  readonly alias?: Alias
}

export class Show extends ShowView {
  /** @param now engine time */
  constructor(now: () => Seconds, log: Log, { alias }: ShowOptions = {}) {
    super(new ShowStore(now, log), '', alias ?? null)
  }
}
