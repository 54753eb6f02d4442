// How numbers are written, and where a step lands.
import { describe, expect, it } from 'vitest'
import type { NumberSpec } from '../show/param'
import { formatNumber, stepNumber, travelNumber } from './number-format'

const spec = (rest: Partial<NumberSpec>): NumberSpec => ({
  kind: 'number',
  label: 'x',
  min: 0,
  max: 1,
  default: 0,
  ...rest,
})

describe('formatNumber', () => {
  it('writes as many decimals as the step needs, and the unit', () => {
    expect(formatNumber(spec({}), 0.456)).toBe('0.46')
    expect(formatNumber(spec({ max: 12, step: 1 }), 6)).toBe('6')
    expect(formatNumber(spec({ max: 10, step: 0.1, unit: 's' }), 1.5)).toBe('1.5 s')
    expect(formatNumber(spec({ max: 360, step: 1, unit: '°' }), 90)).toBe('90°')
    expect(formatNumber(spec({ max: 0.1, step: 0.001 }), 0.0125)).toBe('0.013')
  })

  it('keeps three figures of a log range', () => {
    const hertz = spec({ min: 20, max: 16000, unit: 'Hz', curve: 'log' })
    expect([20, 250.4, 3200].map((v) => formatNumber(hertz, v))).toEqual(['20.0 Hz', '250 Hz', '3200 Hz'])
  })

  it('knows no minus zero', () => {
    expect(formatNumber(spec({ min: -1 }), -0.001)).toBe('0.00')
  })
})

describe('stepNumber', () => {
  it('moves by the declared step, without binary dust', () => {
    expect(stepNumber(spec({ step: 0.1 }), 0.2, 1)).toBe(0.3)
    expect(stepNumber(spec({ min: 128, max: 1024, step: 32 }), 256, -1)).toBe(224)
  })

  it('moves by a hundredth where none is declared', () => {
    expect(stepNumber(spec({ max: 4 }), 1, 1)).toBe(1.04)
  })

  it('moves by a hundredth of the travel on a log curve', () => {
    const hertz = spec({ min: 20, max: 20000, curve: 'log' })
    expect(stepNumber(hertz, 200, 1) / 200).toBeCloseTo(1000 ** 0.01, 6)
  })

  it('stays in the range', () => {
    expect(stepNumber(spec({ step: 0.3 }), 0.9, 1)).toBe(1)
    expect(stepNumber(spec({ step: 0.3 }), 0.1, -10)).toBe(0)
  })
})

describe('travelNumber', () => {
  it('lands on the grid of the step, and reaches both ends', () => {
    const size = spec({ min: 128, max: 1024, step: 100 })
    expect([0, 0.5, 1].map((t) => travelNumber(size, t))).toEqual([128, 528, 1024])
  })
})
