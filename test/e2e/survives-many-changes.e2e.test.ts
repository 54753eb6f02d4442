// An evening in short: after changes of style and sketch, what lives on the GPU is what lived before, and nothing was read back.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { measureEndurance } from '../bench/endurance'
import { openBrowser, serve, type Served } from './harness'
import { withSmallBank } from './survival'

const CHANGES = { frames: 40, styleChanges: 2, sketchSwaps: 2, size: '64x36', model: '32x20', prepare: withSmallBank }

let served: Served
let browser: Browser
beforeAll(async () => {
  served = await serve({ mode: 'preview' })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await served.close()
})

describe('after changes of style and sketch', () => {
  it('WebGPU, asked for in the address, holds the same buffers, textures and bytes, a frame and a painting have made none, and nothing was read back', async () => {
    const { adapter, warm, after, made, readbacks, paintings, frames } = await measureEndurance(browser, served.url, {
      backend: 'webgpu',
      ...CHANGES,
    })
    expect(adapter.toLowerCase()).toContain('swiftshader')
    const { heap: _before, ...aliveBefore } = warm
    const { heap: _after, ...aliveAfter } = after
    expect(aliveAfter).toEqual(aliveBefore)
    const { tensors, ...onGpu } = aliveBefore
    expect(Math.min(...Object.values(onGpu))).toBeGreaterThan(0)
    // The fused painter leaves TensorFlow.js out altogether.
    expect({ tensors, readbacks, made }).toEqual({ tensors: 0, readbacks: 0, made: { perFrame: 0, perPainting: 0 } })
    expect(frames).toBeGreaterThanOrEqual(CHANGES.frames)
    expect(paintings).toBeGreaterThan(CHANGES.styleChanges)
  })
})
