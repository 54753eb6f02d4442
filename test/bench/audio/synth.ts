// Sounds with known answers: drum patterns with their onsets, beats and tempo, noise and silence. Seeded throughout.
import { seededRandom } from '../../../src/core/random'
import type { Bpm, Hertz, Seconds } from '../../../src/core/units'
import { createAudible, type Part } from './audible'
import { hit, type Kit, type SoundSource } from './drums'
import type { Pattern } from './patterns'

export interface Sound {
  readonly name: string
  readonly samples: Float32Array
  readonly sampleRate: Hertz
  /** Every hit that can be heard, simultaneous ones once. */
  readonly onsets: readonly Seconds[]
  /** Hits masked by louder sound: finding one is no mistake, and missing it neither. */
  readonly masked: readonly Seconds[]
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
  /** A bass line, in sixteenths as a pattern, and a pad that changes with the bar. @defaultValue none */
  readonly bass?: string
}

export function drums(options: DrumOptions): Sound {
  const { tempi, sampleRate, seed, swing = 0.5, rms = 0.1 } = options
  const random = seededRandom(seed)
  const total = tempi.reduce((sum, stretch) => sum + stretch.seconds, 0)
  const samples = new Float32Array(Math.ceil(total * sampleRate))
  const parts: (Part & { readonly at: Seconds })[] = []
  const beats: Seconds[] = []
  const changes: { from: Seconds; bpm: Bpm }[] = []
  let start = 0.25
  let step = 0
  for (const stretch of tempi) {
    const end = changes.length === tempi.length - 1 ? total : start + stretch.seconds
    changes.push({ from: start, bpm: stretch.bpm })
    const sixteenth = 15 / stretch.bpm
    const first = step
    for (; start + (step - first) * sixteenth < end - 0.05; step++) {
      const at = start + (step - first) * sixteenth
      const late = step % 2 === 1 ? (swing - 0.5) * 2 * sixteenth : 0
      if (step % 4 === 0) beats.push(at)
      const part = together(options, step, at, late, random)
      if (part) {
        parts.push(part)
        add(samples, part.samples, part.from, 1)
      }
      if (options.bass && step % 16 === 0) add(samples, chord(step, 16 * sixteenth, sampleRate), at * sampleRate, 1)
    }
    start += Math.ceil(step - first) * sixteenth
  }
  const gain = scaleTo(samples, rms)
  if (options.snr !== undefined)
    add(samples, pinkNoise(samples.length, rms * 10 ** (-options.snr / 20), seed + 1), 0, 1)
  const audible = createAudible(samples, sampleRate)
  const heard = parts.map((part) => audible(part, gain))
  for (let i = 0; i < samples.length; i++) samples[i] = Math.max(-1, Math.min(1, samples[i] ?? 0))
  const when = (is: boolean) => parts.filter((_, i) => heard[i] === is).map((part) => part.at)
  return { name: options.name, samples, sampleRate, onsets: when(true), masked: when(false), beats, tempi: changes }
}

export function silence(seconds: Seconds, sampleRate: Hertz): Sound {
  return {
    name: 'silence',
    samples: new Float32Array(seconds * sampleRate),
    sampleRate,
    onsets: [],
    masked: [],
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
  return { name, samples, sampleRate, onsets: [], masked: [], beats: [], tempi: [] }
}

/** All that is hit on one step, each a little early or late, and the bass; null for nothing. */
function together(
  options: DrumOptions,
  step: number,
  at: Seconds,
  late: Seconds,
  random: () => number,
): (Part & { at: Seconds }) | null {
  const { pattern, kit, sampleRate, jitter = 0, bass } = options
  const hits: { when: Seconds; samples: Float32Array; gain: number }[] = []
  for (const [voice, bar] of Object.entries(pattern) as [SoundSource, string][]) {
    const mark = bar[step % bar.length]
    if (mark !== 'x' && mark !== 'o') continue
    const gain = (mark === 'x' ? 1 : 0.55) * (0.85 + 0.3 * random())
    const when = at + late + jitter * gaussian(random)
    hits.push({ when, samples: hit(voice, kit, sampleRate, Math.floor(random() * 1e9)), gain })
  }
  if (bass?.[step % bass.length] === 'x')
    hits.push({ when: at + late, samples: note(rootOf(step), 0.2, sampleRate, 0.01), gain: 0.25 })
  if (hits.length === 0) return null
  const first = Math.min(...hits.map((h) => h.when))
  const from = Math.round(first * sampleRate)
  const length = Math.max(...hits.map((h) => Math.round(h.when * sampleRate) - from + h.samples.length))
  const samples = new Float32Array(length)
  for (const h of hits) add(samples, h.samples, h.when * sampleRate - from, h.gain)
  return { at: first, from, samples }
}

function rootOf(step: number): Hertz {
  const roots = [55, 65.4, 49, 58.3]
  return roots[Math.floor(step / 16) % roots.length] ?? 55
}

/** A soft major chord above the bass, which changes with the bar. */
function chord(step: number, length: Seconds, sampleRate: Hertz): Float32Array {
  const out = new Float32Array(Math.floor(length * sampleRate))
  for (const ratio of [4, 5, 6]) add(out, note(rootOf(step) * ratio, length, sampleRate, 0.15), 0, 0.05)
  return out
}

function note(hertz: Hertz, length: Seconds, sampleRate: Hertz, fade: Seconds): Float32Array {
  return Float32Array.from({ length: Math.floor(length * sampleRate) }, (_, i) => {
    const t = i / sampleRate
    const envelope = Math.min(1, t / fade, (length - t) / fade)
    return envelope * (Math.sin(2 * Math.PI * hertz * t) + 0.4 * Math.sin(4 * Math.PI * hertz * t))
  })
}

function add(into: Float32Array, part: Float32Array, at: number, gain: number): void {
  const from = Math.round(at)
  for (let i = Math.max(0, -from); i < part.length && from + i < into.length; i++) {
    into[from + i] = (into[from + i] ?? 0) + gain * (part[i] ?? 0)
  }
}

/** Returns the gain that did it. */
function scaleTo(samples: Float32Array, rms: number): number {
  let sum = 0
  for (const s of samples) sum += s * s
  const gain = sum > 0 ? rms / Math.sqrt(sum / samples.length) : 0
  for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] ?? 0) * gain
  return gain
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
