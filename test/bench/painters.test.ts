// The one JSON object that the command line prints: the size as it was asked for, and where it was measured.
import { expect, it } from 'vitest'
import { painterObject } from './painters'

it('is the contest, with the size as it is written on the command line', () => {
  const environment = {
    adapter: 'a',
    software: true,
    features: [],
    browser: 'b',
    cores: 2,
    memory: null,
    isolated: true,
    heapBytes: null,
    wasHidden: false,
  }
  const contest = {
    model: 'bank-1',
    style: 'udnie',
    size: { width: 256, height: 144 },
    frames: 5,
    reference: null,
    runs: [],
    failed: [],
    ratios: { 'a / b': 2 },
  }
  expect(painterObject({ machine: 'm', environment, contest })).toEqual({
    ...contest,
    size: '256x144',
    machine: 'm',
    environment,
  })
})
