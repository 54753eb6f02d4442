// Every function of the peer's vocabulary: with its defaults, and with arguments that nobody planned for.
import { functions } from '../../../../src/dialect/records'
import { takesChain, type FunctionRecord } from '../../../../src/dialect/function-record'
import { OURS_ALONE } from './ours-alone'
import type { SameSketch } from './sketch'

/** One value stands for every number of the call. */
const ODD = [
  '0',
  '-1',
  '0.5',
  '-0.37',
  '3',
  '1000',
  'NaN',
  'undefined',
  '() => 0.3',
  'time',
  '[0.2,0.8,3]',
  '[0.4]',
  '1e6',
  '() => undefined',
]

function callOf(record: FunctionRecord, numbers: readonly string[]): string {
  const picture = takesChain(record) ? ['osc(9, 0.1, 0.7).rotate(0.5)'] : []
  const texture = Object.values(record.args).some(({ type }) => type === 'texture') ? ['o1'] : []
  const call = `${record.name}(${[...picture, ...texture, ...numbers.slice(texture.length)].join(', ')})`
  return record.kind === 'src' ? call : `osc(13, 0.1, 1.1).add(gradient(0.3), 0.4).${call}`
}

/** As a gallery piece of one link would be, over a memory of another output. */
function sketchOf(name: string, call: string): SameSketch {
  return { name, code: `noise(3).colorama(0.3).out(o1)\n${call}.out(o0)` }
}

export function functionSketches(): SameSketch[] {
  const theirs = functions.filter((record) => !OURS_ALONE.has(record.name))
  return theirs.flatMap((record) => {
    const { name, args } = record
    const names = Object.keys(args)
    const odd = names.flatMap((arg, place) =>
      ODD.map((value) => {
        const numbers = names.map((_, i) => (i === place ? value : 'undefined')).slice(0, place + 1)
        return sketchOf(`${name}(${arg}: ${value})`, callOf(record, numbers))
      }),
    )
    const all = ODD.map((value) =>
      sketchOf(`${name}(all ${value})`, callOf(record, [...names.map(() => value), '1', '2'])),
    )
    return [sketchOf(`${name}()`, callOf(record, [])), ...odd, ...(names.length > 1 ? all : [])]
  })
}
