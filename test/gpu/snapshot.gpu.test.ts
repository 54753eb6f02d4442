// The one place that reads back: sizes, the right way up on both backends, and that it is counted.
import { afterEach, describe, expect, it } from 'vitest'
import { takeSnapshot } from '../../src/outputs/snapshot'
import { defineSketch } from '../../src/stage/define-sketch'
import { pixels, testStage, type TestStage } from '../../src/stage/test-stage'

let t: TestStage

afterEach(async () => {
  await t.end()
})

const RAW = defineSketch({ title: 'Raw', about: '', setup: ({ picture }) => ({ show: picture }) })

describe.each(['webgpu', 'webgl2'] as const)('a snapshot on %s', (backend) => {
  it('comes at the size asked for, row 0 on top', async () => {
    t = await testStage(backend, { width: 32, height: 16 })
    t.stage.setPicture(
      'raw',
      pixels(32, 16, (_, y) => (y < 8 ? [255, 0, 0] : [0, 0, 255])),
    )
    await t.stage.load(RAW, { id: 'raw', seconds: 0 })
    t.play()
    const shot = await takeSnapshot(t.stage, { width: 10 })
    expect([shot.width, shot.height]).toEqual([10, 5])
    expect([...shot.data.subarray(0, 4)]).toEqual([255, 0, 0, 255])
    expect([...shot.data.subarray(-4)]).toEqual([0, 0, 255, 255])
    expect(await takeSnapshot(t.stage)).toMatchObject({ width: 32, height: 16 })
    expect(t.count?.readbacks ?? 2).toBe(2)
  })

  it('of a size that cannot be is refused in words', async () => {
    t = await testStage(backend, { width: 32, height: 16 })
    await expect(takeSnapshot(t.stage, { width: 0, height: 4 })).rejects.toThrow(
      'A snapshot of 0×4 was asked for: a side has 1 to 8192 pixels. Ask for a size in that range, e.g. { width: 1920 }.',
    )
  })
})
