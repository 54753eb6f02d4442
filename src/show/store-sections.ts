// What the store keeps: its sections, each with a reader that checks what it reads, and the way from older versions to this one.

/** The version of what is written. */
export const VERSION = 2

export const SECTIONS = ['show', 'source', 'page', 'code', 'session', 'models'] as const
export type SectionName = (typeof SECTIONS)[number]

/** Entries by 'section/key', each as JSON. */
export type Entries = Map<string, string>

/** Entries that could not be read are set aside below this name. */
export const DAMAGED = 'damaged/'

const isRecord = (found: unknown): boolean => typeof found === 'object' && found !== null && !Array.isArray(found)
const isText = (found: unknown): boolean => typeof found === 'string'

/** Whether what an entry holds has the shape that its room reads. The rooms look at the parts. */
const READERS: Readonly<Record<string, (found: unknown) => boolean>> = {
  'show/values': isRecord,
  'source/last': isRecord,
  'page/layers': isRecord,
  'code/draft': (found) => isRecord(found) && isText(Reflect.get(Object(found), 'text')),
  'code/good': isText,
  'code/versions': Array.isArray,
  'code/typing': isRecord,
  'code/tour': isRecord,
  'session/on-air': (found) => isRecord(found) && Array.isArray(Reflect.get(Object(found), 'parts')),
  'models/variants': Array.isArray,
}

/** The keys of version 1, which lay in `localStorage` one beside the other, and where they are since. */
export const VERSION_1: Readonly<Record<string, string>> = {
  'impasto/show': 'show/values',
  'impasto/source': 'source/last',
  'impasto/variants': 'models/variants',
  'impasto.page': 'page/layers',
  'impasto.code': 'code/draft',
  'impasto.code.good': 'code/good',
  'impasto.code.versions': 'code/versions',
  'impasto.code.typing': 'code/typing',
  'impasto.code.tour': 'code/tour',
  'impasto.code.on-air': 'session/on-air',
}

/** Each makes of the entries of its version those of the next. */
const MIGRATIONS: Readonly<Record<number, (entries: Entries) => Entries>> = {
  1: (entries) => {
    const moved: Entries = new Map()
    for (const [key, json] of entries) {
      const name = VERSION_1[key] ?? key
      moved.set(name, name === 'show/values' ? renamedAddresses(json) : json)
    }
    return moved
  },
}

/** Entries of `version` as they are written today. */
export function migrate(entries: Entries, version: number): Entries {
  let now = entries
  for (let v = version; v < VERSION; v++) now = MIGRATIONS[v]?.(now) ?? now
  return now
}

/** Names of the entries that can't be read. What has no reader is left alone: a later page may know it. */
export function damagedIn(entries: Entries): string[] {
  const damaged: string[] = []
  for (const [name, json] of entries) {
    const reads = READERS[name]
    if (reads && !reads(parsed(json))) damaged.push(name)
  }
  return damaged
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** `style/path-order` was the name of what is `style/path/order`. */
function renamedAddresses(json: string): string {
  const values = parsed(json)
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return json
  const renamed = Object.entries(values).map(([address, value]): [string, unknown] => [
    address.replace(/^style\/(path|pad|mask)-/, 'style/$1/'),
    value,
  ])
  return JSON.stringify(Object.fromEntries(renamed))
}
