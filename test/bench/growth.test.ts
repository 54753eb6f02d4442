// What the soak calls too much, and what it takes for noise; its lines, and its command line.
import { describe, expect, it } from 'vitest'
import { growthOf, growthText, type Moment, momentText } from './growth'
import { readSoakArguments } from './soak-arguments'

const STILL: Omit<Moment, 'at'> = { buffers: 194, textures: 28, bytes: 8.8e6, tensors: 44, heap: 20e6, frameAge: 0.12 }

/** One moment every ten seconds. */
function run(minutes: number, at: (seconds: number) => Partial<Moment>): Moment[] {
  return Array.from({ length: Math.round(minutes * 6) + 1 }, (_, i) => ({ ...STILL, at: i * 10, ...at(i * 10) }))
}
const complaints = (moments: readonly Moment[]): (string | null)[] =>
  growthOf(moments).flatMap((g) => g.complaint ?? [])

describe('growth', () => {
  it('is nothing where nothing grows', () => {
    const growths = growthOf(run(30, () => ({})))
    expect(growths.map(({ label, total, perHour }) => [label, total, perHour])).toEqual([
      ['JavaScript heap', 0, 0],
      ['GPU memory', 0, 0],
      ['GPU buffers', 0, 0],
      ['GPU textures', 0, 0],
      ['tensors', 0, 0],
      ['age of the picture', 0, 0],
    ])
    expect(complaints(run(30, () => ({})))).toEqual([])
  })

  it('is told in a sentence when it is too much', () => {
    expect(complaints(run(30, (s) => ({ heap: 20e6 + s * 1e4 })))).toEqual([
      'The JavaScript heap grew by 18.0 MB in 30.0 min, which is 36 MB an hour; 8 MB are allowed.',
    ])
    expect(complaints(run(30, (s) => ({ textures: 28 + Math.floor(s / 60) })))).toEqual([
      expect.stringMatching(/^The GPU textures grew by 3\d\.\d in 30\.0 min, which is 6\d an hour; 10 are allowed\.$/),
    ])
    expect(complaints(run(30, (s) => ({ frameAge: 0.1 + s * 1e-3 })))).toEqual([
      'The age of the picture grew by 1800.0 ms in 30.0 min, which is 3600 ms an hour; 100 ms are allowed.',
    ])
  })

  it('does not take for growth what saws, jumps once, or is steep for seconds only', () => {
    expect(complaints(run(30, (s) => ({ heap: 20e6 + (s % 60) * 5e4 })))).toEqual([])
    expect(complaints(run(30, (s) => ({ heap: s === 600 ? 90e6 : 20e6 })))).toEqual([])
    expect(complaints(run(30, (s) => ({ heap: s < 120 ? 18e6 : 20e6 })))).toEqual([])
    expect(complaints(run(0.2, (s) => ({ heap: 20e6 + s * 1e5, buffers: 194 + s / 10 })))).toEqual([])
  })

  it('leaves out what was not seen, and says nothing of a single moment', () => {
    const unseen = growthOf(run(1, () => ({ frameAge: null })))
    expect(unseen.map(({ label }) => label)).not.toContain('age of the picture')
    expect(growthOf(run(0, () => ({})))).toEqual([])
  })
})

it('is printed as a table, and each moment as a line', () => {
  const table = growthText(growthOf(run(30, (s) => ({ heap: 20e6 + s * 1e3 })))).split('\n')
  expect(table[0]).toBe('                                at first       at last  over the run       an hour')
  expect(table[1]).toBe('  JavaScript heap, MB               20.0          21.8          +1.8          +3.6')
  expect(table[3]).toBe('  GPU buffers                      194.0         194.0           0.0           0.0')
  expect(momentText({ ...STILL, at: 192 }, '4 frames')).toBe(
    '  3.2 min  heap 20.0 MB, GPU 8.8 MB in 194 buffers and 28 textures, 44 tensors, picture 120 ms old, 4 frames',
  )
  expect(momentText({ ...STILL, at: 6, frameAge: null }, '')).toContain('no painting')
})

describe('the command line of the soak', () => {
  it('plays half an hour by itself, or what it is asked for', () => {
    expect(readSoakArguments([])).toEqual({
      minutes: 30,
      backend: 'wasm',
      gpu: 'software',
      size: '160x90',
      model: '64x64',
    })
    expect(readSoakArguments(['--minutes', '0.2', '--backend=webgpu'])).toMatchObject({
      minutes: 0.2,
      backend: 'webgpu',
    })
  })

  it.each([
    [['--hours', '1'], 'There is no --hours. The soak takes --minutes, --backend, --gpu, --size, --model.'],
    [['--minutes'], '--minutes needs a value: --minutes 30.'],
    [['--minutes', 'ten'], '--minutes is written like 30: got ten.'],
    [['--minutes', '0'], '--minutes takes a number above 0.'],
    [['--backend', 'cuda'], '--backend is written like wasm: got cuda.'],
  ])('says to %j what it takes', (args, sentence) => {
    expect(() => readSoakArguments(args)).toThrow(sentence)
  })
})
