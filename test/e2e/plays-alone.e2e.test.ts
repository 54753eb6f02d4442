// With nothing at all (no camera, no microphone, no permission, no WebGPU, and in the end no network) the page plays: demo film, demo music.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, openPage, serve, type OpenedPage, type Served } from './harness'
import { framesDrawn, newPainting, waitFor } from './harness-engine'
import { contrast, meanDifference, snapshot } from './harness-pictures'

const params = { size: '160x90', model: '128x72' }
const size = { width: 160, height: 90 }

let served: Served
beforeAll(async () => {
  served = await serve({ mode: 'preview' })
})
afterAll(() => served.close())

describe.each([
  ['with a software WebGPU', true],
  ['without WebGPU', false],
] as const)('nothing but a browser %s', (_, gpu) => {
  let browser: Browser
  let opened: OpenedPage

  beforeAll(async () => {
    browser = await openBrowser({ gpu })
    opened = await openPage(browser, served.url, { params })
  })
  afterAll(() => browser.close())

  async function expectItPlays(): Promise<void> {
    const { page } = opened
    await newPainting(page)
    const before = await snapshot(page, size)
    await newPainting(page)
    await newPainting(page)
    const after = await snapshot(page, size)
    expect(contrast(before)).toBeGreaterThan(4)
    expect(meanDifference(before, after)).toBeGreaterThan(0.2)
    await waitFor(page, (least) => (globalThis.impasto?.audio.level ?? 0) > least, 0.2)
  }

  it('plays the demo film, painted, and the demo music', async () => {
    await expectItPlays()
    const { page } = opened
    const playing = await page.evaluate(() => ({
      source: globalThis.impasto?.show.text('source/kind'),
      audio: globalThis.impasto?.show.text('audio/source'),
      style: globalThis.impasto?.show.text('style/current'),
      backend: globalThis.impasto?.stats().backend,
      stage: globalThis.impasto?.stats().stage,
    }))
    expect(playing).toEqual({ source: 'demo', audio: 'demo', style: 'starry-night', backend: 'wasm', stage: 'webgl2' })
  })

  it('hears the demo music beat', async () => {
    const heard = await opened.page.evaluate(
      () => new Promise<number>((resolve) => globalThis.impasto?.on('beat', ({ tempo }) => resolve(tempo))),
    )
    expect(heard).toBeGreaterThan(60)
  })

  it('plays on without a network: film, music, sketches and styles', async () => {
    const { page } = opened
    // What a show may ask for later comes after what the first picture needs.
    await page.waitForLoadState('networkidle')
    await page.context().setOffline(true)
    await expectItPlays()
    await page.evaluate(async () => {
      globalThis.impasto?.setStyle('udnie', { seconds: 0 })
      for (const { id } of globalThis.impasto?.sketches ?? []) await globalThis.impasto?.loadSketch(id)
      await globalThis.impasto?.run('painting.kaleidoscope({ sides: 5 })')
    })
    await framesDrawn(page)
    await expectItPlays()
  })

  it('had nothing to complain about', () => {
    expect([...opened.consoleErrors, ...opened.pageErrors, ...served.complaints]).toEqual([])
  })
})

describe('a window larger than a processor can draw', () => {
  it('is drawn with fewer pixels than it has', async () => {
    const browser = await openBrowser({ gpu: false })
    const viewport = { width: 1280, height: 720 }
    const wide = await openPage(browser, served.url, { params: { model: '128x72' }, viewport })
    await newPainting(wide.page)
    await newPainting(wide.page)
    const drawn = await wide.page.evaluate(() => ({
      scale: globalThis.impasto?.stats().stageScale ?? 1,
      width: document.querySelector<HTMLCanvasElement>('#stage canvas')?.width ?? 0,
      window: innerWidth * devicePixelRatio,
    }))
    expect(drawn.scale).toBeLessThan(1)
    expect(drawn.width).toBeGreaterThanOrEqual(480)
    expect(Math.abs(drawn.width - drawn.scale * drawn.window)).toBeLessThanOrEqual(1)
    expect([...wide.consoleErrors, ...wide.pageErrors]).toEqual([])
    await browser.close()
  })
})
