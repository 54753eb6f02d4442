// The small parts: a fixed clock, counters, and the records of sources, parameters and actions.
import { describe, expect, it } from 'vitest'
import { BeatCounter, BeatSpan } from './beat-counter'
import { octaveOf } from './tempo-range'
import { TEMPO_SOURCES } from './tempo-sources'
import { Timeline } from './timeline'
import { Transport } from './transport'
import { TRANSPORT_ACTIONS, TRANSPORT_PARAMS } from './transport-params'

describe('a fixed clock', () => {
  it('is time times tempo, to the last digit, whatever is assigned', () => {
    const clock = new Timeline(30)
    for (const bpm of [30, 97.3, 0, -45]) {
      clock.bpm = bpm
      for (const time of [0, 0.1, 2, 1234.567]) expect(clock.beatAt(time)).toBe(0 + (time * bpm) / 60)
    }
  })

  it('goes on from where it is at another tempo', () => {
    const clock = new Timeline(60)
    clock.setTempo(120, 2)
    expect([clock.beatAt(2), clock.beatAt(3), clock.timeOf(6)]).toEqual([2, 4, 4])
    clock.setTempo(0, 4)
    expect([clock.beatAt(9), clock.timeOf(6), clock.timeOf(7), clock.timeOf(5)]).toEqual([6, 4, Infinity, -Infinity])
  })
})

describe('counting', () => {
  it('counts a phase that falls back, and nothing while no tempo is known', () => {
    const counter = new BeatCounter()
    const phases = [0, 0.5, 0.9, 0.1, 0.6, 0.3, 0.95, 0.02]
    expect(phases.map((phase) => counter.advance(phase, false))).not.toContain(true)
    expect(phases.map((phase) => counter.advance(phase))).toEqual(phases.map((_, i) => i === 3 || i === 7))
    expect(counter.count).toBe(2)
  })

  it('measures what went by, without what was leapt over, and keeps the phase', () => {
    const span = new BeatSpan()
    expect(span.advance({ beat: 10, skipped: 0 })).toBe(0)
    expect(span.advance({ beat: 10.5, skipped: 0 })).toBe(0.5)
    expect(span.advance({ beat: 13, skipped: 2.25 })).toBeCloseTo(0.5, 12)
    expect(span.advance({ beat: 13.25, skipped: 2.25 })).toBe(0.25)
  })

  it('stays with the phase of a clock that was told where the one is', () => {
    const transport = new Transport()
    const span = new BeatSpan()
    let passed = 0
    for (let time = 0; time < 10; time += 0.05) {
      transport.advance(time)
      if (Math.abs(time - 3.3) < 1e-6) transport.resync(time)
      passed += span.advance(transport)
    }
    expect(transport.skipped).toBeGreaterThan(1)
    expect(Math.abs(passed - transport.beat - Math.round(passed - transport.beat))).toBeLessThan(1e-9)
    expect(Math.abs(passed - 20)).toBeLessThan(0.7)
  })
})

describe('records', () => {
  it('stand in the order of their priority, each with its words', () => {
    expect(TEMPO_SOURCES.map(({ id }) => id)).toEqual(['stepped', 'tap', 'heard', 'internal'])
    for (const { label, help } of TEMPO_SOURCES) {
      expect(label).toMatch(/^[A-Z]/)
      expect(help).toMatch(/\.$/)
    }
  })

  it('read without making garbage: the same object every time', () => {
    const context = { hear: () => ({ tempo: 100, phase: 0.5 }), fixedTempo: () => 90, leads: () => true }
    for (const record of TEMPO_SOURCES) {
      const source = record.create(context)
      source.tap?.(0)
      source.tap?.(0.5)
      source.step?.(3)
      const reading = source.read(1)
      expect(reading).not.toBeNull()
      expect(source.read(2)).toBe(reading)
      source.dispose()
    }
  })

  it('give every source as a choice', () => {
    const values = TRANSPORT_PARAMS['tempo/source'].options.map(({ value }) => value)
    expect(values).toEqual(['auto', ...TEMPO_SOURCES.map(({ id }) => id)])
    const transport = new Transport()
    for (const value of values) {
      transport.mode = value
      expect(transport.mode).toBe(value)
    }
  })

  it('run every action on the clock', () => {
    const transport = new Transport()
    transport.advance(1)
    const run = (address: string, time = 1, args = {}) => TRANSPORT_ACTIONS[address]?.run(transport, time, args)
    run('tempo/double')
    expect(transport.bpm).toBe(240)
    run('tempo/halve')
    run('tempo/halve')
    expect([transport.bpm, transport.fixedBpm]).toEqual([60, 60])
    run('tempo/resync')
    expect(transport.beat).toBe(4)
    run('tempo/nudge', 1, { beats: 0.5 })
    transport.advance(9)
    expect(transport.beat).toBeCloseTo(12.5, 6)
    run('tempo/tap', 9)
    run('tempo/tap', 9.5)
    transport.advance(10)
    expect(transport.source).toBe('tap')
    expect(Object.keys(TRANSPORT_ACTIONS)).toHaveLength(5)
  })

  it('have tempos between 20 and 400, others by their octave', () => {
    expect([120, 20, 400, 401, 10, 960].map(octaveOf)).toEqual([1, 1, 1, 0.5, 2, 0.25])
    expect([Number.NaN, 0, -1, 1e9, Infinity, 1e-9].map(octaveOf)).toEqual([0, 0, 0, 0, 0, 0])
  })
})
