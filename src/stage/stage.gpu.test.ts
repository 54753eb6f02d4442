// The stage in a real browser: colours arrive as they were sent and right way up, in both backends.
import { afterEach, describe, expect, it } from 'vitest'
import { defineSketch } from './define-sketch'
import { at, pixels, testStage, type TestStage } from './test-stage'

let t: TestStage

afterEach(async () => {
  await t.end()
})

const SHOWN = defineSketch({ title: 'Raw', about: 'The picture.', setup: ({ picture }) => ({ show: picture }) })
const RED_BAR = pixels(32, 16, (x, y) => (y < 8 ? [200, 30, 77] : x < 16 ? [3, 128, 254] : [0, 0, 0]))

describe.each(['webgpu', 'webgl2'] as const)('Stage on %s', (backend) => {
  it('shows a colour exactly, the right way up', async () => {
    t = await testStage(backend)
    expect(t.stage.backend).toBe(backend)
    t.stage.setPicture('raw', RED_BAR)
    await t.stage.load(SHOWN, { id: 'raw', seconds: 0 })
    t.play(2)
    const got = await t.read()
    expect(at(got, 32, 3, 2)).toEqual([200, 30, 77, 255])
    expect(at(got, 32, 28, 6)).toEqual([200, 30, 77, 255])
    expect(at(got, 32, 3, 12)).toEqual([3, 128, 254, 255])
    expect(at(got, 32, 28, 12)).toEqual([0, 0, 0, 255])
    // The canvas itself, as the page shows it.
    const pen = new OffscreenCanvas(32, 16).getContext('2d')
    t.play()
    pen?.drawImage(t.stage.canvas, 0, 0)
    expect([...(pen?.getImageData(3, 2, 1, 1).data ?? [])]).toEqual([200, 30, 77, 255])
    expect([...(pen?.getImageData(3, 12, 1, 1).data ?? [])]).toEqual([3, 128, 254, 255])
  })

  it('plays effects', async () => {
    t = await testStage(backend, { width: 64, height: 32 })
    t.stage.setPicture('raw', RED_BAR)
    await t.stage.load(
      defineSketch({
        title: 'All',
        about: '',
        setup: ({ painting, time }) => ({
          show: painting.kaleidoscope({ sides: 5, angle: time }).feedback().bloom({ strength: 1 }),
        }),
      }),
      { id: 'all', seconds: 0 },
    )
    t.play(3)
    const got = await t.read()
    expect(Math.max(...got.filter((_, i) => i % 4 !== 3))).toBeGreaterThan(60)
    expect(t.log.notices.filter((n) => n.level !== 'info')).toEqual([])
  })
})
