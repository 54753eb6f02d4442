// What is kept of the code, so that none of it is lost: the text with every keystroke, the last that played, and earlier versions.

export interface Draft {
  readonly text: string
  /** True: it came with a link, and nobody here has played it yet. */
  readonly stranger: boolean
}

export interface Version {
  readonly text: string
  /** ISO 8601, by the machine's clock: for the reader. */
  readonly at: string
  /** What happened to it then: 'played', 'left', 'replaced'. */
  readonly why: string
}

export interface DraftsOptions {
  /** Null where the browser keeps nothing. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null
  /** The machine's date, as ISO 8601. */
  date(): string
  /** Called once, when something could not be kept. */
  onLost(): void
}

const DRAFT = 'draft'
const GOOD = 'good'
const VERSIONS = 'versions'
const TYPING = 'typing'
const TOUR = 'tour'
/** Signs in all versions together; a browser's store holds about five million, and the page keeps other things there. */
const ROOM = 1_500_000
const MOST = 300

export class Drafts {
  private told = false
  /** The draft as it was read or written here. */
  private own: string | null

  constructor(private readonly options: DraftsOptions) {
    this.own = options.storage?.getItem(DRAFT) ?? null
  }

  /** The text as it was left; null on a first visit. */
  get draft(): Draft | null {
    const found = this.read(DRAFT)
    if (typeof found !== 'object' || found === null || !('text' in found) || typeof found.text !== 'string') return null
    return { text: found.text, stranger: 'stranger' in found && found.stranger === true }
  }

  /** What another tab wrote there meanwhile becomes a version. */
  keep(draft: Draft): void {
    const found = this.options.storage?.getItem(DRAFT) ?? null
    const other = found === this.own ? null : this.draft
    if (other && other.text !== draft.text) this.remember(other.text, 'left in another tab')
    this.write(DRAFT, draft)
    this.own = this.options.storage?.getItem(DRAFT) ?? null
  }

  /** The last text that played; null before the first. */
  get good(): string | null {
    const found = this.read(GOOD)
    return typeof found === 'string' ? found : null
  }

  keepGood(text: string): void {
    this.write(GOOD, text)
  }

  /** Where somebody is in the tour, as it was given to keepTour(); null when nothing was. */
  get tour(): unknown {
    return this.read(TOUR)
  }

  keepTour(state: object): void {
    this.write(TOUR, state)
  }

  /** Steps of typing that can be taken back, as the editor writes them; null when there are none. */
  get typing(): unknown {
    return this.read(TYPING)
  }

  /** Too many to keep beside the rest are let go. */
  keepTyping(steps: unknown): void {
    const json = JSON.stringify(steps)
    if (json.length < ROOM / 3) this.put(TYPING, json)
    else this.options.storage?.removeItem(TYPING)
  }

  /** Newest first. */
  get versions(): readonly Version[] {
    const found = this.read(VERSIONS)
    return Array.isArray(found) ? found.filter(isVersion) : []
  }

  /** Keeps the text as a version, unless it is empty or the newest already; the oldest make room. */
  remember(text: string, why: string): void {
    if (text.trim() === '') return
    const before = this.versions
    if (before[0]?.text === text) return
    const kept: Version[] = [{ text, at: this.options.date(), why }]
    let room = ROOM - text.length
    for (const version of before) {
      // The same text once is enough; it is found at its last time.
      if (version.text === text) continue
      room -= version.text.length
      if (room < 0 || kept.length >= MOST) break
      kept.push(version)
    }
    while (!this.put(VERSIONS, JSON.stringify(kept), kept.length === 1) && kept.length > 1) {
      kept.length = Math.ceil(kept.length / 2)
    }
  }

  private read(key: string): unknown {
    try {
      return JSON.parse(this.options.storage?.getItem(key) ?? 'null')
    } catch {
      // Cut off, or written by something else: as if it were not there.
      return null
    }
  }

  private write(key: string, value: unknown): void {
    const json = JSON.stringify(value)
    if (this.put(key, json, false)) return
    // What is being written now goes before what was.
    this.options.storage?.removeItem(TYPING)
    if (this.put(key, json, false)) return
    this.options.storage?.removeItem(VERSIONS)
    this.put(key, json)
  }

  /** False when there is no room. */
  private put(key: string, json: string, last = true): boolean {
    try {
      if (!this.options.storage) throw new Error('nothing is kept')
      this.options.storage.setItem(key, json)
      return true
    } catch {
      if (last && !this.told) {
        this.told = true
        this.options.onLost()
      }
      return false
    }
  }
}

function isVersion(found: unknown): found is Version {
  if (typeof found !== 'object' || found === null) return false
  return ['text', 'at', 'why'].every((name) => typeof Reflect.get(found, name) === 'string')
}
