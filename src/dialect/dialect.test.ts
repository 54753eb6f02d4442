// The dialect as data: arrays over time, trees and what their shaders depend on, words for mistakes, and time tables.
import { Timeline } from '../transport/timeline'
import { describe, expect, it } from 'vitest'
import { planChain } from './chain-plan'
import { EASINGS } from '../core/easing'
import { sourceFunction, type Home, type LiveChain } from './live-chain'
import { LiveSchedule } from './live-schedule'
import { functions } from './records'
import { SEQUENCE_LINKS, stepOf } from './sequence'

const { fast, smooth, offset, ease, fit } = SEQUENCE_LINKS
const source = (name: string, home: Home | null = null): ((...args: unknown[]) => LiveChain) => {
  const record = functions.find((known) => known.name === name)
  if (!record) throw new Error(`There is no ${name}.`)
  return sourceFunction(record, home)
}
const osc = source('osc')
const noise = source('noise')

describe('arrays', () => {
  it.each([
    [[1, 2, 3], 0.9, 1],
    [[1, 2, 3], 1.1, 2],
    [[1, 2, 3], 3.5, 1],
    [fast([1, 2, 3], 4), 0.6, 3],
    [fast([1, 2, 3], -1), 0.5, 3],
    [smooth([0, 1]), 0.75, 0.25],
    [smooth([0, 1], 0.5), 0.5, 0.5],
    [smooth([0, 1], 0.5), 0.9, 1],
    [offset([1, 2]), 0.6, 2],
    [offset([1, 2], 2.25), 0.8, 2],
    [ease([0, 1], 'easeInQuad'), 1, 0.25],
    [ease([0, 1], (t) => t ** 3), 1, 0.125],
    [fit([2, 4, 3]), 2, 0.5],
    [fit(fast([2, 4, 3], 2), -1, 1), 0.5, 1],
    [fit([5, 5], 3, 4), 0, 3],
    [fit(offset([2, 4], 0.5)), 0.6, 0],
  ])('%j after %s beats is %s', (array, beats, value) => {
    expect(stepOf(array, beats, new Timeline(60))).toBeCloseTo(value, 6)
  })

  it('refuses an easing that there is not', () => {
    expect(() => ease([0], 'bounce')).toThrow(
      /\.ease\('bounce'\) was asked of an array: there is no easing of that name/,
    )
  })

  it.each(Object.entries(EASINGS))('%s goes from 0 to 1', (_, easing) => {
    expect([easing(0), easing(1)].map((x) => Math.round(x * 1e6))).toEqual([0, 1e6])
    expect(easing(0.6)).toBeGreaterThan(easing(0.4))
  })
})

describe('chains', () => {
  const plan = (chain: LiveChain): string => planChain(chain.link).signature

  it('of the same shape differ in numbers only', () => {
    expect(plan(osc(1).rotate(2))).toBe(plan(osc([3, 4]).rotate(() => 5)))
    expect(plan(osc().rotate())).toBe(plan(osc(1, 2, 3).rotate(4, 5)))
    expect(plan(osc().rotate(noise()))).not.toBe(plan(osc().rotate(1)))
    expect(planChain(osc(7).rotate(8).link).numbers.map(({ value }) => value)).toEqual([
      7,
      undefined,
      undefined,
      8,
      undefined,
    ])
  })

  it('never change by being used in a sketch file', () => {
    const base = osc(10)
    const turned = base.rotate(1)
    expect(plan(base.add(turned))).not.toBe(plan(turned))
    expect(base.link.input).toBeNull()
  })

  it('change with every link in live code, and what was shown stays as it was', () => {
    const shown: LiveChain[] = []
    const home = { made: () => undefined, out: (chain: LiveChain) => void shown.push(chain) }
    const [wave, cloud] = [source('osc', home), source('noise', home)]
    const p = wave(10)
    p.out()
    const q = p.kaleid(3)
    expect(q).toBe(p)
    const other = q.copy().rotate(1)
    const bent = wave().modulate(p)
    p.hue(0.2)
    bent.out()
    p.out()
    const is = (i: number): string => planChain(shown[i]?.link ?? osc().link).signature
    expect(is(0)).toBe(plan(osc(10)))
    expect(is(1)).toBe(plan(osc().modulate(osc(10).kaleid(3).hue(0.2))))
    expect(is(2)).toBe(plan(osc(10).kaleid(3).hue(0.2)))
    expect(plan(other)).toBe(plan(osc(10).kaleid(3).rotate(1)))
    expect(plan(p.add(p))).toBe(plan(((one) => one.add(one))(osc(10).kaleid(3).hue(0.2))))
    const [a, b] = [wave(), cloud()]
    a.modulate(b.add(a))
    expect(() => a.out()).toThrow('A chain was to be shown: it stands inside itself')
  })

  it('refuse what is no picture, and to be endless', () => {
    const give = (thing: unknown): unknown => Reflect.apply(osc().add, osc(), [thing])
    expect(() => give('x')).toThrow(".add() takes a picture: a chain, an output or a source: it was given 'x'.")
    let chain = osc()
    expect(() => {
      for (let i = 0; i < 20; i++) chain = chain.add(chain)
    }).toThrow(/the chain has more than \d+ calls already/)
    expect(() => osc().out()).toThrow('.out() was called in a sketch file')
    expect(() => osc().fit('cover')).toThrow("Put it first: painting.fit('cover').")
    expect(() => osc().style({})).toThrow('.style() takes the name of a style')
    const alike =
      '.style() takes numbers for its strength and for a mix: it was given a picture, and a painter paints the whole picture alike'
    for (const wrong of [['udnie', osc()], [{ udnie: osc() }]])
      expect(() => Reflect.apply(osc().style, osc(), wrong)).toThrow(alike)
  })
})

describe('every function', () => {
  it.each(functions.map((record) => [record.name, record] as const))('%s says what it is', (_, record) => {
    expect(record.doc).toMatch(/^[A-Z].*\.$/)
    expect(record.example).toContain(record.name)
    for (const spec of Object.values(record.args)) expect(spec.help).toMatch(/^[A-Z0-9].*\.$/)
  })
})

describe('the schedule', () => {
  it('calls in time, and gives way to newer code', () => {
    const schedule = new LiveSchedule()
    const said: string[] = []
    schedule.every(2, 'beat', () => said.push('two'))
    schedule.at(1, () => said.push('bar'))
    schedule.every(1, 'second', () => {
      throw new Error('no')
    })
    for (let i = 0; i < 8; i++) schedule.advance(0.5, 60, () => said.push('failed'))
    expect(said).toEqual(['failed', 'two', 'two', 'bar'])
    schedule.renew()
    schedule.advance(1, 120, () => undefined)
    expect(said).toHaveLength(5)
    schedule.every(1, 'beat', () => said.push('new'))
    schedule.advance(1, 120, () => undefined)
    expect(said.slice(5)).toEqual(['new'])
    expect(() => schedule.every(0, 'beat', () => undefined)).toThrow('every() was called: it needs a number above 0')
  })
})
