// The bench's numbers on values whose answer is known.
import { expect, it } from 'vitest'
import { median, mediansOverTime, pairedRatio, quantile, slope } from './statistics'

it('takes medians and quantiles, between neighbours in proportion', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2.5)
  expect(quantile([0, 10], 0.95)).toBeCloseTo(9.5)
  expect(quantile([7], 0.95)).toBe(7)
  expect(median([])).toBeNaN()
})

it('leaves the values it is given in their order', () => {
  const values = [3, 1, 2]
  median(values)
  expect(values).toEqual([3, 1, 2])
})

it('pairs turn with turn, so that a slow stretch of the machine cancels out', () => {
  const ours = [1, 1, 10, 10, 1]
  const theirs = ours.map((v) => v * 4)
  expect(pairedRatio(theirs, ours)).toBe(4)
  expect(median(theirs) / median(ours)).toBe(4)
  expect(pairedRatio([8, 8, 80], [2, 20])).toBeCloseTo(2.2)
  expect(pairedRatio([], [])).toBeNaN()
})

it('gives the median of each stretch of time', () => {
  const samples = [0, 1, 2, 5, 6, 12].map((at) => ({ at, value: at === 2 ? 99 : at }))
  expect(mediansOverTime(samples, 5)).toEqual([
    { at: 2.5, value: 1 },
    { at: 7.5, value: 5.5 },
    { at: 12.5, value: 12 },
  ])
})

it('finds the slope under an outlier, and none in too little', () => {
  const line = Array.from({ length: 20 }, (_, at) => ({ at, value: 5 + 0.25 * at }))
  expect(slope(line)).toBeCloseTo(0.25)
  expect(slope(line.map((s, i) => (i === 7 ? { ...s, value: 1e6 } : s)))).toBeCloseTo(0.25, 1)
  expect(slope(line.map(({ at }) => ({ at, value: 3 })))).toBe(0)
  expect(slope([{ at: 1, value: 4 }])).toBe(0)
  expect(
    slope([
      { at: 1, value: 4 },
      { at: 1, value: 9 },
    ]),
  ).toBe(0)
})
