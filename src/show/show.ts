// The show: every parameter and every action by its address, and the one door to them. Nothing else changes what plays.
import type { Log } from '../core/log'
import type { Seconds } from '../core/units'
import { ShowStore } from './show-store'
import { ShowView } from './show-view'

export interface ShowOptions {
  /** The whole address of a short one, for what comes from outside. @defaultValue addresses are whole */
  alias?(address: string): string
}

export class Show extends ShowView {
  /** @param now engine time */
  constructor(now: () => Seconds, log: Log, { alias }: ShowOptions = {}) {
    super(new ShowStore(now, log), '', alias ?? null)
  }
}
