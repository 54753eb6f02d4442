// Two decks side by side on one stage: each with its own picture, sketch and knobs, mixed by the crossfader in linear light.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defineSketch } from './define-sketch'
import { at, pixels, testStage, type TestStage } from './test-stage'

const SHOWN = defineSketch({
  title: 'Shown',
  about: '',
  knobs: { gain: { kind: 'number', label: 'Gain', min: 0, max: 1, default: 1 } },
  setup: ({ picture }) => ({ show: picture }),
})
const flat = (red: number, green: number, blue: number, serial = 1) => pixels(32, 16, () => [red, green, blue], serial)

const light01 = (value: number): number => {
  const c = value / 255
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
}
/** An sRGB value that is a share of another one's light. */
const light = (value: number, share: number): number => {
  const linear = light01(value) * share
  return 255 * (linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055)
}

describe.each(['webgpu', 'webgl2'] as const)('two decks on %s', (backend) => {
  let t: TestStage

  beforeEach(async () => {
    t = await testStage(backend)
  })
  afterEach(() => t.end())

  const fade = (target: string, value: number | string): void =>
    void t.show.send({ target: `mix/${target}`, value, origin: 'handle' })
  const centre = async (): Promise<number[]> => {
    t.play()
    return at(await t.read(), 32, 16, 8).slice(0, 3)
  }
  const both = async (): Promise<void> => {
    t.stage.addDeck('b', { show: t.show.scope('deck/b') })
    for (const id of ['a', 'b'] as const) await t.stage.deck(id).load(SHOWN, { id: 'shown', seconds: 0 })
    t.stage.deck('a').setPicture('raw', flat(200, 0, 0))
    t.stage.deck('b').setPicture('raw', flat(0, 0, 200))
  }

  it('the same sketch plays on both, each with its picture and its knobs', async () => {
    await both()
    expect([t.show.number('sketch/shown/gain'), t.show.number('deck/b/sketch/shown/gain')]).toEqual([1, 1])
    expect(await centre()).toEqual([200, 0, 0])
    fade('crossfade', 1)
    expect(await centre()).toEqual([0, 0, 200])
  })

  it('half and half is half the light of both, by its curve and blend', async () => {
    await both()
    fade('crossfade', 0.5)
    const half = light(200, 0.5)
    const near = async (colour: readonly number[]): Promise<void> => {
      const seen = await centre()
      colour.forEach((value, i) => expect(Math.abs((seen[i] ?? 0) - value)).toBeLessThanOrEqual(2))
    }
    await near([half, 0, half])
    fade('curve', 'scratch')
    fade('blend', 'add')
    await near([200, 0, 200])
    fade('curve', 'dissolve')
    fade('blend', 'multiply')
    const white = light(255, 0.25)
    const red = light(255, 0.25 + light01(200) * 0.25)
    await near([red, white, red])
    t.stage.deck('b').setPicture('raw', flat(200, 0, 0, 2))
    fade('curve', 'scratch')
    fade('blend', 'difference')
    await near([0, 0, 0])
    fade('blend', 'lighten')
    await near([200, 0, 0])
  })

  it('a fade is a way of the door, and the decks stay', async () => {
    await both()
    t.show.send({ target: 'mix/crossfade', value: 1, over: 1, origin: 'handle' })
    t.show.tick(0)
    expect(await centre()).toEqual([200, 0, 0])
    expect(t.stage.sketch).toBe('shown')
    t.play(70)
    t.show.tick(2)
    expect(await centre()).toEqual([0, 0, 200])
  })

  it('a second deck that is empty or gone leaves the first alone, and nothing behind', async () => {
    await t.stage.load(SHOWN, { id: 'shown', seconds: 0 })
    t.stage.setPicture('raw', flat(200, 0, 0))
    t.play(3)
    const before = t.count && { textures: t.count.textures, buffers: t.count.buffers }
    t.stage.addDeck('b', { show: t.show.scope('deck/b') })
    fade('crossfade', 0.7)
    expect(await centre()).toEqual([200, 0, 0])
    t.stage.removeDeck('b')
    expect(() => t.stage.deck('b')).toThrow("Deck 'b' was asked for: there is a. Add it to the stage first.")
    expect(await centre()).toEqual([200, 0, 0])
    t.play(3)
    // WebGL 2 counts nothing.
    expect(t.count?.textures).toBe(before?.textures)
    expect((t.count?.buffers ?? 0) - (before?.buffers ?? 0)).toBeLessThanOrEqual(2)
  })
})
