// Sounds with known answers: drum patterns with their onsets, beats and tempo, noise and silence. Seeded throughout.
import { seededRandom } from '../../../src/core/random'
import type { Bpm, Hertz, Seconds } from '../../../src/core/units'
import { hit, type Kit, type Voice } from './drums'
import type { Pattern } from './patterns'

export interface Sound {
  readonly name: string
  readonly samples: Float32Array
  readonly sampleRate: Hertz
  /** Every hit, simultaneous ones once. */
  readonly onsets: readonly Seconds[]
  readonly beats: readonly Seconds[]
  /** From when on which tempo holds; empty for sounds without one. */
  readonly tempi: readonly { readonly from: Seconds; readonly bpm: Bpm }[]
}

export interface DrumOptions {
  readonly name: string
  readonly pattern: Pattern
  readonly kit: Kit
  /** One tempo, or the tempo of each stretch. */
  readonly tempi: readonly { readonly bpm: Bpm; readonly seconds: Seconds }[]
  readonly sampleRate: Hertz
  readonly seed: number
  /** How late every second sixteenth comes, as a share of an eighth: 0.5 straight, 0.62 swung. @defaultValue 0.5 */
  readonly swing?: number
  /** Peak-free root mean square of the drums. @defaultValue 0.1 */
  readonly rms?: number
  /** Pink noise under the drums, signal to noise in dB. @defaultValue none */
  readonly snr?: number
  /** Random lateness of a player, standard deviation. @defaultValue 0 */
  readonly jitter?: Seconds
  /** A bass line and a pad as well. @defaultValue false */
  readonly music?: boolean
}

export function drums(options: DrumOptions): Sound {
  const { tempi, sampleRate, seed, swing = 0.5, rms = 0.1, jitter = 0 } = options
  const random = seededRandom(seed)
  const total = tempi.reduce((sum, part) => sum + part.seconds, 0)
  const samples = new Float32Array(Math.ceil(total * sampleRate))
  const onsets: Seconds[] = []
  const beats: Seconds[] = []
  const changes: { from: Seconds; bpm: Bpm }[] = []
  let start = 0.25
  let step = 0
  for (const part of tempi) {
    const end = changes.length === tempi.length - 1 ? total : start + part.seconds
    changes.push({ from: start, bpm: part.bpm })
    const sixteenth = 15 / part.bpm
    const first = step
    for (; start + (step - first) * sixteenth < end - 0.05; step++) {
      const at = start + (step - first) * sixteenth
      const late = step % 2 === 1 ? (swing - 0.5) * 2 * sixteenth : 0
      if (step % 4 === 0) beats.push(at)
      let sounded = false
      for (const [voice, bar] of Object.entries(options.pattern) as [Voice, string][]) {
        const mark = bar[step % 16]
        if (mark !== 'x' && mark !== 'o') continue
        const when = at + late + jitter * gaussian(random)
        const gain = (mark === 'x' ? 1 : 0.55) * (0.85 + 0.3 * random())
        add(samples, hit(voice, options.kit, sampleRate, Math.floor(random() * 1e9)), when * sampleRate, gain)
        if (!sounded) onsets.push(when)
        sounded = true
      }
      if (options.music) play(samples, sampleRate, at, step, sixteenth)
    }
    start += Math.ceil(step - first) * sixteenth
  }
  scaleTo(samples, rms)
  if (options.snr !== undefined)
    add(samples, pinkNoise(samples.length, rms * 10 ** (-options.snr / 20), seed + 1), 0, 1)
  for (let i = 0; i < samples.length; i++) samples[i] = Math.max(-1, Math.min(1, samples[i] ?? 0))
  return { name: options.name, samples, sampleRate, onsets, beats, tempi: changes }
}

export function silence(seconds: Seconds, sampleRate: Hertz): Sound {
  return {
    name: 'silence',
    samples: new Float32Array(seconds * sampleRate),
    sampleRate,
    onsets: [],
    beats: [],
    tempi: [],
  }
}

