// The built-in music's drums, calculated: seeded noise and sines, so that every run sounds the same.
import { seededRandom } from '../core/random'
import type { Hertz, Seconds } from '../core/units'
import type { Drum } from './composition'

/** The samples of a drum at full velocity, -1..1. */
export function drumSamples(drum: Drum, sampleRate: Hertz): Float32Array<ArrayBuffer> {
  switch (drum) {
    case 'kick':
      return render(0.42, sampleRate, (t, noise) => {
        // The phase of a pitch that falls from 210 to 48 Hz.
        const turn = 2 * Math.PI * (48 * t + 162 * 0.03 * (1 - Math.exp(-t / 0.03)))
        return 0.95 * Math.sin(turn) * Math.exp(-t / 0.16) + 0.12 * noise * Math.exp(-t / 0.003)
      })
    case 'clap':
      return render(
        0.3,
        sampleRate,
        bandPassed(0.35, (t) => {
          const burst = t < 0.03 ? Math.exp(-(t % 0.01) / 0.004) : Math.exp(-(t - 0.03) / 0.07)
          return 0.8 * burst
        }),
      )
    case 'hat':
      return render(
        0.07,
        sampleRate,
        highPassed((t) => 0.42 * Math.exp(-t / 0.016)),
      )
    case 'open':
      return render(
        0.34,
        sampleRate,
        highPassed((t) => 0.36 * Math.exp(-t / 0.1)),
      )
    case 'rim':
      return render(0.06, sampleRate, (t, noise) => {
        const tone = Math.sin(2 * Math.PI * 1720 * t) + 0.6 * Math.sin(2 * Math.PI * 2510 * t)
        return 0.4 * tone * Math.exp(-t / 0.009) + 0.2 * noise * Math.exp(-t / 0.002)
      })
  }
}

type Sample = (t: Seconds, noise: number) => number

function render(length: Seconds, sampleRate: Hertz, sample: Sample): Float32Array<ArrayBuffer> {
  const out = new Float32Array(Math.round(length * sampleRate))
  const random = seededRandom(out.length)
  for (let i = 0; i < out.length; i++) {
    const attack = Math.min(1, i / (0.0005 * sampleRate))
    const release = Math.min(1, (out.length - i) / (0.005 * sampleRate))
    out[i] = attack * release * sample(i / sampleRate, 2 * random() - 1)
  }
  return out
}

/** Noise through two differences: little is left below some 5 kHz. */
function highPassed(envelope: (t: Seconds) => number): Sample {
  let first = 0
  let second = 0
  return (t, noise) => {
    const once = noise - first
    const twice = once - second
    first = noise
    second = once
    return 0.35 * twice * envelope(t)
  }
}

/** Noise around one to two kHz: a leaky sum less a slower one. `speed` is the share of the way per sample. */
function bandPassed(speed: number, envelope: (t: Seconds) => number): Sample {
  let fast = 0
  let slow = 0
  return (t, noise) => {
    fast += (noise - fast) * speed
    slow += (noise - slow) * speed * 0.25
    return 1.6 * (fast - slow) * envelope(t)
  }
}
