// The clock on stepped time: exact by itself, steady whatever its sources say, and without a jump from one to the next.
import { describe, expect, it } from 'vitest'
import { ManualClock } from '../core/clock'
import { seededRandom } from '../core/random'
import { TEMPO_SOURCES } from './tempo-sources'
import { FRAME, machine, off, play, told } from './test-fixture'
import { Transport } from './transport'

describe('by itself', () => {
  it('counts exact beats from the start of a manual clock', () => {
    const transport = new Transport()
    const clock = new ManualClock()
    const frames = [1 / 60, 0.04, 1 / 7]
    for (let frame = 0; frame < 600; frame++) {
      clock.advance(frames[frame % 3] ?? 0)
      transport.advance(clock.now())
      expect(transport.beat).toBe((clock.now() * 120) / 60)
    }
  })

  it('counts beats and bars of four', () => {
    const transport = new Transport()
    transport.advance(9.875)
    expect(transport).toMatchObject({ bpm: 120, bar: 4, beatInBar: 3, phase: 0.75, playing: true })
    expect(transport).toMatchObject({ source: 'internal', following: true })
    transport.advance(10)
    expect(transport).toMatchObject({ bar: 5, beatInBar: 0, phase: 0 })
  })

  it('takes a tempo that is set at once, and goes on from where it is', () => {
    const transport = new Transport()
    transport.fixedBpm = 60
    transport.advance(2)
    expect(transport.beat).toBe(2)
    transport.fixedBpm = 180
    transport.advance(4)
    expect(transport.beat).toBe(8)
    transport.fixedBpm = 1000
    expect(transport.fixedBpm).toBe(400)
  })

  it('tells the beat of a time and the time of a beat', () => {
    const transport = new Transport()
    transport.advance(1)
    expect([transport.beatAt(1.5), transport.timeOf(4)]).toEqual([3, 2])
    transport.playing = false
    transport.advance(10)
    expect([transport.beat, transport.beatAt(11), transport.timeOf(4)]).toEqual([2, 2, Infinity])
    transport.playing = true
    transport.advance(11)
    expect(transport.beat).toBe(4)
  })

  it('stands still for a time that goes back or is none', () => {
    const transport = new Transport()
    transport.advance(3)
    for (const time of [2, Number.NaN, Infinity, -Infinity, 3]) {
      transport.advance(time)
      expect(transport.beat).toBe(6)
    }
  })
})

