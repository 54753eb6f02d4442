// The style parameters: choosing, mixing, gliding, none, and what a stranger gets told.
import { beforeEach, describe, expect, it } from 'vitest'
import { messageOf } from '../core/errors'
import { Log } from '../core/log'
import { Show } from '../show/show'
import type { RoomStyle } from '../models/manifest'
import { StyleMixer } from './style-mix'

const STYLES: RoomStyle[] = ['ink', 'oil', 'chalk'].map((id) => ({
  id,
  title: id.toUpperCase(),
  model: id === 'chalk' ? 'b' : 'a',
  inModel: id,
}))

let now = 0
let show: Show
let desk: StyleMixer

beforeEach(() => {
  now = 0
  show = new Show(() => now, new Log(() => now))
  desk = new StyleMixer(show, STYLES)
  desk.update(0)
})

const mixes = (): unknown[] => STYLES.map(({ id }) => show.param(`style/mix/${id}`)?.base)
const shares = (time: number): number[] => {
  now = time
  show.tick(time)
  desk.update(time)
  return [...desk.shares].map((weight) => Math.round(weight * 1000) / 1000)
}
const press = (target: string, value: number | string): void => void show.send({ target, value, origin: 'keyboard' })

describe('style parameters', () => {
  it('begin with the first style, at full strength', () => {
    expect(show.text('style/current')).toBe('ink')
    expect(mixes()).toEqual([1, 0, 0])
    expect(shares(0)).toEqual([1, 0, 0])
    expect(desk.strength).toBe(1)
  })

  it('offer none, each style with its picture, and the mix', () => {
    desk.defineStyles([{ ...STYLES[0], thumbnail: 'a.jpg' } as RoomStyle])
    expect(show.param('style/current')?.spec).toMatchObject({
      options: [
        { value: 'none', label: 'The picture itself' },
        { value: 'ink', label: 'INK', thumbnail: 'a.jpg' },
        { value: 'mix', label: 'Mix' },
      ],
    })
  })

  it('choosing a style sets the mix and glides there in style/seconds', () => {
    press('style/seconds', 2)
    press('style/current', 'oil')
    expect(mixes()).toEqual([0, 1, 0])
    expect(shares(0)).toEqual([1, 0, 0])
    expect(shares(1)).toEqual([0.125, 0.875, 0])
    expect(shares(2)).toEqual([0, 1, 0])
    expect(desk.heaviest()?.id).toBe('oil')
  })

  it('mixing in is called the mix, shares are normalised, and choosing ends it', () => {
    press('style/seconds', 0)
    press('style/mix/oil', 1)
    expect(show.text('style/current')).toBe('mix')
    expect(shares(0)).toEqual([0.5, 0.5, 0])
    press('style/current', 'ink')
    expect(mixes()).toEqual([1, 0, 0])
    press('style/current', 'mix')
    expect(mixes()).toEqual([1, 1, 0])
  })

  it('none fades the painting out and leaves the mix; a knob brings it back', () => {
    press('style/seconds', 1)
    press('style/current', 'none')
    expect(mixes()).toEqual([0, 0, 0])
    expect(shares(0.5)).toEqual([1, 0, 0])
    expect(desk.strength).toBeCloseTo(0.125, 10)
    shares(1)
    expect(desk.strength).toBe(0)
    press('style/mix/chalk', 0.3)
    expect(show.text('style/current')).toBe('chalk')
    expect(shares(1)).toEqual([0, 0, 1])
    expect(desk.strength).toBe(1)
  })

  it('a signal moves the mix at once', () => {
    let beat = 0
    show.drive('style/mix/oil', () => beat)
    beat = 1
    show.tick(0)
    expect(shares(0)).toEqual([0.5, 0.5, 0])
    beat = 0
    show.tick(0.01)
    expect(shares(0.01)).toEqual([1, 0, 0])
  })

  it('undo brings the style before back', () => {
    press('style/current', 'oil')
    show.undo()
    expect(show.text('style/current')).toBe('ink')
    expect(mixes()).toEqual([1, 0, 0])
  })

  it('a choice is one step back and one message, and a way that others may set', () => {
    const heard: string[][] = []
    show.onChange(({ changes, moving }) => moving !== true && heard.push(changes.map(({ address }) => address)))
    show.send({ target: 'style/current', value: 'oil', over: 4, origin: 'midi' })
    expect(heard).toEqual([['style/mix/ink', 'style/mix/oil', 'style/current']])
    expect(shares(2)).toEqual([0.125, 0.875, 0])
    show.undo()
    expect(show.undo()).toBeNull()
    expect(shares(2)).toEqual([1, 0, 0])
  })

  it('a remembered style is taken up when it is declared', () => {
    const later = new Show(() => 0, new Log(() => 0))
    later.remember({ 'style/current': 'chalk' })
    const other = new StyleMixer(later, STYLES)
    expect(later.number('style/mix/chalk')).toBe(1)
    expect(other.heaviest()?.id).toBe('chalk')
  })
})

describe('setStyle', () => {
  it('takes a style or a mix, strength and seconds of its own', () => {
    desk.set({ ink: 1, chalk: 3 }, { strength: 0.5, seconds: 4 }, 'handle')
    expect(show.text('style/current')).toBe('mix')
    expect(shares(0)).toEqual([1, 0, 0])
    expect(shares(2)).toEqual([0.323, 0, 0.677])
    expect(desk.strength).toBeCloseTo(1 - 0.5 * 0.875, 10)
    expect(shares(4)).toEqual([0.25, 0, 0.75])
    expect(desk.strength).toBe(0.5)
    expect(show.number('style/seconds')).toBe(1.5)
  })

  it('says what there is when it is asked for what there is not', () => {
    const before = mixes()
    let text = ''
    try {
      desk.set('fresco', {}, 'handle')
    } catch (thrown) {
      text = messageOf(thrown)
    }
    expect(text).toBe(
      "setStyle asked for 'fresco': no model has that style. The style stays as it is. There are: ink, oil, chalk.",
    )
    expect(mixes()).toEqual(before)
  })

  it("'none' fades out", () => {
    desk.set('none', { seconds: 0 }, 'handle')
    desk.update(0)
    expect(desk.strength).toBe(0)
    expect(show.text('style/current')).toBe('none')
  })
})

it('lets go of its parameters', () => {
  desk.dispose()
  expect(show.params('style/')).toEqual([])
})
