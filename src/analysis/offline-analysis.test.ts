// The analysis by hand: the same at every run, at any step, over the loop's end.
import { expect, test } from 'vitest'
import { drums } from '../../test/bench/audio/synth'
import { PATTERNS } from '../../test/bench/audio/patterns'
import { createSteppedAnalysis } from './offline-analysis'

const sound = drums({
  name: 'house',
  pattern: PATTERNS['house'] ?? {},
  kit: 'electronic',
  tempi: [{ bpm: 120, seconds: 8 }],
  sampleRate: 44100,
  seed: 3,
})

test('two runs and two step sizes give the same features', () => {
  const coarse = createSteppedAnalysis(sound)
  const fine = createSteppedAnalysis(sound)
  for (let frame = 1; frame <= 210; frame++) fine.at(frame / 30)
  expect({ ...coarse.at(7) }).toEqual({ ...fine.at(7) })
  expect(coarse.at(7).level).toBeGreaterThan(0.2)
})

test('an earlier time starts over', () => {
  const analysis = createSteppedAnalysis(sound)
  const first = { ...analysis.at(3) }
  analysis.at(7)
  expect({ ...analysis.at(3) }).toEqual(first)
})

test('beats are told once each, in step with the sound', () => {
  const analysis = createSteppedAnalysis(sound)
  const beats: number[] = []
  analysis.onBeat((beat) => beats.push(beat.time))
  for (let frame = 1; frame <= 60 * 8; frame++) analysis.at(frame / 60)
  const late = beats.filter((t) => t > 5)
  expect(late.length).toBeGreaterThanOrEqual(5)
  for (const beat of late) expect(Math.min(...sound.beats.map((b) => Math.abs(b - beat)))).toBeLessThan(0.04)
})

test('without a loop the sound is followed by silence, with one it goes on', () => {
  expect(createSteppedAnalysis(sound).at(30).level).toBeLessThan(1e-6)
  expect(createSteppedAnalysis(sound, { loop: true }).at(30).tempo).toBeGreaterThan(115)
})

test('no sound at all is silence', () => {
  expect(createSteppedAnalysis({ samples: new Float32Array(0), sampleRate: 48000 }, { loop: true }).at(1).level).toBe(0)
})
