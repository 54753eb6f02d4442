// Live code: its value, its scope, and where its mistakes are.
import { describe, expect, it } from 'vitest'
import { compileLive } from './evaluate'

describe('live code', () => {
  it('gives what its last expression gives', () => {
    expect(compileLive('const k = 2\nk * x').run({ x: 21 })).toBe(42)
    expect(compileLive('let k = 2').run({})).toBeUndefined()
  })

  it('says where it does not parse', () => {
    expect(() => compileLive('picture\n  .bloom((')).toThrow(
      'Live code was evaluated: Unexpected token. What played before goes on. (line 2, column 11)',
    )
  })

  it.each([
    ['let a = 1\n  a.b.c()', 'line 2, column 7'],
    ['nothing()', 'line 1, column 1'],
    ['const f = () => {\n  throw new Error("no paint")\n}\nf()\n3', 'line 2, column 9'],
  ])('says where %j throws', (code, place) => {
    expect(() => compileLive(code).run({})).toThrow(`What played before goes on. (${place})`)
  })

  it('leaks nothing into the page', () => {
    expect(() => compileLive('leak = 5').run({})).toThrow('leak is not defined')
    expect('leak' in globalThis).toBe(false)
  })
})
