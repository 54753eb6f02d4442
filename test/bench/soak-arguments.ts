// What `npm run soak` was asked for.

export interface SoakArguments {
  readonly minutes: number
  readonly backend: 'webgpu' | 'wasm'
  /** 'own': this machine's graphics; 'software': the same on every machine. */
  readonly gpu: 'own' | 'software'
  /** Of the stage and of the model, '160x90'. */
  readonly size: string
  readonly model: string
}

const EXAMPLES = {
  '--minutes': '30',
  '--backend': 'wasm',
  '--gpu': 'own',
  '--size': '160x90',
  '--model': '64x64',
} as const
type Name = keyof typeof EXAMPLES

/** @throws {Error} naming what is not understood, and what can be asked for */
export function readSoakArguments(args: readonly string[]): SoakArguments {
  const values = new Map<Name, string>()
  const known = Object.keys(EXAMPLES) as Name[]
  for (let i = 0; i < args.length; i++) {
    const [given = '', inline] = (args[i] ?? '').split('=')
    const name = known.find((candidate) => candidate === given)
    if (!name) throw new Error(`There is no ${given}. The soak takes ${known.join(', ')}.`)
    const value = inline ?? args[++i]
    if (value === undefined) throw new Error(`${name} needs a value: ${name} ${EXAMPLES[name]}.`)
    values.set(name, value)
  }
  const matching = (name: Name, usual: string, pattern: RegExp): string => {
    const value = values.get(name) ?? usual
    if (!pattern.test(value)) throw new Error(`${name} is written like ${EXAMPLES[name]}: got ${value}.`)
    return value
  }
  const minutes = Number(matching('--minutes', '30', /^\d+(\.\d+)?$/))
  if (minutes === 0) throw new Error('--minutes takes a number above 0.')
  return {
    minutes,
    backend: matching('--backend', 'wasm', /^(wasm|webgpu)$/) === 'wasm' ? 'wasm' : 'webgpu',
    gpu: matching('--gpu', 'software', /^(own|software)$/) === 'own' ? 'own' : 'software',
    size: matching('--size', '160x90', /^\d+x\d+$/),
    model: matching('--model', '64x64', /^\d+x\d+$/),
  }
}
