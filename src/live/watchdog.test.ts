// Code that does not end is stopped with its line; code that takes its time is not.
import { describe, expect, it } from 'vitest'
import { nearest } from './did-you-mean'
import { PATIENCE, Watchdog } from './watchdog'

describe('the watchdog', () => {
  it('stops what takes no pause', async () => {
    let now = 0
    const watchdog = new Watchdog(() => now)
    const loop = (): void => {
      for (let i = 0; i < 10_000; i++) {
        now += PATIENCE / 1000
        watchdog.turn(3, 5)
      }
    }
    expect(loop).toThrow(
      'Live code was evaluated: the loop or function at line 3 did not come to an end. It was stopped and what played before goes on; give the loop an end. (line 3, column 5)',
    )
    for (let i = 0; i < 20; i++) {
      await new Promise((resolve) => setTimeout(resolve))
      now += PATIENCE
      watchdog.turn(1, 1)
    }
  })

  it('stops a flood of chains', () => {
    const watchdog = new Watchdog(() => 0)
    watchdog.turn(7, 1)
    expect(() => {
      for (let i = 0; i < 1e6; i++) watchdog.made()
    }).toThrow('it made more than 100000 links of chains without a pause')
  })
})

it.each([
  ['kaleidd', 'kaleid'],
  ['ocs', 'osc'],
  ['Modulate', 'modulate'],
  ['nosie', 'noise'],
  ['xyzzy', null],
])('%s was probably meant as %s', (word, name) => {
  expect(nearest(word, ['kaleid', 'osc', 'modulate', 'modulateHue', 'noise'])).toBe(name)
})
