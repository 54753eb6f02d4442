// Recording: what was sent, as data, and the same again.
import { beforeEach, describe, expect, it } from 'vitest'
import { Log } from '../core/log'
import type { Message } from './change'
import { readRecording, Recorder, Replay, type Recording } from './recording'
import { Show } from './show'

let now = 0
let show: Show
const at = (time: number): void => {
  now = time
  show.tick(now)
}

function makeShow(): Show {
  const made = new Show(() => now, new Log(() => now))
  for (const branch of ['', 'deck/a', 'deck/b']) {
    const view = branch === '' ? made : made.scope(branch)
    view.define('x', { kind: 'number', label: 'X', min: 0, max: 1, default: 0 })
    view.define('y', { kind: 'number', label: 'Y', min: 0, max: 1, default: 0 })
    view.define('on', { kind: 'toggle', label: 'On', default: false })
  }
  const args = { by: { kind: 'number', label: 'By', min: 0, max: 1, default: 0.25 } } as const
  made.action('path/next', { label: 'Next', args }, ({ by }) => void made.send({ target: 'y', by: Number(by) }))
  made.action('undo', { label: 'Undo', record: false }, () => void made.undo())
  return made
}

beforeEach(() => {
  now = 10
  show = makeShow()
})

/** All kinds of commands, over three seconds. */
function play(): void {
  show.send({ target: 'x', value: 1, over: 2, ease: 'easeInQuad', origin: 'midi', sender: {} })
  at(10.5)
  show.send({ target: 'path', action: 'next', args: { by: 0.5, other: 1 }, origin: 'phone' })
  show.send({ target: 'on', by: 1, when: 11.25, origin: 'cue' })
  at(11.25)
  show.send([
    { target: 'deck/a/x', travel: 0.5, origin: 'osc' },
    { target: 'deck/a/y', value: 0.75, origin: 'osc' },
  ])
  at(12)
  show.send({ target: 'deck/a/on', value: true, origin: 'keyboard' })
  show.send({ target: 'undo', origin: 'keyboard' })
  at(13)
}

function replayed(recording: Recording, on: Show, step = 0.125): Message[] {
  const told: Message[] = []
  on.onChange((message) => message.moving !== true && told.push(message))
  const begun = now
  const replay = new Replay(on, recording, begun)
  for (let i = 0; !replay.isOver(now); i++) {
    now = begun + i * step
    replay.tick(now)
    on.tick(now)
  }
  return told
}

describe('a recording', () => {
  it('is what was sent, as data', () => {
    const recorder = new Recorder(show, () => now)
    play()
    const recording = recorder.stop()
    show.send({ target: 'x', value: 0, origin: 'midi' })
    expect(recorder.stop()).toEqual(recording)
    const group = expect.stringMatching(/^#\d+$/) as unknown
    expect(recording).toEqual({
      version: 1,
      seconds: 3,
      commands: [
        { at: 0, command: { target: 'x', value: 1, over: 2, ease: 'easeInQuad', origin: 'midi' } },
        { at: 0.5, command: { target: 'path/next', action: true, args: { by: 0.5 }, origin: 'phone' } },
        { at: 1.25, command: { target: 'on', by: 1, origin: 'cue' } },
        { at: 1.25, command: { target: 'deck/a/x', travel: 0.5, origin: 'osc', group } },
        { at: 1.25, command: { target: 'deck/a/y', value: 0.75, origin: 'osc', group } },
        { at: 2, command: { target: 'deck/a/on', value: true, origin: 'keyboard' } },
        { at: 2, command: { target: 'deck/a/on', value: false, origin: 'undo', group } },
      ],
    })
  })

  it('plays the same again, at whatever frame rate, from a file', () => {
    const recorder = new Recorder(show, () => now)
    play()
    const file = JSON.stringify(recorder.stop())
    for (const step of [0.01, 0.125, 0.7]) {
      const other = makeShow()
      const told = replayed(readRecording(JSON.parse(file)), other, step)
      expect(other.snapshot()).toEqual(show.snapshot())
      expect(other.params().map(({ value }) => value)).toEqual(show.params().map(({ value }) => value))
      expect(new Set(told.map(({ origin }) => origin))).toEqual(new Set(['recording']))
      expect(told.map(({ changes }) => changes.map(({ address }) => address).join(' '))).toContain('deck/a/x deck/a/y')
      expect(other.undo()).toBeNull()
    }
  })

  it('of one deck plays on another', () => {
    const recorder = new Recorder(show.scope('deck/a'), () => now)
    show.send({ target: 'x', value: 0.1, origin: 'midi' })
    show.send({ target: 'deck/a/x', value: 0.2, origin: 'midi' })
    const recording = recorder.stop()
    const replay = new Replay(show.scope('deck/b'), recording, now)
    replay.tick(now)
    expect([show.number('x'), show.number('deck/a/x'), show.number('deck/b/x')]).toEqual([0.1, 0.2, 0.2])
    expect(replay.isOver(now)).toBe(true)
  })

  it.each([
    [null, 'its version is missing, not 1'],
    [{ version: 2 }, 'its version is 2, not 1'],
    [{ version: 1, seconds: -1 }, 'it has no length in seconds'],
    [{ version: 1, seconds: 1 }, 'it has no list of commands'],
    [{ version: 1, seconds: 1, commands: [7] }, 'command 1 has no time, or one before the command in front of it'],
    [{ version: 1, seconds: 1, commands: [{ at: 0 }] }, 'command 1 is none'],
    [
      {
        version: 1,
        seconds: 1,
        commands: [
          { at: 1, command: {} },
          { at: 0, command: {} },
        ],
      },
      'command 2 has no time, or one before the command in front of it',
    ],
  ])('that is %j is refused', (data, found) => {
    expect(() => readRecording(data)).toThrow(`A recording was opened: ${found}. Nothing is played; record it anew.`)
  })
})
