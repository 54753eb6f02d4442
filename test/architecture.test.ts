// Reads every source file and says which arrow between the rooms, or which manner of the house, is broken. First on bad examples, so that it is known to bite.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { brokenArrows } from './architecture/arrows'
import { breaches, idleExceptions, LONGEST } from './architecture/manners'
import { readSource, type Source } from './architecture/read-source'

const root = fileURLToPath(new URL('..', import.meta.url))

function house(...folders: string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((path) => /\.(ts|tsx|mjs|js)$/.test(path))
      .map((path) => readSource(path, readFileSync(join(root, path), 'utf8'))),
  )
}

/** A made-up house: path → text. */
function madeUp(files: Record<string, string>): Source[] {
  return Object.entries(files).map(([path, text]) => readSource(path, text))
}

describe('the house', () => {
  const sources = house('src', 'sketches')

  it('is there', () => {
    expect(sources.map((source) => source.path)).toEqual(
      expect.arrayContaining(['src/contracts/frame.ts', 'src/gpu/device.ts']),
    )
  })

  it('keeps its arrows', () => {
    expect(brokenArrows(sources)).toEqual([])
  })

  it('keeps its manners', () => {
    expect(sources.flatMap((source) => breaches(source))).toEqual([])
    expect(idleExceptions(sources)).toEqual([])
  })

  it('keeps them in its tests and tools', () => {
    const clocks = house('test').flatMap((source) => breaches(source, []))
    expect(clocks).toEqual([])
  })
})