export function noise(
  name: string,
  kind: 'white' | 'pink' | 'hum',
  seconds: Seconds,
  sampleRate: Hertz,
  rms: number,
  seed: number,
): Sound {
  const length = seconds * sampleRate
  const samples =
    kind === 'pink'
      ? pinkNoise(length, rms, seed)
      : kind === 'white'
        ? whiteNoise(length, rms, seed)
        : hum(length, rms, sampleRate, seed)
  return { name, samples, sampleRate, onsets: [], beats: [], tempi: [] }
}

/** A root and a fifth held for a bar, and a bass note on the offbeats: what usually stands around drums. */
function play(samples: Float32Array, sampleRate: Hertz, at: Seconds, step: number, sixteenth: Seconds): void {
  const roots = [55, 65.4, 49, 58.3]
  const root = roots[Math.floor(step / 16) % roots.length] ?? 55
  if (step % 16 === 0) {
    for (const ratio of [4, 5, 6]) tone(samples, sampleRate, at, 16 * sixteenth, root * ratio, 0.05, 0.15)
  }
  if (step % 4 === 2) tone(samples, sampleRate, at, 2 * sixteenth, root, 0.25, 0.01)
}

function tone(
  samples: Float32Array,
  sampleRate: Hertz,
  at: Seconds,
  length: Seconds,
  hertz: Hertz,
  gain: number,
  fade: Seconds,
): void {
  const from = Math.round(at * sampleRate)
  const count = Math.floor(length * sampleRate)
  for (let i = 0; i < count && from + i < samples.length; i++) {
    const t = i / sampleRate
    const envelope = Math.min(1, t / fade, (length - t) / fade)
    const wave = Math.sin(2 * Math.PI * hertz * t) + 0.4 * Math.sin(4 * Math.PI * hertz * t)
    samples[from + i] = (samples[from + i] ?? 0) + gain * envelope * wave
  }
}

function add(into: Float32Array, part: Float32Array, at: number, gain: number): void {
  const from = Math.round(at)
  for (let i = Math.max(0, -from); i < part.length && from + i < into.length; i++) {
    into[from + i] = (into[from + i] ?? 0) + gain * (part[i] ?? 0)
  }
}

function scaleTo(samples: Float32Array, rms: number): void {
  let sum = 0
  for (const s of samples) sum += s * s
  const gain = sum > 0 ? rms / Math.sqrt(sum / samples.length) : 0
  for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] ?? 0) * gain
}

function whiteNoise(length: number, rms: number, seed: number): Float32Array {
  const random = seededRandom(seed)
  const out = Float32Array.from({ length }, () => gaussian(random))
  scaleTo(out, rms)
  return out
}

/** Paul Kellet's economy filter (public domain): three leaky sums, -3 dB an octave. */
function pinkNoise(length: number, rms: number, seed: number): Float32Array {
  const random = seededRandom(seed)
  const out = new Float32Array(length)
  let a = 0
  let b = 0
  let c = 0
  for (let i = 0; i < length; i++) {
    const white = gaussian(random)
    a = 0.99765 * a + white * 0.099046
    b = 0.963 * b + white * 0.2965164
    c = 0.57 * c + white * 1.0526913
    out[i] = a + b + c + white * 0.1848
  }
  scaleTo(out, rms)
  return out
}

/** Mains hum with its harmonics over a little hiss, as a bad cable gives it. */
function hum(length: number, rms: number, sampleRate: Hertz, seed: number): Float32Array {
  const out = whiteNoise(length, 0.05, seed)
  for (let i = 0; i < length; i++) {
    const t = (2 * Math.PI * 50 * i) / sampleRate
    out[i] = (out[i] ?? 0) + Math.sin(t) + 0.5 * Math.sin(2 * t) + 0.3 * Math.sin(3 * t)
  }
  scaleTo(out, rms)
  return out
}

function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
