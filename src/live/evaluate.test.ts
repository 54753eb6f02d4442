// Live code: its value, its names, and where its mistakes are.
import { describe, expect, it } from 'vitest'
import { compileLive } from './evaluate'
import { LiveScope, type LiveName } from './live-scope'
import type { Helpers } from './rewrite'

const options = { isArrayLink: (name: string) => name === 'fast', isReserved: (name: string) => name === 'osc' }
let speed = 1
const NAMES = new Map<string, LiveName>([
  ['osc', { get: () => () => 'stripes' }],
  ['speed', { get: () => speed, set: (value) => (speed = Number(value)) }],
])

function stand(): (code: string) => Promise<unknown> {
  const scope = new LiveScope(NAMES)
  const helpers: Helpers = {
    __turn: () => undefined,
    __link: (thing, name) => (times: unknown) => [thing, name, times],
    __names: scope.own,
  }
  return (code) =>
    compileLive(code, options).run({ scope: (assigned) => scope.proxy(assigned), self: scope.self, helpers })
}

describe('live code', () => {
  it.each<[string, unknown]>([
    ['const k = 2\nk * 21', 42],
    ['let k = 2', undefined],
    ['await Promise.resolve(7)', 7],
    ['k = 3; const f = () => k; k = 4; f()', 4],
    ['function twice(x) { return 2 * x }\ntwice(4)', 8],
    ['class A { b() { return 5 } }\nnew A().b()', 5],
    ['let [a, { b, c = 3 }] = [1, { b: 2 }], d = 4\n;[a, b, c, d]', [1, 2, 3, 4]],
    ['let s = 0\nfor (const x of [1, 2]) s += x\nwhile (s < 10) s++\ndo s++; while (s < 12)\ns', 12],
    ['const f = (x) => ({ x })\nf(2)', { x: 2 }],
    ['const f = a => b => a + b\nf(1)(2)', 3],
    ['[1, 2]\n  .fast(3)', [[1, 2], 'fast', 3]],
    ['[1] /* a . */ ?.fast(3)', [[1], 'fast', 3]],
    ["[1]['fast'](3)", [[1], 'fast', 3]],
    ['[1]?.[\n"fast" ](3)', [[1], 'fast', 3]],
    ['typeof nothing', 'undefined'],
    ['window.z = 3\nz + window.z', 6],
    ['osc()', 'stripes'],
    ['speed = 0.5\nspeed', 0.5],
  ])('%j gives %j', async (code, value) => {
    expect(await stand()(code)).toEqual(value)
  })

  it('keeps its names for the next evaluation, and lets them be made anew', async () => {
    const run = stand()
    await run('let n = 1; const f = () => n; function g() { return n + 1 }')
    expect(await run('n = 5; [f(), g()]')).toEqual([5, 6])
    expect(await run('const f = () => 0\nf()')).toBe(0)
    expect(await run('{ let osc = 1 }\nconst osc = () => "mine"\nosc()')).toBe('mine')
    expect(await run('osc()')).toBe('stripes')
  })

  it('leaks nothing into the page', async () => {
    await stand()('leak = 5; window.leak2 = 6; this.leak3 = 7; var leak4 = 8; for (leak5 of [1]); [leak6] = [1]')
    for (const n of ['', 2, 3, 4, 5, 6]) expect(`leak${n}` in globalThis).toBe(false)
    expect('fast' in Array.prototype).toBe(false)
  })

  it.each([
    [
      'picture\n  .bloom((',
      'Live code was evaluated: Unexpected token. What played before goes on. (line 2, column 11)',
    ],
    [
      'let a = 1\n  a.b.c()',
      "Cannot read properties of undefined (reading 'c'). What played before goes on. (line 2, column 7)",
    ],
    ['const a = 1\nnowhere.bloom()', 'nowhere is not defined. What played before goes on. (line 2, column 1)'],
    [
      'const f = () => {\n  throw new Error("no paint")\n}\nf()\n3',
      'no paint. What played before goes on. (line 2, column 9)',
    ],
    ['const f = () => [1].fast(nowhere)\nf()', '(line 1, column 26)'],
    ['nothing()', 'nothing is not defined. What played before goes on. (line 1, column 1)'],
  ])('says where %j is wrong', async (code, text) => {
    await expect((async () => stand()(code))()).rejects.toThrow(text)
  })
})
