// How well it hears: a fixed, seeded share of the bench's sounds must reach what was promised.
import { expect, test } from 'vitest'
import { hear } from '../../test/bench/audio/hear'
import { PATTERNS, UNSEEN } from '../../test/bench/audio/patterns'
import { fMeasure, score, share } from '../../test/bench/audio/score'
import { groups, patternSounds } from '../../test/bench/audio/sounds'

const PATIENT = { timeout: 240_000 }

test('drums of many kinds: onsets, tempo within eight seconds, beats in phase', PATIENT, () => {
  const sounds = [...patternSounds(PATTERNS, 11), ...patternSounds(UNSEEN, 12)].filter((_, i) => i % 5 === 0)
  const scores = sounds.map((make) => {
    const sound = make()
    return score(sound, hear(sound))
  })
  const errors = scores.flatMap((s) => s.phaseErrors)
  expect(scores.length).toBeGreaterThan(20)
  expect(fMeasure(scores)).toBeGreaterThan(0.9)
  expect(
    share(
      scores.flatMap((s) => s.tempoRight),
      (right) => right,
    ),
  ).toBeGreaterThan(0.9)
  expect(errors.length).toBeGreaterThan(250)
  expect(share(errors, (e) => Math.abs(e) <= 0.04)).toBeGreaterThan(0.9)
})

test('a tempo that changes is found again, both ways', PATIENT, () => {
  const changes =
    groups()
      .find((g) => g.name === 'tempo change')
      ?.sounds.slice(0, 2) ?? []
  expect(changes.length).toBe(2)
  for (const make of changes) {
    const sound = make()
    expect(score(sound, hear(sound)).tempoRight).toEqual([true, true])
  }
})

test('no beats in silence and in steady noise', PATIENT, () => {
  const still =
    groups()
      .find((g) => g.name === 'silence and noise')
      ?.sounds.filter((_, i) => i % 3 === 0) ?? []
  expect(still.length).toBeGreaterThan(2)
  for (const make of still) {
    const sound = make()
    const heard = hear(sound)
    expect(heard.beats).toEqual([])
    expect(heard.tempoAt(20)).toBe(0)
  }
})
