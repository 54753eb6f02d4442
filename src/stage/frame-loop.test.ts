// The order of a frame, what happens when a part of it fails, and how frames are counted; driven by hand.
import { describe, expect, it } from 'vitest'
import { ManualClock } from '../core/clock'
import type { Tick } from '../contracts/frame'
import { Log } from '../core/log'
import { FrameCount } from './frame-count'
import { FrameLoop, ManualTicks, PHASES, type FramePhases } from './frame-loop'

function loopWith(phases: FramePhases) {
  const clock = new ManualClock()
  const log = new Log(() => clock.now())
  const source = new ManualTicks()
  const loop = new FrameLoop(clock, source, phases, log)
  const step = (dt: number): void => {
    clock.advance(dt)
    source.tick(clock.now())
  }
  return { clock, log, source, loop, step }
}

describe('FrameLoop', () => {
  it('plays the parts in the order of a frame, with one tick', () => {
    const seen: string[] = []
    const phases = Object.fromEntries(
      PHASES.map((phase) => [phase, ({ time, dt, frame }: Tick) => seen.push(`${phase} ${time} ${dt} ${frame}`)]),
    )
    const { loop, step } = loopWith(phases)
    loop.start()
    step(1)
    expect(seen).toEqual(PHASES.map((phase) => `${phase} 1 0 0`))
    seen.length = 0
    step(0.5)
    expect(seen[0]).toBe('analysis 1.5 0.5 1')
    expect(seen.at(-1)).toBe('composite 1.5 0.5 1')
  })

  it('tells of a part that throws once, and plays the others', () => {
    let drawn = 0
    const { loop, log, step } = loopWith({
      model: () => {
        throw new Error('no such knob')
      },
      composite: () => drawn++,
    })
    loop.start()
    for (let i = 0; i < 5; i++) step(3)
    expect(drawn).toBe(5)
    expect(log.notices.map((n) => [n.level, n.from, n.text])).toEqual([
      [
        'error',
        'frame loop',
        'The model part of the frame failed: no such knob. The stage plays on without it; reload the page if it stays so.',
      ],
    ])
  })

  it('leaves ticks out while the frame before is still being drawn', () => {
    const steps: number[] = []
    const clock = new ManualClock()
    const source = new ManualTicks()
    let busy = false
    const phases: FramePhases = { composite: ({ dt }) => steps.push(dt) }
    const loop = new FrameLoop(clock, source, phases, new Log(() => clock.now()), () => busy)
    loop.start()
    for (const held of [false, true, true, false]) {
      busy = held
      clock.advance(0.5)
      source.tick(clock.now())
    }
    expect(steps).toEqual([0, 1.5])
    expect(loop.count.frames).toBe(2)
  })

  it('takes its ticks from where it is told, and stops', () => {
    const frames: number[] = []
    const { loop, source, step, clock } = loopWith({ composite: ({ frame }) => frames.push(frame) })
    step(1)
    expect(frames).toEqual([])
    loop.start()
    loop.start()
    step(1)
    const projector = new ManualTicks()
    loop.follow(projector)
    source.tick(clock.now())
    expect(frames).toEqual([0])
    projector.tick(clock.now())
    expect(frames).toEqual([0, 1])
    loop.dispose()
    projector.tick(clock.now())
    expect(frames).toEqual([0, 1])
    expect(loop.running).toBe(false)
  })
})

describe('FrameCount', () => {
  /** Frames at a steady rate from `start`; returns the time of the next. */
  function run(count: FrameCount, start: number, rate: number, frames: number): number {
    for (let i = 0; i < frames; i++) count.add(start + i / rate)
    return start + frames / rate
  }

  it.each([30, 59.94, 144, 240])('counts %d a second', (rate) => {
    const count = new FrameCount()
    run(count, 5, rate, 300)
    expect(count.fps).toBeCloseTo(rate, 6)
    expect(count.interval).toBeCloseTo(1 / rate, 6)
    expect(count.frames).toBe(300)
    expect(count.dropped).toBe(0)
  })

  it('follows a rate that falls', () => {
    const count = new FrameCount()
    run(count, run(count, 0, 60, 120), 20, 40)
    expect(count.fps).toBeCloseTo(20, 6)
  })

  it('is not fooled by frames that come in pairs, less than one a second', () => {
    const count = new FrameCount()
    for (let i = 0; i < 20; i++) {
      count.add(3 * i)
      count.add(3 * i + 0.016)
    }
    expect(count.fps).toBeGreaterThan(0.4)
    expect(count.fps).toBeLessThan(1)
  })

  it('counts frames that come late, jitter not among them', () => {
    const count = new FrameCount()
    let time = 0
    for (let i = 0; i < 200; i++) {
      const late = i > 50 && i % 25 === 0
      time += late ? 2 / 60 : (1 + (i % 2 === 0 ? 0.2 : -0.2)) / 60
      count.add(time)
    }
    expect(count.dropped).toBe(5)
  })

  it('does not take the change to another display for a late frame', () => {
    const count = new FrameCount()
    run(count, 0, 60, 100)
    count.resync()
    run(count, 9000, 144, 100)
    expect(count.dropped).toBe(0)
    expect(count.interval).toBeCloseTo(1 / 144, 6)
  })

  it('says nothing before there is anything to say', () => {
    const count = new FrameCount()
    expect([count.fps, count.interval, count.dropped]).toEqual([0, 0, 0])
    count.add(1)
    expect(count.fps).toBe(0)
  })
})
