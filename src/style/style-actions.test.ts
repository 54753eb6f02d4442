// What can be done with styles by an action: by name, by number, mixed in, stepped through, raw and back; and what is said when it can't.
import { beforeEach, expect, it } from 'vitest'
import type { RoomStyle } from '../models/manifest'
import { Log } from '../core/log'
import { Show } from '../show/show'
import { NO_BEAT } from './path/path-clock'
import { StylePath } from './path/style-path'
import { defineStyleActions } from './style-actions'
import { StyleMixer } from './style-mix'

const STYLES: RoomStyle[] = ['ink', 'oil', 'chalk'].map((id) => ({ id, title: id, model: 'a', inModel: id }))

let now = 0
let show: Show

beforeEach(() => {
  now = 0
  const log = new Log(() => now)
  show = new Show(() => now, log)
  const path = new StylePath(show, log, NO_BEAT)
  defineStyleActions(show, new StyleMixer(show, STYLES, [path]))
  show.send({ target: 'style/seconds', value: 0, origin: 'engine' })
})

const act = (action: string, args = {}): string => {
  const error = show.send({ action, args, origin: 'phone' })
  return error?.message ?? show.text('style/current')
}

it('chooses by name and by number, and mixes in', () => {
  expect(act('style/choose', { style: 'oil' })).toBe('oil')
  expect(act('style/pick', { index: 3 })).toBe('chalk')
  expect(act('style/pick', { index: 1, add: true })).toBe('mix')
  expect(act('style/choose', { style: 'path' })).toBe('path')
  expect(act('style/choose')).toBe('none')
})

it('steps round the styles, or along the path', () => {
  expect(['style/next', 'style/next', 'style/next', 'style/previous'].map((action) => act(action))).toEqual([
    'oil',
    'chalk',
    'ink',
    'chalk',
  ])
  act('path/play')
  act('style/next')
  expect([show.text('style/current'), show.number('style/path/step')]).toEqual(['path', 2])
})

it('shows the raw picture, and what was before', () => {
  act('style/pick', { index: 2 })
  expect([act('style/raw'), act('style/raw')]).toEqual(['none', 'oil'])
})

it('says what there is when it is asked for what there is not', () => {
  const sentence = (name: string): string =>
    `The style '${name}' was chosen: no model has it. The style stays as it is. There are: ink, oil, chalk.`
  expect(act('style/choose', { style: 'fresco' })).toBe(sentence('fresco'))
  expect(act('style/pick', { index: 9 })).toBe(sentence('number 9'))
  expect(show.text('style/current')).toBe('ink')
})

it('one act is one step back, whoever asked', () => {
  act('style/pick', { index: 2 })
  show.undo()
  expect([show.text('style/current'), show.undo()]).toEqual(['ink', null])
})
