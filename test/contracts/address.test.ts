// The walk over every address: the door's own kinds here, the rooms' addresses as they stand.
import { expect, it } from 'vitest'
import { Log } from '../../src/core/log'
import type { ShowView } from '../../src/show/show-view'
import { Show } from '../../src/show/show'
import type { RoomStyle } from '../../src/models/manifest'
import { StyleMixer } from '../../src/style/style-mix'
import { exerciseAddress } from './address.exercise'

let now = 0
const made = (): Show => new Show(() => now, new Log(() => now))

async function problems(show: ShowView, frame: (time: number) => void): Promise<string[]> {
  const step = (dt: number): void => {
    const end = now + dt
    while (now < end - 1e-9) {
      now = Math.min(end, now + 1 / 20)
      frame(now)
    }
  }
  const found: string[] = []
  for (const { address } of [...show.params(), ...show.actions()])
    found.push(...(await exerciseAddress(show, address, { now: () => now, step })))
  return found
}

function declare(view: ShowView): void {
  view.define('gain', { kind: 'number', label: 'Gain', min: 0, max: 3, default: 0.1 })
  view.define('cutoff', { kind: 'number', label: 'Cutoff', min: 20, max: 20_000, default: 200, curve: 'log' })
  view.define('turn', { kind: 'number', label: 'Turn', min: 0, max: 360, default: 10, cyclic: true })
  view.define('size', { kind: 'auto', label: 'Size', min: 64, max: 512, start: 256, default: 'auto' })
  view.define('on', { kind: 'toggle', label: 'On', default: false })
  view.define('freeze', { kind: 'toggle', label: 'Freeze', default: false, undo: false, remember: false })
  const options = ['demo', 'camera', 'screen'].map((value) => ({ value, label: value }))
  view.define('kind', { kind: 'choice', label: 'Kind', options, default: 'demo' })
  view.define('nothing', { kind: 'choice', label: 'Nothing', options: [], default: '' })
  view.define('text', { kind: 'text', label: 'Text', default: '' })
  view.define('wave', { kind: 'number', label: 'Wave', min: 0, max: 1, default: 0.5 })
  view.modulate('wave', { read: () => Math.sin(now), amount: 0.2 })
  const moods = ['loud', 'quiet'].map((value) => ({ value, label: value }))
  view.define(
    'mood',
    { kind: 'choice', label: 'Mood', options: moods, default: 'loud' },
    {
      from: ['gain'],
      read: () => (Number(view.param('gain')?.base) > 1 ? 'loud' : 'quiet'),
      write: (mood) => [{ target: 'gain', value: mood === 'loud' ? 2 : 0.1 }],
    },
  )
  view.action('calm', { label: 'Calm' }, () => {
    view.send({ target: 'gain', value: 0 })
    view.send({ target: 'on', value: true })
  })
  view.action('still', { label: 'Still' }, () => undefined)
}

it('every kind of address, at the root and in a scope', async () => {
  const show = made()
  declare(show)
  declare(show.scope('deck/a'))
  expect(await problems(show, (time) => show.tick(time))).toEqual([])
  expect(await problems(show.scope('deck/a'), (time) => show.tick(time))).toEqual([])
})

it('the styles', async () => {
  const show = made()
  const styles: RoomStyle[] = ['ink', 'oil', 'chalk'].map((id) => ({ id, title: id, model: 'a', inModel: id }))
  const mixer = new StyleMixer(show, styles)
  const frame = (time: number): void => {
    show.tick(time)
    mixer.update(time)
  }
  expect(await problems(show, frame)).toEqual([])
})

it('sees a room that breaks the rules', async () => {
  const show = made()
  show.define('gain', { kind: 'number', label: 'Gain', min: 0, max: 1, default: 0 })
  show.define('shadow', { kind: 'number', label: 'Shadow', min: 0, max: 1, default: 0 })
  // A room that keeps a value of its own beside, and says that it was the engine.
  show.onEach(({ value, origin }) => {
    if (origin !== 'undo') show.send({ target: 'shadow', value: Number(value), origin: 'engine' })
  }, 'gain')
  const found = await exerciseAddress(show, 'gain', { now: () => now, step: (dt) => show.tick((now += dt)) })
  expect(found[0]).toBe('gain: set, undone leaves shadow at 0.75, not 0')
  expect(await exerciseAddress(show, 'nowhere', { now: () => now, step: () => undefined })).toEqual([
    'nowhere is no address',
  ])
})
