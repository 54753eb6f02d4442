// Sounds for the fake microphone, written from Node: 16-bit mono WAV, and a drum loop to hear a tempo in.
import { writeFileSync } from 'node:fs'
import { seededRandom } from '../../src/core/random'
import type { Bpm, Hertz, Seconds } from '../../src/core/units'

export interface Sound {
  readonly seconds: Seconds
  /** @defaultValue 48000 */
  readonly sampleRate?: Hertz
  /** -1..1 at time `t`; called once a sample, in order. What is beyond is clipped. */
  sample(t: Seconds): number
}

/** Writes a sound that `--use-file-for-fake-audio-capture` plays in a loop. */
export function writeSound(path: string, { seconds, sampleRate = 48_000, sample }: Sound): void {
  const count = Math.round(seconds * sampleRate)
  const file = Buffer.alloc(44 + count * 2)
  file.write('RIFF', 0)
  file.writeUInt32LE(36 + count * 2, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20) // PCM
  file.writeUInt16LE(1, 22) // channels
  file.writeUInt32LE(sampleRate, 24)
  file.writeUInt32LE(sampleRate * 2, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36)
  file.writeUInt32LE(count * 2, 40)
  for (let i = 0; i < count; i++) {
    const value = Math.max(-1, Math.min(1, sample(i / sampleRate)))
    file.writeInt16LE(Math.round(value * 32767), 44 + i * 2)
  }
  writeFileSync(path, file)
}

/** Nothing at all. */
export function silence(seconds: Seconds): Sound {
  return { seconds, sample: () => 0 }
}

/** A sine. `peak` 0..1. */
export function tone(hertz: Hertz, seconds: Seconds, peak = 0.5): Sound {
  return { seconds, sample: (t) => peak * Math.sin(2 * Math.PI * hertz * t) }
}

/**
 * Kick on every beat, snare on two and four, hats on the eighths; as many whole bars of four as come nearest to `seconds`, so that it loops.
 */
export function drumLoop(bpm: Bpm, seconds: Seconds): Sound {
  const beat: Seconds = 60 / bpm
  const bars = Math.max(1, Math.round(seconds / (4 * beat)))
  const random = seededRandom(1)
  return {
    seconds: bars * 4 * beat,
    sample(t) {
      const noise = random() * 2 - 1
      const sinceBeat = t % beat
      const sinceHat = t % (beat / 2)
      const isBackbeat = Math.floor(t / beat) % 2 === 1
      // The kick falls from 160 to 50 Hz: the sine of the integral of that.
      const kick = Math.sin(2 * Math.PI * (50 * sinceBeat + 110 * 0.03 * (1 - Math.exp(-sinceBeat / 0.03))))
      const kicked = 0.6 * kick * Math.exp(-sinceBeat / 0.12)
      const snared = isBackbeat ? 0.3 * noise * Math.exp(-sinceBeat / 0.08) : 0
      return kicked + snared + 0.1 * noise * Math.exp(-sinceHat / 0.02)
    },
  }
}
