// Where the store lies: IndexedDB, which is on the disk when it says so; else localStorage; else nowhere.
import { openDB, type IDBPDatabase } from 'idb'
import type { Entries } from './store-sections'

/** What a place holds: entries, and the version they were written by; 0 where nothing was written yet. */
export interface Held {
  readonly version: number
  readonly entries: Entries
}

export interface Place {
  readonly kind: 'indexeddb' | 'localstorage' | 'memory'
  /** @throws what the browser throws */
  read(): Promise<Held>
  /** Puts texts, and takes away what is null. Resolves when it is on the disk, as far as the browser tells. */
  write(changes: ReadonlyMap<string, string | null>, version: number): Promise<void>
  close(): void
}

const NAME = 'impasto'
const ENTRIES = 'entries'
const VERSION_KEY = 'version'

/** @throws where the browser refuses it */
export async function openIndexedDb(name = NAME): Promise<Place> {
  const database = await openDB(name, 1, { upgrade: (fresh) => void fresh.createObjectStore(ENTRIES) })
  return new DatabasePlace(database)
}

class DatabasePlace implements Place {
  readonly kind = 'indexeddb'

  constructor(private readonly database: IDBPDatabase) {}

  async read(): Promise<Held> {
    const { store, done } = this.database.transaction(ENTRIES)
    heard(done)
    const [keys, values]: [unknown[], unknown[]] = await Promise.all([store.getAllKeys(), store.getAll()])
    return held(keys.map((key, i) => [key, values[i]]))
  }

  async write(changes: ReadonlyMap<string, string | null>, version: number): Promise<void> {
    const transaction = this.database.transaction(ENTRIES, 'readwrite', { durability: 'strict' })
    const { store } = transaction
    const asked: Promise<unknown>[] = [store.put(version, VERSION_KEY)]
    for (const [name, text] of changes) asked.push(text === null ? store.delete(name) : store.put(text, name))
    asked.push(transaction.done)
    asked.forEach(heard)
    // Said now, so that it is carried out even if the page goes before it is done.
    transaction.commit()
    await Promise.all(asked)
  }

  close(): void {
    this.database.close()
  }
}

/** One key for all: written as a whole. @throws where the browser refuses it */
export function openLocalStorage(storage: Storage): Place {
  const key = `${NAME}/store`
  // Even asking throws where it is forbidden.
  storage.getItem(key)
  const read = (): Held => {
    const text = storage.getItem(key)
    if (text === null) return { version: 0, entries: new Map() }
    try {
      const found: unknown = JSON.parse(text)
      if (typeof found === 'object' && found !== null) return held(Object.entries(found))
    } catch {
      // Cut off: it is set aside below.
    }
    storage.setItem(`${key}/damaged`, text)
    return { version: 0, entries: new Map() }
  }
  return {
    kind: 'localstorage',
    read: () => Promise.resolve(read()),
    async write(changes, version) {
      const { entries } = read()
      for (const [name, text] of changes) {
        if (text === null) entries.delete(name)
        else entries.set(name, text)
      }
      storage.setItem(key, JSON.stringify({ ...Object.fromEntries(entries), [VERSION_KEY]: version }))
    },
    close: () => undefined,
  }
}

/** Keeps nothing. */
export const NOWHERE: Place = {
  kind: 'memory',
  read: () => Promise.resolve({ version: 0, entries: new Map() }),
  write: () => Promise.resolve(),
  close: () => undefined,
}

/** The browser may take the database away in the midst of it, as when site data is cleared: the first refusal tells it, the rest say nothing new. */
function heard(asked: Promise<unknown>): void {
  asked.catch(() => undefined)
}

function held(all: Iterable<readonly [unknown, unknown]>): Held {
  const entries: Entries = new Map()
  let version = 0
  for (const [key, value] of all) {
    if (key === VERSION_KEY) version = typeof value === 'number' ? value : 0
    else if (typeof key === 'string') entries.set(key, typeof value === 'string' ? value : JSON.stringify(value))
  }
  return { version, entries }
}
