// A well-kept library on the same sounds, for comparison: realtime-bpm-analyzer (Apache-2.0), which tells tempo only.
import { createRequire } from 'node:module'
import type { Bpm, Hertz, Seconds } from '../../../src/core/units'
import type { Sound } from './synth'

/** Its processor is a script without exports, so it is required for what it does. */
const require = createRequire(import.meta.url)

const QUANTUM = 128

export const PEER = 'realtime-bpm-analyzer 5.0.15'

/** The library folds every tempo into this range. */
export const PEER_RANGE: readonly [Bpm, Bpm] = [90, 180]

interface Processor {
  readonly port: { postMessage: (message: unknown) => void }
  process(inputs: Float32Array[][], outputs: Float32Array[][], parameters: object): boolean
}
type ProcessorClass = new (options: object) => Processor

let known: ProcessorClass | null = null

/**
 * What it says over time: its own AudioWorklet processor, fed by the quantum as a browser would, behind the low-pass that its
 * documentation asks for, and at full level, because it looks for peaks above a fifth of full scale.
 */
export async function peerTempo(sound: Sound): Promise<(time: Seconds) => Bpm> {
  known ??= load()
  const PeerProcessor = known
  Object.assign(globalThis, { sampleRate: sound.sampleRate })
  const peak = sound.samples.reduce((most, s) => Math.max(most, Math.abs(s)), 1e-9)
  const samples = lowPass(
    sound.samples.map((s) => (0.95 * s) / peak),
    sound.sampleRate,
  )
  const processor = new PeerProcessor({ processorOptions: { continuousAnalysis: true } })
  const said: { at: Seconds; bpm: Bpm }[] = []
  let at: Seconds = 0
  processor.port.postMessage = (message) => {
    const bpm = tempoIn(message)
    if (bpm !== null) said.push({ at, bpm })
  }
  for (let from = 0; from + QUANTUM <= samples.length; from += QUANTUM) {
    at = (from + QUANTUM) / sound.sampleRate
    processor.process([[samples.slice(from, from + QUANTUM)]], [], {})
    // It works in promises, which a browser would settle between two quanta.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return (time) => said.findLast((s) => s.at <= time)?.bpm ?? 0
}

/** Loads the processor into the three globals of an AudioWorkletGlobalScope that it uses. */
function load(): ProcessorClass {
  let registered: ProcessorClass | null = null
  class AudioWorkletProcessor {
    readonly port = { postMessage: () => undefined, addEventListener: () => undefined, start: () => undefined }
  }
  const registerProcessor = (_: string, made: ProcessorClass) => (registered = made)
  Object.assign(globalThis, { AudioWorkletProcessor, registerProcessor })
  require('realtime-bpm-analyzer/processor')
  if (registered === null) throw new Error(`${PEER} registered no processor.`)
  return registered
}

/** The likeliest tempo in one of its messages: { type: 'bpm' | 'bpmStable', data: { bpm: [{ tempo }] } }. */
function tempoIn(message: unknown): Bpm | null {
  const { type, data } = message as { type: string; data?: { bpm?: readonly { tempo: Bpm }[] } }
  return type === 'bpm' || type === 'bpmStable' ? (data?.bpm?.[0]?.tempo ?? null) : null
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
