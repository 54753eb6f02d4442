// Tells a listener of several changes, one by one: one that it fails at does not keep the next from it.
import { messageOf } from '../core/errors'
import type { Change } from './change'

/** @throws {AggregateError} what the listener threw, when it has heard of all */
export function toldEach(changes: readonly Change[], listener: (change: Change) => void): void {
  const thrown: unknown[] = []
  for (const change of changes) {
    try {
      listener(change)
    } catch (error) {
      thrown.push(error)
    }
  }
  if (thrown.length > 0) throw new AggregateError(thrown, thrown.map(messageOf).join('; '))
}
