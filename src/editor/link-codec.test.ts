// A sketch into an address and back, unchanged; and what a damaged address is answered.
import { describe, expect, it } from 'vitest'
import { carriesCode, fromHash, toHash } from './link-codec'

describe('a link', () => {
  it.each([
    ['a chain', 'osc(10, 0.1, 1.2)\n  .rotate(0.3)\n  .out()\n'],
    ['nothing', ''],
    ['every script', "text('größer ≥ 夜 🌃').out() // \u0000 \u2028"],
    ['a long piece', Array.from({ length: 3000 }, (_, i) => `osc(${i * 7919}).out(o${i % 4})`).join('\n')],
  ])('carries %s', async (_, code) => {
    const hash = await toHash(code)
    expect(hash).toMatch(/^#code=[\w-]*$/)
    expect([carriesCode(hash), await fromHash(hash)]).toEqual([true, code])
  })

  it('is short', async () => {
    expect((await toHash('osc(10, 0.1).modulate(osc(10, 0.1), 0.2).out(o0)\n'.repeat(10))).length).toBeLessThan(100)
  })

  it('is not every hash', () => {
    expect(['', '#', '#keys', '#sketch=code'].map(carriesCode)).toEqual([false, false, false, false])
  })

  it.each([
    ['cut off', 12],
    ['bent', 0],
  ])('says that it is damaged: %s', async (_, keep) => {
    const whole = await toHash('osc(10, 0.1, 1.2).rotate(0.3).out()')
    const hash = keep > 0 ? whole.slice(0, keep) : '#code=$$$'
    await expect(fromHash(hash)).rejects.toThrow(
      'A sketch was opened from a link: the link is cut off or damaged. The code that was here before is shown; ask for the link again, in one piece.',
    )
  })

  it('does not unfold without end', async () => {
    await expect(fromHash(await toHash('x'.repeat(600_000)))).rejects.toThrow('it is longer than a sketch can be')
  })
})
