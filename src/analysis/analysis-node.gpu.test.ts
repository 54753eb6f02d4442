// The analysis in a real audio thread: the worklet loads, hears what is connected, and its news move on between hops.
import { afterEach, expect, test } from 'vitest'
import { createAnalysisNode } from './analysis-node'

const contexts: AudioContext[] = []
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close()
})

const now = () => performance.now() / 1000

test('hears a steady pulse: level, bass, onsets, beats', async () => {
  const context = new AudioContext()
  contexts.push(context)
  const analysis = await createAnalysisNode(context)
  const pulse = context.createBufferSource()
  const rate = context.sampleRate
  const buffer = context.createBuffer(1, rate / 2, rate)
  buffer.copyToChannel(
    Float32Array.from(
      { length: rate / 2 },
      (_, i) => 0.8 * Math.sin((2 * Math.PI * 60 * i) / rate) * Math.exp((-12 * i) / rate),
    ),
    0,
  )
  pulse.buffer = buffer
  pulse.loop = true
  pulse.connect(analysis.node)
  const beats: number[] = []
  analysis.onBeat((beat) => beats.push(beat.tempo))
  pulse.start()
  let most = 0
  let bass = 0
  await expect
    .poll(
      () => {
        const features = analysis.newest(now())
        most = Math.max(most, features.onset)
        bass = Math.max(bass, features.bass)
        return beats.length
      },
      { timeout: 60_000, interval: 10 },
    )
    .toBeGreaterThan(2)
  expect(most).toBeGreaterThan(0.3)
  expect(bass).toBeGreaterThan(0.5)
  expect(Math.abs((beats.at(-1) ?? 0) / 120 - 1)).toBeLessThan(0.03)
  await context.suspend()
  await expect.poll(() => analysis.newest(now()).level, { timeout: 10_000 }).toBe(0)
  analysis.dispose()
})
