// The dialect in words, for completion, hover help and documents: made from the functions' own records.
import { effectLinks, functions } from '#dialect'

export interface ArgumentDoc {
  readonly name: string
  /** As text: '60', '[1, 1, 1, 1]'; empty where there is none. */
  readonly default: string
  readonly min: number | null
  readonly max: number | null
  readonly help: string
}

export interface FunctionDoc {
  readonly name: string
  /** 'src' begins a chain; the others are links of one. */
  readonly kind: 'src' | 'coord' | 'color' | 'combine' | 'combineCoord' | 'effect'
  /** As it is called: 'osc(frequency=60, sync=0.1, offset=0)'. */
  readonly signature: string
  readonly args: readonly ArgumentDoc[]
  readonly doc: string
  /** A chain that shows it, without `.out()`. */
  readonly example: string
}

export function describeDialect(): readonly FunctionDoc[] {
  return [...functions.map(functionDoc), ...effectLinks.map(effectDoc)].toSorted((a, b) => a.name.localeCompare(b.name))
}

function functionDoc({ name, kind, args, doc, example }: (typeof functions)[number]): FunctionDoc {
  const docs = Object.entries(args).map(([key, spec]) => ({
    name: key,
    default:
      spec.type === 'texture'
        ? ''
        : Array.isArray(spec.default)
          ? `[${spec.default.join(', ')}]`
          : String(spec.default),
    min: spec.type === 'texture' || spec.type === 'vec4' ? null : spec.min,
    max: spec.type === 'texture' || spec.type === 'vec4' ? null : spec.max,
    help: spec.help,
  }))
  const takes = kind === 'combine' || kind === 'combineCoord' ? ['chain'] : []
  const written = docs.map((arg) => (arg.default === '' ? arg.name : `${arg.name}=${arg.default}`))
  return { name, kind, signature: `${name}(${[...takes, ...written].join(', ')})`, args: docs, doc, example }
}

function effectDoc({ name, effect }: (typeof effectLinks)[number]): FunctionDoc {
  const { params, inputs = [], help } = effect
  const args = Object.entries(params).map(([key, spec]) => ({
    name: key,
    default: String(spec.default),
    min: spec.min,
    max: spec.max,
    help: spec.help ?? spec.label,
  }))
  const written = args.map((arg) => `${arg.name}=${arg.default}`)
  const others = inputs.map((_, i) => (i === 0 ? 'noise(3)' : 'osc(10)')).join(', ')
  return {
    name,
    kind: 'effect',
    signature: `${name}(${[...inputs, ...written].join(', ')})`,
    args,
    doc: help,
    example: `osc(20, 0.1, 1).${name}(${others})`,
  }
}
