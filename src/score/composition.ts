// What the built-in music plays: a groove that is written as it goes, from a seed, and doesn't repeat itself for minutes.
import { seededRandom } from '../core/random'
import type { Bpm, Unit01 } from '../core/units'

export type Drum = 'kick' | 'clap' | 'hat' | 'open' | 'rim'

/** What sounds on one sixteenth. Notes are MIDI numbers, lengths are in sixteenths. */
export interface Step {
  readonly drums: readonly { readonly drum: Drum; readonly velocity: Unit01 }[]
  readonly bass: { readonly note: number; readonly length: number; readonly velocity: Unit01 } | null
  readonly chord: { readonly notes: readonly number[]; readonly length: number } | null
  readonly lead: { readonly note: number; readonly length: number; readonly velocity: Unit01 } | null
  /** How open the filters are. */
  readonly light: Unit01
}

export interface Composition {
  readonly bpm: Bpm
  /** The step with this number, from 0; the same for the same number always. */
  step(index: number): Step
}

export const STEPS_PER_BAR = 16
/** A section keeps its players; the next one may change them. */
export const BARS_PER_SECTION = 8

const MINOR = [0, 2, 3, 5, 7, 8, 10] as const
/** Chord roots as degrees of the scale, one a bar. */
const PROGRESSIONS = [
  [0, 5, 2, 6],
  [0, 3, 5, 4],
  [0, 0, 5, 6],
  [0, 2, 3, 5],
  [5, 6, 0, 0],
] as const
const BASS_LINES = [
  '0..0..0...0.7.0.',
  '..0...0...0...07',
  '0...0.7.0..0..7.',
  '0..0..7...0..0..',
  '..0..07...0..0.7',
] as const
const HATS = ['..x...x...x...x.', 'o.x.o.x.o.x.o.xo', 'ooxoooxoooxoooxo', '..x..ox...x.o.x.'] as const
const RIMS = ['...x......x.....', '......x..x....x.', '..........x..x..', '................'] as const

interface Section {
  readonly progression: readonly number[]
  readonly bassLine: string
  readonly hats: string
  readonly rims: string
  readonly motif: readonly (number | null)[]
  readonly kick: boolean
  readonly clap: boolean
  readonly bass: boolean
  readonly pad: boolean
  readonly lead: boolean
}

export function compose(seed: number): Composition {
  const random = seededRandom(seed)
  const bpm = 112 + Math.floor(random() * 13)
  const tonic = 45 + Math.floor(random() * 7)
  const sections = new Map<number, Section>()

  function section(index: number): Section {
    const known = sections.get(index)
    if (known) return known
    const made = writeSection(seed, index)
    sections.clear()
    sections.set(index, made)
    return made
  }

  return {
    bpm,
    step(index) {
      const at = index % STEPS_PER_BAR
      const bar = Math.floor(index / STEPS_PER_BAR)
      const inSection = bar % BARS_PER_SECTION
      const now = section(Math.floor(bar / BARS_PER_SECTION))
      const degree = now.progression[bar % 4] ?? 0
      return {
        drums: drumsAt(now, at, inSection, seed + index),
        bass: bassAt(now, at, tonic, degree),
        chord: now.pad && at === 0 ? { notes: chord(tonic + 12, degree), length: STEPS_PER_BAR } : null,
        lead: leadAt(now, at, bar, tonic),
        light: light(bar),
      }
    },
  }
}

/** Sections depend on the seed and their number only, so that any can be written without those before it. */
function writeSection(seed: number, index: number): Section {
  const random = seededRandom(seed * 7919 + index * 104729)
  // Every two sections share their harmony; players come and go between.
  const harmony = seededRandom(seed * 31 + Math.floor(index / 2))
  const breathing = index % 4 === 3
  return {
    progression: pick(PROGRESSIONS, harmony()),
    bassLine: pick(BASS_LINES, harmony()),
    hats: pick(HATS, random()),
    rims: pick(RIMS, random()),
    motif: writeMotif(harmony),
    kick: true,
    clap: index > 0 && !breathing,
    bass: !breathing || random() < 0.5,
    pad: index > 0 || random() < 0.7,
    lead: index > 0 && (breathing || random() < 0.6),
  }
}

