// A well-kept library on the same sounds, for comparison: realtime-bpm-analyzer (Apache-2.0), which tells tempo only.
import { RealTimeBpmAnalyzer } from 'realtime-bpm-analyzer'
import type { Bpm, Hertz, Seconds } from '../../../src/core/units'
import type { Sound } from './synth'

const CHUNK = 4096

export const PEER = 'realtime-bpm-analyzer 5.0.15'

/** The library folds every tempo into this range. */
export const PEER_RANGE: readonly [Bpm, Bpm] = [90, 180]

/**
 * What it says over time, fed as its own worklet feeds it: chunks of 4096, behind the low-pass its documentation asks for, and at
 * full level, because it looks for peaks above a fifth of full scale.
 */
export async function peerTempo(sound: Sound): Promise<(time: Seconds) => Bpm> {
  const peak = sound.samples.reduce((most, s) => Math.max(most, Math.abs(s)), 1e-9)
  const samples = lowPass(
    sound.samples.map((s) => (0.95 * s) / peak),
    sound.sampleRate,
  )
  const analyzer = new RealTimeBpmAnalyzer({ continuousAnalysis: true })
  const said: { at: Seconds; bpm: Bpm }[] = []
  for (let from = 0; from + CHUNK <= samples.length; from += CHUNK) {
    const at = (from + CHUNK) / sound.sampleRate
    await analyzer.analyzeChunk({
      audioSampleRate: sound.sampleRate,
      channelData: samples.slice(from, from + CHUNK),
      bufferSize: CHUNK,
      postMessage(event) {
        if (event.type === 'bpm' || event.type === 'bpmStable') said.push({ at, bpm: event.data.bpm[0]?.tempo ?? 0 })
      },
    })
  }
  return (time) => said.findLast((s) => s.at <= time)?.bpm ?? 0
}

/** The second-order low-pass of a BiquadFilterNode at 200 Hz, Q 1 dB: the library's own settings. */
function lowPass(samples: Float32Array, sampleRate: Hertz): Float32Array {
  const turn = (2 * Math.PI * 200) / sampleRate
  const alpha = Math.sin(turn) / (2 * 10 ** (1 / 20))
  const a0 = 1 + alpha
  const b1 = (1 - Math.cos(turn)) / a0
  const a1 = (-2 * Math.cos(turn)) / a0
  const a2 = (1 - alpha) / a0
  let x1 = 0
  let x2 = 0
  let y1 = 0
  let y2 = 0
  return samples.map((x) => {
    const y = (b1 / 2) * (x + 2 * x1 + x2) - a1 * y1 - a2 * y2
    x2 = x1
    x1 = x
    y2 = y1
    y1 = y
    return y
  })
}
