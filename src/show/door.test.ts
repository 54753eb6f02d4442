// The door: relative and travelled values, actions, groups, ways, waiting commands, modulation, scopes and aliases.
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

const at = (time: number): void => {
  now = time
  show.tick(now)
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

describe('ways', () => {
  it('go from where the value is, by the ease, and can be turned round', () => {
    show.send({ target: 'style/strength', value: 0, over: 2, origin: 'handle' })
    at(0.5)
    expect(value('style/strength')).toBeCloseTo(0.75)
    expect(show.snapshot()['style/strength']).toBe(0)
    at(1)
    show.send({ target: 'style/strength', value: 1, over: { beats: 4 }, ease: 'easeInQuad', origin: 'handle' })
    at(2)
    expect(value('style/strength')).toBeCloseTo(0.5 + 0.5 * 0.25)
    at(9)
    expect(value('style/strength')).toBe(1)
  })

  it('take the shorter side of a circle', () => {
    show.send({ target: 'stage/turn', value: 350, origin: 'handle' })
    show.send({ target: 'stage/turn', value: 10, over: 1, origin: 'handle' })
    at(0.25)
    expect(value('stage/turn')).toBeCloseTo(355)
    at(0.75)
    expect(value('stage/turn')).toBeCloseTo(5)
  })

  it('change at once what has none between', () => {
    show.send({ target: 'stage/blackout', value: true, over: 5, origin: 'handle' })
    expect(value('stage/blackout')).toBe(true)
  })

  it('are taken back whole, and exactly', () => {
    show.send({ target: 'style/strength', value: 0.1 + 0.2, origin: 'panel' })
    show.send({ target: 'style/strength', value: 0, over: 2, origin: 'keyboard' })
    at(1)
    show.undo()
    expect(value('style/strength')).toBe(0.1 + 0.2)
    at(5)
    expect(value('style/strength')).toBe(0.1 + 0.2)
    show.redo()
    expect(value('style/strength')).toBe(0)
  })

  it.each([
    [{ over: -1 }, 'its way takes no number of seconds or beats'],
    [{ over: { beats: Number.NaN } }, 'its way takes no number of seconds or beats'],
    [{ ease: 'bounce' }, "there is no easing 'bounce'"],
    [{ when: { bars: -1 } }, "its time is neither seconds nor 'now', 'beat', 'bar', { beats } or { bars }"],
    [{ when: Number.NaN }, 'its time is NaN'],
  ])('refuse %o', (given, found) => {
    const command = { target: 'style/strength', value: 0, origin: 'osc', ...given } as Command
    expect(show.send(command)?.message).toContain(`A osc command set 'style/strength': ${found}`)
    expect(value('style/strength')).toBe(1)
  })

  it('are heard as they go', () => {
    const heard: unknown[] = []
    show.onChange(({ value: v, origin, moving }) => heard.push([v, origin, moving]))
    const each: unknown[] = []
    show.onEach((change) => each.push(change.value))
    show.send({ target: 'style/strength', value: 0, over: 1, origin: 'midi' })
    at(0.5)
    expect(heard).toEqual([
      [0, 'midi', undefined],
      [0.5, 'midi', true],
    ])
    expect(each).toEqual([0])
  })
})

describe('waiting commands', () => {
  it('come on the beat or the bar, in the order they were sent', () => {
    const heard: unknown[] = []
    show.onEach((c) => heard.push([now, c.address]))
    now = 0.1
    show.send({ target: 'stage/blackout', value: true, when: 'bar', origin: 'cue' })
    show.send({ target: 'style/strength', value: 0, when: 'beat', origin: 'cue' })
    show.send({ target: 'stage/turn', value: 5, when: { bars: 2 }, origin: 'cue' })
    expect(show.scheduled().map(({ due }) => due)).toEqual([0.5, 2, 4])
    for (const time of [0.49, 0.5, 1.9, 2, 3.9, 4]) at(time)
    expect(heard).toEqual([
      [0.5, 'style/strength'],
      [2, 'stage/blackout'],
      [4, 'stage/turn'],
    ])
  })

  it('can be listed and taken back', () => {
    show.send({ target: 'stage/blackout', value: true, when: 1, origin: 'schedule', group: 'end' })
    show.send({ target: 'stage/turn', value: 1, when: 2, origin: 'schedule' })
    expect(show.cancel({ group: 'end' })).toBe(1)
    expect(show.cancel(show.scheduled()[0]?.id ?? 0)).toBe(1)
    at(3)
    expect([value('stage/blackout'), value('stage/turn')]).toEqual([false, 0])
  })
})

describe('modulation', () => {
  it('adds up over what the hand set, and is heard', () => {
    show.send({ target: 'style/strength', value: 0.5, origin: 'panel' })
    const heard: unknown[] = []
    show.onChange(({ value: v, origin, moving }) => heard.push([v, origin, moving]))
    const first = show.modulate('style/strength', { read: () => 1, amount: 0.25 })
    const second = show.modulate('style/strength', { read: () => 0.5, mode: 'scale', origin: 'path' })
    at(0)
    expect([value('style/strength'), show.param('style/strength')?.base]).toEqual([0.375, 0.5])
    expect(heard).toEqual([[0.375, 'path', true]])
    first()
    second()
    expect(value('style/strength')).toBe(0.5)
    expect(show.param('style/strength')?.driven).toBe(false)
    expect(show.snapshot()['style/strength']).toBe(0.5)
  })

  it('a signal that gives nonsense counts for nothing', () => {
    const hostile = [() => Number.NaN, () => 1n as unknown as number, () => ({}) as number]
    for (const read of hostile) show.modulate('style/strength', { read, mode: 'set' })
    show.modulate('style/strength', {
      read: () => {
        throw new Error('broken')
      },
    })
    at(1)
    expect(value('style/strength')).toBe(1)
  })
})

describe('scopes', () => {
  it('two decks are the same code at two places', () => {
    const decks = ['deck/a', 'deck/b'].map((prefix) => show.scope(prefix))
    for (const deck of decks) declare(deck)
    const heard: string[] = []
    decks[1]?.onEach(({ address }) => heard.push(address), 'style/')
    decks[0]?.send({ target: 'style/strength', value: 0.1, origin: 'panel' })
    decks[1]?.send({ target: 'style/strength', value: 0.2, origin: 'panel' })
    expect(decks.map((deck) => deck.number('style/strength'))).toEqual([0.1, 0.2])
    expect(show.number('deck/b/style/strength')).toBe(0.2)
    expect(heard).toEqual(['style/strength'])
    expect(decks[1]?.params('style/path').map(({ address }) => address)).toEqual(['style/path', 'style/path/step'])
    expect(decks[1]?.snapshot()['style/strength']).toBe(0.2)
    expect(decks[1]?.scope('style').number('strength')).toBe(0.2)
  })

  it('a short address means the deck in hand, from outside', () => {
    let hand = 'a'
    const known = /^(style|source)(\/|$)/
    const outside = new Show(() => now, log, { alias: (a) => (known.test(a) ? `deck/${hand}/${a}` : a) })
    const [a, b] = [outside.scope('deck/a'), outside.scope('deck/b')]
    declare(a)
    declare(b)
    outside.send({ target: 'style/strength', value: 0.3, origin: 'handle' })
    expect(a.number('style/strength')).toBe(0.3)
    expect(outside.params('style/').map(({ address }) => address)).toContain('style/strength')
    expect(outside.param('style/strength')?.address).toBe('style/strength')
    const heard: string[] = []
    outside.onEach(({ address }) => heard.push(address), 'style/strength')
    outside.onEach(({ address }) => heard.push(address))
    a.send({ target: 'style/strength', value: 0.4, origin: 'panel' })
    expect(heard).toEqual(['style/strength', 'deck/a/style/strength'])
    const snapshot = outside.snapshot()
    expect(snapshot['style/strength']).toBe(0.4)
    expect(Object.keys(snapshot)).toContain('deck/a/style/strength')
    expect(Object.keys(snapshot)).not.toContain('style/strength')
    hand = 'b'
    outside.realias()
    outside.send({ target: 'style/strength', value: 0.6, origin: 'handle' })
    expect([a.number('style/strength'), b.number('style/strength')]).toEqual([0.4, 0.6])
  })
})

describe('a value worked out from others', () => {
  beforeEach(() => {
    const label = (): string => (Number(show.param('style/strength')?.base) > 0.5 ? 'loud' : 'quiet')
    const options = ['loud', 'quiet'].map((v) => ({ value: v, label: v }))
    show.define(
      'style/mood',
      { kind: 'choice', label: 'Mood', options, default: 'loud' },
      {
        from: ['style/strength'],
        read: label,
        write: (to) => [{ target: 'style/strength', value: to === 'loud' ? 1 : 0 }],
      },
    )
  })

  it('follows them, and setting it sets them: one message, one step back', () => {
    const heard: unknown[] = []
    show.onChange(({ changes }) => heard.push(changes.map((c) => [c.address, c.value, c.origin])))
    show.send({ target: 'style/mood', value: 'quiet', origin: 'phone' })
    expect(heard).toEqual([
      [
        ['style/strength', 0, 'phone'],
        ['style/mood', 'quiet', 'phone'],
      ],
    ])
    show.undo()
    expect([value('style/mood'), value('style/strength')]).toEqual(['loud', 1])
    show.send({ target: 'style/strength', value: 0.2, origin: 'panel' })
    expect(value('style/mood')).toBe('quiet')
  })

  it('hands its way and its time on', () => {
    show.send({ target: 'style/mood', value: 'quiet', over: 2, when: 1, origin: 'cue' })
    at(1)
    at(2)
    expect([value('style/mood'), value('style/strength')]).toEqual(['quiet', 0.5])
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
