// What code asks the house for: a path and a mask of the panel's painter.
import { expect, it } from 'vitest'
import type { PaintApi } from '../contracts/model'
import { Log } from '../core/log'
import { Show } from '../show/show'
import { LiveSession } from '#dialect'
import { addAsked } from './engine-globals'
import type { LiveName } from './live-scope'

const door = { open: () => Promise.resolve(), newest: () => null }

function asked(painter?: PaintApi): { call(name: string, ...args: unknown[]): unknown; show: Show } {
  const show = new Show(() => 0, new Log(() => 0))
  const names = new Map<string, LiveName>()
  const session = new LiveSession({ sources: door, made: () => undefined })
  addAsked(names, { session, show, run: () => Promise.resolve(), tell: () => undefined, ...(painter && { painter }) })
  return { show, call: (name, ...args) => Reflect.apply(names.get(name)?.get() as () => unknown, null, args) }
}

it('stylePath plays a path and stands for it as a style', () => {
  const played: unknown[] = []
  const path = { play: (...args: unknown[]) => void played.push(args) }
  const { call } = asked({ path } as unknown as PaintApi)
  expect(call('stylePath', 'udnie 4', { order: 'random' })).toBe('path')
  expect(played).toEqual([['udnie 4', { order: 'random' }]])
})

it('styleMask turns the knobs of the mask, and a function moves one until it is set anew', () => {
  const { call, show } = asked()
  const number = { kind: 'number', label: '', min: 0, max: 1, default: 0.5 } as const
  const choice = (...values: string[]) =>
    ({
      kind: 'choice',
      label: '',
      options: values.map((value) => ({ value, label: value })),
      default: values[0] ?? '',
    }) as const
  show.define('style/mask', choice('off', 'wipe'))
  show.define('style/mask/style', choice('ink', 'oil'))
  show.define('style/mask/position', number)
  show.define('style/mask/invert', { kind: 'toggle', label: '', default: false })
  call('styleMask', 'wipe', 'oil', { position: () => 0.25, invert: true })
  show.tick(0)
  const now = (): unknown[] => show.params('style/mask').map(({ value }) => value)
  expect(now()).toEqual(['wipe', 'oil', 0.25, true])
  call('styleMask', 'wipe', 'ink', { position: 0.75 })
  show.tick(1)
  expect(now()).toEqual(['wipe', 'ink', 0.75, true])
  call('styleMask')
  expect(show.text('style/mask')).toBe('off')
})