/** A bar of scale degrees that walks in small steps and rests often. */
function writeMotif(random: () => number): (number | null)[] {
  const pentatonic = [0, 2, 3, 4, 6]
  let at = Math.floor(random() * pentatonic.length)
  return Array.from({ length: STEPS_PER_BAR }, (_, step) => {
    const chance = step % 4 === 0 ? 0.45 : step % 2 === 0 ? 0.4 : 0.15
    if (random() > chance) return null
    at = Math.max(0, Math.min(2 * pentatonic.length - 1, at + Math.floor(random() * 5) - 2))
    return (pentatonic[at % pentatonic.length] ?? 0) + 7 * Math.floor(at / pentatonic.length)
  })
}

function drumsAt(section: Section, at: number, bar: number, seed: number): Step['drums'] {
  const drums: { drum: Drum; velocity: number }[] = []
  const human = seededRandom(seed)
  const fill = bar === BARS_PER_SECTION - 1 && at >= 12
  if (section.kick && at % 4 === 0) drums.push({ drum: 'kick', velocity: 1 })
  if (section.clap && at % 8 === 4) drums.push({ drum: 'clap', velocity: 0.9 })
  const hat = section.hats[at]
  if (hat === 'x') drums.push({ drum: at % 4 === 2 && bar % 2 === 1 ? 'open' : 'hat', velocity: 0.7 + 0.2 * human() })
  if (hat === 'o') drums.push({ drum: 'hat', velocity: 0.25 + 0.2 * human() })
  if (section.rims[at] === 'x' && bar % 2 === 1) drums.push({ drum: 'rim', velocity: 0.35 + 0.15 * human() })
  if (fill && at % 2 === 1) drums.push({ drum: 'rim', velocity: 0.5 + 0.1 * (at - 12) })
  return drums
}

function bassAt(section: Section, at: number, tonic: number, degree: number): Step['bass'] {
  const mark = section.bassLine[at]
  if (!section.bass || mark === undefined || mark === '.') return null
  const note = scaleNote(tonic - 12, degree) + (mark === '7' ? 12 : 0)
  return { note, length: mark === '7' ? 1 : 1.7, velocity: mark === '7' ? 0.6 : 0.85 }
}

function leadAt(section: Section, at: number, bar: number, tonic: number): Step['lead'] {
  // Call for a bar, answer with its second half, rest every fourth.
  const part = bar % 4
  if (!section.lead || part === 3 || (part === 1 && at < 8)) return null
  const degree = section.motif[at]
  if (degree === null || degree === undefined) return null
  return { note: scaleNote(tonic + 24, degree), length: 1.5, velocity: at % 4 === 0 ? 0.7 : 0.5 }
}

/** A seventh chord on a degree, kept within an octave so that chords move by small steps. */
function chord(tonic: number, degree: number): number[] {
  return [0, 2, 4, 6]
    .map((third) => tonic + (((scaleNote(0, degree + third) % 12) + 12) % 12))
    .toSorted((a, b) => a - b)
}

function scaleNote(tonic: number, degree: number): number {
  return tonic + (MINOR[((degree % 7) + 7) % 7] ?? 0) + 12 * Math.floor(degree / 7)
}

/** Two slow waves of 24 and 56 bars that never meet the same way for six minutes. */
function light(bar: number): Unit01 {
  return 0.5 + 0.28 * Math.sin((2 * Math.PI * bar) / 24) + 0.22 * Math.sin((2 * Math.PI * bar) / 56)
}

function pick<T>(from: readonly T[], random: Unit01): T {
  const chosen = from[Math.floor(random * from.length)] ?? from[0]
  if (chosen === undefined) throw new RangeError('Nothing to pick from.')
  return chosen
}
