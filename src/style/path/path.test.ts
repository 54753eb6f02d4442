// Paths and the pad at work on the style parameters: times, beats, orders, and who has the styles.
import { beforeEach, describe, expect, it } from 'vitest'
import { Log } from '../../core/log'
import { Show } from '../../show/show'
import type { RoomStyle } from '../../models/manifest'
import { StyleMixer } from '../style-mix'
import { NO_BEAT } from './path-clock'
import { StylePad } from './style-pad'
import { StylePath } from './style-path'
import { visit, visitOf } from './playback-order'

const STYLES: RoomStyle[] = ['ink', 'oil', 'chalk', 'lead'].map((id) => ({ id, title: id, model: 'a', inModel: id }))

let now = 0
let heard = { ...NO_BEAT }
let log: Log
let show: Show
let path: StylePath
let desk: StyleMixer

beforeEach(() => {
  now = 0
  heard = { ...NO_BEAT }
  log = new Log(() => now)
  show = new Show(() => now, log)
  path = new StylePath(show, log, heard)
  desk = new StyleMixer(show, STYLES, [path, new StylePad(show)])
  press('style/seconds', 0)
  desk.update(0)
})

const press = (target: string, value: number | string | boolean): void =>
  void show.send({ target, value, origin: 'keyboard' })
/** The shares after `seconds` more. */
const after = (seconds: number): number[] => {
  now += seconds
  show.tick(now)
  desk.update(now)
  return [...desk.shares].map((weight) => Math.round(weight * 1000) / 1000)
}

describe('a path', () => {
  it('holds, glides by its easing, and goes round', () => {
    path.door.play('ink 2 ~2 linear, oil 1 ~1 easeInQuad, chalk 0 ~1 linear')
    expect(after(1)).toEqual([1, 0, 0, 0])
    expect(after(2)).toEqual([0.5, 0.5, 0, 0])
    expect(after(1)).toEqual([0, 1, 0, 0])
    expect(after(1.5)).toEqual([0, 0.75, 0.25, 0])
    expect(after(1)).toEqual([0.5, 0, 0.5, 0])
    expect(after(0.5)).toEqual([1, 0, 0, 0])
    expect(path.door.now).toMatchObject({ playing: true, step: 0, next: 1, gone: 0, unit: 'seconds' })
  })

  it('is glided into from what was there', () => {
    press('style/seconds', 2)
    path.door.play('oil 100')
    desk.update(now)
    expect(after(1)).toEqual([0.125, 0.875, 0, 0])
    expect(after(1)).toEqual([0, 1, 0, 0])
  })

  it('lets the picture through where it is none', () => {
    path.door.play('ink 1 ~2 linear, none 4 ~1')
    after(0)
    after(2)
    expect([desk.shares[0], desk.strength]).toEqual([1, 0.5])
    after(2)
    expect(desk.strength).toBe(0)
  })

  it('follows the beat while one is heard, without drifting from it', () => {
    path.door.play('ink 4 ~4 linear, oil 100')
    after(0)
    Object.assign(heard, { source: 'heard' })
    after(0)
    expect(path.door.now.unit).toBe('beats')
    // The music is a little faster than its tempo: after six of its beats the path is in the middle, whatever time it took.
    for (let beat = 0; beat < 6; beat += 0.25) {
      Object.assign(heard, { beat: beat + 0.25, phase: (beat + 0.25) % 1 })
      after(0.12)
    }
    expect(path.door.now.gone).toBeCloseTo(0.5, 6)
    press('style/path/clock', 'seconds')
    after(1)
    expect(path.door.now.gone).toBeCloseTo(0.75, 6)
    press('style/path/clock', 'beats')
    Object.assign(heard, { source: 'internal', beat: 6.5, phase: 0.5 })
    after(0.25)
    expect(path.door.now.gone).toBeCloseTo(0.875, 6)
  })

  it('pauses, goes on, and goes to the next and the one before', () => {
    path.door.play('ink 1 ~1 linear, oil 8, chalk 8')
    after(0)
    after(1.5)
    path.door.pause()
    expect(after(10)).toEqual([0.5, 0.5, 0, 0])
    press('style/path/paused', false)
    expect(after(0.5)).toEqual([0, 1, 0, 0])
    path.door.next()
    expect(after(0)).toEqual([0, 0, 1, 0])
    path.door.previous()
    path.door.previous()
    expect(after(0)).toEqual([1, 0, 0, 0])
    press('style/path/step', 3)
    expect(after(0)).toEqual([0, 0, 1, 0])
    expect(show.number('style/path/step')).toBe(3)
  })

  it('of no steps is one of all styles; unknown ones and what can not be read are told', () => {
    path.door.play('')
    expect(path.door.now.steps.map(({ mix }) => Object.keys(mix)[0])).toEqual(['ink', 'oil', 'chalk', 'lead'])
    press('style/path', 'ink 4, gone 4')
    press('style/path', 'ink 4 quickly')
    expect(path.door.now.steps).toHaveLength(2)
    press('style/path', Array.from({ length: 70 }, () => 'ink').join())
    expect(log.notices.map(({ text }) => text.replace(/ \(linear.*\)/, ''))).toEqual([
      'No model has gone. The path shows the picture itself there.',
      "'quickly' beside 'ink' is no time and no easing. The path stays as it was; mend it in the panel.",
      'The path has 70 steps and can have 64. The rest is left out; put them into a second path.',
    ])
  })

  it('once stays at its end, and begins anew with next', () => {
    path.door.play('ink 1 ~1, oil 1', { order: 'once' })
    after(0)
    expect(after(50)).toEqual([0, 1, 0, 0])
    path.door.next()
    expect(after(0)).toEqual([1, 0, 0, 0])
  })
})

