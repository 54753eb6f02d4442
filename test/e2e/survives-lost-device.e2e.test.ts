// The graphics device goes away in mid-show: the last picture stands, everything is made again, and nothing the performer set is lost.
import { PNG } from 'pngjs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, openPage, serve, type Served } from './harness'
import { contrast, meanDifference, type Raster } from './harness-pictures'
import {
  deviceEvents,
  expectLight,
  heard,
  moreFrames,
  paintedAfter,
  untilPaintings,
  send,
  SMALL,
  stats,
  untilLogged,
  untilShown,
  paramValue,
  watchNotices,
  withSmallBank,
} from './survival'

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

interface Hands {
  devices: GPUDevice[]
  /** Adapters are given out only while this is settled. */
  gate: Promise<void>
  openGate: () => void
}

/** Gets hold of every device, and of a gate in the way to the next one, so that the time between can be looked at. */
async function layHands(page: Page): Promise<void> {
  await watchNotices(page)
  await withSmallBank(page)
  await page.addInitScript(() => {
    const hands = globalThis as unknown as Hands
    hands.devices = []
    hands.gate = Promise.resolve()
    hands.openGate = () => undefined
    const requestDevice = GPUAdapter.prototype.requestDevice
    GPUAdapter.prototype.requestDevice = async function (descriptor) {
      const device = await requestDevice.call(this, descriptor)
      hands.devices.push(device)
      return device
    }
    const requestAdapter = GPU.prototype.requestAdapter
    GPU.prototype.requestAdapter = async function (options) {
      await hands.gate
      return requestAdapter.call(this, options)
    }
  })
}

/** Destroys the newest device; the next one waits until `openGate`. */
function destroyDevice(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const hands = globalThis as unknown as Hands
    hands.gate = new Promise((resolve) => (hands.openGate = resolve))
    const device = hands.devices.at(-1)
    if (!device) throw new Error('no device was asked for')
    device.destroy()
    await device.lost
  })
}

function openGate(page: Page): Promise<void> {
  return page.evaluate(() => (globalThis as unknown as Hands).openGate())
}

/** The page as the audience sees it, without what lies over the stage. */
async function seen(page: Page): Promise<Raster> {
  await page.addStyleTag({ content: 'body > :not(#stage) { visibility: hidden !important }' })
  return PNG.sync.read(await page.locator('#stage').screenshot())
}

async function backends(page: Page): Promise<unknown> {
  const { stage, backend } = await stats(page)
  return { stage, backend }
}

describe('a lost WebGPU device', () => {
  it('is replaced without a reload, and the second time by WebGL 2 and the processor', async () => {
    const { page, pageErrors, close } = await openPage(browser, served.url, {
      params: { ...SMALL, backend: 'webgpu', source: '/demo/astronaut.jpg', sketch: 'portrait', style: 'great-wave' },
      prepare: layHands,
    })
    await send(page, 'sketch/portrait/light', 0.3)
    await send(page, 'style/seconds', 0)
    await untilPaintings(page, 1)
    await moreFrames(page, 5)
    const before = await expectLight(page)
    const painted = (await stats(page)).paintings
    const marked = await page.evaluate(() => ((globalThis as { mark?: string }).mark = 'the same page'))

    await destroyDevice(page)
    await untilShown(page, 'The last picture stays while everything is made again; nothing to do.')
    expect((await heard(page)).map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^The graphics device was lost \(.+\)\. The last picture stays/),
    )
    const away = await seen(page)
    expect(contrast(away), 'nothing is seen while the device is away').toBeGreaterThan(20)

    await openGate(page)
    console.warn(await untilLogged(page, /^The stage is back on WebGPU after [\d.]+ s\.$/))
    await moreFrames(page, 3)
    await untilPaintings(page, painted + 1)
    await moreFrames(page, 5)
    const after = await expectLight(page)
    // The film goes on meanwhile, on a slow machine for a while.
    expect(meanDifference(before, after), 'the picture changed').toBeLessThan(25)
    // A painting that was under way may have been counted while the painter is still being made again.
    await expect.poll(() => backends(page), { timeout: 60_000 }).toEqual({ stage: 'webgpu', backend: 'webgpu' })
    const kept = async (): Promise<unknown[]> =>
      Promise.all(
        ['sketch/current', 'sketch/portrait/light', 'style/current', 'source/kind'].map((at) => paramValue(page, at)),
      )
    expect(await kept()).toEqual(['portrait', 0.3, 'great-wave', 'image'])
    expect(await deviceEvents(page)).toEqual([
      { state: 'lost', stage: 'webgpu' },
      { state: 'restored', stage: 'webgpu' },
    ])

    const repainted = (await stats(page)).paintings
    await destroyDevice(page)
    await openGate(page)
    const back = await untilLogged(page, /^The stage is back on WebGL 2 after/)
    console.warn(back)
    expect(back).toContain('The browser gives no more WebGPU for now; a reload later brings it back.')
    await untilLogged(page, 'It paints on the processor (WASM), fewer pictures a second.')
    await untilPaintings(page, repainted + 1)
    await moreFrames(page, 5)
    const onProcessor = await expectLight(page)
    expect(meanDifference(before, onProcessor), 'the picture changed').toBeLessThan(25)
    await expect.poll(() => backends(page), { timeout: 60_000 }).toEqual({ stage: 'webgl2', backend: 'wasm' })
    expect(await kept()).toEqual(['portrait', 0.3, 'great-wave', 'image'])
    expect(await page.evaluate(() => (globalThis as { mark?: string }).mark)).toBe(marked)
    expect(pageErrors).toEqual([])
    await close()
  })
})

describe('a lost WebGL context', () => {
  it('is replaced without a reload', async () => {
    const { page, pageErrors, close } = await openPage(browser, served.url, {
      params: { ...SMALL, backend: 'wasm', source: '/demo/astronaut.jpg', sketch: 'portrait', style: 'great-wave' },
      prepare: watchNotices,
    })
    await send(page, 'style/seconds', 0)
    await untilPaintings(page, 1)
    await moreFrames(page, 5)
    const before = await expectLight(page)
    await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('#stage canvas')
      canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext()
    })
    await untilShown(page, 'The graphics device was lost (the WebGL context is gone). The last picture stays')
    expect(contrast(await seen(page)), 'nothing is seen').toBeGreaterThan(20)
    console.warn(await untilLogged(page, /^The stage is back on WebGL 2 after [\d.]+ s\.$/))
    await moreFrames(page, 3)
    const after = await expectLight(page)
    // The film goes on meanwhile, on a slow machine for a while.
    expect(meanDifference(before, after), 'the picture changed').toBeLessThan(25)
    const now = await stats(page)
    expect({ stage: now.stage, backend: now.backend }).toEqual({ stage: 'webgl2', backend: 'wasm' })
    // The worker did not notice; a new style has it paint the same picture again.
    await paintedAfter(page, () => send(page, 'style/current', 'the-scream'))
    await moreFrames(page, 5)
    expect(meanDifference(before, await expectLight(page)), 'the new painting is not on stage').toBeGreaterThan(4)
    expect(await deviceEvents(page)).toEqual([
      { state: 'lost', stage: 'webgl2' },
      { state: 'restored', stage: 'webgl2' },
    ])
    expect(pageErrors).toEqual([])
    await close()
  })
})
