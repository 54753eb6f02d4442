// The one line that says what a key did.
import { beforeEach, expect, it } from 'vitest'
import { Log } from '../core/log'
import { Show } from '../show/show'
import { whatHappened } from './what-happened'

let show: Show
let said: (string | null)[]

beforeEach(() => {
  show = new Show(() => 0, new Log(() => 0))
  const options = [
    { value: 'the-scream', label: 'The Scream' },
    { value: 'udnie', label: 'Udnie' },
  ]
  show.define('style/current', { kind: 'choice', label: 'Style', options, default: 'the-scream' })
  show.define('style/strength', { kind: 'number', label: 'Strength', min: 0, max: 1, default: 1 })
  show.define('stage/blackout', { kind: 'toggle', label: 'Blackout', default: false })
  show.define('model/size', {
    kind: 'auto',
    label: 'Size',
    min: 64,
    max: 512,
    start: 256,
    unit: 'px',
    step: 32,
    default: 'auto',
  })
  show.define('source/url', { kind: 'text', label: 'Address', default: '' })
  show.define('page/panel', { kind: 'toggle', label: 'Panel', default: false })
  said = []
  show.onChange((message) => said.push(whatHappened(show, message)))
})

it('names both sides of a choice, a switch by its state, a number by its value', () => {
  const send = (target: string, value: string | number | boolean) => show.send({ target, value, origin: 'keyboard' })
  send('style/current', 'udnie')
  send('stage/blackout', true)
  send('stage/blackout', false)
  send('style/strength', 0.5)
  send('model/size', 256)
  send('source/url', 'a.mp4')
  expect(said).toEqual([
    'The Scream → Udnie',
    'Blackout',
    'Blackout off',
    'Strength: 0.50',
    'Size: 256 px',
    'Address: a.mp4',
  ])
})

it('of several names what a performer would, and of layers nothing', () => {
  show.send([
    { target: 'style/strength', value: 0.2, origin: 'keyboard' },
    { target: 'style/current', value: 'udnie', origin: 'keyboard' },
  ])
  show.send({ target: 'page/panel', value: true, origin: 'keyboard' })
  expect(said).toEqual(['The Scream → Udnie', null])
})
