// The door: relative and travelled values, actions, groups; and whatever else is sent.
import { beforeEach, describe, expect, it } from 'vitest'
import { Log } from '../core/log'
import { seededRandom } from '../core/random'
import type { Message } from './change'
import type { Command } from './command'
import { Show } from './show'

let now = 0
let log: Log
let show: Show

beforeEach(() => {
  now = 0
  log = new Log(() => now)
  show = new Show(() => now, log)
  declare(show)
})

function declare(view: Pick<Show, 'define'>): void {
  view.define('style/strength', { kind: 'number', label: 'Strength', min: 0, max: 1, default: 1 })
  view.define('style/path', { kind: 'text', label: 'Path', default: '' })
  view.define('style/path/step', { kind: 'number', label: 'Step', min: 1, max: 9, default: 1 })
  view.define('audio/cutoff', { kind: 'number', label: 'Cutoff', min: 20, max: 20_000, default: 200, curve: 'log' })
  view.define('stage/turn', { kind: 'number', label: 'Turn', min: 0, max: 360, default: 0, cyclic: true })
  view.define('stage/blackout', { kind: 'toggle', label: 'Blackout', default: false })
  view.define('model/size', { kind: 'auto', label: 'Size', min: 64, max: 512, start: 256, default: 'auto' })
  const options = ['demo', 'camera', 'screen'].map((value) => ({ value, label: value }))
  view.define('source/kind', { kind: 'choice', label: 'Source', options, default: 'demo' })
}

const value = (address: string): unknown => show.param(address)?.value

describe('values', () => {
  it('go by so much', () => {
    const by = (target: string, steps: number) => show.send({ target, by: steps, origin: 'midi' })
    by('style/strength', -0.25)
    by('style/strength', -0.25)
    by('stage/blackout', 1)
    by('source/kind', 1)
    by('source/kind', -2)
    by('stage/turn', -90)
    by('model/size', 64)
    expect(['style/strength', 'stage/blackout', 'source/kind', 'stage/turn', 'model/size'].map(value)).toEqual([
      0.5,
      true,
      'screen',
      270,
      320,
    ])
    expect(by('style/path', 1)?.message).toBe("A midi command set 'style/path': a text has no steps. It stays at .")
    expect(by('style/strength', Number.NaN)?.message).toContain('a finite number of steps was expected, got NaN')
  })

  it('travel as a fader does', () => {
    const travel = (target: string, to: number) => show.send({ target, travel: to, origin: 'osc' })
    travel('audio/cutoff', 0.5)
    travel('stage/blackout', 0.9)
    travel('source/kind', 0.4)
    travel('style/strength', 7)
    expect(Number(value('audio/cutoff'))).toBeCloseTo(632.46, 1)
    expect(['stage/blackout', 'source/kind', 'style/strength'].map(value)).toEqual([true, 'camera', 1])
    expect(travel('style/path', 0.5)?.message).toContain('a text has no travel')
    expect(travel('style/strength', Number.NaN)?.message).toContain('a travel from 0 to 1 was expected, got NaN')
  })
})

describe('actions', () => {
  const asked: unknown[] = []
  beforeEach(() => {
    asked.length = 0
    const args = { by: { kind: 'number', label: 'By', min: -8, max: 8, default: 1 } } as const
    show.action('path/next', { label: 'Next step', args }, ({ by }, { origin }) => void asked.push([by, origin]))
  })

  it('have addresses, and are named in four ways', () => {
    const ways: Command[] = [
      { target: 'path/next' },
      { target: 'path/next', action: true },
      { target: 'path', action: 'next' },
      { action: 'path/next', args: { by: 99, more: 1 } },
      { target: 'path/next', travel: 1 },
    ]
    for (const way of ways) expect(show.send({ ...way, origin: 'phone' })).toBeNull()
    expect(asked).toEqual([...Array.from({ length: 3 }, () => [1, 'phone']), [8, 'phone'], [1, 'phone']])
    expect(show.actions('path').map(({ address, spec }) => [address, spec.label])).toEqual([['path/next', 'Next step']])
  })

  it('are not called by a button that is let go', () => {
    show.send({ target: 'path/next', value: 0, origin: 'midi' })
    show.send({ target: 'path/next', value: false, origin: 'midi' })
    show.send({ target: 'path/next', travel: 0.2, origin: 'midi' })
    expect(asked).toEqual([])
  })

  it('say what was wrong with what they were given, and what they threw', () => {
    expect(show.send({ target: 'path/next', args: { by: 'far' }, origin: 'osc' })?.message).toBe(
      "A osc command called 'path/next': of 'by' a finite number from -8 to 8 was expected, got 'far'. Nothing was changed.",
    )
    show.action('path/break', { label: 'Break' }, () => {
      throw new Error('the path is broken')
    })
    expect(show.send({ action: 'path/break', origin: 'midi' })?.message).toBe(
      "A midi command called 'path/break': the path is broken. What it had done before stays.",
    )
  })

  it('are one step of undo and one message, with the origin that asked', () => {
    show.action('stage/calm', { label: 'Calm' }, (_, { origin, group }) => {
      show.send({ target: 'style/strength', value: 0.2, origin, group })
      show.send({ target: 'audio/cutoff', value: 100 })
    })
    const told: Message[] = []
    show.onChange((message) => told.push(message))
    show.send({ action: 'stage/calm', origin: 'phone' })
    expect(told.map(({ changes }) => changes.map((c) => [c.address, c.origin]))).toEqual([
      [
        ['style/strength', 'phone'],
        ['audio/cutoff', 'phone'],
      ],
    ])
    show.undo()
    expect([value('style/strength'), value('audio/cutoff')]).toEqual([1, 200])
  })
})

