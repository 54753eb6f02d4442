// Knobs of live code: where they are turned to while a text is written, and where another piece begins.
import { expect, it } from 'vitest'
import { Log } from '../core/log'
import { Show } from '../core/show'
import { LiveSession } from '../engine'
import { addAsked } from './asked-names'
import type { LiveName } from './live-scope'

it('a knob stays where it is while its text is played again, and begins anew in another piece', () => {
  const show = new Show(() => 0, new Log(() => 0))
  const names = new Map<string, LiveName>()
  const session = new LiveSession({
    sources: { open: () => Promise.resolve(), newest: () => null },
    made: () => undefined,
  })
  const forget = addAsked(names, { session, show, run: () => Promise.resolve() })
  const knob = (start: number): number => {
    const make = names.get('knob')?.get()
    if (typeof make === 'function') Reflect.apply(make, undefined, ['turn', start])
    return show.number('sketch/live/turn')
  }
  const turn = (value: number): void => void show.send({ target: 'sketch/live/turn', value, origin: 'panel' })
  expect(knob(0.2)).toBe(0.2)
  turn(0.9)
  expect(knob(0.3)).toBe(0.9)
  forget()
  expect(knob(0.4)).toBe(0.4)
  turn(0.7)
  expect(knob(0.4)).toBe(0.7)
})
