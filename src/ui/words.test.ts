// The short texts the page makes by itself.
import { describe, expect, it } from 'vitest'
import { KEYS, keysOf } from '../control/keyboard/keys'
import { clockText } from './log-layer'
import { progressText } from './progress-bar'

describe('progressText', () => {
  it('says what is waited for and how long', () => {
    expect(progressText({ what: 'Bank 0', done: 0.4, left: 12.3 })).toBe('Bank 0, about 12 s left')
    expect(progressText({ what: 'Bank 0', done: 0.99, left: 0.4 })).toBe('Bank 0, almost there')
    expect(progressText({ what: 'Bank 0', done: 0.1, left: 240 })).toBe('Bank 0, about 4 min left')
    expect(progressText({ what: 'Bank 0', done: 0.42, left: null })).toBe('Bank 0, 42 %')
    expect(progressText({ what: 'Warming up', done: null, left: null })).toBe('Warming up')
  })
})

describe('clockText', () => {
  it('counts from the start', () => {
    expect([7.9, 750, 3723].map(clockText)).toEqual(['0:07', '12:30', '1:02:03'])
  })
})

describe('the table of keys', () => {
  it('gives one key one meaning', () => {
    const uses = KEYS.flatMap((k) =>
      [...(k.codes ?? []), k.key ?? ''].filter(Boolean).map((use) => `${k.mod ?? false} ${k.shift ?? false} ${use}`),
    )
    expect(new Set(uses).size).toBe(uses.length)
    expect(new Set(KEYS.map((k) => k.id)).size).toBe(KEYS.length)
  })

  it('knows the badges of a control', () => {
    expect([keysOf('stage/blackout'), keysOf('source/kind'), keysOf('nothing')]).toEqual(['B', 'C D', undefined])
  })
})
