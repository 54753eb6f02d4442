// Into how many pieces a painting is cut, and where.
import { describe, expect, it } from 'vitest'
import { cut, Pace } from './pace'

function settled(pace: Pace, secondsFor: (pieces: number) => number): number {
  for (let i = 0; i < 40; i++) pace.took(secondsFor(pace.pieces))
  return pace.pieces
}

describe('the pace', () => {
  it.each([
    ['a quick painting goes in one piece', 0.003, 1],
    ['a slower one in pieces of 4 ms', 0.03, 8],
    ['the slowest in no more than 16', 2, 16],
  ])('%s', (_, seconds, pieces) => {
    expect(settled(new Pace(), () => seconds)).toBe(pieces)
  })

  it('stays while a painting takes a little more or less', () => {
    const pace = new Pace()
    settled(pace, () => 0.03)
    for (const seconds of [0.032, 0.028, 0.035, 0.025]) {
      pace.took(seconds)
      expect(pace.pieces).toBe(8)
    }
  })

  it('gives up on more pieces where each of them makes the painting slower', () => {
    // A browser that looks for finished work ten times a second.
    expect(settled(new Pace(), (pieces) => 0.1 * pieces)).toBe(4)
  })
})

describe('a cut', () => {
  const costs = [1, 8, 8, 8, 1, 1, 4, 4, 1].map((cost) => ({ cost }))

  it('keeps all in order, in runs of about equal cost', () => {
    const runs = cut(costs, 3)
    expect(runs.flat()).toEqual(costs)
    expect(runs.map((run) => run.reduce((sum, { cost }) => sum + cost, 0))).toEqual([9, 16, 11])
  })

  it('has no empty runs', () => {
    expect(cut(costs, 100).map((run) => run.length)).toEqual(costs.map(() => 1))
    expect(cut([{ cost: 100 }, { cost: 1 }], 8).length).toBe(2)
  })
})
