// How many of its pixels the stage draws, on made-up machines: it comes down, does not pump, and comes back.
import { describe, expect, it } from 'vitest'
import { Log } from '../core/log'
import { Show } from '../show/show'
import { DynamicResolution } from './dynamic-resolution'
import { StageShape } from './stage-shape'
import { defineStageParams } from './stage-params'

/** Plays on a machine whose frame takes `fixed` seconds and `pixels` more for a whole picture, shown at 60 Hz. Returns the changes. */
function play(scale: DynamicResolution, seconds: number, machine: { fixed: number; pixels: number }): number[] {
  const story: number[] = []
  for (let now = 0; now < seconds;) {
    const before = scale.scale
    const dt = Math.ceil((machine.fixed + machine.pixels * before ** 2) * 60 - 1e-6) / 60
    now += dt
    scale.frame(dt)
    if (scale.scale !== before) story.push(scale.scale)
  }
  return story
}

describe('StageScale', () => {
  it('leaves a machine alone that keeps up', () => {
    expect(play(new DynamicResolution(false, 1920), 120, { fixed: 0.002, pixels: 0.012 })).toEqual([])
  })

  it('waits for the painter to give way, then comes down as far as is needed and stays', () => {
    const scale = new DynamicResolution(false, 1920)
    expect(play(scale, 3.5, { fixed: 0.005, pixels: 0.1 })).toEqual([])
    expect(play(scale, 30, { fixed: 0.005, pixels: 0.1 })).toEqual([0.5])
  })

  it('comes back once all has been well for long, and not again soon when that was too much', () => {
    const scale = new DynamicResolution(false, 1920)
    const heavy = { fixed: 0.001, pixels: 0.05 }
    const light = { fixed: 0.001, pixels: 0.01 }
    play(scale, 8, heavy)
    expect(scale.scale).toBe(0.5)
    expect(play(scale, 30, light)).toEqual([])
    expect(play(scale, 60, light)).toEqual([0.75, 1])
    play(scale, 8, heavy)
    expect(scale.scale).toBe(0.5)
    expect(play(scale, 120, light)).toEqual([])
  })

  it('takes back what did not help: something else is slow', () => {
    const scale = new DynamicResolution(false, 1920)
    const story = play(scale, 60, { fixed: 0.09, pixels: 0.001 })
    expect(scale.scale).toBe(1)
    expect(story.length).toBeLessThanOrEqual(6)
  })

  it('begins small where graphics are software, and comes down at once', () => {
    const scale = new DynamicResolution(true, 1280)
    expect(scale.scale).toBe(0.5)
    expect(play(scale, 3, { fixed: 0.06, pixels: 0.9 })).toEqual([0.375])
  })

  it('never draws less than 480 pixels along the longer side, nor gives up pixels of a stage that has no more', () => {
    expect(new DynamicResolution(true, 400).scale).toBe(1)
    const scale = new DynamicResolution(false, 900)
    play(scale, 60, { fixed: 0, pixels: 2 })
    expect(900 * scale.scale).toBeGreaterThanOrEqual(480)
  })

  it('keeps about as many pixels when the window grows', () => {
    const scale = new DynamicResolution(true, 1280)
    scale.resize(1920)
    expect(scale.scale).toBe(0.25)
    const whole = new DynamicResolution(false, 1280)
    whole.resize(3840)
    expect(whole.scale).toBe(1)
  })

  it('is not moved by one frame that stuck, or by a page that was out of sight', () => {
    const scale = new DynamicResolution(false, 1920)
    for (let i = 0; i < 600; i++) scale.frame(i % 7 === 0 ? 0.3 : 1 / 60)
    for (let i = 0; i < 30; i++) scale.frame(60)
    expect(scale.scale).toBe(1)
  })
})

describe('StageShape', () => {
  const show = new Show(() => 0, new Log(() => 0))
  defineStageParams(show)
  const pin = (value: number | 'auto') => show.send({ target: 'stage/scale', value, origin: 'panel' })

  it('draws what a hand has fixed, and goes back to its own choice', () => {
    const shape = new StageShape({ width: 1280, height: 720 }, show, 'hardware')
    expect(shape.frame(0.016)).toBe(false)
    pin(0.5)
    expect([shape.frame(0.016), shape.drawn, shape.full]).toEqual([
      true,
      { width: 640, height: 360 },
      { width: 1280, height: 720 },
    ])
    const { drawn } = shape
    expect([shape.frame(0.016), shape.drawn === drawn]).toEqual([false, true])
    pin('auto')
    expect([shape.frame(0.016), shape.drawn]).toEqual([true, { width: 1280, height: 720 }])
  })

  it('takes another size with the next frame, in whole pixels', () => {
    const shape = new StageShape({ width: 1280, height: 720 }, show, 'software')
    expect(shape.drawn).toEqual({ width: 640, height: 360 })
    shape.ask(801.4, 0)
    expect([shape.frame(0.1), shape.full]).toEqual([true, { width: 801, height: 1 }])
    expect(shape.drawn.width).toBeLessThanOrEqual(801)
  })

  it('draws all, always, where that was asked for', () => {
    const shape = new StageShape({ width: 1920, height: 1080 }, show, 'never')
    for (let i = 0; i < 100; i++) shape.frame(1)
    expect(shape.drawn).toEqual({ width: 1920, height: 1080 })
  })
})