describe('the order of visits', () => {
  const walk = (count: number, order: Parameters<typeof visit>[2], seed = 1): number[] =>
    Array.from({ length: 12 }, (_, n) => visit(n - 2, count, order, seed))

  it('is round and round, there and back, or once', () => {
    expect(walk(3, 'loop')).toEqual([1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0])
    expect(walk(3, 'there-and-back')).toEqual([2, 1, 0, 1, 2, 1, 0, 1, 2, 1, 0, 1])
    expect(walk(3, 'once')).toEqual([0, 0, 0, 1, 2, 2, 2, 2, 2, 2, 2, 2])
  })

  it.each([2, 3, 5, 24])(
    'at random of %s: each once a round, never twice in a row, the same for the same seed',
    (count) => {
      for (let seed = 1; seed < 20; seed++) {
        const steps = Array.from({ length: count * 20 }, (_, n) => visit(n - 3 * count, count, 'random', seed))
        for (let round = 0; round < 20; round++) {
          expect(new Set(steps.slice(round * count, (round + 1) * count)).size).toBe(count)
        }
        expect(steps.filter((step, i) => step === steps[i - 1])).toEqual([])
        expect(visit(visitOf(1, count, 'random', seed), count, 'random', seed)).toBe(1)
      }
      const long = (seed: number): string =>
        Array.from({ length: 99 }, (_, n) => visit(n, count, 'random', seed)).join()
      expect(long(1)).not.toBe(long(2))
    },
  )
})

describe('the pad', () => {
  it('weighs its corners, and a corner may be the picture itself', () => {
    press('style/pad/x', 0.25)
    press('style/pad/y', 0.5)
    expect(show.text('style/current')).toBe('pad')
    expect(after(0)).toEqual([0.375, 0.125, 0.375, 0.125])
    after(0)
    expect(show.number('style/mix/ink')).toBe(0.375)
    press('style/pad/x', 0)
    press('style/pad/top-left', 'none')
    expect(after(0)).toEqual([0, 0, 1, 0])
    expect(desk.strength).toBe(0.5)
  })
})

describe('the newest hand has the styles', () => {
  it('a choice, a mix, the pad and the path take them from each other, and undo gives them back', () => {
    press('style/current', 'path')
    expect(after(0)).toEqual([1, 0, 0, 0])
    press('style/current', 'oil')
    expect(after(20)).toEqual([0, 1, 0, 0])
    now += 1
    press('style/pad/x', 1)
    press('style/pad/y', 1)
    expect(after(20)).toEqual([0, 1, 0, 0])
    press('style/mix/lead', 1)
    expect(after(20)).toEqual([0, 0.5, 0, 0.5])
    expect(show.text('style/current')).toBe('mix')
    press('style/current', 'path')
    after(0)
    now += 1
    show.undo()
    expect(show.text('style/current')).toBe('mix')
    expect(show.params('style/mix/').some(({ driven }) => driven)).toBe(false)
  })

  it('a path may be asked for as a style, in a list or by its name', () => {
    desk.set([{ style: 'lead', hold: 2, glide: 0 }, 'ink'], {}, 'handle')
    expect([show.text('style/current'), show.text('style/path')]).toEqual(['path', 'lead 2 ~0, ink 8 ~4'])
    expect(after(0)).toEqual([0, 0, 0, 1])
    desk.set('pad', { strength: 0.5 }, 'handle')
    expect([show.text('style/current'), show.number('style/strength')]).toEqual(['pad', 0.5])
    expect(desk.resolve({ path: 0.5, ink: 0.5 })).toEqual({ ink: 0.5, oil: 0, chalk: 0, lead: 0.5 })
  })

  it('is the same after a reload', () => {
    press('style/path', 'oil 4, chalk 4')
    press('style/current', 'path')
    press('style/path/step', 2)
    const again = new Show(() => now, log)
    again.remember(show.snapshot())
    const renewed = new StylePath(again, log, heard)
    const other = new StyleMixer(again, STYLES, [renewed, new StylePad(again)])
    other.update(0)
    expect([again.text('style/current'), renewed.door.now.step, [...other.shares]]).toEqual(['path', 1, [0, 0, 1, 0]])
  })
})
