// The sounds of the bench: every pattern over the tempos, kits, levels and noises that a stage meets. Made one at a time.
import { KIT_NAMES } from './drums'
import { PATTERNS, UNSEEN, type Pattern } from './patterns'
import { drums, noise, silence, type DrumOptions, type Sound } from './synth'

export interface Group {
  readonly name: string
  readonly sounds: readonly (() => Sound)[]
}

const RATE = 44100
const LEVELS = [0.004, 0.03, 0.1, 0.3, 0.9]
const SNRS = [undefined, 30, 20, undefined, 14]
const TEMPI = [70, 76, 83, 90, 98, 105, 112, 120, 128, 136, 145, 152, 160, 170]

/** Drum patterns with a variety that depends on the seed only. */
export function patternSounds(
  patterns: Readonly<Record<string, Pattern>>,
  seed: number,
  extra: Partial<DrumOptions> = {},
): (() => Sound)[] {
  return Object.entries(patterns).flatMap(([name, pattern], p) =>
    TEMPI.filter((_, t) => (t + p + seed) % 2 === 0).map((bpm, t) => () => {
      const n = t + 3 * p + seed
      const snr = SNRS[(n * 3) % SNRS.length]
      return drums({
        name: `${name} ${bpm}`,
        pattern,
        kit: KIT_NAMES[n % KIT_NAMES.length] ?? 'acoustic',
        tempi: [{ bpm, seconds: 16 }],
        sampleRate: n % 3 === 0 ? 48000 : RATE,
        seed: 1000 * seed + 37 * p + t,
        rms: LEVELS[n % LEVELS.length] ?? 0.1,
        jitter: n % 2 === 0 ? 0.004 : 0,
        ...(snr === undefined ? {} : { snr }),
        ...extra,
      })
    }),
  )
}

export function groups(seed = 1): Group[] {
  const change = (name: string, pattern: Pattern | undefined, from: number, to: number) => () =>
    drums({
      name: `${name} ${from} to ${to}`,
      pattern: pattern ?? {},
      kit: 'acoustic',
      tempi: [
        { bpm: from, seconds: 12 },
        { bpm: to, seconds: 14 },
      ],
      sampleRate: RATE,
      seed: seed + from,
    })
  return [
    { name: 'patterns', sounds: patternSounds(PATTERNS, seed) },
    { name: 'unseen patterns', sounds: patternSounds(UNSEEN, seed + 1) },
    {
      name: 'swing 58 to 66 %',
      sounds: patternSounds(PATTERNS, seed + 2).flatMap((_, i) => (i % 4 === 0 ? swung(i, seed) : [])),
    },
    {
      name: 'with bass and pad',
      sounds: patternSounds(PATTERNS, seed + 3, { bass: '..x...x...x...x.' }).filter((_, i) => i % 2 === 0),
    },
    {
      name: 'tempo change',
      sounds: [
        change('house', PATTERNS['house'], 100, 128),
        change('rock', PATTERNS['rock'], 140, 96),
        change('pop', PATTERNS['pop'], 88, 118),
        change('disco', PATTERNS['disco'], 124, 112),
      ],
    },
    {
      name: 'silence and noise',
      sounds: [
        () => silence(20, RATE),
        ...[0.001, 0.03, 0.3].flatMap((rms, i) =>
          (['white', 'pink', 'hum'] as const).map(
            (kind) => () => noise(`${kind} ${rms}`, kind, 20, RATE, rms, seed + i),
          ),
        ),
      ],
    },
  ]
}

function swung(i: number, seed: number): (() => Sound)[] {
  const swing = [0.58, 0.62, 0.66][Math.floor(i / 4) % 3] ?? 0.6
  const sound = patternSounds(PATTERNS, seed + 2, { swing })[i]
  return sound ? [sound] : []
}
