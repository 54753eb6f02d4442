// What the show remembers from one evening to the next: the values of its parameters, in the browser's own store.
import type { ParamValue } from './param'
import type { Scope } from '../core/scope'
import type { Show } from './show'

const KEY = 'impasto/show'
/** What belongs to the moment and must not greet the next audience. */
const MOMENTARY = ['stage/blackout', 'stage/freeze']

/** The browser's own store; null where the page may have none (cookies blocked, a sandboxed frame), which even asking throws at. */
export function openStore(): Storage | null {
  try {
    return globalThis.localStorage
  } catch {
    return null
  }
}

/** The values of last time; empty when there are none or they can't be read. */
export function recall(storage: Storage): Record<string, ParamValue> {
  const values: Record<string, ParamValue> = {}
  try {
    const saved: unknown = JSON.parse(storage.getItem(KEY) ?? '{}')
    if (typeof saved !== 'object' || saved === null) return values
    for (const [address, value] of Object.entries(saved)) {
      if (MOMENTARY.includes(address)) continue
      if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string')
        values[renamed(address)] = value
    }
  } catch {
    // A damaged memory is no memory; it is written anew with the first change.
  }
  return values
}

/** An address of before as it is called now. */
function renamed(address: string): string {
  return address.replace(/^style\/(path|pad|mask)-/, 'style/$1/')
}

/** Writes the show down after each change, at most once per turn of the event loop's idle time. */
export function keepMemory(show: Show, storage: Storage, scope: Scope): void {
  let pending = false
  const write = (): void => {
    if (!pending || scope.disposed) return
    pending = false
    const values = Object.entries(show.snapshot()).filter(([a]) => !MOMENTARY.includes(a))
    try {
      storage.setItem(KEY, JSON.stringify(Object.fromEntries(values)))
    } catch {
      // A full or forbidden store: tonight's settings live until the page is closed.
    }
  }
  scope.defer(
    show.onChange(({ address }) => {
      if (pending || MOMENTARY.includes(address)) return
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
