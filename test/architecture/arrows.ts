// The arrows between the rooms: who may import whom, and what to do instead.
import type { Source } from './read-source'
import { resolve, type Target } from './resolve'

const ROOMS = [
  'core',
  'gpu',
  'inputs',
  'analysis',
  'models',
  'stage',
  'output',
  'sound',
  'live',
  'control',
  'server',
] as const
type Room = (typeof ROOMS)[number] | 'main' | 'engine' | 'bench' | 'sketches' | 'test' | 'outside'

/** Besides itself. What is 'outside' the rooms is data: models, public files. */
const MAY: Record<Room, readonly Room[]> = {
  core: [],
  gpu: ['core'],
  inputs: ['core', 'gpu', 'outside'],
  analysis: ['core'],
  models: ['core', 'gpu', 'outside'],
  stage: ['core', 'gpu', 'outside'],
  output: ['core', 'gpu'],
  sound: ['core', 'outside'],
  live: ['core', 'engine', 'sketches'],
  control: ['core', 'outside'],
  server: ['core', 'outside'],
  sketches: ['engine'],
  engine: ['core', 'stage', 'main'],
  main: [...ROOMS, 'engine', 'sketches', 'outside'],
  bench: ['core', 'gpu', 'models', 'control', 'outside'],
  test: [...ROOMS, 'main', 'engine', 'bench', 'sketches', 'outside'],
  outside: [],
}

/** Packages that one room owns, so that the rest of the house does not depend on them. */
const OWNED: readonly { name: RegExp; rooms: readonly Room[]; instead: string }[] = [
  {
    name: /^@tensorflow\//,
    rooms: ['models'],
    instead: 'Only models/ knows TensorFlow.js: ask a Painter of core/contracts.ts.',
  },
  {
    name: /^onnxruntime-web$/,
    rooms: ['bench'],
    instead: 'Only bench/ compares with other runtimes: what plays does not load them.',
  },
  { name: /^tone$/, rooms: ['sound'], instead: 'Only sound/ knows Tone.js: hand over audio nodes or AudioFeatures.' },
  {
    name: /^three$/,
    rooms: ['stage', 'output', 'engine'],
    instead: 'Only stage/, output/ and engine.ts know three.js: hand over a Picture of core/contracts.ts.',
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
  if (room === 'engine' && to === 'main' && isStatic) {
    return "engine.ts loads main.ts with import(), so that a sketch's '#engine' does not start a page."
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
  if (to === 'outside') return `${from}/ reads no files of its own: main.ts hands them over.`
  if (to === 'bench') return 'bench/ measures from outside, on a page of its own: nothing that plays needs it.'
  if (to === 'main') return 'Only engine.ts knows main.ts: take what you need as an argument.'
  if (to === 'server')
    return "The page can't import what runs in Node: talk over Vite's socket, with the words in core/."
  if (from === 'core') return 'core stands alone: move the shared word into core/, or pass the thing in.'
  if (to === 'engine') return 'The engine is for sketches and live code: import from core/.'
  if (to === 'gpu')
    return 'Only inputs, models, stage and output touch the GPU: hand over a Picture of core/contracts.ts.'
  if (to === 'sketches') return 'Sketches are found by live/ and main.ts.'
  return `${from} and ${to} are siblings: meet in core/contracts.ts, wired in main.ts.`
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
  if (path === 'src/engine.ts') return 'engine'
  const [top = '', second = ''] = path.split('/')
  if (top === 'sketches' || top === 'test') return top
  if (top === 'src' && second === 'bench') return 'bench'
  return ROOMS.find((room) => top === 'src' && room === second) ?? 'outside'
}
