// What a hand did, step by step, there and back.
import type { Seconds } from '../core/units'
import type { Origin } from './command'
import type { ParamValue } from './param'

/** Moves of one control by one hand within this time undo as one. */
const GESTURE: Seconds = 0.6
const DEPTH = 200

interface Move {
  readonly before: ParamValue
  after: ParamValue
}

interface Step {
  /** By address, in the order they were first touched. */
  readonly moves: Map<string, Move>
  readonly origin: Origin
  readonly group: string | undefined
  at: Seconds
}

export class UndoHistory {
  private readonly past: Step[] = []
  private readonly future: Step[] = []

  record(
    address: string,
    before: ParamValue,
    after: ParamValue,
    { origin, group, at, follows }: { origin: Origin; group: string | undefined; at: Seconds; follows: boolean },
  ): void {
    this.future.length = 0
    const last = this.past.at(-1)
    // What a change leads to at once belongs to its step.
    if (last && (follows || this.continues(last, address, origin, group, at))) {
      const move = last.moves.get(address)
      if (move) move.after = after
      else last.moves.set(address, { before, after })
      last.at = at
      return
    }
    this.past.push({ moves: new Map([[address, { before, after }]]), origin, group, at })
    if (this.past.length > DEPTH) this.past.shift()
  }

  /** The values to go back to, by address; null where there is nothing to take back. */
  undo(): ReadonlyMap<string, ParamValue> | null {
    return this.travel(this.past, this.future, 'before')
  }

  redo(): ReadonlyMap<string, ParamValue> | null {
    return this.travel(this.future, this.past, 'after')
  }

  private continues(last: Step, address: string, origin: Origin, group: string | undefined, at: Seconds): boolean {
    if (group !== undefined || last.group !== undefined) return last.group === group
    return last.moves.has(address) && last.origin === origin && at - last.at < GESTURE
  }

  private travel(from: Step[], to: Step[], side: keyof Move): ReadonlyMap<string, ParamValue> | null {
    let step = from.pop()
    // A gesture that ended where it began is nothing to take back.
    while (step && [...step.moves.values()].every(({ before, after }) => before === after)) step = from.pop()
    if (!step) return null
    to.push(step)
    return new Map([...step.moves].map(([address, move]) => [address, move[side]]))
  }
}
