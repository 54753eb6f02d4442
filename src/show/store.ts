// What is kept from one evening to the next: one store with one version, in named sections, written behind by one tab alone.
import { messageOf } from '../core/errors'
import type { Seconds } from '../core/units'
import { askToWrite, LEAVING, type WriterLock } from './store-lock'
import { NOWHERE, openIndexedDb, openLocalStorage, type Place } from './store-places'
import { DAMAGED, damagedIn, migrate, VERSION, VERSION_1, type Entries, type SectionName } from './store-sections'

/** A section as its room has it: texts by key. None of it throws, and what is set is read at once. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export interface OpenStoreOptions {
  /** How long to wait for the browser before the show begins without. @defaultValue 0.9 */
  readonly patience?: Seconds
  /** @defaultValue IndexedDB, else localStorage, else nowhere */
  readonly open?: () => Promise<Place>
  /** Where the keys of version 1 may lie. @defaultValue the browser's, null where it is forbidden */
  readonly before?: Storage | null
  /** @defaultValue the browser's; null: every tab writes */
  readonly locks?: LockManager | null
}

export const PROBLEMS = {
  slow: 'The browser did not open what it keeps for this page in time. The show begins as new, and what you change lasts until you close it; reload to have the old one back.',
  none: 'The browser keeps nothing for this page: what you change lasts until you close it. Save the code as a file.',
  newer:
    'What is kept here was written by a newer Impasto. It is left as it is, and what you change lasts until you close this page.',
  other: 'Another tab keeps this show; what you change here lasts until you close it.',
  turn: 'The other tab is closed: this one keeps the show from now on.',
  damaged: (name: string, aside: string): string =>
    `What was kept as '${name}' can't be read. It is set aside as '${aside}', and that part begins as new.`,
  write: (why: string): string =>
    `The browser could not write down what you changed (${why}). It is tried again with the next change; save the code as a file.`,
} as const

const LOCK = 'impasto/store'
/** Writings under way. The browser keeps their order; a busy page hears late that one is done, and the next does not wait for that. */
const AT_ONCE = 4

export class Store {
  private entries: Entries = new Map()
  private dirty = new Map<string, string | null>()
  /** What was set here while another tab wrote. */
  private readonly local = new Map<string, string | null>()
  /** As it was read. */
  private seen: ReadonlyMap<string, string> = new Map()
  private place = NOWHERE
  private writes = false
  private underWay = 0
  private asked = false
  private leaving = false
  private closed = false
  private lock: WriterLock | null = null
  private readonly untold: string[] = []
  private say: ((text: string) => void) | null = null
  private readonly deaf = new AbortController()

  /** True while what is set is written down. */
  get keeps(): boolean {
    return this.writes
  }

  section(name: SectionName): Shelf {
    const at = (key: string): string => `${name}/${key}`
    return {
      getItem: (key) => this.entries.get(at(key)) ?? null,
      setItem: (key, text) => this.set(at(key), text),
      removeItem: (key) => this.set(at(key), null),
    }
  }

  /** Hears in whole sentences what went wrong, also before now. */
  tell(say: (text: string) => void): void {
    this.say = say
    for (const text of this.untold.splice(0)) say(text)
  }

  /** Writes what is not written yet. Resolves when it is on the disk; never rejects. */
  async flush(): Promise<void> {
    if (!this.writes || this.dirty.size === 0) return
    const changes = this.dirty
    this.dirty = new Map()
    this.underWay++
    try {
      await this.place.write(changes, VERSION)
    } catch (thrown) {
      // The newest of it, also where that was set meanwhile.
      for (const name of changes.keys()) this.dirty.set(name, this.entries.get(name) ?? null)
      this.complain(PROBLEMS.write(messageOf(thrown)))
      return
    } finally {
      this.underWay--
    }
    await this.flush()
  }

  /** Writes the rest, and lets another tab write. */
  async close(): Promise<void> {
    if (this.closed) return
    this.closed = true
    this.deaf.abort()
    await this.flush()
    this.writes = false
    this.lock?.release()
    this.place.close()
  }

  /** Reads what is kept. Called once; never rejects. */
  async open({ open = openPlace, before = browserStorage(), locks = browserLocks() }: OpenStoreOptions): Promise<void> {
    const lock = (this.lock = askToWrite(locks, LOCK))
    let mine = false
    void lock.turn.then(() => (mine = true))
    const [place] = await Promise.all([open(), Promise.race([lock.turn, after(LEAVING)])])
    if (this.closed) return place.close()
    this.place = place
    if (place.kind === 'memory') this.complain(PROBLEMS.none)
    const first = mine
    if (!first) {
      this.complain(PROBLEMS.other)
      void lock.turn.then(() => this.takeOver())
    }
    await this.read(before, first)
    this.listen()
  }

