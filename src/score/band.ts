// The players of the built-in music: Tone.js instruments and the way from them to one output.
import type * as ToneModule from 'tone'
import { Scope } from '../core/scope'
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

const BASS = {
  oscillator: { type: 'sawtooth' },
  filter: { type: 'lowpass', Q: 3, rolloff: -24 },
  envelope: { attack: 0.004, decay: 0.18, sustain: 0.35, release: 0.08 },
  filterEnvelope: { attack: 0.003, decay: 0.14, sustain: 0.15, release: 0.1, baseFrequency: 110, octaves: 2.6 },
  volume: -13,
} as const
const PAD = {
  oscillator: { type: 'fatsawtooth', count: 2, spread: 22 },
  envelope: { attack: 0.35, decay: 0.4, sustain: 0.7, release: 0.9 },
  volume: -25,
} as const
const LEAD = {
  oscillator: { type: 'triangle' },
  envelope: { attack: 0.006, decay: 0.22, sustain: 0.12, release: 0.3 },
  volume: -15,
} as const

export function createBand(tone: Tone, context: ToneModule.BaseContext): Band {
  const scope = new Scope()
  const gain = (level = 1) => scope.add(new tone.Gain({ context, gain: level }))
  const output = gain(0.8)
  const limiter = scope.add(new tone.Limiter({ context, threshold: -2 })).connect(output)
  const glue = scope.add(new tone.Compressor({ context, threshold: -16, ratio: 2.5, attack: 0.01, release: 0.16 }))
  glue.connect(limiter)
  // The kick pushes everything that holds a note aside: the breath of the groove.
  const duck = gain().connect(glue)
  const drums = gain(0.9).connect(glue)
  const held = gain().connect(duck)

  const bass = scope.add(new tone.MonoSynth({ context, ...BASS })).connect(held)
  const padFilter = scope.add(new tone.Filter({ context, type: 'lowpass', frequency: 900, Q: 0.8, rolloff: -12 }))
  padFilter.connect(held)
  // Two hands of four notes, taking turns, so that a chord can fade while the next one comes.
  const hands = [0, 1].map(() => Array.from({ length: 4 }, () => scope.add(new tone.Synth({ context, ...PAD }))))
  joinInPairs(hands.flat(), padFilter, gain)
  let turn = 0
  const echo = scope.add(new tone.FeedbackDelay({ context, delayTime: 0.375, feedback: 0.42, wet: 0.34 })).connect(duck)
  const lead = scope.add(new tone.Synth({ context, ...LEAD })).connect(echo)

  const buffers = new Map(DRUMS.map((drum) => [drum, scope.add(toBuffer(tone, context, drum))]))
  const gains = new Map(DRUMS.map((drum) => [drum, gain()]))
  joinInPairs([...gains.values()], drums, gain)

  function strike(drum: Drum, velocity: number, time: Seconds): void {
    const buffer = buffers.get(drum)
    const level = gains.get(drum)
    if (!buffer || !level) return
    level.gain.setValueAtTime(velocity, time)
    const source = new tone.ToneBufferSource({ context, url: buffer })
    source.onended = () => source.dispose()
    source.connect(level)
    source.start(time)
    if (drum !== 'kick') return
    duck.gain.setTargetAtTime(0.35, time, 0.004)
    duck.gain.setTargetAtTime(1, time + 0.03, 0.08)
  }

  return {
    output,
    play(step, time, length) {
      for (const { drum, velocity } of step.drums) strike(drum, velocity, time)
      padFilter.frequency.setTargetAtTime(350 + 2400 * step.light ** 2, time, 0.4)
      const { bass: low, chord, lead: high } = step
      if (low) bass.triggerAttackRelease(hertz(low.note), low.length * length, time, low.velocity)
      if (chord) {
        turn = 1 - turn
        hands[turn]?.forEach((voice, i) => {
          const note = chord.notes[i]
          if (note !== undefined) voice.triggerAttackRelease(hertz(note), chord.length * length * 0.97, time)
        })
      }
      if (high) lead.triggerAttackRelease(hertz(high.note), high.length * length, time, high.velocity)
    },
    dispose: () => scope.dispose(),
  }
}

/**
 * Adds up `parts` two at a time. A browser adds a node's inputs in no fixed order, and three floats added in another order
 * are another float: with two, every run gives the same samples.
 */
function joinInPairs(
  parts: readonly ToneModule.ToneAudioNode[],
  into: ToneModule.ToneAudioNode,
  gain: () => ToneModule.Gain,
): void {
  let level = parts
  while (level.length > 2) {
    const next: ToneModule.ToneAudioNode[] = []
    for (let i = 0; i < level.length; i += 2) {
      const sum = gain()
      level[i]?.connect(sum)
      level[i + 1]?.connect(sum)
      next.push(sum)
    }
    level = next
  }
  for (const part of level) part.connect(into)
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