describe('groups', () => {
  it('a list is set before anybody hears, is told once, and undone at once', () => {
    const heard: unknown[] = []
    show.onChange(({ address, changes }) =>
      heard.push([address, changes.length, value('style/strength'), value('stage/blackout')]),
    )
    show.send([
      { target: 'style/strength', value: 0.5, origin: 'cue' },
      { target: 'nowhere', value: 1, origin: 'cue' },
      { target: 'stage/blackout', value: true, origin: 'cue' },
    ])
    expect(heard).toEqual([['style/strength', 2, 0.5, true]])
    show.undo()
    expect([value('style/strength'), value('stage/blackout')]).toEqual([1, false])
  })

  it('commands of one name are told once when the hand has sent them all', async () => {
    const heard: number[] = []
    show.onChange(({ changes }) => heard.push(changes.length))
    for (const strength of [0.9, 0.5, 0.1]) {
      show.send({ target: 'style/strength', value: strength, origin: 'panel', group: 'pad' })
      show.send({ target: 'stage/turn', value: strength * 100, origin: 'panel', group: 'pad' })
    }
    expect(value('style/strength')).toBe(0.1)
    expect(heard).toEqual([])
    await Promise.resolve()
    expect(heard).toEqual([6])
    show.undo()
    expect([value('style/strength'), value('stage/turn')]).toEqual([1, 0])
    expect(show.undo()).toBeNull()
  })

  it('a listener hears of its own branch, by whole segments', () => {
    const heard: string[] = []
    show.onEach(({ address }) => heard.push(address), 'style/path')
    show.define('style/pathology', { kind: 'toggle', label: 'Pathology', default: false })
    for (const [target, to] of [
      ['style/path', 'udnie'],
      ['style/path/step', 2],
      ['style/pathology', true],
      ['style/strength', 0],
    ] as const)
      show.send({ target, value: to, origin: 'handle' })
    expect(heard).toEqual(['style/path', 'style/path/step'])
  })
})

it('whatever is sent, nothing throws, and undone to the start all is as it was', () => {
  const random = seededRandom(7)
  const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const odd: unknown[] = [
    null,
    undefined,
    {},
    [],
    1n,
    Symbol('x'),
    'camera',
    true,
    0.5,
    -Infinity,
    Number.NaN,
    '',
    () => 1,
  ]
  const first = show.snapshot()
  const hostile = {
    get target(): string {
      throw new Error('no')
    },
  }
  for (let i = 0; i < 3000; i++) {
    now += random()
    const target = any([...show.params().map(({ address }) => address), 'nowhere', '', 5 as never])
    const command = {
      target,
      [any(['value', 'by', 'travel', 'action', 'args'])]: any(odd),
      ...(random() < 0.3 && { over: any(odd) }),
      ...(random() < 0.2 && { when: any(odd) }),
      ...(random() < 0.3 && { group: `g${i % 7}` }),
      origin: any(['panel', 'midi', 'phone']),
    } as Command
    expect(() => show.send(random() < 0.02 ? (hostile as Command) : command)).not.toThrow()
    if (random() < 0.3) show.tick(now)
  }
  while (show.scheduled()[0]) show.cancel(show.scheduled()[0]?.id ?? 0)
  for (let i = 0; i < 250; i++) show.undo()
  for (let i = 0; i < 250; i++) show.redo()
  const last = show.snapshot()
  for (let i = 0; i < 250; i++) show.undo()
  const back = show.snapshot()
  for (let i = 0; i < 250; i++) show.redo()
  expect(show.snapshot()).toEqual(last)
  expect(Object.keys(back)).toEqual(Object.keys(first))
})
