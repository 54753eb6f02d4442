// Drum patterns made up by rule, for fitting: none of them is in the bench, all of them have a beat a drummer would count.
import { seededRandom } from '../../../src/core/random'
import { KIT_NAMES } from './drums'
import type { Pattern } from './patterns'
import { drums, type Sound } from './synth'

type Random = () => number

/** A sound of `seconds` that depends on the seed only. */
export function invent(seed: number, seconds: number): Sound {
  const random = seededRandom(seed * 2654435761)
  const bpm = 64 * 2 ** (random() * Math.log2(184 / 64))
  const second = 64 * 2 ** (random() * Math.log2(184 / 64))
  const changes = random() < 0.15
  const snr = random() < 0.5 ? { snr: 12 + 25 * random() } : {}
  const bass = random() < 0.4 ? { bass: bassLine(random) } : {}
  return drums({
    name: `invented ${seed}`,
    pattern: pattern(random),
    kit: pick(KIT_NAMES, random),
    tempi: changes
      ? [
          { bpm: second, seconds: seconds * 0.4 },
          { bpm, seconds: seconds * 0.6 },
        ]
      : [{ bpm, seconds }],
    sampleRate: 44100,
    seed,
    swing: random() < 0.3 ? 0.5 + 0.17 * random() : 0.5,
    rms: 0.004 * 2 ** (7.8 * random()),
    jitter: random() < 0.5 ? 0.006 * random() : 0,
    ...snr,
    ...bass,
  })
}

function pattern(random: Random): Pattern {
  const kind = random()
  if (kind < 0.3) return fourOnTheFloor(random)
  if (kind < 0.75) return backbeat(random)
  if (kind < 0.87) return everyBeat(random)
  return percussion(random)
}

function fourOnTheFloor(random: Random): Pattern {
  const kick = random() < 0.8 ? 'x...x...x...x...' : sprinkle('x...x...x...x...', random, 0.04, 2)
  const second = pick(['clap', 'snare'] as const, random)
  return {
    kick,
    ...(random() < 0.6 ? { [second]: '....x.......x...' } : {}),
    ...(random() < 0.5 ? { open: '..x...x...x...x.' } : {}),
    ...cymbals(random),
    ...extras(random),
  }
}

/** Kick on one, snare on two and four, and as many kicks between as please. */
function backbeat(random: Random): Pattern {
  const base = random() < 0.7 ? 'x.......x.......' : 'x...............'
  const kick = sprinkle(base + base, random, random() < 0.4 ? 0.02 : 0.12, random() < 0.5 ? 2 : 1)
  const second = pick(['clap', 'snare', 'snare'] as const, random)
  return {
    kick,
    [second]: random() < 0.7 ? '....x.......x...' : sprinkle('....x.......x...', random, 0.1, 1, 'o'),
    ...cymbals(random),
    ...extras(random),
  }
}

function everyBeat(random: Random): Pattern {
  const second = pick(['clap', 'snare', 'rim', 'tom'] as const, random)
  return {
    kick: pick(['x.......x.......', 'x...............', 'x.......x.x.....'], random),
    [second]: 'x...x...x...x...',
    ...cymbals(random),
  }
}

/** Hand drums: accents on the beat, softer strokes between. */
function percussion(random: Random): Pattern {
  const low = sprinkle('x...x...x...x...', random, 0.12, 1, 'o')
  const high = pick(['..x...x...x...x.', 'xoooxoooxoooxooo', '....x.......x...'], random)
  return {
    tom: low,
    [pick(['rim', 'shaker', 'clap'] as const, random)]: high,
    ...(random() < 0.5 ? { kick: 'x.......x.......' } : {}),
  }
}

function cymbals(random: Random): Pattern {
  const voice = pick(['hat', 'hat', 'shaker'] as const, random)
  const line = pick(
    [
      '',
      'x...x...x...x...',
      'x.x.x.x.x.x.x.x.',
      'x.x.x.x.x.x.x.x.',
      'xoxoxoxoxoxoxoxo',
      'xoxoxoxoxoxoxoxo',
      'ooxoooxoooxoooxo',
      'o.x.o.x.o.x.o.x.',
      'x.o.x.o.x.o.x.o.',
      '..x...x...x...x.',
      'x.xxx.xxx.xxx.xx',
    ],
    random,
  )
  return line === '' ? {} : { [voice]: random() < 0.2 ? sprinkle(line, random, 0.08, 1, 'o') : line }
}

function extras(random: Random): Pattern {
  return random() < 0.25 ? { rim: sprinkle('................', random, 0.15, 1, 'o') } : {}
}

function bassLine(random: Random): string {
  const line = pick(['..x...x...x...x.', 'x...x...x...x...', 'x.x.x.x.x.x.x.x.', 'x.......x.......'], random)
  return random() < 0.5 ? line : sprinkle(line, random, 0.15, 1)
}

/** Puts `mark` on empty steps (every `grid`th) with the probability `chance`. */
function sprinkle(line: string, random: Random, chance: number, grid: number, mark = 'x'): string {
  return line.replace(/\./g, (rest, i: number) => (i % grid === 0 && random() < chance ? mark : rest))
}

function pick<T>(from: readonly T[], random: Random): T {
  const chosen = from[Math.floor(random() * from.length)]
  if (chosen === undefined) throw new RangeError('Nothing to pick from.')
  return chosen
}
