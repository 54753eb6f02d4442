// The show's memory: kept, what is of the moment left out, damage survived.
import { expect, it, vi } from 'vitest'
import { Log } from '../core/log'
import { Scope } from '../core/scope'
import { keepMemory, recall } from './persistence'
import { Show } from './show'
import { emptyStore, type Shelf } from './store'

function shelf(saved?: string): Shelf {
  const made = emptyStore().section('show')
  if (saved !== undefined) made.setItem('values', saved)
  return made
}

it('writes changes down and recalls them, but not what is of the moment', async () => {
  vi.useFakeTimers()
  const kept = shelf()
  const show = new Show(() => 0, new Log(() => 0))
  show.define('style/strength', { kind: 'number', label: 'Strength', min: 0, max: 1, default: 1 })
  show.define('stage/blackout', { kind: 'toggle', label: 'Blackout', default: false, remember: false })
  keepMemory(show, kept, new Scope())
  show.send({ target: 'stage/blackout', value: true, origin: 'keyboard' })
  show.send({ target: 'style/strength', value: 0.25, origin: 'panel' })
  await vi.runAllTimersAsync()
  vi.useRealTimers()
  expect(recall(kept)).toEqual({ 'style/strength': 0.25 })
})

it.each(['not json', '[1,2', 'null', '{"a":{"b":1}}'])('survives %j', (damaged) => {
  expect(recall(shelf(damaged))).toEqual({})
})

it('a memory that holds a blackout all the same does not open the evening with it', () => {
  const show = new Show(() => 0, new Log(() => 0))
  show.remember(recall(shelf('{"stage/blackout":true,"style/strength":0.5}')))
  show.define('stage/blackout', { kind: 'toggle', label: 'Blackout', default: false, remember: false })
  expect(show.toggle('stage/blackout')).toBe(false)
})
