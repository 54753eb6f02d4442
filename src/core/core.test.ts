// Small words of the core: scope, signal, clock, param travel, log, random.
import { describe, expect, it } from 'vitest'
import { ManualClock } from './clock'
import { Emitter } from './emitter'
import { ImpastoError } from './errors'
import { Log } from './log'
import { seededRandom } from './random'
import { Scope } from './scope'
import { follow, sample } from './signal'

describe('scope', () => {
  it('lets go in reverse, once, and at once when already over', () => {
    const order: string[] = []
    const scope = new Scope()
    scope.defer(() => order.push('first'))
    scope.defer(() => {
      throw new Error('bad part')
    })
    scope.defer(() => order.push('last'))
    scope.dispose()
    scope.dispose()
    scope.defer(() => order.push('late'))
    expect(order).toEqual(['last', 'first', 'late'])
  })
})

describe('signal', () => {
  it('falls back on what is no number', () => {
    expect(sample(3, 1)).toBe(3)
    expect(sample(Number.POSITIVE_INFINITY, 1)).toBe(1)
    expect(sample(() => Number.NaN, 1)).toBe(1)
    expect(
      sample(() => {
        throw new Error('broken')
      }, 2),
    ).toBe(2)
  })

  it.each([30, 60, 144])('follows the same at %i Hz', (rate) => {
    let x = 0
    for (let i = 0; i < rate; i++) x = follow(x, 1, 1 / rate, { attack: 0.5, release: 0.1 })
    expect(x).toBeCloseTo(1 - Math.exp(-2), 10)
  })
})

describe('clock', () => {
  it('stands still until advanced, and never goes back', () => {
    const clock = new ManualClock()
    clock.advance(0.5)
    expect(clock.now()).toBe(0.5)
    expect(() => clock.advance(-1)).toThrow('step(dt) needs seconds >= 0: got -1.')
    expect(() => clock.advance(Number.NaN)).toThrow('step(dt) needs seconds >= 0: got NaN.')
  })
})

describe('log', () => {
  it('says the same line once a second', () => {
    let now = 0
    const log = new Log(() => now)
    const heard: string[] = []
    log.listen((n) => heard.push(n.text))
    log.warn('camera', 'gone')
    log.warn('camera', 'gone')
    now = 1.5
    log.warn('camera', 'gone')
    expect(heard).toEqual(['gone', 'gone'])
  })
})

describe('errors', () => {
  it('says what was asked, what was found, what to do, and where', () => {
    const error = new ImpastoError({
      asked: "Model 'ink' needs weights.safetensors",
      found: 'the file answered 404',
      remedy: 'Playing the next style.',
      path: ['model ink', 'layers[3]'],
    })
    expect(error.message).toBe(
      "Model 'ink' needs weights.safetensors: the file answered 404. Playing the next style. (model ink › layers[3])",
    )
  })
})

describe('emitter', () => {
  it('one listener that throws does not starve the next, and the unsubscribe is the return value', () => {
    const emitter = new Emitter<{ beat: number }>()
    const heard: number[] = []
    emitter.on('beat', () => {
      throw new Error('broken')
    })
    const off = emitter.on('beat', (n) => heard.push(n))
    emitter.emit('beat', 1)
    off()
    emitter.emit('beat', 2)
    expect(heard).toEqual([1])
  })
})

describe('random', () => {
  it('is the same run for the same seed', () => {
    const a = seededRandom(7)
    const b = seededRandom(7)
    const c = seededRandom(8)
    const run = [a(), a(), a()]
    expect([b(), b(), b()]).toEqual(run)
    expect([c(), c(), c()]).not.toEqual(run)
    expect(run.every((x) => x >= 0 && x < 1)).toBe(true)
  })
})