describe('the arrow check', () => {
  it.each([
    [
      'a sibling',
      'src/stage/a.ts',
      `import { x } from '../models/b'`,
      'src/stage/a.ts:1 imports src/models/b.ts. stage and models are siblings: meet in contracts/, wired in create-engine.ts.',
    ],
    [
      'a sibling by type only',
      'src/score/a.ts',
      `import type { X } from '../models/b'`,
      'src/score/a.ts:1 imports src/models/b.ts. score and models are siblings: meet in contracts/, wired in create-engine.ts.',
    ],
    [
      'a sibling by import()',
      'src/ui/a.ts',
      `\nvoid import('../models/b')`,
      'src/ui/a.ts:2 imports src/models/b.ts. ui and models are siblings: meet in contracts/, wired in create-engine.ts.',
    ],
    [
      'a sibling by export from',
      'src/inputs/a.ts',
      `export * from '../models/b'`,
      'src/inputs/a.ts:1 imports src/models/b.ts. inputs and models are siblings: meet in contracts/, wired in create-engine.ts.',
    ],
    [
      'a sibling by a type query',
      'src/live/a.ts',
      `type X = import('../models/b').X`,
      'src/live/a.ts:1 imports src/models/b.ts. live and models are siblings: meet in contracts/, wired in create-engine.ts.',
    ],
    [
      'a sibling by glob',
      'src/stage/a.ts',
      `import.meta.glob(['../models/*.ts', '!../models/*.test.ts'])`,
      'src/stage/a.ts:1 imports src/models/b.ts. stage and models are siblings: meet in contracts/, wired in create-engine.ts.',
    ],
    [
      'a sibling as a worker',
      'src/analysis/a.ts',
      `new Worker(new URL('../models/b.ts', import.meta.url))`,
      'src/analysis/a.ts:1 imports src/models/b.ts. analysis and models are siblings: meet in contracts/, wired in create-engine.ts.',
    ],
    [
      'a room from core',
      'src/core/a.ts',
      `import '../gpu/c'`,
      'src/core/a.ts:1 imports src/gpu/c.ts. core stands alone: move the shared word into core/, or pass the thing in.',
    ],
    [
      'a package from core',
      'src/core/a.ts',
      `import 'acorn'`,
      'src/core/a.ts:1 imports acorn. core needs no package: move what needs one into a room.',
    ],
    [
      'a room from gpu',
      'src/gpu/a.ts',
      `import '../models/b'`,
      'src/gpu/a.ts:1 imports src/models/b.ts. gpu and models are siblings: meet in contracts/, wired in create-engine.ts.',
    ],
    [
      'gpu from ui',
      'src/ui/a.ts',
      `import '../gpu/c'`,
      'src/ui/a.ts:1 imports src/gpu/c.ts. Only inputs, models, stage and outputs touch the GPU: hand over a Picture of contracts/frame.ts.',
    ],
    [
      'main from a room',
      'src/ui/a.ts',
      `import type { X } from '../main'`,
      'src/ui/a.ts:1 imports src/main.ts. Only engine.ts and main.ts know create-engine.ts: take what you need as an argument.',
    ],
    [
      'the whole engine from engine at once',
      'src/engine.ts',
      `import { x } from './create-engine'`,
      "src/engine.ts:1 imports src/create-engine.ts. engine.ts loads create-engine.ts with import(), so that a sketch's '#engine' does not bring the whole engine.",
    ],
    [
      'a room that engine must not show',
      'src/engine.ts',
      `import '../src/models/b'`,
      'src/engine.ts:1 imports src/models/b.ts. engine and models are siblings: meet in contracts/, wired in create-engine.ts.',
    ],
    [
      'engine from a room',
      'src/outputs/a.ts',
      `import '#engine'`,
      "src/outputs/a.ts:1 imports src/engine.ts. '#engine' is for sketches: import from core/ or contracts/; live code has '#dialect'.",
    ],
    [
      'server from the page',
      'src/live/a.ts',
      `import '../server/d'`,
      "src/live/a.ts:1 imports src/server/d.ts. The page can't import what runs in Node: talk over Vite's socket, with the words in core/.",
    ],
    [
      'a room from server',
      'src/server/a.ts',
      `import '../models/b'`,
      'src/server/a.ts:1 imports src/models/b.ts. server and models are siblings: meet in contracts/, wired in create-engine.ts.',
    ],
    [
      'Node from the page',
      'src/inputs/a.ts',
      `import 'node:fs'`,
      'src/inputs/a.ts:1 imports node:fs. A browser has no Node: what needs it lives in server/.',
    ],
    [
      'a test from what plays',
      'src/inputs/a.ts',
      `import '../../test/e'`,
      'src/inputs/a.ts:1 imports test/e.ts. What plays does not depend on its tests: move the thing into src.',
    ],
    [
      'a room from a sketch',
      'sketches/a.ts',
      `import '../src/core/f'`,
      "sketches/a.ts:1 imports src/core/f.ts. A sketch imports only '#engine': what is missing there is added to engine.ts.",
    ],
    [
      'three from a sketch',
      'sketches/a.ts',
      `import 'three/tsl'`,
      "sketches/a.ts:1 imports three. A sketch imports only '#engine': what is missing there is added to engine.ts.",
    ],
    [
      'a sketch from a sketch',
      'sketches/a.ts',
      `import './g'`,
      "sketches/a.ts:1 imports sketches/g.ts. A sketch imports only '#engine': what is missing there is added to engine.ts.",
    ],
    [
      'TensorFlow.js outside models',
      'src/stage/a.ts',
      `import type { Tensor } from '@tensorflow/tfjs-core'`,
      'src/stage/a.ts:1 imports @tensorflow/tfjs-core. Only models/ knows TensorFlow.js: ask a Painter of contracts/model.ts.',
    ],
    [
      'onnxruntime outside the bench',
      'src/models/a.ts',
      `import('onnxruntime-web/wasm')`,
      'src/models/a.ts:1 imports onnxruntime-web. Only bench/ compares with other runtimes: what plays does not load them.',
    ],
    [
      'the bench from what plays',
      'src/ui/a.ts',
      `import('../bench/h')`,
      'src/ui/a.ts:1 imports src/bench/h.ts. bench/ measures from outside, on a page of its own: nothing that plays needs it.',
    ],
    [
      'Tone.js outside score',
      'src/ui/a.ts',
      `import 'tone'`,
      'src/ui/a.ts:1 imports tone. Only score/ knows Tone.js: hand over audio nodes or AudioFeatures.',
    ],
    [
      'three.js outside stage',
      'src/models/a.ts',
      `import { Texture } from 'three/webgpu'`,
      'src/models/a.ts:1 imports three. Only what draws knows three.js: hand over a Picture of contracts/frame.ts.',
    ],
  ])('finds %s', (_, path, text, sentence) => {
    const rest = {
      'src/models/b.ts': '',
      'src/gpu/c.ts': '',
      'src/server/d.ts': '',
      'src/bench/h.ts': '',
      'test/e.ts': '',
      'src/core/f.ts': '',
      'sketches/g.ts': '',
      'src/main.ts': '',
      'src/create-engine.ts': '',
      'src/engine.ts': '',
      'src/dialect.ts': '',
    }
    expect(brokenArrows(madeUp({ ...rest, [path]: text }))).toEqual([sentence])
  })

  it('finds TensorFlow.js in the first load, and tells the way there', () => {
    const files = {
      'src/main.ts': `import './create-engine'`,
      'src/create-engine.ts': `import './models/painters'`,
      'src/models/painters.ts': `import.meta.glob('./kinds/*.ts', { eager: true })`,
      'src/models/kinds/bank.ts': `import * as tf from '@tensorflow/tfjs-core'`,
    }
    expect(brokenArrows(madeUp(files))).toEqual([
      'src/models/kinds/bank.ts:1 brings @tensorflow/tfjs-core into the first load (src/main.ts › src/create-engine.ts › src/models/painters.ts › src/models/kinds/bank.ts). Reach it through import(), so that the first picture does not wait for it.',
    ])
    const late = { ...files, 'src/models/painters.ts': `import.meta.glob('./kinds/*.ts')` }
    expect(brokenArrows(madeUp(late))).toEqual([])
    const typesOnly = { ...files, 'src/models/kinds/bank.ts': `import type { Tensor } from '@tensorflow/tfjs-core'` }
    expect(brokenArrows(madeUp(typesOnly))).toEqual([])
  })

  it('lets pass what the house allows', () => {
    const files = {
      'src/core/a.ts': `import './b'`,
      'src/core/b.ts': '',
      'src/gpu/a.ts': `import type { X } from '../core/a'`,
      'src/models/a.ts': `import '../gpu/a'; import * as tf from '@tensorflow/tfjs-core'; import url from '@tensorflow/x/a.wasm?url'; fetch('../stage/a')`,
      'src/models/a.test.ts': `import 'node:fs'; import 'pngjs'; import '../../test/fakes/g'`,
      'src/stage/a.ts': `import * as THREE from 'three/webgpu'; import '../core/a' // import '../models/a'`,
      'src/live/a.ts': `import { define } from '#dialect'`,
      'src/engine.ts': `import './core/a'; export * from './stage/a'; const start = () => import('./create-engine'); type M = typeof import('./create-engine')`,
      'src/dialect.ts': `export * from './core/a'`,
      'src/create-engine.ts': `import './stage/a'; import './live/a'; import.meta.glob('/sketches/*.ts'); const late = () => import('./models/a')`,
      'src/main.ts': `import './create-engine'`,
      'src/server/a.ts': `import 'node:fs'; import { defineConfig } from 'vite'; new URL('../..', import.meta.url)`,
      'sketches/a.ts': `import { defineSketch } from '#engine'`,
      'test/fakes/g.ts': `import '../../src/core/a'`,
    }
    expect(brokenArrows(madeUp(files))).toEqual([])
  })
})

