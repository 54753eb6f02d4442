// The built-in music in a real browser: it sounds, it ends, and it is the same at every run.
import { afterEach, expect, test } from 'vitest'
import { createGroove, renderGroove, startGroove } from './groove'

const contexts: AudioContext[] = []
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close()
})

test('renders music that neither clips nor whispers', async () => {
  const buffer = await renderGroove(8, 3, 44100)
  expect(buffer.duration).toBeCloseTo(8, 2)
  const samples = buffer.getChannelData(0)
  const peak = samples.reduce((most, s) => Math.max(most, Math.abs(s)), 0)
  expect(peak).toBeGreaterThan(0.2)
  expect(peak).toBeLessThanOrEqual(1)
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

test('the groove that fades out does not stop the one that came after it', async () => {
  const context = new AudioContext()
  contexts.push(context)
  const first = await startGroove(context)
  const second = await startGroove(context)
  const meter = context.createAnalyser()
  const samples = new Float32Array(meter.fftSize)
  second.node.connect(meter)
  first.dispose()
  const from = context.currentTime
  const peak = () => {
    meter.getFloatTimeDomainData(samples)
    return samples.reduce((most, s) => Math.max(most, Math.abs(s)), 0)
  }
  // Two seconds later everything that sounded before the first one went has died away.
  await expect.poll(() => (context.currentTime > from + 2 ? peak() : 0), { timeout: 30_000 }).toBeGreaterThan(0.05)
  second.dispose()
})
