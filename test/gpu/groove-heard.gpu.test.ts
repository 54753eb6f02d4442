// The built-in music through the analysis, as the manual clock has it: heard at its own tempo, the same at every run.
import { expect, test } from 'vitest'
import { createSteppedAnalysis } from '../../src/analysis/offline-analysis'
import { compose } from '../../src/score/composition'
import { grooveLength, renderGroove } from '../../src/score/groove'

test.each([1, 3])('piece %d is heard at its own tempo within eight seconds, and over the loop', async (seed) => {
  const analysis = createSteppedAnalysis(await renderGroove(grooveLength(4, seed), seed), { loop: true })
  for (const time of [8, 30]) {
    expect(Math.abs(analysis.at(time).tempo / compose(seed).bpm - 1)).toBeLessThan(0.02)
  }
})

test('two renderings give the same features to the last bit', async () => {
  const [one, two] = [await renderGroove(4, 2), await renderGroove(4, 2)].map((sound) => createSteppedAnalysis(sound))
  const features = { ...one?.at(3.5) }
  expect(features.level).toBeGreaterThan(0.1)
  expect({ ...two?.at(3.5) }).toEqual(features)
})