describe('hand-over', () => {
  it('goes to the highest that says something, at a bar line, and meets its bars', () => {
    const link = machine('link', 50, 100, 1.7)
    link.state.on = false
    const transport = new Transport({ sources: [link.record, ...TEMPO_SOURCES] })
    const clock = new ManualClock()
    play(transport, clock, 2.5)
    link.state.on = true
    play(transport, clock, 3.9)
    // It is heard, but the bar is not over.
    expect([transport.source, transport.bpm]).toEqual(['internal', 120])
    play(transport, clock, 4.1)
    expect(transport.source).toBe('link')
    play(transport, clock, 20)
    expect(transport.bpm).toBe(100)
    expect(off(transport, 1.7 + (20 * 100) / 60, 4)).toBeLessThan(0.003)
  })

  it('changes the tempo by two in a hundred a beat, where it has not far to go', () => {
    const link = machine('link', 50, 126)
    const transport = new Transport({ sources: [link.record, ...TEMPO_SOURCES] })
    transport.mode = 'internal'
    const clock = new ManualClock()
    play(transport, clock, 4)
    transport.mode = 'auto'
    let last = transport.bpm
    play(transport, clock, 12, () => {
      expect(Math.abs(transport.bpm / last - 1)).toBeLessThan(0.02 * FRAME * 2.2)
      last = transport.bpm
    })
    expect(transport.bpm).toBe(126)
  })

  it('runs on when the source falls silent, and goes to the next after four bars', () => {
    const link = machine('link', 50, 150)
    const transport = new Transport({ sources: [link.record, ...TEMPO_SOURCES] })
    const clock = new ManualClock()
    play(transport, clock, 8)
    link.state.on = false
    play(transport, clock, 14)
    expect(transport).toMatchObject({ source: 'link', following: false, bpm: 150 })
    expect(off(transport, (14 * 150) / 60, 4)).toBeLessThan(0.001)
    play(transport, clock, 24)
    expect(transport).toMatchObject({ source: 'internal', following: true, bpm: 120 })
  })

  it('comes back to a source that stuttered without leaving it', () => {
    const link = machine('link', 50, 128)
    const transport = new Transport({ sources: [link.record, ...TEMPO_SOURCES] })
    const clock = new ManualClock()
    const random = seededRandom(5)
    const stutter = () => (link.state.on = random() < 0.2)
    play(transport, clock, 8, stutter)
    play(transport, clock, 20, () => {
      stutter()
      expect(transport.source).toBe('link')
    })
    expect(off(transport, (20 * 128) / 60, 4)).toBeLessThan(0.003)
  })

  it('waits for the one that was named, at the tempo there is', () => {
    const link = machine('link', 50, 90)
    link.state.on = false
    const transport = new Transport({ sources: [link.record, ...TEMPO_SOURCES], hear: () => ({ tempo: 70, phase: 0 }) })
    transport.mode = 'link'
    const clock = new ManualClock()
    play(transport, clock, 30)
    expect(transport).toMatchObject({ source: 'link', mode: 'link', following: false, bpm: 120 })
    expect(transport.beat).toBeCloseTo(60, 9)
    expect(() => (transport.mode = 'cowbell')).toThrow(
      "The tempo source 'cowbell' was chosen: there is none of that name. There are auto, link, stepped, tap, heard, internal.",
    )
    expect(transport.mode).toBe('link')
  })

  it('starts and stops with a source that does, on its bar', () => {
    const { now, record } = told('midi', 40)
    const say = (beat: number, playing: boolean) =>
      (now.reading = { bpm: 120, beat, phase: null, confidence: 1, playing })
    const transport = new Transport({ sources: [record, ...TEMPO_SOURCES] })
    say(0, true)
    transport.advance(0)
    say(3, true)
    transport.advance(1.5)
    say(3, false)
    transport.advance(2)
    expect([transport.playing, transport.beat]).toEqual([false, 3])
    say(0, true)
    transport.advance(2.5)
    say(0.5, true)
    transport.advance(2.75)
    expect(transport).toMatchObject({ playing: true, beat: 4.5 })
    expect(transport.skipped).toBeCloseTo(1, 9)
  })

  it('keeps up with a tempo that ramps', () => {
    const link = machine('link', 50, 80)
    const transport = new Transport({ sources: [link.record, ...TEMPO_SOURCES] })
    const clock = new ManualClock()
    play(transport, clock, 10, (time) => {
      // The beat goes on where it is: only its speed changes.
      const beat = link.state.beat + (time * link.state.bpm) / 60
      link.state.bpm = Math.min(180, link.state.bpm + 12 * FRAME)
      link.state.beat = beat - (time * link.state.bpm) / 60
    })
    expect(transport.bpm).toBe(180)
    expect(off(transport, link.state.beat + (clock.now() * 180) / 60, 4)).toBeLessThan(0.003)
  })
})

describe('the heard beat', () => {
  it('leads with its phase, steadier than it is heard', () => {
    const random = seededRandom(3)
    const heard = { tempo: 0, phase: 0 }
    const transport = new Transport({ hear: () => heard })
    const clock = new ManualClock()
    const hear = (time: number) => {
      // A tempo within 1 %, a phase within 20 ms.
      heard.tempo = 124 * (1 + (random() - 0.5) * 0.02)
      const beat = (time * 124) / 60 + 0.4 + ((random() - 0.5) * 0.04 * 124) / 60
      heard.phase = beat - Math.floor(beat)
    }
    play(transport, clock, 12, hear)
    expect(transport.source).toBe('heard')
    let worst = 0
    play(transport, clock, 40, (time) => {
      worst = Math.max(worst, off(transport, ((time - FRAME) * 124) / 60 + 0.4))
      hear(time)
    })
    // 10 ms, half of what it is given.
    expect((worst * 60) / 124).toBeLessThan(0.01)
  })

  it('is made twice and half as fast by hand', () => {
    const heard = { tempo: 64, phase: 0 }
    const transport = new Transport({ hear: () => heard })
    const clock = new ManualClock()
    const hear = (time: number) => (heard.phase = ((time * 64) / 60 + 0.25) % 1)
    play(transport, clock, 20, hear)
    transport.double()
    expect(transport.bpm).toBe(128)
    play(transport, clock, 40, hear)
    expect(transport.bpm).toBe(128)
    expect(off(transport, 2 * ((40 * 64) / 60 + 0.25), 2)).toBeLessThan(0.001)
    transport.halve()
    transport.halve()
    play(transport, clock, 60, hear)
    expect(transport.bpm).toBe(32)
    expect(() => transport.halve()).toThrow(
      'The tempo was to be halved: that would be 16 beats a minute. The clock runs at 20 to 400; it stays at 32.',
    )
  })
})

