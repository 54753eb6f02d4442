// From what was measured to what is told: figures, ratios, differences, and the Markdown of it.
import { describe, expect, it } from 'vitest'
import type { Measured, Runtime } from './contest'
import { driftOf } from './drift'
import { reportMarkdown } from './markdown'
import { contestOf, type Report } from './report'
import type { Entry } from './rounds'

const TASK = { model: 'bank-1', style: 'udnie', size: { width: 256, height: 256 }, frames: 3 }

function runtime(id: string, runsOn: Runtime['runsOn'], side: Runtime['side']): Runtime {
  return { id, title: `The ${id}`, about: '', runsOn, side, open: () => Promise.reject(new Error('only named here')) }
}

function entry(of: Runtime, walls: readonly number[], red: number, dispatches = 0): Entry {
  const round = (wall: number): Measured => ({
    wall,
    gpu: dispatches > 0 ? wall / 2 : null,
    work: { dispatches, boundBytes: 5e6, made: 7, readbacks: 0 },
  })
  return {
    runtime: of,
    first: 1.5,
    rounds: walls.map(round),
    pixels: new Uint8ClampedArray([red, 0, 0, 255]),
    plan: undefined,
    gpuBytes: dispatches > 0 ? 2e6 : null,
  }
}

const stock = entry(runtime('tfjs-webgpu', 'gpu', 'peer'), [0.4, 0.4, 4], 100, 205)
const ours: Entry = {
  ...entry(runtime('ours', 'gpu', 'ours'), [0.1, 0.1, 1], 103, 29),
  plan: { bytes: 4e6, leastBytes: 3e6 },
}
const cpu = entry(runtime('ort-wasm', 'cpu', 'peer'), [0.2, 0.2, 0.2], 101)
const failed = { runtime: runtime('ours-f16', 'gpu', 'ours'), why: 'no\nshader-f16 | here' }
const contest = contestOf(TASK, [stock, ours, cpu], [failed], 'tfjs-webgpu')

describe('a contest in figures', () => {
  it('tells milliseconds, what the GPU was asked for, and how far each painting is from the reference', () => {
    expect(contest.runs[0]).toEqual({
      runtime: 'tfjs-webgpu',
      title: 'The tfjs-webgpu',
      medianMs: 400,
      p95Ms: 3640,
      gpuMs: 200,
      firstMs: 1500,
      maxAbsDiff: 0,
      meanAbsDiff: 0,
      dispatches: 205,
      bytes: 5e6,
      bytesFrom: 'bindings',
      leastBytes: null,
      made: 7,
      readbacks: 0,
      gpuBytes: 2e6,
      roundsMs: [400, 400, 4000],
    })
    expect(contest.runs[1]).toMatchObject({
      maxAbsDiff: 3,
      meanAbsDiff: 1,
      bytes: 4e6,
      leastBytes: 3e6,
      bytesFrom: 'plan',
    })
    expect(contest.runs[2]).toMatchObject({ dispatches: null, bytes: null, gpuMs: null, made: null, readbacks: null })
  })

  it('pairs peers with ours on the same processor, round by round', () => {
    expect(contest.ratios).toEqual({ 'tfjs-webgpu / ours': 4 })
  })

  it('leaves differences out when the reference did not paint', () => {
    const without = contestOf(TASK, [ours], [], 'tfjs-webgpu')
    expect([without.reference, without.runs[0]?.maxAbsDiff]).toEqual([null, null])
  })
})

it('takes what the GPU was asked for as unknown where nothing was seen', () => {
  const unseen = entry(runtime('elsewhere', 'gpu', 'peer'), [1], 0)
  expect(contestOf(TASK, [unseen], [], 'x').runs[0]).toMatchObject({ dispatches: null, bytes: null, bytesFrom: null })
})

it('tells the drift in medians of five seconds and as last against first', () => {
  const samples = [0, 1, 6, 7, 11].map((at) => ({ at, value: at < 5 ? 0.01 : 0.012 }))
  expect(driftOf({ id: 'ours', title: 'Ours' }, { width: 64, height: 64 }, samples)).toEqual({
    runtime: 'ours',
    title: 'Ours',
    size: { width: 64, height: 64 },
    points: [
      { second: 2.5, medianMs: 10 },
      { second: 7.5, medianMs: 12 },
      { second: 12.5, medianMs: 12 },
    ],
    slowdown: 1.2,
    why: null,
  })
})

it('is told as Markdown that a reader can follow without the page', () => {
  const report: Report = {
    date: '2026-11-23T12:00:00.000Z',
    environment: {
      adapter: 'nvidia ampere',
      software: false,
      features: ['shader-f16'],
      browser: 'Chrome 156 on Windows 19',
      cores: 8,
      memory: 16,
      isolated: true,
      heapBytes: 12e6,
      wasHidden: true,
    },
    contests: [contest],
    pipeline: [
      {
        backend: 'webgpu',
        size: TASK.size,
        frameAgeMs: 31.2,
        frameAgeP95Ms: 40,
        modelFps: 58.5,
        stageFps: 60,
        why: null,
      },
      {
        backend: 'wasm',
        size: TASK.size,
        frameAgeMs: null,
        frameAgeP95Ms: null,
        modelFps: 0,
        stageFps: 0,
        why: 'too slow',
      },
    ],
    drift: [driftOf({ id: 'ours', title: 'Ours' }, { width: 64, height: 64 }, [{ at: 0, value: 0.01 }])],
    complete: false,
  }
  expect(reportMarkdown(report)).toBe(`# Style transfer in the browser, 2026-11-23

- Graphics: nvidia ampere
- WebGPU features: shader-f16
- Browser: Chrome 156 on Windows 19
- Processor: 8 threads, at least 16 GiB; WASM may use them
- JavaScript heap at the end: 12.0 MB
- The page was out of sight for a while, and browsers slow such pages down.

Stopped before its end.

## bank-1 (udnie), 256×256, 3 rounds in turns

| runtime | median ms | p95 ms | GPU ms | first ms | worst of 255 | mean | dispatches | moved | least | GPU memory | made | read back |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| The tfjs-webgpu | 400 | 3640 | 200 | 1500 | 0 | 0.00 | 205 | 5.0 MB bound |  | 2.0 MB | 7 | 0 |
| The ours | 100 | 910 | 50.0 | 1500 | 3 | 1.00 | 29 | 4.0 MB | 3.0 MB | 2.0 MB | 7 | 0 |
| The ort-wasm | 200 | 200 |  | 1500 | 1 | 0.33 |  |  |  |  |  |  |

- tfjs-webgpu / ours: 4.00

- The ours-f16 did not run: no shader-f16 \\| here

## The whole page, playing the built-in film

| backend | model size | age of the picture, ms | p95 | paintings a second | stage frames a second |
| --- | ---: | ---: | ---: | ---: | ---: |
| webgpu | 256×256 | 31.2 | 40.0 | 58.5 | 60.0 |
| wasm | 256×256 | too slow |  | 0.0 | 0.0 |

## Without a pause: Ours, 64×64

Medians of 5 s, ms: 3 s: 10.0. Last against first: 1.00.`)
})
