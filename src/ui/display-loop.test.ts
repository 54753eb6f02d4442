// When the interface begins to cost less.
import { expect, it } from 'vitest'
import { createThrift } from './display-loop'

it('the interface gets cheaper only after the stage has been slow for three seconds on end', () => {
  let fps = 30
  const thrift = createThrift(() => fps)
  const run = (from: number, seconds: number): boolean[] =>
    Array.from({ length: seconds * 8 }, (_, i) => thrift.poor(from + i / 8, 1 / 8))
  expect(run(0, 2)).not.toContain(true)
  fps = 60
  expect(run(2, 2)).not.toContain(true)
  fps = 30
  expect(run(4, 3)).not.toContain(true)
  expect(run(7, 1)).toContain(true)
})
