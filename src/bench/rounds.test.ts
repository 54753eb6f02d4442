// The turns: who paints when, what becomes of those who fail, and what a stop leaves behind.
import { describe, expect, it } from 'vitest'
import { ManualClock } from '../core/clock'
import type { Contestant, Runtime, Task } from './contest'
import { compete, type Rules, type Step } from './rounds'

const NO_WORK = { dispatches: 0, boundBytes: 0, made: 0, readbacks: 0 }
// None of these runtimes looks at its task.
const TASK = { width: 4, height: 4, style: 'a' } as Task

/** A stand where painting takes the time that it says, and everything is written down. */
function stand(frames: number) {
  const clock = new ManualClock()
  const diary: string[] = []
  const steps: Step[] = []
  const abort = new AbortController()
  const rules: Rules = {
    clock,
    frames,
    signal: abort.signal,
    breathe: () => Promise.resolve(),
    onStep: (step) => steps.push(step),
    meter: {
      async measure(work) {
        const began = clock.now()
        await work()
        return { wall: clock.now() - began, gpu: null, work: NO_WORK }
      },
      alive: () => null,
    },
  }
  const runtime = (id: string, paint: (count: number) => number): Runtime => ({
    id,
    title: id.toUpperCase(),
    about: '',
    runsOn: 'cpu',
    side: 'peer',
    open() {
      clock.advance(10)
      let count = 0
      const contestant: Contestant = {
        async paint() {
          diary.push(id)
          clock.advance(paint(count++))
        },
        pixels: () => Promise.resolve(new Uint8ClampedArray([count, 0, 0, 255])),
        dispose: () => void diary.push(`${id} gone`),
      }
      return Promise.resolve(contestant)
    },
  })
  return { clock, diary, steps, abort, rules, runtime }
}

describe('a contest', () => {
  it('warms everybody up and lets them paint in turns', async () => {
    const { diary, rules, runtime, steps } = stand(3)
    const { entries, failures } = await compete(
      [runtime('a', (i) => (i === 0 ? 5 : 1)), runtime('b', () => 2)],
      TASK,
      rules,
    )
    expect(diary.join(' ')).toBe('a a b b a b a b a b a gone b gone')
    expect(failures).toEqual([])
    expect(entries.map(({ rounds }) => rounds.map(({ wall }) => wall))).toEqual([
      [1, 1, 1],
      [2, 2, 2],
    ])
    expect(entries.map(({ first }) => first)).toEqual([15, 12])
    expect(entries[0]?.pixels).toEqual(new Uint8ClampedArray([5, 0, 0, 255]))
    expect(steps.map(({ what }) => what)).toEqual([
      'A is getting ready',
      'B is getting ready',
      'A, round 1 of 3',
      'B, round 1 of 3',
      'A, round 2 of 3',
      'B, round 2 of 3',
      'A, round 3 of 3',
      'B, round 3 of 3',
    ])
    expect(steps.slice(2).map(({ left }) => left)).toEqual([9, 8, 6, 5, 3, 2])
    const parts = steps.map(({ done }) => done)
    expect(parts).toEqual(parts.toSorted((x, y) => x - y))
  })

  it('goes on without those that do not open or stop half way, and keeps their reasons', async () => {
    const { diary, rules, runtime } = stand(2)
    const closed: Runtime = { ...runtime('c', () => 1), open: () => Promise.reject(new Error('no shader-f16')) }
    const tired = runtime('t', (i) => {
      if (i === 3) throw new Error('out of memory')
      return 1
    })
    const { entries, failures } = await compete([closed, tired, runtime('a', () => 1)], TASK, rules)
    expect(entries.map((entry) => entry.runtime.id)).toEqual(['a'])
    expect(failures.map(({ runtime: { id }, why }) => [id, why])).toEqual([
      ['c', 'no shader-f16'],
      ['t', 'out of memory'],
    ])
    expect(diary.filter((line) => line.endsWith('gone'))).toEqual(['t gone', 'a gone'])
  })

  it('tells the rounds until it was stopped', async () => {
    const { rules, runtime, abort } = stand(5)
    const stopping = runtime('a', (i) => {
      if (i === 4) abort.abort(new Error('stopped'))
      return 1
    })
    const { entries, failures } = await compete([stopping], TASK, rules)
    expect(entries.map(({ rounds, pixels }) => [rounds.length, pixels])).toEqual([[2, null]])
    expect(failures).toEqual([])
  })

  it('stops at once, also while somebody paints, and lets everybody go', async () => {
    const { diary, rules, runtime, abort } = stand(5)
    const endless = runtime('e', () => 1)
    const stuck: Runtime = {
      ...endless,
      async open(task) {
        const contestant = await endless.open(task)
        const never = (): Promise<void> => {
          abort.abort(new Error('stopped'))
          return new Promise(() => undefined)
        }
        return { ...contestant, paint: never }
      },
    }
    await expect(compete([runtime('a', () => 1), stuck], TASK, rules)).rejects.toThrow('stopped')
    expect(diary.slice(-2)).toEqual(['e gone', 'a gone'])
  })
})
