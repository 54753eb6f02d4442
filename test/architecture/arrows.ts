// The arrows between the rooms: who may import whom, and what to do instead.
import type { Source } from './read-source'
import { resolve, type Target } from './resolve'

const ROOMS = [
  'core',
  'contracts',
  'show',
  'transport',
  'gpu',
  'inputs',
  'analysis',
  'models',
  'style',
  'decks',
  'stage',
  'dialect',
  'live',
  'editor',
  'outputs',
  'control',
  'cues',
  'score',
  'ui',
  'server',
] as const
type Room =
  (typeof ROOMS)[number] | 'create-engine' | 'main' | 'engine' | '#dialect' | 'bench' | 'sketches' | 'test' | 'outside'

/** What every room may use. */
const COMMON = ['core', 'contracts', 'show', 'transport'] as const

/** Besides itself. What is 'outside' the rooms is data: models, public files. */
const MAY: Record<Room, readonly Room[]> = {
  core: [],
  contracts: ['core', 'show'],
  show: ['core'],
  transport: ['core', 'contracts', 'show'],
  gpu: ['core', 'contracts'],
  inputs: [...COMMON, 'gpu', 'outside'],
  analysis: [...COMMON],
  models: [...COMMON, 'gpu', 'style', 'outside'],
  style: [...COMMON, 'models'],
  stage: [...COMMON, 'gpu', 'dialect', 'outside'],
  dialect: [...COMMON, 'stage', 'gpu'],
  decks: [...COMMON, 'stage', 'dialect', '#dialect'],
  live: [...COMMON, '#dialect'],
  editor: [...COMMON, '#dialect', 'live'],
  outputs: [...COMMON, 'gpu'],
  control: [...COMMON],
  cues: [...COMMON],
  score: [...COMMON, 'outside'],
  ui: [...COMMON, 'control', 'outside'],
  server: ['core', 'contracts', 'outside'],
  sketches: ['engine'],
  engine: ['core', 'contracts', 'show', 'stage', 'dialect', 'decks', 'create-engine'],
  '#dialect': ['core', 'stage', 'dialect', 'decks'],
  'create-engine': [...ROOMS, 'sketches', 'outside'],
  main: ['contracts', 'create-engine', 'show'],
  bench: [...COMMON, 'gpu', 'models', 'style', 'ui', 'outside'],
  test: [...ROOMS, 'create-engine', 'main', 'engine', '#dialect', 'bench', 'sketches', 'outside'],
  outside: [],
}

/** Packages that one room owns, so that the rest of the house does not depend on them. */
const OWNED: readonly { name: RegExp; rooms: readonly Room[]; instead: string }[] = [
  {
    name: /^@tensorflow\//,
    rooms: ['models'],
    instead: 'Only models/ knows TensorFlow.js: ask a Painter of contracts/model.ts.',
  },
  {
    name: /^onnxruntime-web$/,
    rooms: ['bench'],
    instead: 'Only bench/ compares with other runtimes: what plays does not load them.',
  },
  { name: /^tone$/, rooms: ['score'], instead: 'Only score/ knows Tone.js: hand over audio nodes or AudioFeatures.' },
  {
    name: /^three$/,
    rooms: ['stage', 'dialect', 'decks', 'outputs', 'engine', '#dialect'],
    instead: 'Only what draws knows three.js: hand over a Picture of contracts/frame.ts.',
  },
]

/** The package that is too heavy to come with the page's first load. */
const LATE = /^@tensorflow\//

/** Every broken arrow as a sentence that begins with file and line. */
export function brokenArrows(sources: readonly Source[]): string[] {
  const files = new Set(sources.map((source) => source.path))
  const broken: string[] = []
  for (const source of sources) {
    for (const reference of source.references) {
      for (const target of resolve(source, reference, files)) {
        const instead = objection(source.path, target, reference.kind === 'static')
        if (instead === null) continue
        const what = target.type === 'file' ? target.path : target.name
        broken.push(`${source.path}:${reference.line} imports ${what}. ${instead}`)
      }
    }
  }
  return [...broken, ...earlyPackages(sources, files)]
}

