// The players of the built-in music: Tone.js instruments and the way from them to one output.
import type * as ToneModule from 'tone'
import type { Seconds } from '../core/units'
import type { Drum, Step } from './composition'
import { drumSamples } from './drum-kit'

type Tone = typeof ToneModule

export interface Band {
  readonly output: ToneModule.Gain
  /** Plays one sixteenth of `length` seconds at context time `time`. */
  play(step: Step, time: Seconds, length: Seconds): void
  dispose(): void
}

const DRUMS: readonly Drum[] = ['kick', 'clap', 'hat', 'open', 'rim']

export function createBand(tone: Tone, context: ToneModule.BaseContext): Band {
  const output = new tone.Gain({ context, gain: 0.8 })
  const limiter = new tone.Limiter({ context, threshold: -2 }).connect(output)
  const glue = new tone.Compressor({ context, threshold: -16, ratio: 2.5, attack: 0.01, release: 0.16 }).connect(
    limiter,
  )
  // The kick pushes everything that holds a note aside: the breath of the groove.
  const duck = new tone.Gain({ context, gain: 1 }).connect(glue)
  const drums = new tone.Gain({ context, gain: 0.9 }).connect(glue)
  const echo = new tone.FeedbackDelay({ context, delayTime: 0.375, feedback: 0.42, wet: 0.34 }).connect(duck)

  const bass = new tone.MonoSynth({
    context,
    oscillator: { type: 'sawtooth' },
    filter: { type: 'lowpass', Q: 3, rolloff: -24 },
    envelope: { attack: 0.004, decay: 0.18, sustain: 0.35, release: 0.08 },
    filterEnvelope: { attack: 0.003, decay: 0.14, sustain: 0.15, release: 0.1, baseFrequency: 110, octaves: 2.6 },
    volume: -13,
  }).connect(duck)

  const padFilter = new tone.Filter({ context, type: 'lowpass', frequency: 900, Q: 0.8, rolloff: -12 }).connect(duck)
  const pad = new tone.PolySynth({
    context,
    maxPolyphony: 12,
    voice: tone.Synth,
    options: {
      oscillator: { type: 'fatsawtooth', count: 2, spread: 22 },
      envelope: { attack: 0.35, decay: 0.4, sustain: 0.7, release: 0.9 },
    },
    volume: -25,
  }).connect(padFilter)

  const lead = new tone.Synth({
    context,
    oscillator: { type: 'triangle' },
    envelope: { attack: 0.006, decay: 0.22, sustain: 0.12, release: 0.3 },
    volume: -15,
  }).connect(echo)

  const buffers = new Map(DRUMS.map((drum) => [drum, toBuffer(tone, context, drum)]))
  const gains = new Map(DRUMS.map((drum) => [drum, new tone.Gain({ context }).connect(drums)]))

  function strike(drum: Drum, velocity: number, time: Seconds): void {
    const buffer = buffers.get(drum)
    const gain = gains.get(drum)
    if (!buffer || !gain) return
    gain.gain.setValueAtTime(velocity, time)
    const source = new tone.ToneBufferSource({ context, url: buffer })
    source.onended = () => source.dispose()
    source.connect(gain)
    source.start(time)
    if (drum !== 'kick') return
    duck.gain.setValueAtTime(0.35, time)
    duck.gain.linearRampToValueAtTime(1, time + 0.24)
  }

  return {
    output,
    play(step, time, length) {
      for (const { drum, velocity } of step.drums) strike(drum, velocity, time)
      padFilter.frequency.setTargetAtTime(350 + 2400 * step.light ** 2, time, 0.4)
      const { bass: low, chord, lead: high } = step
      if (low) bass.triggerAttackRelease(hertz(low.note), low.length * length, time, low.velocity)
      if (chord) pad.triggerAttackRelease(chord.notes.map(hertz), chord.length * length * 0.97, time)
      if (high) lead.triggerAttackRelease(hertz(high.note), high.length * length, time, high.velocity)
    },
    dispose() {
      for (const node of [bass, pad, lead, padFilter, echo, duck, ...gains.values(), drums, glue, limiter, output])
        node.dispose()
      for (const buffer of buffers.values()) buffer.dispose()
    },
  }
}

function hertz(note: number): number {
  return 440 * 2 ** ((note - 69) / 12)
}

function toBuffer(tone: Tone, context: ToneModule.BaseContext, drum: Drum): ToneModule.ToneAudioBuffer {
  const samples = drumSamples(drum, context.sampleRate)
  const buffer = context.createBuffer(1, samples.length, context.sampleRate)
  buffer.copyToChannel(samples, 0)
  return new tone.ToneAudioBuffer(buffer)
}
