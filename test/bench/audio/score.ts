// What a tracker got right: onset F-measure, tempo, beat phase. Each tracker says what it heard in the same words.
import type { Bpm, Seconds } from '../../../src/core/units'
import type { Sound } from './synth'

export interface Heard {
  readonly onsets: readonly Seconds[]
  readonly beats: readonly Seconds[]
  /** The tempo reported at a time; 0 for none. */
  tempoAt(time: Seconds): Bpm
}

export interface Score {
  readonly hits: number
  readonly misses: number
  readonly extra: number
  /** Of every stretch with a tempo: right within 2 % eight seconds in? */
  readonly tempoRight: readonly boolean[]
  /** Error of each beat from 8 s into each stretch, to the nearest true beat. */
  readonly phaseErrors: readonly Seconds[]
  readonly beatsFound: number
  readonly beatsDue: number
}

const SETTLED: Seconds = 8
const NEAR: Seconds = 0.05

export function score(sound: Sound, heard: Heard): Score {
  const end = sound.samples.length / sound.sampleRate
  const { hits, misses, extra } = match(sound, heard.onsets)
  const phaseErrors: Seconds[] = []
  let due = 0
  sound.tempi.forEach((part, i) => {
    const to = sound.tempi[i + 1]?.from ?? end
    const settled = (t: Seconds) => t >= part.from + SETTLED && t < to - 0.1
    due += sound.beats.filter(settled).length
    for (const beat of heard.beats.filter(settled)) phaseErrors.push(nearest(sound.beats, beat))
  })
  return {
    hits,
    misses,
    extra,
    tempoRight: tempoRight(sound, (t) => heard.tempoAt(t)),
    phaseErrors,
    beatsFound: phaseErrors.length,
    beatsDue: due,
  }
}

/** For every stretch with a tempo: is what is said eight seconds in, or at its end, within 2 %? */
export function tempoRight(sound: Sound, tempoAt: (time: Seconds) => Bpm): boolean[] {
  const end = sound.samples.length / sound.sampleRate
  return sound.tempi.map((part, i) => {
    const to = sound.tempi[i + 1]?.from ?? end
    return Math.abs(tempoAt(Math.min(part.from + SETTLED, to - 0.05)) / part.bpm - 1) <= 0.02
  })
}

/** Greedy one-to-one matching in time order, which is optimal for a fixed tolerance. What is found on a masked hit counts as nothing. */
function match(sound: Sound, found: readonly Seconds[]): { hits: number; misses: number; extra: number } {
  const a = sound.onsets.toSorted((x, y) => x - y)
  const b = found.toSorted((x, y) => x - y)
  let i = 0
  let hits = 0
  let extra = 0
  for (const at of b) {
    while (i < a.length && (a[i] ?? 0) < at - NEAR) i++
    if (i < a.length && Math.abs((a[i] ?? 0) - at) <= NEAR) {
      hits++
      i++
    } else if (!sound.masked.some((m) => Math.abs(m - at) <= NEAR)) extra++
  }
  return { hits, misses: a.length - hits, extra }
}

function nearest(beats: readonly Seconds[], at: Seconds): Seconds {
  let error = Number.POSITIVE_INFINITY
  for (const beat of beats) if (Math.abs(at - beat) < Math.abs(error)) error = at - beat
  return error
}

export function fMeasure(scores: readonly Score[]): number {
  const hits = sum(scores, (s) => s.hits)
  return hits === 0 ? 0 : (2 * hits) / (2 * hits + sum(scores, (s) => s.misses) + sum(scores, (s) => s.extra))
}

export function sum<T>(of: readonly T[], value: (item: T) => number): number {
  return of.reduce((total, item) => total + value(item), 0)
}

/** The share of `of` for which `is` holds; 1 for none. */
export function share<T>(of: readonly T[], is: (item: T) => boolean): number {
  return of.length === 0 ? 1 : of.filter(is).length / of.length
}
