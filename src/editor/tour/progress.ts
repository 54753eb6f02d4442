// Where somebody is in the tour, as it is kept in the browser, and how it goes on.
import type { Draft } from '../drafts'
import type { Act } from './event'
import { STEPS, type Step } from './steps'

export interface TourState {
  /** True: the tour is to be offered; it is, until it was taken or refused. */
  readonly offer: boolean
  /** The step, from 0; as many as there are steps: the end of it. Null: no tour is under way. */
  readonly at: number | null
  /** What was written before it began. */
  readonly before: Draft | null
}

/** Plays of one's own after which nobody needs to be asked any more. */
export const PLAYS_ALONE = 3

/** @param fresh nothing has ever been written here */
export function readTour(found: unknown, fresh: boolean): TourState {
  if (typeof found !== 'object' || found === null) return { offer: fresh, at: null, before: null }
  const offer = Reflect.get(found, 'offer') === true
  const at: unknown = Reflect.get(found, 'at')
  const before: unknown = Reflect.get(found, 'before')
  if (typeof at !== 'number' || !Number.isInteger(at) || at < 0 || typeof before !== 'object' || before === null) {
    return { offer, at: null, before: null }
  }
  const text: unknown = Reflect.get(before, 'text')
  const stranger = Reflect.get(before, 'stranger') === true
  // A tour that has become shorter since ends here.
  return { offer, at: Math.min(at, STEPS.length), before: { text: typeof text === 'string' ? text : '', stranger } }
}

/** The step that is under way; null before the tour, and at its end. */
export function stepOf({ at }: TourState): Step | null {
  return at === null ? null : (STEPS[at] ?? null)
}

/** The same tour `by` steps on. */
export function moved(state: TourState, by: number): TourState {
  if (state.at === null) return state
  return { ...state, at: Math.min(Math.max(state.at + by, 0), STEPS.length) }
}

/** What was done since a step began, up to where it was passed. */
export class Deeds {
  private acts: Act[] = []
  private passed = false

  /** Another step begins. */
  renew(): void {
    this.acts = []
    this.passed = false
  }

  /** True when `act` passes `step`; it does so once. */
  add(step: Step, act: Act): boolean {
    if (this.passed) return false
    this.acts.push(act)
    this.passed = step.done(this.acts)
    return this.passed
  }
}