describe('the manners check', () => {
  const clean = '// Says what it is for.\n'
  it.each([
    [
      'no comment on top',
      'src/core/a.ts',
      'export {}',
      'src/core/a.ts:1 does not begin with a // comment that says what the file is for.',
    ],
    ['a name in capitals', 'src/core/FrameLoop.ts', clean, 'src/core/FrameLoop.ts is not named in kebab-case.'],
    [
      'a name with an underscore',
      'src/core/frame_loop.ts',
      clean,
      'src/core/frame_loop.ts is not named in kebab-case.',
    ],
    [
      'a long file',
      'src/core/a.ts',
      clean + 'f()\n'.repeat(LONGEST),
      `src/core/a.ts has ${LONGEST + 1} lines: more than ${LONGEST} are more than one idea. Split it.`,
    ],
    [
      'a second clock',
      'src/stage/a.ts',
      `${clean}const t = performance.now()`,
      'src/stage/a.ts:2 calls performance.now(). Read the clock that create-engine.ts hands out (core/clock.ts), so that a test can step it.',
    ],
    [
      'the time of day',
      'src/stage/a.ts',
      `${clean}const t = globalThis.Date.now()`,
      'src/stage/a.ts:2 calls Date.now(). Read the clock that create-engine.ts hands out (core/clock.ts): the time of day may jump.',
    ],
    [
      'dice',
      'src/stage/a.ts',
      `${clean}const t = Math['random']()`,
      'src/stage/a.ts:2 calls Math.random(). Use seededRandom (core/random.ts), so that a run can be repeated.',
    ],
    [
      'a silenced check',
      'src/stage/a.ts',
      `${clean}/* oxlint-disable-next-line no-console */`,
      'src/stage/a.ts:2 silences a check (oxlint-disable-next-line). Mend what it says, or change the rule for everybody.',
    ],
    [
      'a silenced type',
      'src/stage/a.ts',
      `${clean}// @ts-expect-error`,
      'src/stage/a.ts:2 silences a check (@ts-expect-error). Mend what it says, or change the rule for everybody.',
    ],
  ])('finds %s', (_, path, text, sentence) => {
    expect(breaches(readSource(path, text))).toEqual([sentence])
  })

  it('finds an exception that is no longer needed', () => {
    const rules = [{ call: 'Math.random', instead: '', except: { 'src/a.ts': 'a reason' } }]
    expect(idleExceptions(madeUp({ 'src/a.ts': clean }), rules)).toEqual([
      'src/a.ts needs no exception for Math.random() any more: take it off the list in test/architecture/manners.ts.',
    ])
    expect(idleExceptions(madeUp({ 'src/a.ts': 'Math.random()' }), rules)).toEqual([])
  })

  it('does not mistake words for deeds', () => {
    const text = `${clean}// performance.now() is read in one place\nconst words = 'Date.now() and Math.random()'\n`
    expect(breaches(readSource('src/stage/a.ts', text))).toEqual([])
  })

  it('says which file does not parse', () => {
    expect(() => readSource('src/core/a.ts', 'const = 1')).toThrow(/^src\/core\/a\.ts does not parse: /)
  })
})
