// Sketches by chance, the same for the same seed: what nobody would think of writing down.
import { seededRandom } from '../../../../src/core/random'
import { functions } from '../../../../src/dialect/records'
import { takesChain, type FunctionRecord } from '../../../../src/dialect/function-record'
import { OURS_ALONE } from './ours-alone'
import type { SameSketch } from './sketch'

const EASES = ['linear', 'easeInQuad', 'easeOutCubic', 'easeInOutQuart', 'easeInOutQuint', 'sin']
const FUNCTIONS = [
  '() => Math.sin(time)',
  '({ time }) => Math.sin(time * 0.7) * 0.5',
  '({ mouse }) => mouse.x / 100',
  '() => mouse.y / 90 - 0.2',
  '() => time % 3',
  '({ bpm }) => bpm / 60',
  '() => width / height',
]

class Writer {
  constructor(private readonly random: () => number) {}

  one<T>(list: readonly T[]): T {
    const found = list[Math.floor(this.random() * list.length)]
    if (found === undefined) throw new Error('Nothing to choose from.')
    return found
  }

  chance(part: number): boolean {
    return this.random() < part
  }

  round(low: number, high: number): string {
    return String(Number((low + this.random() * (high - low)).toFixed(this.chance(0.3) ? 0 : 2)))
  }

  number(min: number, max: number): string {
    const kind = this.random()
    if (kind < 0.6) return this.round(min, max)
    if (kind < 0.68) return this.one(['0', '1', '-1', '-0.5', '2', '0.001', '100', '1e4'])
    if (kind < 0.8) return this.array(min, max)
    return this.one(FUNCTIONS)
  }

  private array(min: number, max: number): string {
    const count = 1 + Math.floor(this.random() * 5)
    const list = `[${Array.from({ length: count }, () => this.round(min, max)).join(', ')}]`
    const links = [
      '.fast(1.7)',
      '.fast()',
      '.smooth()',
      '.smooth(0.4)',
      `.ease('${this.one(EASES)}')`,
      '.offset(0.3)',
      '.fit(0.1, 0.9)',
      '.offset()',
      '.ease()',
    ]
    const chosen = links.filter(() => this.chance(0.18))
    return list + chosen.join('')
  }

  private args({ args }: FunctionRecord): string[] {
    const given: string[] = []
    for (const spec of Object.values(args)) {
      if (spec.type !== 'texture' && this.chance(0.25)) break
      if (spec.type === 'texture') given.push(this.one(['o0', 'o1', 'o2']))
      else if (spec.type === 'vec4') given.push('[0.3, 0.5, 0.9, 0.1]')
      else given.push(this.number(spec.min, spec.max))
    }
    if (this.chance(0.04)) given.push('5')
    return given
  }

  chain(depth: number, longest: number): string {
    const known = functions.filter(({ name }) => !OURS_ALONE.has(name))
    const call = (record: FunctionRecord): string => {
      const picture = takesChain(record) ? [this.chance(0.15) ? this.one(['o0', 'o1']) : this.chain(depth - 1, 3)] : []
      return `${record.name}(${[...picture, ...this.args(record)].join(', ')})`
    }
    const links = known.filter((record) => record.kind !== 'src' && (depth > 0 || !takesChain(record)))
    const sources = known.filter(({ kind }) => kind === 'src')
    const count = Math.floor(this.random() * (longest + 1))
    return [call(this.one(sources)), ...Array.from({ length: count }, () => call(this.one(links)))].join('.')
  }
}

export function chanceSketches(count: number, seed: number): SameSketch[] {
  return Array.from({ length: count }, (_, i) => {
    const random = seededRandom(seed * 1000 + i)
    const writer = new Writer(random)
    const outputs = writer.chance(0.3) ? ['o1', 'o0'] : writer.chance(0.2) ? ['o0', 'o2', 'o1'] : ['o0']
    const lines = outputs.map((output) => `${writer.chain(2, 5)}.out(${output === 'o0' ? '' : output})`)
    const more = [
      writer.chance(0.15) && `bpm = ${writer.round(20, 160)}`,
      writer.chance(0.1) && `speed = ${writer.round(0.1, 2)}`,
      writer.chance(0.1) && writer.one(['render()', 'render(o1)', 'render(o0)']),
    ].filter((line) => line !== false)
    const code = [...more, ...lines].join('\n')
    const fed = /\bo\d[,)]/.test(code) && writer.chance(0.3)
    return { name: `chance ${seed}:${i}`, code, fed, mouse: [37, 21] }
  })
}