describe('a hand', () => {
  it('taps the tempo, which leads at once', () => {
    const transport = new Transport()
    const clock = new ManualClock()
    const taps = [4.03, 4.53 - 0.02, 5.03 + 0.01, 5.53]
    play(transport, clock, 8, (time) => {
      while (taps[0] !== undefined && taps[0] <= time) transport.tap(taps.shift() ?? 0)
    })
    expect(transport.source).toBe('tap')
    expect(Math.abs(transport.bpm - 120)).toBeLessThan(2)
    play(transport, clock, 20)
    expect(transport.source).toBe('tap')
  })

  it('forgets taps that do not lead', () => {
    const transport = new Transport()
    transport.mode = 'internal'
    const clock = new ManualClock()
    play(transport, clock, 1)
    transport.tap(0.4)
    transport.tap(1)
    play(transport, clock, 12)
    transport.mode = 'auto'
    play(transport, clock, 16)
    expect(transport.source).toBe('internal')
  })

  it.each([
    ['ahead to the next bar line', 5.6, 8],
    ['to the bar line that has just passed', 4.2, 4],
  ])('says where the one is: %s', (_, beat, bar) => {
    const transport = new Transport()
    const clock = new ManualClock()
    play(transport, clock, beat / 2)
    const before = transport.beat
    transport.resync(clock.now())
    expect(transport.beat).toBeGreaterThanOrEqual(before)
    expect([transport.bar, transport.beatInBar]).toEqual([bar / 4, 0])
    const start = clock.now()
    play(transport, clock, start + 4)
    expect(transport.beat).toBeCloseTo(bar + (clock.now() - start) * 2, 6)
    expect(transport.skipped).toBeCloseTo(Math.max(0, bar - before), 9)
  })

  it('says which beat is the one, and not where it is, near to a beat that is heard', () => {
    const heard = { tempo: 120, phase: 0 }
    const transport = new Transport({ hear: () => heard })
    const clock = new ManualClock()
    const hear = (time: number) => (heard.phase = (time * 2) % 1)
    play(transport, clock, 6, hear)
    // Beat 13 of the music, 40 ms late.
    play(transport, clock, 6.5, hear)
    transport.resync(6.54)
    play(transport, clock, 10.5, hear)
    expect(off(transport, 0, 4)).toBeLessThan(0.001)
    // And far from it, half a beat, as it is told.
    transport.resync(10.75)
    play(transport, clock, 14.75, hear)
    expect(off(transport, 0, 4)).toBeLessThan(0.001)
  })

  it('nudges, a little faster until it is there', () => {
    const transport = new Transport()
    const clock = new ManualClock()
    play(transport, clock, 1)
    transport.nudge(0.5)
    play(transport, clock, 6)
    expect(transport.beat).toBeCloseTo(12.5, 6)
    transport.nudge(-1)
    play(transport, clock, 12)
    expect(transport.beat).toBeCloseTo(23.5, 6)
    expect(() => transport.nudge(Number.NaN)).toThrow(
      'A nudge was given to the clock: NaN is no finite number. Nothing was changed; give a number.',
    )
  })

  it('steps beat by beat', () => {
    const transport = new Transport()
    for (const beat of [0, 0.25, 0.5, 7, 7.5]) {
      transport.step(beat, 90)
      transport.advance(beat + 1)
      expect([transport.beat, transport.bpm, transport.source]).toEqual([beat, 90, 'stepped'])
    }
    transport.step(3)
    transport.advance(20)
    expect(transport.beat).toBe(7.5)
  })
})
