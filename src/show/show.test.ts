// The one door: what gets in, what is refused and how it says so, undo, schedule, what a hot swap keeps.
import { beforeEach, describe, expect, it } from 'vitest'
import { Log } from '../core/log'
import type { NumberSpec } from './param'
import { Show } from './show'

let now = 0
let log: Log
let show: Show

beforeEach(() => {
  now = 0
  log = new Log(() => now)
  show = new Show(() => now, log)
  show.define('style/strength', { kind: 'number', label: 'Strength', min: 0, max: 1, default: 1 })
  show.define('stage/freeze', { kind: 'toggle', label: 'Freeze', default: false })
  show.define('source/kind', {
    kind: 'choice',
    label: 'Source',
    options: [
      { value: 'demo', label: 'Demo' },
      { value: 'camera', label: 'Camera' },
    ],
    default: 'demo',
  })
})

describe('Show', () => {
  it('sets, clamps and tells', () => {
    const heard: string[] = []
    show.onChange((c) => heard.push(`${c.address} ${String(c.before)} → ${String(c.value)} by ${c.origin}`))
    expect(show.send({ target: 'style/strength', value: 7, origin: 'midi' })).toBeNull()
    expect(show.number('style/strength')).toBe(1)
    show.send({ target: 'style/strength', value: 0.25, origin: 'midi' })
    show.send({ target: 'style/strength', value: 0.25, origin: 'midi' })
    expect(heard).toEqual(['style/strength 1 → 0.25 by midi'])
  })

  it.each([
    [
      { target: 'style/strength', value: Number.NaN, origin: 'midi' as const },
      "A midi command set 'style/strength': a finite number from 0 to 1 was expected, got NaN. It stays at 1.",
    ],
    [
      { target: 'stage/freeze', value: 'loud', origin: 'phone' as const },
      "A phone command set 'stage/freeze': true or false was expected, got 'loud'. It stays at false.",
    ],
    [
      { target: 'source/kind', value: 'moon', origin: 'url' as const },
      "A url command set 'source/kind': one of 'demo', 'camera' was expected, got 'moon'. It stays at demo.",
    ],
    [
      { target: 'nowhere', value: 1, origin: 'osc' as const },
      "A osc command set 'nowhere': there is no such parameter. Nothing was changed; the panel shows the addresses there are.",
    ],
  ])('refuses %o', (command, text) => {
    const error = show.send(command)
    expect(error?.message).toBe(text)
    expect(log.notices.at(-1)?.text).toBe(text)
  })

  it('keeps a knob over a hot swap, and drops a value that no longer fits', () => {
    const remove = show.define('sketch/a/glow', { kind: 'number', label: 'Glow', min: 0, max: 10, default: 1 })
    show.send({ target: 'sketch/a/glow', value: 8, origin: 'panel' })
    remove()
    expect(show.param('sketch/a/glow')).toBeUndefined()
    const again = show.define('sketch/a/glow', { kind: 'number', label: 'Glow', min: 0, max: 5, default: 1 })
    expect(show.number('sketch/a/glow')).toBe(5)
    again()
    show.define('sketch/a/glow', { kind: 'toggle', label: 'Glow', default: true })
    expect(show.toggle('sketch/a/glow')).toBe(true)
  })

  it('has one owner for an address, and a path for every address', () => {
    const glow: NumberSpec = { kind: 'number', label: 'Glow', min: 0, max: 1, default: 0 }
    const first = show.define('sketch/a/glow', glow)
    expect(() => show.define('sketch/a/glow', glow)).toThrow(
      "The parameter 'sketch/a/glow' was declared: the address is taken. Remove the one that is there, or take another address.",
    )
    expect(() => show.action('sketch/a/glow', { label: 'Glow' }, () => undefined)).toThrow(
      "The action 'sketch/a/glow' was declared: the address is taken.",
    )
    expect(() => show.define('sketch//glow', glow)).toThrow(
      "The parameter 'sketch//glow' was declared: that is no address. Write it as a path: letters, digits, '.', '-' and '_', joined by '/'.",
    )
    first()
    const second = show.define('sketch/a/glow', glow)
    first()
    expect(show.param('sketch/a/glow')).toBeDefined()
    second()
  })

  it('refuses what is no command, and a value that is not even a text, in few words', () => {
    const hostile = Object.create(null) as unknown
    const told = [
      show.send({ target: 'style/strength', value: hostile as never, origin: 'phone' }),
      show.send({ target: 'style/strength', value: 'x'.repeat(10_000), origin: 'phone' }),
      show.send(null as never),
      show.send({ value: 1 }),
    ].map((refusal) => refusal?.message)
    const noCommand =
      "A handle command set '': the command names no parameter. Nothing was changed; a command has a target and a value."
    expect(told).toEqual([
      "A phone command set 'style/strength': a finite number from 0 to 1 was expected, got an object. It stays at 1.",
      `A phone command set 'style/strength': a finite number from 0 to 1 was expected, got '${'x'.repeat(56)}…. It stays at 1.`,
      noCommand,
      noCommand,
    ])
    expect(show.number('style/strength')).toBe(1)
  })

  it('holds commands until their time', () => {
    show.send({ target: 'stage/freeze', value: true, when: 2, origin: 'schedule' })
    now = 1.9
    show.tick(now)
    expect(show.toggle('stage/freeze')).toBe(false)
    now = 2
    show.tick(now)
    expect(show.toggle('stage/freeze')).toBe(true)
  })

  it('undoes a gesture as one, and redoes it', () => {
    for (const value of [0.9, 0.8, 0.7]) show.send({ target: 'style/strength', value, origin: 'panel' })
    now = 5
    show.send({ target: 'style/strength', value: 0.1, origin: 'panel' })
    expect(show.undo()).toBe('style/strength')
    expect(show.number('style/strength')).toBeCloseTo(0.7)
    show.undo()
    expect(show.number('style/strength')).toBe(1)
    expect(show.undo()).toBeNull()
    show.redo()
    expect(show.number('style/strength')).toBeCloseTo(0.7)
  })

  it('undo is for hands, not for sketches', () => {
    show.send({ target: 'style/strength', value: 0.3, origin: 'sketch' })
    expect(show.undo()).toBeNull()
  })

  it('lets a signal move a number; a broken signal means the default', () => {
    show.drive('style/strength', () => 0.5)
    show.tick(0)
    expect(show.number('style/strength')).toBe(0.5)
    expect(show.param('style/strength')?.driven).toBe(true)
    show.drive('style/strength', () => Number.NaN)
    show.tick(0)
    expect(show.number('style/strength')).toBe(1)
  })

  it('one listener that throws does not starve the next', () => {
    const heard: number[] = []
    show.onChange(() => {
      throw new Error('broken listener')
    })
    show.onChange((c) => heard.push(Number(c.value)))
    show.send({ target: 'style/strength', value: 0.5, origin: 'panel' })
    expect(heard).toEqual([0.5])
  })
})