/** What to do instead; null when the arrow is fine. */
function objection(from: string, target: Target, isStatic: boolean): string | null {
  const room = roomOf(from)
  const isTest = from.endsWith('.test.ts')
  if (target.type === 'virtual') return room === 'core' ? 'core stands alone: pass the thing in.' : null
  if (target.type === 'node') {
    return room === 'server' || isTest ? null : 'A browser has no Node: what needs it lives in server/.'
  }
  if (target.type === 'package') return packageObjection(room, target.name, isTest)
  const to = roomOf(target.path)
  if (room === to || (to === 'test' && isTest)) return room === 'sketches' ? SKETCH : null
  if (room === 'engine' && to === 'create-engine' && isStatic) {
    return "engine.ts loads create-engine.ts with import(), so that a sketch's '#engine' does not bring the whole engine."
  }
  return MAY[room].includes(to) ? null : remedy(room, to)
}

function packageObjection(room: Room, name: string, isTest: boolean): string | null {
  if (room === 'sketches') return SKETCH
  const owned = OWNED.find((entry) => entry.name.test(name))
  if (owned) return owned.rooms.includes(room) ? null : owned.instead
  return room === 'core' && !isTest ? 'core needs no package: move what needs one into a room.' : null
}

const SKETCH = "A sketch imports only '#engine': what is missing there is added to engine.ts."

function remedy(from: Room, to: Room): string {
  if (from === 'sketches') return SKETCH
  if (to === 'test') return 'What plays does not depend on its tests: move the thing into src.'
  if (to === 'outside') return `${from}/ reads no files of its own: create-engine.ts hands them over.`
  if (to === 'bench') return 'bench/ measures from outside, on a page of its own: nothing that plays needs it.'
  if (to === 'main' || to === 'create-engine')
    return 'Only engine.ts and main.ts know create-engine.ts: take what you need as an argument.'
  if (to === 'server')
    return "The page can't import what runs in Node: talk over Vite's socket, with the words in core/."
  if (from === 'core') return 'core stands alone: move the shared word into core/, or pass the thing in.'
  if (from === 'contracts') return 'contracts/ holds types alone: a type that needs a room belongs to that room.'
  if (to === 'engine') return "'#engine' is for sketches: import from core/ or contracts/; live code has '#dialect'."
  if (to === '#dialect') return "'#dialect' is for live/ and editor/: import from core/ or contracts/."
  if (to === 'gpu')
    return 'Only inputs, models, stage and outputs touch the GPU: hand over a Picture of contracts/frame.ts.'
  if (to === 'sketches') return 'Sketches are found by create-engine.ts.'
  return `${from} and ${to} are siblings: meet in contracts/, wired in create-engine.ts.`
}

/** Heavy packages that main.ts would load before the first picture, each with the way there. */
function earlyPackages(sources: readonly Source[], files: ReadonlySet<string>): string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const way = new Map<string, string>([['src/main.ts', 'src/main.ts']])
  const early: string[] = []
  for (const [path, trail] of way) {
    const source = byPath.get(path)
    for (const reference of source?.references ?? []) {
      if (!source || (reference.kind !== 'static' && reference.kind !== 'eager glob')) continue
      for (const target of resolve(source, reference, files)) {
        if (target.type === 'file' && !way.has(target.path)) way.set(target.path, `${trail} › ${target.path}`)
        if (target.type === 'package' && LATE.test(target.name)) {
          early.push(
            `${path}:${reference.line} brings ${target.name} into the first load (${trail}). Reach it through import(), so that the first picture does not wait for it.`,
          )
        }
      }
    }
  }
  return early
}

function roomOf(path: string): Room {
  if (path === 'src/main.ts') return 'main'
  if (path === 'src/create-engine.ts' || path === 'src/create-deck.ts') return 'create-engine'
  if (path === 'src/engine.ts') return 'engine'
  if (path === 'src/dialect.ts') return '#dialect'
  const [top = '', second = ''] = path.split('/')
  if (top === 'sketches' || top === 'test') return top
  if (top === 'src' && second === 'bench') return 'bench'
  return ROOMS.find((room) => top === 'src' && room === second) ?? 'outside'
}