  /** It took too long: what is on the disk stays as it is. */
  giveUp(): void {
    this.complain(PROBLEMS.slow)
    this.entries = new Map()
    void this.close()
  }

  private async read(before: Storage | null, writing: boolean): Promise<void> {
    const found = await this.place.read()
    if (this.closed) return
    if (found.version > VERSION) {
      this.place.close()
      this.place = NOWHERE
      return this.complain(PROBLEMS.newer)
    }
    const old = found.version === 0 ? readVersion1(before) : new Map<string, string>()
    const entries = found.version === 0 ? migrate(old, 1) : migrate(found.entries, found.version)
    this.entries = entries
    this.seen = new Map(entries)
    this.writes = writing
    if (found.version < VERSION) for (const [name, text] of entries) this.dirty.set(name, text)
    for (const name of damagedIn(entries)) this.setAside(name)
    if (!writing) return this.dirty.clear()
    if (old.size === 0) return this.soon()
    await this.flush()
    // Moved: from here on they would only be older.
    if (this.dirty.size === 0) for (const key of old.keys()) before?.removeItem(key)
  }

  /** The other tab is gone. What it wrote last is the truth; nothing of here goes over it that was set before. */
  private async takeOver(): Promise<void> {
    if (this.closed) return
    const seen = this.seen
    try {
      await this.read(null, true)
      for (const [name, text] of this.local) {
        if (this.entries.get(name) === seen.get(name)) this.set(name, text)
      }
      this.local.clear()
      this.complain(PROBLEMS.turn)
    } catch (thrown) {
      this.complain(PROBLEMS.write(messageOf(thrown)))
    }
  }

  private setAside(name: string): void {
    const text = this.entries.get(name)
    if (text === undefined) return
    let aside = `${DAMAGED}${name}`
    for (let i = 2; this.entries.has(aside) && this.entries.get(aside) !== text; i++) aside = `${DAMAGED}${name}/${i}`
    this.set(aside, text)
    this.set(name, null)
    this.complain(PROBLEMS.damaged(name, aside))
  }

  private set(name: string, text: string | null): void {
    if ((this.entries.get(name) ?? null) === text) return
    if (text === null) this.entries.delete(name)
    else this.entries.set(name, text)
    // What another tab keeps is not written over, neither now nor later.
    if (!this.writes) return void this.local.set(name, text)
    this.dirty.set(name, text)
    this.soon()
  }

  /** All that is set in one turn is one writing; what comes while some are under way waits, and the newest wins. */
  private soon(): void {
    if (this.asked) return
    this.asked = true
    queueMicrotask(() => {
      this.asked = false
      if (this.underWay < AT_ONCE || this.leaving) void this.flush()
    })
  }

  private listen(): void {
    if (typeof window === 'undefined') return
    const { signal } = this.deaf
    const leave = (leaving: boolean): void => {
      this.leaving = leaving
      if (leaving) void this.flush()
    }
    window.addEventListener('pagehide', () => leave(true), { signal })
    window.addEventListener('pageshow', () => leave(false), { signal })
    document.addEventListener('visibilitychange', () => leave(document.visibilityState === 'hidden'), { signal })
  }

  private complain(text: string): void {
    if (this.say) this.say(text)
    else this.untold.push(text)
  }
}

/** A store that reads nothing and keeps nothing. */
export function emptyStore(): Store {
  return new Store()
}

/** The browser's store, opened. Waits for it no longer than `patience`; never rejects. */
export async function openStore(options: OpenStoreOptions = {}): Promise<Store> {
  const store = new Store()
  let opened = false
  const open = store.open(options).then(
    () => (opened = true),
    () => false,
  )
  await Promise.race([open, after(options.patience ?? 0.9)])
  if (!opened) store.giveUp()
  return store
}

async function openPlace(): Promise<Place> {
  try {
    return await openIndexedDb()
  } catch {
    // Refused, as in a sandboxed frame or where storage is blocked.
  }
  try {
    return openLocalStorage(localStorage)
  } catch {
    return NOWHERE
  }
}

function readVersion1(storage: Storage | null): Entries {
  const found: Entries = new Map()
  for (const key of Object.keys(VERSION_1)) {
    const text = storage?.getItem(key) ?? null
    if (text !== null) found.set(key, text)
  }
  return found
}

function browserStorage(): Storage | null {
  try {
    return globalThis.localStorage ?? null
  } catch {
    return null
  }
}

function browserLocks(): LockManager | null {
  return globalThis.navigator?.locks ?? null
}

function after(seconds: Seconds): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000))
}
