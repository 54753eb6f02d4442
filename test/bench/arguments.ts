// What `npm run bench` was asked for.

const PARTS = ['painters', 'start', 'webgpu', 'wasm', 'audio', 'live', 'same'] as const
type Part = (typeof PARTS)[number]

export interface BenchArguments {
  readonly json: boolean
  /** Rounds of the runtimes, or stage frames of the long run; null: what each of them takes by itself. */
  readonly frames: number | null
  /** Asked for by name: then only the runtimes are measured. */
  readonly size: string | null
  readonly runtimes: string | null
  readonly model: string | null
  readonly style: string | null
  /** 'own': this machine's graphics; 'software': the same on every machine. */
  readonly gpu: 'own' | 'software'
  wants(part: Part): boolean
}

/** @throws {Error} naming what is not understood, and what can be asked for */
export function readArguments(args: readonly string[]): BenchArguments {
  const values = new Map<string, string>()
  const known = ['--json', '--frames', '--size', '--runtimes', '--model', '--style', '--gpu', '--only']
  for (let i = 0; i < args.length; i++) {
    const [name = '', inline] = (args[i] ?? '').split('=')
    if (!known.includes(name)) throw new Error(`There is no ${name}. The bench takes ${known.join(', ')}.`)
    const value = name === '--json' ? '' : (inline ?? args[++i])
    if (value === undefined) throw new Error(`${name} needs a value: ${name} ${EXAMPLES[name] ?? '…'}.`)
    values.set(name, value)
  }
  const text = (name: string): string | null => values.get(name) ?? null
  const frames = text('--frames')
  if (frames !== null && !/^[1-9]\d*$/.test(frames))
    throw new Error(`--frames takes a whole number from 1: got ${frames}.`)
  const size = text('--size')
  if (size !== null && !/^\d+x\d+$/.test(size)) throw new Error(`--size is written 256x256: got ${size}.`)
  const gpu = oneOf('--gpu', text('--gpu'), ['software', 'own'] as const) ?? 'software'
  const only = oneOf('--only', text('--only'), PARTS)
  return {
    json: values.has('--json'),
    frames: frames === null ? null : Number(frames),
    size,
    runtimes: text('--runtimes'),
    model: text('--model'),
    style: text('--style'),
    gpu,
    // Whether the picture is the peer's is no figure of a machine: it is looked at when asked for.
    wants: (part) => (only === null ? part !== 'same' && (size === null || part === 'painters') : part === only),
  }
}

const EXAMPLES: Readonly<Record<string, string>> = {
  '--frames': '5',
  '--size': '256x256',
  '--runtimes': 'tfjs-webgpu,impasto-webgpu-f32',
  '--model': 'bank-1',
  '--style': 'starry-night',
  '--gpu': 'own',
  '--only': 'painters',
}

function oneOf<T extends string>(name: string, value: string | null, choices: readonly T[]): T | null {
  const found = choices.find((choice) => choice === value)
  if (value !== null && found === undefined) throw new Error(`${name} takes ${choices.join(' or ')}: got ${value}.`)
  return found ?? null
}
