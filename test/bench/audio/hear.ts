// Our analyser on a sound, fed as the worklet feeds it: 128 samples at a time, reporting only what it knows by then.
import { Analyser } from '../../../src/analysis/analyser'
import { beatsAt } from '../../../src/analysis/interpolate'
import type { Bpm, Seconds } from '../../../src/core/units'
import type { Heard } from './score'
import type { Sound } from './synth'

const QUANTUM = 128

export function hear(sound: Sound): Heard {
  const analyser = new Analyser(sound.sampleRate)
  const { hearing } = analyser
  const onsets: Seconds[] = []
  const beats: Seconds[] = []
  const tempi: { at: Seconds; bpm: Bpm }[] = []
  let onsetAt = hearing.onsetAt
  let counted = 0
  for (let from = 0; from + QUANTUM <= sound.samples.length; from += QUANTUM) {
    if (analyser.push(sound.samples.subarray(from, from + QUANTUM)))
      tempi.push({ at: hearing.time, bpm: hearing.tempo })
    const now = (from + QUANTUM) / sound.sampleRate
    if (hearing.onsetAt !== onsetAt) onsets.push(hearing.onsetAt)
    onsetAt = hearing.onsetAt
    const count = Math.floor(beatsAt(hearing, now - hearing.time))
    if (hearing.tempo > 0 && count > counted) beats.push(now)
    counted = Math.max(counted, count)
  }
  return { onsets, beats, tempoAt: (time) => tempi.findLast((t) => t.at <= time)?.bpm ?? 0 }
}
