// What the show remembers from one evening to the next: the values of its parameters.
import type { Scope } from '../core/scope'
import type { ParamValue } from './param'
import type { Show } from './show'
import type { Shelf } from './store'

const KEY = 'values'

/** The values of last time; empty when there are none or they can't be read. */
export function recall(shelf: Shelf): Record<string, ParamValue> {
  const values: Record<string, ParamValue> = {}
  try {
    const saved: unknown = JSON.parse(shelf.getItem(KEY) ?? '{}')
    if (typeof saved !== 'object' || saved === null) return values
    for (const [address, value] of Object.entries(saved)) {
      if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') values[address] = value
    }
  } catch {
    // A damaged memory is no memory.
  }
  return values
}

/** Writes the show down after each change, at most once per turn of the event loop's idle time. What is of the moment is left out. */
export function keepMemory(show: Show, shelf: Shelf, scope: Scope): void {
  let pending = false
  const isOfTheMoment = (address: string): boolean => show.param(address)?.spec.remember === false
  const write = (): void => {
    if (!pending || scope.disposed) return
    pending = false
    const values = Object.entries(show.snapshot()).filter(([address]) => !isOfTheMoment(address))
    shelf.setItem(KEY, JSON.stringify(Object.fromEntries(values)))
  }
  scope.defer(
    show.onEach(({ address }) => {
      if (pending || isOfTheMoment(address)) return
      pending = true
      queueIdle(write)
    }),
  )
  // The last move before a reload counts too.
  if (typeof window !== 'undefined') scope.listen(window, 'pagehide', write)
}

function queueIdle(fn: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(fn, { timeout: 1000 })
  else setTimeout(fn, 200)
}
