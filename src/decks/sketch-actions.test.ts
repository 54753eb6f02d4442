// What can be done with sketches by an action, and what is said when there is none.
import { expect, it } from 'vitest'
import type { SketchInfo } from '../contracts/engine-api'
import { Log } from '../core/log'
import { Show } from '../show/show'
import { defineSketchActions } from './sketch-actions'

function made(...ids: string[]): { show: Show; act(action: string, args?: Record<string, string>): string } {
  const show = new Show(() => 0, new Log(() => 0))
  const list: SketchInfo[] = ids.map((id) => ({ id, title: id, about: '' }))
  const options = ids.map((value) => ({ value, label: value }))
  show.define('sketch/current', { kind: 'choice', label: 'Sketch', options, default: ids[0] ?? '' })
  defineSketchActions(show, () => list)
  const act = (action: string, args: Record<string, string> = {}): string =>
    show.send({ action, args, origin: 'phone' })?.message ?? show.text('sketch/current')
  return { show, act }
}

it('plays one by its id, and steps round', () => {
  const { act } = made('ink', 'oil', 'chalk')
  expect(act('sketch/load', { id: 'chalk' })).toBe('chalk')
  expect([act('sketch/next'), act('sketch/previous'), act('sketch/previous'), act('sketch/load')]).toEqual([
    'ink',
    'chalk',
    'oil',
    'oil',
  ])
})

it('says so when there is none, or none of that name', () => {
  expect(made().act('sketch/next')).toBe(
    'The next sketch was asked for: there is none in the folder sketches. What plays goes on.',
  )
  expect(made('ink').act('sketch/load', { id: 'moon' })).toBe(
    "A phone command set 'sketch/current': one of 'ink' was expected, got 'moon'. It stays at ink.",
  )
})
