// Stops code that does not come to an end: loops and functions of a sketch tell it of every turn they take.
import { ImpastoError } from '../core/errors'
import type { SourcePlace } from '../core/source-location'
import type { Seconds } from '../core/units'

/** Code that keeps the page this long without a pause is stopped. */
export const PATIENCE: Seconds = 1
/** Chains that one go of a sketch may make. */
const MOST_LINKS = 100_000
/** Turns between two looks at the clock. */
const STRIDE = 256

export class EndlessCode extends ImpastoError {
  constructor(
    found: string,
    readonly place: SourcePlace | null,
  ) {
    super({
      asked: 'Live code was evaluated',
      found,
      remedy: 'It was stopped and what played before goes on; give the loop an end.',
      path: place ? [`line ${place.line}, column ${place.column}`] : [],
    })
  }
}

export class Watchdog {
  private turns = 0
  private links = 0
  private deadline: Seconds | null = null
  private place: SourcePlace | null = null

  /** @param now reads a clock that goes on while code runs, seconds */
  constructor(private readonly now: () => Seconds) {}

  /** @throws {EndlessCode} the code has not paused for too long */
  readonly turn = (line: number, column: number): void => {
    if (++this.turns % STRIDE !== 0 && this.deadline !== null) return
    this.check({ line, column })
  }

  /** @throws {EndlessCode} more links than any picture needs */
  readonly made = (): void => {
    if (++this.links > MOST_LINKS && this.deadline !== null) {
      this.links = 0
      throw new EndlessCode(`it made more than ${MOST_LINKS} links of chains without a pause`, this.place)
    }
    if (this.deadline === null) this.begin()
  }

  private check(place: SourcePlace): void {
    this.place = place
    if (this.deadline === null) return this.begin()
    if (this.now() < this.deadline) return
    this.deadline = null
    throw new EndlessCode(`the loop or function at line ${place.line} did not come to an end`, place)
  }

  /** The first turn since the page had a pause. A microtask is no pause: endless ones would starve the show as well. */
  private begin(): void {
    this.deadline = this.now() + PATIENCE
    this.links = 0
    setTimeout(() => (this.deadline = null))
  }
}
