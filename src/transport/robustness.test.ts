// The clock among sources that lie, stutter and fail: it never goes back.
import { describe, expect, it } from 'vitest'
import { ManualClock } from '../core/clock'
import { seededRandom } from '../core/random'
import type { TempoSourceRecord } from './tempo-source'
import { TEMPO_SOURCES } from './tempo-sources'
import { machine, off, play, told } from './test-fixture'
import { Transport } from './transport'

describe('whatever its sources say', () => {
  const WRONG = [Number.NaN, 0, -120, 1e9, Infinity, -Infinity, 1e-9]

  it.each(Array.from({ length: 24 }, (_, seed) => seed + 1))('never goes back (seed %i)', (seed) => {
    const random = seededRandom(seed)
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
    const sources = ['link', 'midi', 'heard'].map((id, i) => told(id, 30 - i))
    const internal = TEMPO_SOURCES.filter((record) => record.id === 'internal' || record.id === 'tap')
    const transport = new Transport({ sources: [...sources.map(({ record }) => record), ...internal] })
    let time = 0
    let last = 0
    for (let frame = 0; frame < 2000; frame++) {
      for (const { now } of sources) {
        if (random() > 0.3) continue
        const odd = random() < 0.3
        const place = odd ? pick(WRONG) : random() * 50
        now.reading =
          random() < 0.2
            ? null
            : {
                bpm: random() < 0.2 ? pick(WRONG) : 10 + random() * 600,
                beat: random() < 0.5 ? place : null,
                phase: random() < 0.5 ? place : null,
                confidence: odd ? pick(WRONG) : random(),
                ...(random() < 0.1 ? { playing: random() < 0.7 } : {}),
              }
      }
      if (random() < 0.01) transport.mode = pick(['auto', 'link', 'midi', 'tap', 'heard', 'internal'])
      if (random() < 0.02) transport.tap(time)
      if (random() < 0.01) transport.resync(time + random() - 0.5)
      if (random() < 0.01) transport.nudge(random() * 10 - 5)
      if (random() < 0.01) transport.playing = random() < 0.8
      const dt = random() < 0.01 ? random() * 5 : random() * 0.05
      time += random() < 0.05 ? 0 : dt
      transport.advance(time)
      expect(transport.beat, `frame ${frame}`).toBeGreaterThanOrEqual(last)
      expect(transport.bpm, `frame ${frame}`).toBeGreaterThanOrEqual(20)
      expect(transport.bpm, `frame ${frame}`).toBeLessThanOrEqual(400)
      last = transport.beat
    }
    expect(last).toBeGreaterThan(10)
  })

  it('takes a source that throws for silent, and says so once', () => {
    const said: string[] = []
    const broken: TempoSourceRecord = {
      ...told('midi', 40).record,
      label: 'MIDI clock',
      create: () => ({
        read() {
          throw new Error('the port is gone')
        },
        dispose: () => undefined,
      }),
    }
    const transport = new Transport({ sources: [broken, ...TEMPO_SOURCES], complain: (text) => said.push(text) })
    transport.advance(1)
    transport.advance(2)
    expect([transport.source, transport.beat]).toEqual(['internal', 4])
    expect(said).toEqual(["The tempo source 'MIDI clock' failed: the port is gone. It counts as silent."])
  })

  it('follows a tempo outside of its range by a multiple', () => {
    const fast = machine('link', 50, 960)
    const transport = new Transport({ sources: [fast.record, ...TEMPO_SOURCES] })
    play(transport, new ManualClock(), 8)
    expect(transport.bpm).toBe(240)
    expect(off(transport, (8 * 240) / 60, 4)).toBeLessThan(0.001)
  })
})
