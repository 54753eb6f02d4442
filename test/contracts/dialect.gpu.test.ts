// Every function of the live dialect against its formula in 64 bits: random arguments, defaults, chains in place of numbers, and long mixtures.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { functions } from '../../src/dialect'
import { takesChain, type FunctionRecord } from '../../src/dialect/function-record'
import { cells } from './dialect.cells'
import { dialectStand, dice, differing, meanDifference, SIZE, type DialectStand } from './dialect.stand'

/** A source with all colours and some alpha in it, that moves. */
const GROUND = 'osc(7, 0.4, 1.1).layer(gradient(1.3).color(1, 0.8, -0.5, 0.45))'
const OTHER = 'gradient(0.7).rotate(0.4).color(0.9, 0.6, 1, 0.8)'
/** These answer to the last bit of a number; the places where 32 bits fall on the other side of a step are few. */
const STRAY = 4
/** These read the last frame, and are looked at where frames are. */
const WITH_FRAMES = new Set(['src', 'prev'])
/** Its hash lives on the last bits of a sine, which are the graphics processor's own: see the test of its own. */
const HASHED = new Set(['voronoi'])

/** `name(…)` as a whole chain. */
function chainOf({ name, kind }: FunctionRecord, args: readonly string[]): string {
  if (kind === 'src') return `${name}(${args.join()})`
  const all = kind === 'combine' || kind === 'combineCoord' ? [OTHER, ...args] : args
  return `${GROUND}.${name}(${all.join()})`
}

function randomArgs(record: FunctionRecord, seed: number): string[] {
  const roll = dice(seed)
  return Object.values(record.args).map((spec) => {
    if (spec.type === 'texture') return 'o3'
    if (spec.type === 'vec4') return `[${[0, 1, 2, 3].map(() => roll(-0.5, 1).toFixed(3)).join()}]`
    return roll(spec.min, Math.min(spec.max, 30)).toFixed(3)
  })
}

describe.each(['webgpu', 'webgl2'] as const)('the dialect with %s', (backend) => {
  let t: DialectStand
  beforeAll(async () => {
    t = await dialectStand(backend)
    t.desk.session.speed = 1.37
    await t.desk.run('solid().out()')
    t.play(20)
  })
  afterAll(() => t.end())

  /** Alpha is shown as well, as a second picture. */
  async function compare(code: string): Promise<{ wrong: number; mean: number }> {
    const looks = backend === 'webgpu' ? ['', '.a()'] : ['']
    let wrong = 0
    let mean = 0
    for (const look of looks) {
      await t.desk.run(`(${code})${look}.out()`)
      t.play(1)
      const actual = await t.read()
      const expected = t.expected()
      wrong += differing(actual, expected)
      mean = Math.max(mean, meanDifference(actual, expected))
    }
    return { wrong, mean }
  }

  const plain = functions.filter(({ name }) => !WITH_FRAMES.has(name) && !HASHED.has(name))
  it.each(plain.map((record) => [record.name, record] as const))('%s', async (name, record) => {
    const some = await compare(chainOf(record, randomArgs(record, name.length + 3)))
    const none = await compare(chainOf(record, []))
    const noted = { random: some, defaults: none }
    expect(some.wrong, JSON.stringify(noted)).toBeLessThanOrEqual(STRAY)
    expect(none.wrong, JSON.stringify(noted)).toBeLessThanOrEqual(STRAY)
  })

  it('voronoi, as the formula gives it in a shader of its own', async () => {
    for (const [scale, speed, blending] of [
      [5, 0.3, 0.3],
      [11.3, 1.7, 0.9],
    ] as const) {
      await t.desk.run(`voronoi(${scale}, ${speed}, ${blending}).out()`)
      t.play(1)
      const actual = await t.read()
      const expected = cells(SIZE, { time: t.desk.session.time, scale, speed, blending })
      expect(differing(actual, expected)).toBeLessThanOrEqual(STRAY)
    }
  })

  it.each(backend === 'webgpu' ? [1, 2, 3, 4, 5, 6] : [7, 8])('a mixture of many, number %i', async (seed) => {
    const code = mixture(seed * 7919, 4)
    const { wrong } = await compare(code)
    expect(wrong, code).toBeLessThanOrEqual(STRAY * 4)
  })
})

/** A chain of random functions, some of them with chains in place of their numbers. */
function mixture(seed: number, depth: number): string {
  const roll = dice(seed)
  const pick = <T>(list: readonly T[]): T => {
    const one = list[Math.floor(roll(0, list.length))]
    if (one === undefined) throw new Error('There is nothing to pick from.')
    return one
  }
  const steady = functions.filter(
    ({ name }) => !/posterize|prev|src|voronoi|pixelate|thresh|luma|colorama|fbm|warp|palette/i.test(name),
  )
  const sources = steady.filter(({ kind }) => kind === 'src')
  const links = steady.filter(({ kind }) => kind !== 'src')
  const call = (record: FunctionRecord, left: number): string => {
    const args = Object.values(record.args).map((spec) => {
      if (spec.type === 'vec4') return '[0.2, 0.3, 0.1, 0.2]'
      if (spec.type === 'texture') return 'o3'
      if (left > 1 && roll(0, 1) < 0.15) return chain(1)
      return roll(Math.max(spec.min, 0.1), Math.min(spec.max, 6)).toFixed(3)
    })
    return `${record.name}(${[...(takesChain(record) ? [chain(left - 1)] : []), ...args].join()})`
  }
  const chain = (left: number): string => {
    let text = call(pick(sources), 1)
    for (let i = 0; i < left; i++) text += `.${call(pick(links), left)}`
    return text
  }
  return chain(depth)
}
