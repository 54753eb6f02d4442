// Which colours get a swatch, and how a picked one is written.
import { expect, it } from 'vitest'
import { coloursIn, writtenColour } from './colours'

it('finds what a picker can show', () => {
  const line = "solid(1, 0.5, 0).color(0,0,1, 0.5).color(2, 0, 0).lut('#FFaa00').solid(1,1).osc(1,1,1)"
  expect(coloursIn(line).map(({ hex, from, to }) => [hex, line.slice(from, to)])).toEqual([
    ['#ff8000', '1, 0.5, 0'],
    ['#0000ff', '0,0,1'],
    ['#ffaa00', '#FFaa00'],
  ])
  expect(coloursIn('solid(1.2, 0, 0); color(-1, 0, 0); color(x, 0, 0)')).toEqual([])
})

it('writes a colour as the code does', () => {
  expect([writtenColour('#ff8000', true), writtenColour('#ff8000', false)]).toEqual(['1, 0.502, 0', '#ff8000'])
})
