// The beat clock in the show: what a hand sets reaches the clock, and what the clock finds is shown.
import { beforeEach, expect, it } from 'vitest'
import { Log } from '../core/log'
import { Show } from '../show/show'
import { connectTransport, type ConnectedTransport } from './connect'
import { Transport } from './transport'

let now = 0
let heard = { tempo: 0, phase: 0 }
let show: Show
let transport: Transport
let connected: ConnectedTransport

beforeEach(() => {
  now = 0
  heard = { tempo: 0, phase: 0 }
  show = new Show(() => now, new Log(() => now))
  transport = new Transport({ hear: () => heard })
  connected = connectTransport(show, transport, () => now)
})

const frames = (seconds: number, tempo = 0): void => {
  for (const end = now + seconds; now < end - 1e-9;) {
    now += 1 / 50
    heard = { tempo, phase: ((now * tempo) / 60) % 1 }
    connected.advance(now)
    show.tick(now)
  }
}

it('takes the tempo that a hand sets, and counts what waits by it', () => {
  show.send({ target: 'tempo/bpm', value: 60, origin: 'panel' })
  frames(1.5)
  expect(transport.bpm).toBeCloseTo(60, 6)
  show.define('stage/blackout', { kind: 'toggle', label: 'Blackout', default: false })
  show.send({ target: 'stage/blackout', value: true, when: 'beat', origin: 'cue' })
  const due = show.scheduled()[0]?.due ?? 0
  frames(due - now - 0.03)
  expect(show.toggle('stage/blackout')).toBe(false)
  frames(0.08)
  expect(show.toggle('stage/blackout')).toBe(true)
})

it('shows the tempo that is heard, and keeps it when the music stops', () => {
  frames(12, 128)
  expect(transport.source).toBe('heard')
  expect(show.number('tempo/bpm')).toBeCloseTo(128, 0)
  expect(show.text('tempo/source')).toBe('auto')
  frames(20, 0)
  expect([transport.source, Math.round(transport.bpm)]).toEqual(['internal', 128])
})

it('a hand at the tempo means it, whoever led until then', () => {
  frames(8, 128)
  show.send({ target: 'tempo/bpm', value: 90, origin: 'midi' })
  frames(4, 128)
  expect([show.text('tempo/source'), transport.source, Math.round(transport.bpm)]).toEqual(['internal', 'internal', 90])
})

it('its acts have addresses, and say what they refuse', () => {
  show.send({ target: 'tempo/bpm', value: 300, origin: 'panel' })
  frames(1)
  expect(show.send({ action: 'tempo/double', origin: 'phone' })?.message).toBe(
    "A phone command called 'tempo/double': The tempo was to be doubled: that would be 600 beats a minute. The clock runs at 20 to 400; it stays at 300. What it had done before stays.",
  )
  show.send({ action: 'tempo/halve', origin: 'phone' })
  expect([Math.round(transport.bpm), show.number('tempo/bpm')]).toEqual([150, 150])
  for (let i = 0; i < 4; i++) {
    show.send({ action: 'tempo/tap', origin: 'phone' })
    frames(0.6)
  }
  expect(transport.source).toBe('tap')
})

it('stands still while it does not play', () => {
  frames(1)
  show.send({ target: 'tempo/playing', value: false, origin: 'panel' })
  frames(0.1)
  const { beat } = transport
  frames(2)
  expect(transport.beat).toBe(beat)
})
