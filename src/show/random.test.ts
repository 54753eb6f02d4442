// Whatever hands do in whatever order: nothing throws, back to the start is the start, forth again is the end.
import { expect, it } from 'vitest'
import { Log } from '../core/log'
import { seededRandom } from '../core/random'
import type { Command } from './command'
import { Show } from './show'

it.each(Array.from({ length: 40 }, (_, seed) => seed))('random hands, seed %i', async (seed) => {
  const random = seededRandom(seed)
  const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  let now = 0
  const show = new Show(() => now, new Log(() => now))
  const deck = show.scope('deck/a')
  for (const view of [show, deck]) {
    view.define('gain', { kind: 'number', label: 'Gain', min: -1, max: 3, default: 0.1 })
    view.define('turn', { kind: 'number', label: 'Turn', min: 0, max: 360, default: 10, cyclic: true })
    view.define('size', { kind: 'auto', label: 'Size', min: 64, max: 512, start: 256, default: 'auto' })
    view.define('on', { kind: 'toggle', label: 'On', default: false })
    view.define('text', { kind: 'text', label: 'Text', default: '' })
    const options = ['demo', 'camera', 'screen'].map((value) => ({ value, label: value }))
    view.define('kind', { kind: 'choice', label: 'Kind', options, default: 'demo' })
    view.define(
      'quiet',
      { kind: 'toggle', label: 'Quiet', default: true },
      {
        from: ['gain'],
        read: () => Number(view.param('gain')?.base) < 1,
        write: (quiet) => [{ target: 'gain', value: quiet === true ? 0 : 2 }],
      },
    )
    view.action('calm', { label: 'Calm' }, () => {
      view.send({ target: 'gain', by: -0.3 })
      view.send({ target: 'turn', by: 100, over: 1 })
    })
    // A room that answers.
    view.onEach(({ value, origin, group }) => {
      if (origin === 'undo') return
      view.send({ target: 'text', value: String(value), origin, ...(group !== undefined && { group }) })
    }, 'kind')
  }
  show.modulate('gain', { read: () => Math.sin(now) })
  const odd: unknown[] = [
    null,
    undefined,
    {},
    [],
    1n,
    Symbol('x'),
    'camera',
    'auto',
    true,
    false,
    0,
    0.3,
    200,
    -Infinity,
    Number.NaN,
  ]
  const odds = [...odd, '', () => 1, { beats: 2 }, { bars: 1 }, 'bar', Object.create(null)]
  const maybe = (chance: number, key: string): object => (random() < chance ? { [key]: any(odds) } : {})
  const random1 = (): Command =>
    ({
      target: any(['gain', 'turn', 'size', 'on', 'text', 'kind', 'quiet', 'calm', 'nowhere', 5]),
      [any(['value', 'by', 'travel'])]: random() < 0.5 ? random() * 3 : any(odds),
      ...maybe(0.05, 'action'),
      ...maybe(0.05, 'args'),
      ...maybe(0.2, 'over'),
      ...maybe(0.05, 'ease'),
      ...maybe(0.2, 'when'),
      ...maybe(0.05, 'sender'),
      ...(random() < 0.2 && { group: any(['a', 'b']) }),
      origin: any(['panel', 'midi', 'phone', 'handle', 'cue']),
    }) as Command

  const first = show.snapshot()
  for (let i = 0; i < 150; i++) {
    now += random()
    const command = random() < 0.2 ? [random1(), random1(), null as never] : random1()
    expect(() => any([show, deck]).send(command)).not.toThrow()
    if (random() < 0.5) show.tick(now)
    if (random() < 0.1) await Promise.resolve()
    if (random() < 0.05) show.undo()
    if (random() < 0.05) show.redo()
    for (const { value, spec } of show.params()) {
      const isFine =
        spec.kind === 'number' ? Number(value) >= spec.min && Number(value) <= spec.max : value !== undefined
      expect(isFine).toBe(true)
    }
  }
  for (const { id } of show.scheduled()) show.cancel(id)
  // A group that is not told yet, so that the room has answered.
  await Promise.resolve()
  const last = show.snapshot()
  let steps = 0
  while (show.undo() !== null) steps++
  expect(show.snapshot()).toEqual(first)
  for (let i = 0; i < steps; i++) expect(show.redo()).not.toBeNull()
  expect(show.snapshot()).toEqual(last)
  while (show.undo() !== null) steps--
  now += 1e4
  show.tick(now)
  expect(show.snapshot()).toEqual(first)
  expect(steps).toBe(0)
})
