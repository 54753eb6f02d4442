// What every effect must do, found by glob: leave no black and no NaN, answer to each of its parameters, look the same in both backends, and go.
import { afterEach, describe, expect, it } from 'vitest'
import { apply, install, type Chain } from '../../src/stage/chain'
import { defineSketch, type SketchModule } from '../../src/stage/define-sketch'
import type { EffectRecord } from '../../src/stage/effect'
import { effects } from '../../src/stage/effects'
import { fromTravel } from '../../src/show/param'
import { pixels, testStage, type TestStage } from '../../src/stage/test-stage'

const SIZE = { width: 96, height: 54 }
/** Frames of the moving picture, a tenth of a second apart. */
const CYCLE = 10
/** Mean difference of a channel that counts as seen, of 255. */
const SEEN = 0.35

let stages: TestStage[] = []

afterEach(async () => {
  for (const t of stages) await t.end()
  stages = []
})

/** A picture with edges, colours and a bright spot that goes round. */
const FILM = Array.from({ length: CYCLE }, (_, i) => {
  const turn = (i / CYCLE) * 2 * Math.PI
  const cx = 48 + 18 * Math.cos(turn)
  const cy = 24 + 12 * Math.sin(turn)
  return pixels(
    SIZE.width,
    SIZE.height,
    (x, y) => {
      if (Math.hypot(x - cx, y - cy) < 10) return [255, 236, 190]
      return (x >> 4) % 2 === (y >> 4) % 2 ? [40 + x, 70, 150] : [150, 60 + y * 2, 30 + x / 2]
    },
    i,
  )
})

interface Rig {
  t: TestStage
  values: Record<string, number>
  /** Plays the film through and gives the last picture. */
  film(): Promise<Uint8Array>
}

async function rig(effect: EffectRecord, backend: 'webgpu' | 'webgl2'): Promise<Rig> {
  const t = await testStage(backend, SIZE)
  stages.push(t)
  const values = defaults(effect)
  const signals = Object.fromEntries(Object.keys(effect.params).map((key) => [key, () => values[key]]))
  await t.stage.load(sketchOf(effect, signals), { id: 'contract', seconds: 0 })
  return {
    t,
    values,
    film() {
      for (const picture of FILM) {
        t.stage.setPicture('raw', picture)
        t.play(1, 0.1)
      }
      return t.read()
    },
  }
}

function sketchOf(effect: EffectRecord, signals: Record<string, unknown>): SketchModule {
  return defineSketch({
    title: effect.label,
    about: '',
    setup({ picture, chain }) {
      // The other picture is another function of the place, so that it cannot be mistaken for the first.
      const other: Chain = chain((st) => picture.sampler(st.mul(0.5).add(0.2)).yzxw)
      return { show: apply(picture, effect, [...(effect.inputs ?? []).map(() => other), signals]) }
    },
  })
}

function defaults(effect: EffectRecord): Record<string, number> {
  return Object.fromEntries(Object.entries(effect.params).map(([key, spec]) => [key, spec.default]))
}

function difference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0))
  // Alpha is 255 in both.
  return sum / (a.length * 0.75)
}

function mean(a: Uint8Array): number {
  return a.reduce((sum, value, i) => (i % 4 === 3 ? sum : sum + value), 0) / (a.length * 0.75)
}

it('effects are found', () => {
  expect(effects.map((effect) => effect.name)).toEqual(
    expect.arrayContaining(['bloom', 'displace', 'edgeGlow', 'feedback', 'grade', 'kaleidoscope', 'mix', 'rgbSplit']),
  )
})

it('an effect that would hide another link is refused in words', () => {
  const [effect] = effects
  if (!effect) throw new Error('There are no effects.')
  expect(() => install({ ...effect, name: 'node' })).toThrow(
    "The effect 'node' wants to be a link of chains: there is a link of that name already. Give it another name.",
  )
})

describe.each(effects.map((effect) => [effect.name, effect] as const))('%s', (_, effect) => {
  it('says what it is', () => {
    expect(effect.label).toMatch(/^[A-Z]/)
    expect(effect.help).toMatch(/^[A-Z].*\.$/)
    for (const [key, spec] of Object.entries(effect.params)) {
      expect(key).toMatch(/^[a-z][A-Za-z]*$/)
      expect(spec.label).toMatch(/^[A-Z]/)
      expect(spec.default).toBeGreaterThanOrEqual(spec.min)
      expect(spec.default).toBeLessThanOrEqual(spec.max)
    }
  })

  it('answers to each parameter, comes back from every extreme, and goes', async () => {
    const { t, values, film } = await rig(effect, 'webgpu')
    await film()
    const still = difference(await film(), await film())
    const usual = await film()
    expect(mean(usual)).toBeGreaterThan(15)
    for (const [key, spec] of Object.entries(effect.params)) {
      const seen = async (rest: number | null): Promise<number> => {
        const shots: Uint8Array[] = []
        for (const travel of [0.13, 0.83]) {
          for (const [name, other] of Object.entries(effect.params)) {
            values[name] = rest === null ? other.default : fromTravel(other, rest)
          }
          values[key] = fromTravel(spec, travel)
          shots.push(await film())
        }
        const [low, high] = shots
        return low && high ? difference(low, high) : 0
      }
      // A parameter may speak only where others let it: the threshold of a key that is off says nothing.
      const most = Math.max(await seen(null), await seen(0.8))
      expect(most, `${effect.name}({ ${key} }) changes nothing that can be seen`).toBeGreaterThan(SEEN + 2 * still)
      for (const extreme of [spec.min, spec.max]) {
        Object.assign(values, defaults(effect))
        values[key] = extreme
        await film()
      }
    }
    Object.assign(values, defaults(effect))
    for (let i = 0; i < 6; i++) await film()
    expect(difference(await film(), usual), 'something of an extreme stays for good').toBeLessThan(1 + 2 * still)
    expect(t.log.notices.filter((notice) => notice.level !== 'info')).toEqual([])
    const { count } = t
    await t.stage.dispose()
    expect(count).toMatchObject({ buffers: 0, textures: 0, bytes: 0 })
  })

  it('looks the same on WebGL 2', async () => {
    const [gpu, gl] = [await rig(effect, 'webgpu'), await rig(effect, 'webgl2')]
    expect(difference(await gpu.film(), await gl.film())).toBeLessThan(1.5)
  })
})
