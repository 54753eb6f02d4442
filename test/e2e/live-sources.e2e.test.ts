// What live code takes in from outside, in the served page: a camera, a picture and a film in its sources, the sound's bands on the page, and a
// graphics device that goes away while it plays.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, openPage, ROOT, serve, type OpenedPage, type Served } from './harness'
import { notices } from './harness-engine'
import { writeFilm } from './harness-films'
import { contrast, meanColour, snapshot } from './harness-pictures'

const folder = mkdtempSync(join(tmpdir(), 'impasto-live-sources-'))
const size = { width: 64, height: 36 }
const params = { backend: 'wasm', audio: 'demo', size: '64x36', model: '64x36', style: 'none' }
const ORANGE = [230, 120, 40] as const

let served: Served
let browser: Browser
let opened: OpenedPage
let page: Page
beforeAll(async () => {
  served = await serve({ mode: 'preview' })
  const film = join(folder, 'orange.y4m')
  writeFilm(film, { width: 320, height: 180, fps: 10, seconds: 1, draw: () => ORANGE })
  browser = await openBrowser({ film })
  opened = await openPage(browser, served.url, { params, permissions: ['camera'] })
  page = opened.page
  await page.route('**/ramp.webm', (route) =>
    route.fulfill({ path: join(ROOT, 'test', 'golden', 'film', 'ramp.webm') }),
  )
})
afterAll(async () => {
  await opened.close()
  await browser.close()
  await served.close()
  rmSync(folder, { recursive: true, force: true })
})

const run = (code: string): Promise<void> => page.evaluate((c) => globalThis.impasto?.run(c), code)
const colour = async (): Promise<number[]> => meanColour(await snapshot(page, size)).map(Math.round)
const light = async (): Promise<number> => contrast(await snapshot(page, size))
const patience = { timeout: 60_000 }

/** How far the stage is from a colour, of 255; films lose a little on their way through a camera. */
async function from(wanted: readonly number[]): Promise<number> {
  const shown = await colour()
  return Math.max(...shown.map((value, i) => Math.abs(value - (wanted[i] ?? 0))))
}

describe('the sources of live code', () => {
  it('show a camera', async () => {
    await run('s0.initCam(0); src(s0).out()')
    await expect.poll(() => from(ORANGE), patience).toBeLessThan(12)
  })

  it('show a picture and a film, each in its own', async () => {
    await run("s1.initImage('/demo/astronaut.jpg'); src(s1).out()")
    await expect.poll(light, patience).toBeGreaterThan(20)
    // Every frame of this film is one grey.
    await run("s2.initVideo('/ramp.webm'); src(s2).out()")
    await expect.poll(light, patience).toBeLessThan(4)
    await expect.poll(() => from([0, 0, 0]), patience).toBeGreaterThan(8)
    await run('src(s0).out()')
    await expect.poll(() => from(ORANGE), patience).toBeLessThan(12)
  })

  it('show a screen', async () => {
    await run('s3.initScreen(); src(s3).out()')
    // The browser's own stand-in for one: green, with a clock in it.
    const green = async (): Promise<boolean> => {
      const [r = 0, g = 0, b = 0] = await colour()
      return g > 150 && r < 120 && b < 120
    }
    await expect.poll(green, patience).toBe(true)
    await run('s3.clear()')
    await expect.poll(() => from([0, 0, 0]), patience).toBeLessThan(2)
  })

  it('say what could not be had, and the stage plays on', async () => {
    await run("solid(0, 1, 0).out(); s3.initImage('/there-is-none.png')")
    await expect
      .poll(async () => (await notices(page)).map(({ text }) => text).join('\n'), patience)
      .toContain('there-is-none.png')
    await expect.poll(() => from([0, 255, 0]), patience).toBeLessThan(2)
  })
})

it('a.show() draws the bands of the sound on the page, a.hide() takes them away', async () => {
  await run('a.setBins(6); a.show(); solid(() => a.fft[0] > -1 ? 0 : 1, 1).out()')
  const meter = page.locator('.bands')
  await meter.waitFor({ state: 'visible' })
  // The bars of the music that plays.
  const drawn = (): Promise<number> =>
    page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('.bands canvas')
      const pen = canvas?.getContext('2d')
      if (!canvas || !pen) return 0
      return pen.getImageData(0, 0, canvas.width, canvas.height).data.filter((value) => value > 0).length
    })
  await expect.poll(drawn, patience).toBeGreaterThan(100)
  await run('a.hide()')
  await meter.waitFor({ state: 'hidden' })
})

it('live code is there again after the graphics device was lost', async () => {
  await run('solid(0.2, 0.4, 0.6).out(o1); src(o1).out()')
  await expect.poll(() => from([51, 102, 153]), patience).toBeLessThan(3)
  await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('#stage canvas')
    canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext()
  })
  await expect
    .poll(async () => (await notices(page)).map(({ text }) => text).join('\n'), patience)
    .toContain('The stage is back')
  await expect.poll(() => from([51, 102, 153]), patience).toBeLessThan(3)
  await run('solid(1, 0, 0).out()')
  await expect.poll(() => from([255, 0, 0]), patience).toBeLessThan(3)
  expect(opened.pageErrors).toEqual([])
})
