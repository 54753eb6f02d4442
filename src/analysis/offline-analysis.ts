// The analysis by hand: features of a decoded sound at any time, the same at every run. For the manual clock.
import type { AudioFeatures } from '../contracts/sound'
import type { Hertz, Seconds } from '../core/units'
import { Analyser } from './analyser'
import type { Beat } from './analysis-node'
import { beatsAt, createFeatures, featuresAt, UNITY, type Gains, type Hearing } from './interpolate'

export interface SoundSamples {
  /** One channel, -1..1. */
  readonly samples: Float32Array
  readonly sampleRate: Hertz
}

export interface SteppedAnalysis {
  /** The features when `time` seconds of the sound have been heard; the same object every time. Earlier times start over. */
  at(time: Seconds): AudioFeatures
  /** What the last `at` was told from. */
  readonly hearing: Hearing
  /** Called from within `at` on every beat; returns the unsubscribe. */
  onBeat(listener: (beat: Beat) => void): () => void
}

export interface SteppedOptions {
  /** Start over at the end of the sound; otherwise it is followed by silence. @defaultValue false */
  loop?: boolean
  /** Read at every `at`. @defaultValue all 1 */
  gains?: Gains
}

export function createSteppedAnalysis(
  sound: AudioBuffer | SoundSamples,
  options: SteppedOptions = {},
): SteppedAnalysis {
  const { samples, sampleRate } = 'samples' in sound ? sound : mixDown(sound)
  const { loop = false, gains = UNITY } = options
  const features = createFeatures()
  const listeners = new Set<(beat: Beat) => void>()
  let analyser = new Analyser(sampleRate)
  const hop = new Float32Array(analyser.hop)
  let heard = 0
  let beats = 0

  function fill(): void {
    for (let i = 0; i < hop.length; i++) {
      const at = heard + i
      hop[i] = samples[loop && samples.length > 0 ? at % samples.length : at] ?? 0
    }
    heard += hop.length
  }

  return {
    at(time) {
      const due = Math.max(0, Math.floor(time * sampleRate + 1e-6))
      if (due < heard) {
        analyser = new Analyser(sampleRate)
        heard = 0
        beats = 0
      }
      while (heard + hop.length <= due) {
        fill()
        analyser.push(hop)
      }
      const { hearing } = analyser
      const ahead = Math.max(0, time - heard / sampleRate)
      featuresAt(hearing, ahead, gains, features)
      const count = Math.floor(beatsAt(hearing, ahead))
      if (count > beats && hearing.tempo > 0) for (const listener of listeners) listener({ tempo: hearing.tempo, time })
      beats = Math.max(beats, count)
      return features
    },
    get hearing() {
      return analyser.hearing
    },
    onBeat(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function mixDown(buffer: AudioBuffer): SoundSamples {
  const samples = new Float32Array(buffer.length)
  for (let c = 0; c < buffer.numberOfChannels; c++) {
    const channel = buffer.getChannelData(c)
    for (let i = 0; i < samples.length; i++)
      samples[i] = (samples[i] ?? 0) + (channel[i] ?? 0) / buffer.numberOfChannels
  }
  return { samples, sampleRate: buffer.sampleRate }
}
