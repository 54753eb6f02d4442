// What is remembered of the source from visit to visit: which kind, which camera by name, which address.
import type { Shelf } from '../show/store'

/** The part of the store's section that is used. */
export type KeyValue = Pick<Shelf, 'getItem' | 'setItem'>

export interface SourceMemory {
  kind?: string
  camera?: string
  url?: string
}

const KEY = 'last'

/** Never throws: a page that may store nothing remembers nothing. */
export function recall(storage: KeyValue | undefined): SourceMemory {
  try {
    const found: unknown = JSON.parse(storage?.getItem(KEY) ?? '{}')
    if (typeof found !== 'object' || found === null) return {}
    const memory: SourceMemory = {}
    for (const key of ['kind', 'camera', 'url'] as const) {
      const value: unknown = Reflect.get(found, key)
      if (typeof value === 'string') memory[key] = value
    }
    return memory
  } catch {
    return {}
  }
}

/** Never throws. */
export function remember(storage: KeyValue | undefined, memory: SourceMemory): void {
  try {
    storage?.setItem(KEY, JSON.stringify(memory))
  } catch {
    // Storage is full or forbidden: the next visit starts with the demo, and nothing else is lost.
  }
}
