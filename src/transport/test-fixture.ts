// For tests of the clock: sources that say what they are told, and time that runs frame by frame.
import { expect } from 'vitest'
import type { ManualClock } from '../core/clock'
import type { TempoReading, TempoSourceRecord } from './tempo-source'
import type { Transport } from './transport'
import { wrapped } from './wrapped'

export const FRAME = 1 / 60

/** A source that says what a test makes it say. */
export function told(id: string, priority: number, reading: TempoReading | null = null) {
  const now: { reading: TempoReading | null } = { reading }
  const record: TempoSourceRecord = {
    id,
    label: id,
    help: 'Told by a test.',
    priority,
    create: () => ({ read: () => now.reading, dispose: () => undefined }),
  }
  return { now, record }
}

/** A machine that runs at a tempo from a beat at time 0 on. */
export function machine(id: string, priority: number, bpm: number, beat = 0) {
  const state = { on: true, bpm, beat }
  const record: TempoSourceRecord = {
    id,
    label: id,
    help: 'A machine.',
    priority,
    follow: 'trusted',
    create: () => ({
      read: (time) =>
        state.on ? { bpm: state.bpm, beat: state.beat + (time * state.bpm) / 60, phase: null, confidence: 1 } : null,
      dispose: () => undefined,
    }),
  }
  return { state, record }
}

/** Runs to `until`; every frame is checked: nothing goes back, and nothing runs faster than a clock that is bent. */
export function play(transport: Transport, clock: ManualClock, until: number, each?: (time: number) => void): void {
  while (clock.now() < until - 1e-9) {
    const { beat: before, bpm } = transport
    clock.advance(FRAME)
    each?.(clock.now())
    transport.advance(clock.now())
    const beats = transport.beat - before
    expect(beats).toBeGreaterThanOrEqual(0)
    expect(beats).toBeLessThanOrEqual((FRAME * Math.max(bpm, transport.bpm) * 1.25) / 60 + 1e-9)
  }
}

/** How far the clock is from a beat, the short way round. */
export const off = (transport: Transport, beat: number, period = 1) => Math.abs(wrapped(transport.beat - beat, period))
