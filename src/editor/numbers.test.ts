// Which numbers can be turned, and what they become.
import { describe, expect, it } from 'vitest'
import { numberAt, stepOf, turned } from './numbers'

describe('numberAt', () => {
  it.each([
    ['osc(1|2, 0.1)', '12'],
    ['osc(12|, 0.1)', '12'],
    ['osc(12, |0.1)', '0.1'],
    ['osc(|-0.5)', '-0.5'],
    ['x = -|3', '-3'],
    ['a - |3', '3'],
    ['a(1)-|3', '3'],
    ['() => -|3', '-3'],
    ['[.|5, 1.]', '.5'],
    ['[.5, 1.|]', '1.'],
  ])('in %s', (marked, wanted) => {
    expect(numberAt(marked.replace('|', ''), marked.indexOf('|'))?.written).toBe(wanted)
  })

  it.each(['o|0', '0|xff', '1e|5', '|osc(10)', '1|0n', '1.2|.3', 'x1|2'])('none in %s', (marked) => {
    expect(numberAt(marked.replace('|', ''), marked.indexOf('|'))).toBeNull()
  })
})

describe('turning', () => {
  it('steps by the last place that is written', () => {
    expect([stepOf('12', 'plain'), stepOf('0.05', 'plain'), stepOf('0.05', 'fine'), stepOf('3', 'coarse')]).toEqual([
      1, 0.01, 0.001, 10,
    ])
  })

  it.each([
    ['12', 3, 'plain', '15'],
    ['0.10', -1, 'plain', '0.09'],
    ['0.1', 2, 'plain', '0.3'],
    ['0.1', -3, 'plain', '-0.2'],
    ['0.1', -1, 'plain', '0.0'],
    ['5', 1, 'fine', '5.1'],
    ['5', -1, 'coarse', '-5'],
    ['.5', 1, 'plain', '0.6'],
    ['1.', 1, 'plain', '2'],
  ] as const)('%s by %i, %s, is %s', (written, steps, pace, wanted) => {
    expect(turned(written, steps, pace)).toBe(wanted)
  })
})
