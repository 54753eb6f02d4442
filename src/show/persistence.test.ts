// Memory: kept, momentary things left out, damage survived.
import { expect, it, vi } from 'vitest'
import { Log } from '../core/log'
import { keepMemory, recall } from './persistence'
import { Scope } from '../core/scope'
import { Show } from './show'

function store(initial?: string): Storage {
  const map = new Map<string, string>(initial === undefined ? [] : [['impasto/show', initial]])
  return {
    get length() {
      return map.size
    },
    clear: () => map.clear(),
    getItem: (k) => map.get(k) ?? null,
    key: (i) => [...map.keys()][i] ?? null,
    removeItem: (k) => void map.delete(k),
    setItem: (k, v) => void map.set(k, v),
  }
}

it('writes changes down and recalls them, but no blackout', async () => {
  vi.useFakeTimers()
  const storage = store()
  const show = new Show(() => 0, new Log(() => 0))
  show.define('style/strength', { kind: 'number', label: 'Strength', min: 0, max: 1, default: 1 })
  show.define('stage/blackout', { kind: 'toggle', label: 'Blackout', default: false })
  keepMemory(show, storage, new Scope())
  show.send({ target: 'stage/blackout', value: true, origin: 'keyboard' })
  show.send({ target: 'style/strength', value: 0.25, origin: 'panel' })
  await vi.runAllTimersAsync()
  vi.useRealTimers()
  expect(recall(storage)).toEqual({ 'style/strength': 0.25 })
})

it.each(['not json', '[1,2', 'null', '{"a":{"b":1}}'])('survives %j', (damaged) => {
  expect(recall(store(damaged))).toEqual({})
})

it('a memory that holds a blackout all the same does not open the evening with it', () => {
  expect(recall(store('{"stage/blackout":true,"stage/freeze":true,"style/strength":0.5}'))).toEqual({
    'style/strength': 0.5,
  })
})
