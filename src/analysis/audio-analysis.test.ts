// A sound stepped by hand is heard the same at every run; without one the run is silent and says why.
import { describe, expect, it } from 'vitest'
import { Log } from '../core/log'
import { AudioAnalysis } from './audio-analysis'
import { UNITY } from './interpolate'

const RATE = 44100

function clicks(): Promise<{ samples: Float32Array; sampleRate: number }> {
  const samples = new Float32Array(RATE * 4)
  for (let at = 0; at < samples.length; at += RATE / 2) {
    for (let i = 0; i < 2000; i++) samples[at + i] = Math.sin(i * 0.3) * Math.exp(-i / 300)
  }
  return Promise.resolve({ samples, sampleRate: RATE })
}

function listen(): { ears: AudioAnalysis; log: Log; beats: number[] } {
  const log = new Log(() => 0)
  const beats: number[] = []
  return { ears: new AudioAnalysis({ log, gains: UNITY, onBeat: ({ time }) => beats.push(time) }), log, beats }
}

const NOTHING = { demo: () => Promise.reject(new Error('404')), file: () => Promise.reject(new Error('404')) }

describe('ears', () => {
  it('hears the same at every run', async () => {
    const runs = await Promise.all(
      [0, 1].map(async () => {
        const { ears, beats } = listen()
        await ears.stepThrough('demo', { ...NOTHING, demo: clicks })
        const levels: number[] = []
        for (let t = 0; t < 12; t += 0.1) levels.push(ears.listen(t).level)
        return { levels, beats }
      }),
    )
    expect(runs[0]?.levels.some((level) => level > 0.3)).toBe(true)
    expect(runs[0]?.beats.length).toBeGreaterThan(4)
    expect(runs[1]).toEqual(runs[0])
  })

  it('is silent with sound off', async () => {
    const { ears, log } = listen()
    await ears.stepThrough('off', NOTHING)
    expect(ears.listen(1).level).toBe(0)
    expect(log.notices).toEqual([])
  })

  it.each([
    ['mic', 'A clock that is stepped by hand has no microphone. The run is silent; use a file or the demo.'],
    ['file', 'The sound to step through could not be read: 404. The run is silent.'],
  ])('says why it is silent with %s', async (source, text) => {
    const { ears, log } = listen()
    await ears.stepThrough(source, NOTHING)
    expect(log.notices.map((n) => n.text)).toEqual([text])
    expect(ears.listen(1).level).toBe(0)
  })
})
