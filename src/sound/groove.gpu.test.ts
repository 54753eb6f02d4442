// The built-in music in a real browser: it sounds, it keeps its tempo, and it is the same at every run.
import { afterEach, expect, test } from 'vitest'
import { createSteppedAnalysis } from '../analysis/stepped'
import { compose } from './composition'
import { createGroove, renderGroove } from './groove'

const contexts: AudioContext[] = []
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close()
})

test('renders music that is heard at its own tempo', async () => {
  const buffer = await renderGroove(12, 3, 44100)
  expect(buffer.duration).toBeCloseTo(12, 2)
  const samples = buffer.getChannelData(0)
  const peak = samples.reduce((most, s) => Math.max(most, Math.abs(s)), 0)
  expect(peak).toBeGreaterThan(0.2)
  expect(peak).toBeLessThanOrEqual(1)
  const features = createSteppedAnalysis(buffer).at(11.5)
  expect(Math.abs(features.tempo / compose(3).bpm - 1)).toBeLessThan(0.02)
})

test('renders the same samples twice', async () => {
  const [a, b] = [await renderGroove(3, 5, 22050), await renderGroove(3, 5, 22050)]
  const [left, right] = [a.getChannelData(1), b.getChannelData(1)]
  expect(left.length).toBe(66_150)
  expect(left.findIndex((sample, i) => sample !== right[i])).toBe(-1)
})

test('plays live into its node, and is silent after dispose', async () => {
  const context = new AudioContext()
  contexts.push(context)
  const groove = await createGroove(context, { seed: 2 })
  const meter = context.createAnalyser()
  const samples = new Float32Array(meter.fftSize)
  groove.node.connect(meter)
  const peak = () => {
    meter.getFloatTimeDomainData(samples)
    return samples.reduce((most, s) => Math.max(most, Math.abs(s)), 0)
  }
  groove.start()
  await expect.poll(peak, { timeout: 20_000 }).toBeGreaterThan(0.05)
  groove.dispose()
  groove.dispose()
  await expect.poll(peak, { timeout: 20_000 }).toBe(0)
})
