// What a hostile or hasty sender can do to the door: nothing throws, nothing that is no number plays, nothing is lost.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Log } from '../core/log'
import type { Change } from './change'
import type { Command } from './command'
import { branchAlias } from './alias'
import { Show } from './show'

let now = 0
let log: Log
let show: Show
const value = (address: string): unknown => show.param(address)?.value
const at = (time: number): void => {
  now = time
  show.tick(now)
}

beforeEach(() => {
  now = 0
  log = new Log(() => now)
  show = new Show(() => now, log)
  show.define('a', { kind: 'number', label: 'A', min: 0, max: 1, default: 0.5 })
  show.define('b', { kind: 'number', label: 'B', min: 0, max: 1, default: 0.5 })
  show.define('on', { kind: 'toggle', label: 'On', default: false })
})

describe('never throws', () => {
  const nameless = Object.assign(Object.create(null) as object, { toString: undefined })
  const throwing = (thrown: unknown) => ({
    get target(): string {
      throw thrown
    },
  })
  const liar = new Error('x')
  Object.defineProperty(liar, 'message', {
    get() {
      throw new Error('no message')
    },
  })
  const cycle: Record<string, unknown> = { target: 'a', value: 1 }
  cycle['args'] = cycle
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  const oddText = Object.assign(() => 0, { toString: () => nameless })
  it.each<[string, unknown]>([
    ['a getter that throws what has no text', throwing(nameless)],
    ['a getter that throws a broken error', throwing(liar)],
    ['a revoked proxy', proxy],
    ['a list with a revoked proxy', [proxy]],
    ['a function without a text', { target: 'a', value: oddText }],
    ['an origin without a text', { target: 'a', value: 7n, origin: nameless }],
    ['a group without a text', { target: 'on', value: 7n, group: nameless }],
    ['no command', { target: 'a', travel: Symbol('t') }],
    ['a big number', { target: 'a', by: 1n }],
    ['a length without an end', { target: 'a', value: 1, over: { beats: Infinity } }],
  ])('%s', (_, command) => {
    expect(() => show.send(command as Command)).not.toThrow()
    expect(show.send(command as Command)).not.toBeNull()
    expect([value('a'), value('on')]).toEqual([0.5, false])
  })

  it('a command that goes round in circles', () => {
    expect(show.send(cycle as never)).toBeNull()
    expect(value('a')).toBe(1)
  })

  it('one bad command of a list does not keep the others out', () => {
    const error = show.send([throwing(nameless), { target: 'a', value: 1, origin: 'cue' }, null as never])
    expect(error).not.toBeNull()
    expect(value('a')).toBe(1)
  })

  it('a long address is told in few words', () => {
    expect(show.send({ target: 'x'.repeat(1e6), value: 1, origin: 'osc' })?.message.length).toBeLessThan(300)
  })

  it('an origin that nobody knows is no origin', () => {
    const heard: string[] = []
    show.onEach(({ origin }) => heard.push(origin))
    show.send({ target: 'a', value: 1, origin: 'martian' as never })
    expect(heard).toEqual(['handle'])
  })
})
describe('modulation', () => {
  it('of no amount or of no end plays nothing that is no number', () => {
    show.modulate('a', { read: () => 1, amount: Number.NaN })
    show.modulate('a', { read: () => 1e308, amount: 1e308 })
    show.modulate('a', { read: () => -1e308, amount: 1e308 })
    at(1)
    expect(value('a')).toBeGreaterThanOrEqual(0)
  })
  it('tells a broken signal once', () => {
    show.modulate('a', { read: () => 1n as never })
    at(1)
    at(3)
    expect(log.notices.map(({ text }) => text)).toHaveLength(1)
  })
  it('waits for its parameter, and outlives a hot swap', () => {
    const stop = show.modulate('late', { read: () => 1, amount: 0.25 })
    const spec = { kind: 'number', label: 'Late', min: 0, max: 1, default: 0.5 } as const
    const remove = show.define('late', spec)
    at(1)
    expect(value('late')).toBe(0.75)
    remove()
    show.define('late', spec)
    at(2)
    expect(value('late')).toBe(0.75)
    stop()
    expect(value('late')).toBe(0.5)
  })
  it('is heard as it stops', () => {
    const stop = show.modulate('a', { read: () => 1, amount: 0.25 })
    at(1)
    const heard: Change[] = []
    show.onEach((change) => heard.push(change), '', { moves: true })
    stop()
    expect(heard).toMatchObject([{ address: 'a', value: 0.5, before: 0.75, moving: true }])
  })
})
describe('what a listener sends', () => {
  it('is its own: it does not take the way of the command it answers', () => {
    show.action('go', { label: 'Go' }, () => void show.send({ target: 'a', value: 1 }))
    show.onEach(() => void show.send({ target: 'b', value: 1, origin: 'engine' }), 'a')
    show.send({ target: 'go', over: 4, origin: 'midi' })
    expect(value('b')).toBe(1)
    expect(value('a')).toBe(0.5)
  })
})
describe('actions', () => {
  it('hand their origin to what waits', () => {
    show.action('go', { label: 'Go' }, () => void show.send({ target: 'a', value: 1, when: 1 }))
    const heard: unknown[] = []
    show.onEach(({ origin }) => heard.push(origin))
    show.send({ target: 'go', origin: 'phone' })
    at(1)
    expect(heard).toEqual(['phone'])
  })
  it('that are promised may still fail in words', async () => {
    show.action('go', { label: 'Go' }, async () => {
      await Promise.resolve()
      throw new Error('no such file')
    })
    expect(show.send({ target: 'go', origin: 'phone' })).toBeNull()
    await vi.waitFor(() => expect(log.notices).toHaveLength(1))
  })
  it('are missed by their name', () => {
    expect(show.send({ target: 'a', action: true, origin: 'osc' })?.message).toContain('a parameter and no action')
    expect(show.send({ target: 'path', action: 'nope', origin: 'osc' })?.message).toContain('no such action')
  })
})
it('a listener that fails at one change hears of the next', () => {
  const heard: string[] = []
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  show.onEach(({ address }) => {
    heard.push(address)
    throw new Error(`no ${address}`)
  })
  show.send([
    { target: 'a', value: 1, origin: 'cue' },
    { target: 'b', value: 1, origin: 'cue' },
  ])
  expect(heard).toEqual(['a', 'b'])
  expect(String(told.mock.calls[0]?.[1])).toContain('no a; no b')
  told.mockRestore()
})

