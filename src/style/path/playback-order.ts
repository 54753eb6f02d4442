// In which order a path's steps come: the n-th visit as a pure function, so that previous and next need no history.
import { seededRandom } from '../../core/random'
import type { PathOrder } from '../../contracts/style-path'

/** The step of visit `n` (negative: before the first) among `count` steps. */
export function visit(n: number, count: number, order: PathOrder, seed: number): number {
  if (count < 2) return 0
  switch (order) {
    case 'loop':
      return wrap(n, count)
    case 'once':
      return Math.min(Math.max(n, 0), count - 1)
    case 'there-and-back': {
      const at = wrap(n, 2 * count - 2)
      return at < count ? at : 2 * count - 2 - at
    }
    case 'random':
      return shuffled(n, count, seed)
  }
}

/** The visit nearest after the start that is `step`. */
export function visitOf(step: number, count: number, order: PathOrder, seed: number): number {
  for (let n = 0; n < 2 * count; n++) if (visit(n, count, order, seed) === step) return n
  return 0
}

/** Round after round, each with every step once; a round does not begin with what the one before ended with. */
function shuffled(n: number, count: number, seed: number): number {
  // Two can only take turns.
  if (count === 2) return wrap(n + seed, 2)
  const round = Math.floor(n / count)
  const steps = shuffle(round, count, seed)
  const [first = 0, second = 0] = steps
  if (first === shuffle(round - 1, count, seed).at(-1)) {
    steps[0] = second
    steps[1] = first
  }
  return steps[wrap(n, count)] ?? 0
}

function shuffle(round: number, count: number, seed: number): number[] {
  const random = seededRandom(seed * 7919 + round * 104_729)
  const steps = Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const kept = steps[i] ?? 0
    steps[i] = steps[j] ?? 0
    steps[j] = kept
  }
  return steps
}

function wrap(n: number, count: number): number {
  return ((n % count) + count) % count
}
