// Fits the two networks of the analysis, that for tempo and that for phase, on invented patterns.
// `node test/setup/run-ts.mjs test/bench/audio/bench-fit.ts -- 1000 30` (sounds, epochs; a quarter of an hour), then prettier.
import { writeFile } from 'node:fs/promises'
import { Analyser, LATENCY } from '../../../src/analysis/analyser'
import type { ChoiceNetwork } from '../../../src/analysis/choice-network'
import { PHASE_FEATURES, PHASES, PhaseEstimator, wrapped } from '../../../src/analysis/phase'
import { CANDIDATES, FEATURES, candidate, tempoFeatures } from '../../../src/analysis/tempo'
import type { Bpm, Seconds } from '../../../src/core/units'
import { fitChoice, type Example } from './choice-fit'
import { invent } from './invent'
import type { Sound } from './synth'

const SECONDS: Seconds = 11
/** Seconds into each sound at which examples are taken. */
const MOMENTS: readonly Seconds[] = [3, 4.5, 6, 8, 10.5]
/** After a change of tempo nothing is asked for so long. */
const SETTLING: Seconds = 5

interface Examples {
  readonly tempo: Example[]
  readonly phase: Example[]
}

function hearAll(first: number, count: number, said: (line: string) => void): Examples {
  const out: Examples = { tempo: [], phase: [] }
  for (let seed = first; seed < first + count; seed++) {
    const sound = invent(seed, SECONDS)
    const analyser = new Analyser(sound.sampleRate)
    let from = 0
    for (const moment of MOMENTS) {
      const to = Math.floor((moment * sound.sampleRate) / (2 * analyser.hop)) * 2 * analyser.hop
      analyser.push(sound.samples.subarray(from, to))
      from = to
      const part = sound.tempi.findLast((t) => t.from <= moment)
      if (!part || (part.from > 1 && moment - part.from < SETTLING)) continue
      out.tempo.push(tempoExample(analyser, part.bpm))
      const phase = phaseExample(analyser, part.bpm, sound)
      if (phase) out.phase.push(phase)
    }
    if ((seed - first) % 200 === 199) said(`${seed - first + 1} sounds heard`)
  }
  return out
}

function tempoExample(analyser: Analyser, bpm: Bpm): Example {
  const features = new Float32Array(CANDIDATES * FEATURES)
  const one = new Float64Array(FEATURES)
  for (let c = 0; c < CANDIDATES; c++) {
    tempoFeatures(analyser.rhythm, candidate(c), one)
    features.set(one, c * FEATURES)
  }
  return {
    features,
    wanted: near(CANDIDATES, (c) => Math.abs(Math.log(candidate(c) / bpm)) / Math.log(candidate(1) / candidate(0))),
  }
}

function phaseExample(analyser: Analyser, bpm: Bpm, sound: Sound): Example | null {
  const now = analyser.hearing.time - LATENCY
  const beat = sound.beats.findLast((b) => b <= now)
  const estimator = new PhaseEstimator(analyser.rhythm)
  if (beat === undefined || !estimator.fold(bpm)) return null
  const since = ((now - beat) * bpm) / 60
  const features = new Float32Array(PHASES * PHASE_FEATURES)
  const one = new Float64Array(PHASE_FEATURES)
  for (let c = 0; c < PHASES; c++) {
    estimator.describe(c, one)
    features.set(one, c * PHASE_FEATURES)
  }
  return { features, wanted: near(PHASES, (c) => 0.7 * Math.abs(wrapped(c / PHASES - since)) * PHASES) }
}

/** Falls from 1 at distance 0 to 0 at distance 1; sums to 1. */
function near(count: number, distance: (candidate: number) => number): Float64Array {
  const weights = Float64Array.from({ length: count }, (_, c) => Math.max(0, 1 - distance(c)))
  const sum = weights.reduce((a, b) => a + b, 0) || 1
  return weights.map((w) => w / sum)
}

export default async function main([sounds = '1000', epochs = '30']: readonly string[]): Promise<void> {
  await fitRhythm(Number(sounds), Number(epochs), console.log)
}

/** Hears `sounds` invented patterns and writes both networks into src/analysis. */
async function fitRhythm(sounds: number, epochs: number, said: (line: string) => void): Promise<void> {
  const data = hearAll(1, sounds, said)
  const held = hearAll(1_000_000, Math.ceil(sounds / 6), said)
  said('tempo')
  await write('tempo', fitChoice(data.tempo, { width: FEATURES, hidden: 14, epochs, held: held.tempo, said }))
  said('phase')
  await write('phase', fitChoice(data.phase, { width: PHASE_FEATURES, hidden: 12, epochs, held: held.phase, said }))
}

async function write(name: string, network: ChoiceNetwork): Promise<void> {
  await writeFile(`src/analysis/${name}-network.json`, `${JSON.stringify(network)}\n`)
}