describe('undo', () => {
  it('passes over what came back to where it was', () => {
    show.send({ target: 'a', value: 1, origin: 'panel' })
    now = 5
    show.send({ target: 'on', value: true, origin: 'keyboard' })
    show.send({ target: 'on', value: false, origin: 'keyboard' })
    expect(show.undo()).toBe('a')
  })
  it('keeps to the range of today', () => {
    const remove = show.define('c', { kind: 'number', label: 'C', min: 0, max: 10, default: 8 })
    show.send({ target: 'c', value: 1, origin: 'panel' })
    remove()
    show.define('c', { kind: 'number', label: 'C', min: 0, max: 5, default: 1 })
    show.undo()
    expect(value('c')).toBe(5)
  })
  it('of a way that a signal rides on stops it', () => {
    show.modulate('a', { read: () => 0.1 })
    show.send({ target: 'a', value: 1, over: 10, origin: 'panel' })
    show.send({ target: 'a', value: 1, origin: 'panel' })
    at(0)
    expect(value('a')).toBe(1)
  })
  it('is not for an action that says so', () => {
    show.action('tap', { label: 'Tap', undo: false }, () => void show.send({ target: 'a', value: 1 }))
    show.send({ target: 'tap', origin: 'midi' })
    expect([value('a'), show.undo()]).toEqual([1, null])
  })
})
describe('ways', () => {
  it('of the same end and another length begin anew', () => {
    show.send({ target: 'a', value: 1, over: 10, origin: 'cue' })
    at(5)
    show.send({ target: 'a', value: 1, over: 1, origin: 'cue' })
    at(6)
    expect(value('a')).toBe(1)
  })
  it('counted in beats follow the tempo', () => {
    let bpm = 60
    show.beats = { beatAt: (time) => (time * bpm) / 60, timeOf: (beat) => (beat * 60) / bpm, beatsPerBar: 4 }
    show.send({ target: 'a', value: 1, over: { beats: 4 }, origin: 'cue' })
    at(1)
    expect(value('a')).toBe(0.625)
    bpm = 180
    at(1.01)
    expect(value('a')).toBeGreaterThan(0.85)
  })
})
describe('groups', () => {
  it('that wait are one message when their time comes', () => {
    const heard: number[] = []
    show.onChange(({ changes }) => heard.push(changes.length))
    show.send([
      { target: 'a', value: 1, when: 1, origin: 'cue' },
      { target: 'b', value: 1, when: 1, origin: 'cue' },
    ])
    at(1)
    expect(heard).toEqual([2])
  })
})
describe('remember', () => {
  it('false: begins at its default, whatever is remembered', () => {
    show.remember({ freeze: true, __proto__: 1, 'no address!': 1, deep: {} as never })
    show.define('freeze', { kind: 'toggle', label: 'Freeze', default: false, remember: false })
    expect(value('freeze')).toBe(false)
    expect(Object.keys(show.snapshot())).toEqual(['freeze', 'a', 'b', 'on'])
  })
})
describe('scopes', () => {
  it('hear and list the commands of their own branch', () => {
    const deck = show.scope('deck/a')
    deck.define('a', { kind: 'number', label: 'A', min: 0, max: 1, default: 0 })
    const heard: unknown[] = []
    deck.onCommand(({ target }) => heard.push(target))
    show.send({ target: 'a', value: 1, origin: 'midi' })
    show.send({ target: 'deck/a/a', value: 1, origin: 'midi' })
    show.send({ target: 'a', value: 1, when: 5, origin: 'midi' })
    deck.send({ target: 'a', value: 1, when: 5, origin: 'midi' })
    expect(heard).toEqual(['a'])
    expect(deck.scheduled().map(({ command }) => command.target)).toEqual(['a'])
  })
  it('prefixes follow the alias to another deck', () => {
    let hand = 'a'
    const outside = new Show(() => now, log, { alias: branchAlias(() => `deck/${hand}`, ['style']) })
    const spec = { kind: 'number', label: 'S', min: 0, max: 1, default: 0 } as const
    for (const deck of ['deck/a', 'deck/b']) outside.scope(deck).define('style/strength', spec)
    const heard: unknown[] = []
    outside.onEach(({ address, value: v }) => heard.push([address, v]), 'style')
    hand = 'b'
    outside.realias()
    outside.send({ target: 'style/strength', value: 0.5, origin: 'midi' })
    outside.send({ target: 'deck/a/style/strength', value: 0.25, origin: 'midi' })
    expect(heard).toEqual([['style/strength', 0.5]])
    expect(outside.snapshot()['style/strength']).toBe(0.5)
  })
})
describe('a value worked out from others', () => {
  it('is right at once, though its group is told later; and may break', () => {
    show.define(
      'loud',
      { kind: 'toggle', label: 'Loud', default: false },
      {
        from: ['a'],
        read: () => {
          if (value('a') === 0) throw new Error('no')
          return Number(value('a')) > 0.5
        },
        write: (v) => [{ target: 'a', value: v === true ? 1 : 0.25 }],
      },
    )
    show.send({ target: 'a', value: 1, origin: 'panel', group: 'g' })
    expect(value('loud')).toBe(true)
    expect(() => show.send({ target: 'a', value: 0, origin: 'panel' })).not.toThrow()
    expect(value('a')).toBe(0)
  })
})
