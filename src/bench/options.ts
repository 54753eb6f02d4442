// What the bench's address can ask for: ?auto=1&size=256x256,512x512&frames=5&runtimes=tfjs-webgpu,impasto-wasm&drift=60
import type { Seconds, Size } from '../core/units'

export interface BenchOptions {
  /** Begin at once. */
  readonly auto: boolean
  readonly sizes: readonly Size[]
  /** Rounds that count. */
  readonly frames: number
  /** Their ids; null: all there are. */
  readonly models: readonly string[] | null
  readonly runtimes: readonly string[] | null
  /** The same in every model that has it, otherwise the model's first; null: the first. */
  readonly style: string | null
  /** How long the whole page is watched, each backend and size; 0: not at all. */
  readonly pipeline: Seconds
  /** How long the fastest of ours paints without a pause; 0: not at all. */
  readonly drift: Seconds
}

/** What the page offers. */
export const SIZES: readonly Size[] = [
  { width: 256, height: 256 },
  { width: 384, height: 384 },
  { width: 512, height: 512 },
  { width: 1280, height: 720 },
]

export const DEFAULTS: BenchOptions = {
  auto: false,
  sizes: [{ width: 256, height: 256 }],
  frames: 20,
  models: null,
  runtimes: null,
  style: null,
  pipeline: 0,
  drift: 0,
}

/** Reads `search` ('?a=b'). What can't be understood is left at its default and named in `problems`, a sentence each. */
export function readBenchUrl(search: string): BenchOptions & { problems: string[] } {
  const query = new URLSearchParams(search)
  const problems: string[] = []
  const list = (key: string): string[] | null => query.get(key)?.split(',').filter(Boolean) ?? null
  const number = (key: 'frames' | 'pipeline' | 'drift', least: number, most: number): number => {
    const text = query.get(key)
    if (text === null) return DEFAULTS[key]
    const value = Number(text)
    if (/^\d+(\.\d+)?$/.test(text) && value >= least && value <= most) return value
    problems.push(
      `The address says ${key}=${text}; it takes a number from ${least} to ${most}. Taking ${DEFAULTS[key]}.`,
    )
    return DEFAULTS[key]
  }
  const sizes = list('size')?.flatMap((text) => {
    const size = parseSize(text)
    if (!size)
      problems.push(`The address says size=${text}; a size is written 256x256, sides from 16 to 4096. Left out.`)
    return size ? [size] : []
  })
  return {
    auto: query.has('auto') && query.get('auto') !== '0',
    sizes: sizes && sizes.length > 0 ? sizes : DEFAULTS.sizes,
    frames: Math.round(number('frames', 1, 1000)),
    models: list('model'),
    runtimes: list('runtimes'),
    style: query.get('style'),
    pipeline: number('pipeline', 0, 600),
    drift: number('drift', 0, 3600),
    problems,
  }
}

/** '1280x720'; null for anything else. */
export function parseSize(text: string): Size | null {
  const match = /^(\d{2,4})[x×](\d{2,4})$/i.exec(text)
  if (!match) return null
  const [width, height] = [Number(match[1]), Number(match[2])]
  return [width, height].every((side) => side >= 16 && side <= 4096) ? { width, height } : null
}
