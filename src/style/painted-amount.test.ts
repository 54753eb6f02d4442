// What is painted between styles and none.
import { expect, it } from 'vitest'
import { PaintedAmount } from './painted-amount'

it('between styles all of it is painted, whatever their knobs add up to', () => {
  const amount = new PaintedAmount()
  expect([amount.at(1, 1), amount.at(1, 1.5), amount.at(1.2, 1.5), amount.at(1.5, 0.3), amount.at(0.3, 0.3)]).toEqual([
    1, 1, 1, 1, 1,
  ])
})

it('to none it goes as the knobs do, and turns round where it is', () => {
  const amount = new PaintedAmount()
  amount.at(0.5, 0.5)
  expect([amount.at(0.5, 0), amount.at(0.25, 0)]).toEqual([1, 0.5])
  expect([amount.at(0.25, 1), amount.at(0.625, 1), amount.at(1, 1)]).toEqual([0.5, 0.75, 1])
})

it('from none it comes with the knobs', () => {
  const amount = new PaintedAmount()
  expect([amount.at(0, 0), amount.at(0, 1), amount.at(0.4, 1), amount.at(1, 1)]).toEqual([0, 0, 0.4, 1])
})
