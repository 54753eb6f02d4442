// Knobs of live code: where they are turned to while a text is written, and where another piece begins.
import { expect, it } from 'vitest'
import { Log } from '../core/log'
import { Show } from '../show/show'
import { LiveSession } from '#dialect'
import { addAsked } from './engine-globals'
import type { LiveName } from './live-scope'

it('a knob stays where it is while its text is played again, and begins anew in another piece', () => {
  const show = new Show(() => 0, new Log(() => 0))
  const names = new Map<string, LiveName>()
  const session = new LiveSession({
    sources: { open: () => Promise.resolve(), newest: () => null },
    made: () => undefined,
  })
  const forget = addAsked(names, { session, show, run: () => Promise.resolve(), tell: () => undefined })
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
  expect(show.params('sketch/live/')).toEqual([])
  expect(knob(0.4)).toBe(0.4)
  turn(0.7)
  expect(knob(0.4)).toBe(0.7)
})

it('a script from elsewhere is not run until that is allowed, and the sketch is told so and goes on', async () => {
  const show = new Show(() => 0, new Log(() => 0))
  const names = new Map<string, LiveName>()
  const ran: string[] = []
  const told: string[] = []
  const sources = { open: () => Promise.resolve(), newest: () => null }
  addAsked(names, {
    session: new LiveSession({ sources, made: () => undefined }),
    show,
    run: (code) => Promise.resolve(void ran.push(code)),
    tell: (text) => void told.push(text),
  })
  const load = async (url: string): Promise<void> => {
    const loader = names.get('loadScript')?.get()
    if (typeof loader === 'function') await Reflect.apply(loader, undefined, [url])
  }
  await load('data:text/javascript,k = 3')
  expect(told.splice(0)).toEqual([
    expect.stringMatching(
      /^loadScript\('data:.*not allowed here\. The sketch goes on without it\. Turn on "Scripts from elsewhere"/,
    ),
  ])
  show.send({ target: 'live/scripts', value: true, origin: 'panel' })
  await load('data:text/javascript,k = 3')
  await load('nowhere:x.js')
  expect(ran).toEqual(['k = 3'])
  expect(told).toEqual([
    "loadScript('nowhere:x.js') was not run: its address cannot be reached. The sketch goes on without it. Look whether the address is still right.",
  ])
})
