// What takes time at the door, and what stands above it: ways, waiting commands, modulation, scopes, aliases, values worked out from others.
import { beforeEach, describe, expect, it } from 'vitest'
import { Log } from '../core/log'
import type { Command } from './command'
import { branchAlias } from './alias'
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
    const alias = branchAlias(() => `deck/${hand}`, ['style', 'source', 'audio', 'stage', 'model'])
    const outside = new Show(() => now, log, { alias })
    const [a, b] = [outside.scope('deck/a'), outside.scope('deck/b')]
    declare(a)
    declare(b)
    outside.send({ target: 'style/strength', value: 0.3, origin: 'handle' })
    expect(a.number('style/strength')).toBe(0.3)
    expect(outside.send({ target: 'style/strength', value: 'loud', origin: 'url' })?.message).toContain(
      "A url command set 'style/strength': a finite number",
    )
    expect(a.send({ target: 'style/nowhere', value: 1, origin: 'url' })?.message).toContain("set 'style/nowhere'")
    expect(outside.params('style/').map(({ address }) => address)).toContain('style/strength')
    expect(outside.param('style/strength')?.address).toBe('style/strength')
    const heard: string[] = []
    outside.onEach(({ address }) => heard.push(address), 'style/strength')
    outside.onEach(({ address }) => heard.push(address))
    a.send({ target: 'style/strength', value: 0.4, origin: 'panel' })
    expect(heard).toEqual(['style/strength', 'style/strength'])
    const snapshot = outside.snapshot()
    expect([snapshot['style/strength'], snapshot['deck/a/style/strength']]).toEqual([0.4, 0.4])
    expect(Object.keys(snapshot)).toContain('style/strength')
    expect(Object.keys(snapshot)).toContain('deck/b/style/strength')
    expect(Object.keys(snapshot)).not.toContain('deck/a/style/strength')
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
