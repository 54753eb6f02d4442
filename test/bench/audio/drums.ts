// Drum sounds made from sines and seeded noise: several kits, so that nothing is tuned to one kick.
import { seededRandom } from '../../../src/core/random'

export type SoundSource = 'kick' | 'snare' | 'hat' | 'open' | 'clap' | 'tom' | 'shaker' | 'rim'
export type Kit = 'acoustic' | 'electronic' | 'lofi' | 'deep'

interface Body {
  /** Start and end pitch in Hz of the sine. */
  readonly from: number
  readonly to: number
  /** Seconds for the pitch to fall by 1/e. */
  readonly sweep: number
  readonly decay: number
  readonly tone: number
  readonly noise: number
  readonly noiseDecay: number
  /** Corner of the noise's one-pole high-pass and low-pass, Hz. */
  readonly high: number
  readonly low: number
  readonly gain: number
}

const NONE = { from: 0, to: 0, sweep: 1, decay: 1, tone: 0 }
const HAT: Body = { ...NONE, noise: 1, noiseDecay: 0.025, high: 7000, low: 18000, gain: 0.45 }
const SNARE: Body = {
  from: 240,
  to: 180,
  sweep: 0.02,
  decay: 0.09,
  tone: 0.5,
  noise: 0.8,
  noiseDecay: 0.11,
  high: 900,
  low: 12000,
  gain: 0.75,
}
const ACOUSTIC: Readonly<Record<SoundSource, Body>> = {
  kick: {
    from: 130,
    to: 58,
    sweep: 0.02,
    decay: 0.13,
    tone: 1,
    noise: 0.25,
    noiseDecay: 0.006,
    high: 300,
    low: 5000,
    gain: 1,
  },
  snare: SNARE,
  hat: HAT,
  open: { ...HAT, noiseDecay: 0.14, gain: 0.4 },
  clap: { ...NONE, noise: 1, noiseDecay: 0.08, high: 900, low: 6000, gain: 0.7 },
  tom: {
    from: 170,
    to: 105,
    sweep: 0.05,
    decay: 0.2,
    tone: 0.8,
    noise: 0.15,
    noiseDecay: 0.02,
    high: 200,
    low: 4000,
    gain: 0.8,
  },
  shaker: { ...HAT, noiseDecay: 0.04, high: 4500, gain: 0.3 },
  rim: {
    from: 1700,
    to: 1650,
    sweep: 0.01,
    decay: 0.018,
    tone: 0.8,
    noise: 0.3,
    noiseDecay: 0.008,
    high: 1000,
    low: 9000,
    gain: 0.55,
  },
}
const KITS: Readonly<Record<Kit, Readonly<Record<SoundSource, Body>>>> = {
  acoustic: ACOUSTIC,
  electronic: {
    ...ACOUSTIC,
    kick: {
      from: 260,
      to: 48,
      sweep: 0.028,
      decay: 0.24,
      tone: 1,
      noise: 0.1,
      noiseDecay: 0.004,
      high: 800,
      low: 9000,
      gain: 1,
    },
    snare: { ...SNARE, from: 210, to: 190, tone: 0.35, noiseDecay: 0.15 },
    hat: { ...HAT, noiseDecay: 0.018, high: 9000 },
  },
  lofi: {
    ...ACOUSTIC,
    kick: { ...ACOUSTIC.kick, decay: 0.09, noise: 0.4, noiseDecay: 0.015, low: 2500 },
    snare: { ...SNARE, low: 5000, noiseDecay: 0.08 },
    hat: { ...HAT, high: 4000, low: 9000, gain: 0.35 },
  },
  deep: {
    ...ACOUSTIC,
    kick: {
      from: 110,
      to: 42,
      sweep: 0.04,
      decay: 0.35,
      tone: 1,
      noise: 0.03,
      noiseDecay: 0.004,
      high: 500,
      low: 3000,
      gain: 1,
    },
    snare: { ...SNARE, tone: 0.2, noiseDecay: 0.2, gain: 0.6 },
    hat: { ...HAT, noiseDecay: 0.035, gain: 0.3 },
  },
}
export const KIT_NAMES = Object.keys(KITS) as Kit[]

/** One hit of `voice`, about its decay long, peak near `gain` of the voice. */
export function hit(voice: SoundSource, kit: Kit, sampleRate: number, seed: number): Float32Array {
  const body = KITS[kit][voice]
  const random = seededRandom(seed)
  const length = Math.ceil(sampleRate * 6 * Math.max(body.tone > 0 ? body.decay : 0, body.noiseDecay))
  const out = new Float32Array(length)
  const highPole = Math.exp((-2 * Math.PI * body.high) / sampleRate)
  const lowPole = Math.exp((-2 * Math.PI * body.low) / sampleRate)
  let turn = 0
  let below = 0
  let smooth = 0
  for (let i = 0; i < length; i++) {
    const t = i / sampleRate
    const hertz = body.to + (body.from - body.to) * Math.exp(-t / body.sweep)
    turn += (2 * Math.PI * hertz) / sampleRate
    const white = 2 * random() - 1
    below = white + (below - white) * highPole
    smooth = white - below + (smooth - (white - below)) * lowPole
    const tone = body.tone * Math.sin(turn) * Math.exp(-t / body.decay)
    const noise = body.noise * smooth * Math.exp(-t / body.noiseDecay)
    const attack = Math.min(1, t / 0.001)
    out[i] = body.gain * attack * (tone + noise)
  }
  return out
}
