// The travel of a parameter: a controller's 0..1 to its range and back.
import { describe, expect, it } from 'vitest'
import { fromTravel, toTravel, type NumberSpec } from './param'

describe('param travel', () => {
  const log: NumberSpec = { kind: 'number', label: 'Rate', min: 20, max: 20000, default: 440, curve: 'log' }
  it('maps a log range there and back', () => {
    expect(toTravel(log, 20)).toBe(0)
    expect(fromTravel(log, 1)).toBeCloseTo(20000)
    expect(fromTravel(log, toTravel(log, 632.4))).toBeCloseTo(632.4)
  })
})
