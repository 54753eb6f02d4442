// The way from the picture to its painting as the stage draws it: lines keep their contrast where an even mix would make them pale.
import { expect, it } from 'vitest'
import { defineSketch } from './define-sketch'
import { pixels, testStage } from './test-stage'

const SIDE = 128
const shown = defineSketch({ title: 'P', about: '', setup: ({ painting }) => ({ show: painting }) })

it.each(['webgpu', 'webgl2'] as const)(
  'keeps the contrast of lines halfway, and both ends as they are: %s',
  async (backend) => {
    const t = await testStage(backend, { width: SIDE, height: SIDE })
    t.show.define('style/strength', { kind: 'number', label: 'Strength', min: 0, max: 1, default: 0 })
    await t.stage.load(shown, { id: 'p', seconds: 0 })
    // Lines across in the one and lines down in the other have nothing in common.
    const line = (place: number): readonly [number, number, number] => [place % 2 === 0 ? 80 : 160, 60, 0]
    t.stage.setPicture(
      'raw',
      pixels(SIDE, SIDE, (_, y) => line(y)),
    )
    t.stage.setPicture(
      'painted',
      pixels(SIDE, SIDE, (x) => line(x)),
    )
    const seen: { mean: number; contrast: number }[] = []
    for (const value of [0, 0.5, 1]) {
      t.show.send({ target: 'style/strength', value, origin: 'panel' })
      t.play()
      const reds = [...(await t.read())].filter((_, i) => i % 4 === 0)
      const mean = reds.reduce((a, b) => a + b) / reds.length
      const contrast = Math.sqrt(reds.reduce((sum, red) => sum + (red - mean) ** 2, 0) / reds.length)
      seen.push({ mean, contrast })
    }
    await t.end()
    const [picture, between, painting] = seen
    expect(seen.every(({ mean }) => Math.abs(mean - 120) < 1.5)).toBe(true)
    expect(picture?.contrast).toBeCloseTo(40, 0)
    expect(painting?.contrast).toBeCloseTo(40, 0)
    // An even mix leaves 28 of the 40.
    expect(between?.contrast).toBeGreaterThan(31)
    expect(between?.contrast).toBeLessThan(41)
  },
)
