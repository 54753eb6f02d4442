// The address line: each key does what design and README say, and one that can't be understood is told and played without.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, openPage, serve, type OpenedPage, type OpenPageOptions, type Served } from './harness'
import { golden, newPainting, notices, PATIENCE, setParam, steps, waitFor } from './harness-engine'
import { writeFilm } from './harness-films'
import { meanColour, meanDifference, snapshot } from './harness-pictures'
import { tone, writeSound } from './harness-sounds'

const folder = mkdtempSync(join(tmpdir(), 'impasto-address-'))
const size = { width: 160, height: 90 }
const ORANGE = [230, 120, 40] as const
const params = { size: '160x90', model: '128x72' }

let served: Served
let browser: Browser
beforeAll(async () => {
  served = await serve({ mode: 'preview' })
  const film = join(folder, 'orange.y4m')
  writeFilm(film, { width: 320, height: 180, fps: 10, seconds: 1, draw: () => ORANGE })
  const sound = join(folder, 'tone.wav')
  writeSound(sound, tone(100, 3))
  browser = await openBrowser({ film, sound })
})
afterAll(async () => {
  await browser.close()
  await served.close()
  rmSync(folder, { recursive: true, force: true })
})

async function open(more: Readonly<Record<string, string>>, options: OpenPageOptions = {}): Promise<OpenedPage> {
  return openPage(browser, served.url, { params: { ...params, ...more }, ...options })
}

/** Every job that the page gives its painter's worker: the size it is asked to paint. */
async function listenToPainter(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const jobs: string[] = []
    Object.assign(globalThis, { jobs })
    const post: unknown = Worker.prototype.postMessage
    Worker.prototype.postMessage = function (message: unknown, ...rest: unknown[]) {
      const { type, width, height } = Object(message) as Record<string, unknown>
      if (type === 'paint') jobs.push(`${String(width)}x${String(height)}`)
      return Reflect.apply(post as () => void, this, [message, ...rest])
    }
  })
}

describe('the address line', () => {
  it('takes sketch, style, source, audio, backend, size, model, clock and hud', async () => {
    const { page, consoleErrors, pageErrors, close } = await open(
      {
        sketch: 'tunnel',
        style: 'udnie',
        source: 'demo',
        audio: 'demo',
        backend: 'wasm',
        size: '200x100',
        model: '96x48',
        clock: 'manual',
        hud: '1',
      },
      { prepare: listenToPainter },
    )
    await steps(page, 2, 0.5)
    const shown = await page.evaluate(() => {
      const { impasto } = globalThis
      const canvas = document.querySelector('canvas')
      return {
        sketch: impasto?.show.text('sketch/current'),
        style: impasto?.show.text('style/current'),
        source: impasto?.show.text('source/kind'),
        audio: impasto?.show.text('audio/source'),
        stats: impasto?.stats(),
        canvas: [canvas?.width, canvas?.height],
        job: (globalThis as unknown as { jobs: string[] }).jobs.at(-1),
      }
    })
    expect(shown).toMatchObject({
      sketch: 'tunnel',
      style: 'udnie',
      source: 'demo',
      audio: 'demo',
      stats: { backend: 'wasm', stage: 'webgl2', paintings: 2 },
      canvas: [200, 100],
      job: '96x48',
    })
    expect(await page.locator('.hud.seen').count()).toBe(1)
    expect([...consoleErrors, ...pageErrors]).toEqual([])
    await close()
  })

  it('takes the camera and the microphone, unpainted, without figures', async () => {
    const { page, consoleErrors, pageErrors, close } = await open({
      style: 'none',
      source: 'camera',
      audio: 'mic',
      hud: '0',
    })
    await setParam(page, 'stage/transition', 0)
    await page.evaluate(() => globalThis.impasto?.run('painting'))
    await waitFor(page, (least) => (globalThis.impasto?.audio.bass ?? 0) > least, 0.3)
    // The camera comes when it has been opened; the demo plays until then.
    const wrong = async (): Promise<number> => {
      const seen = meanColour(await snapshot(page, size))
      return Math.max(...ORANGE.map((wanted, i) => Math.abs(wanted - (seen[i] ?? 0))))
    }
    await expect.poll(wrong, { timeout: PATIENCE * 1000 }).toBeLessThan(4)
    expect(await page.locator('.hud.seen').count()).toBe(0)
    expect([...consoleErrors, ...pageErrors]).toEqual([])
    await close()
  })

  it('takes addresses of a picture and of a sound', async () => {
    const wav = readFileSync(join(folder, 'tone.wav'))
    const { page, consoleErrors, pageErrors, close } = await open(
      { source: `${served.url}golden/astronaut.png`, audio: `${served.url}golden/tone.wav`, style: 'none' },
      {
        async prepare(fresh) {
          await fresh.route('**/golden/*.png', (route) => route.fulfill({ path: 'test/golden/bank-1/astronaut.png' }))
          await fresh.route('**/golden/*.wav', (route) => route.fulfill({ body: wav, contentType: 'audio/wav' }))
        },
      },
    )
    await setParam(page, 'stage/transition', 0)
    await page.evaluate(() => globalThis.impasto?.run("painting.fit('stretch')"))
    await waitFor(page, (least) => (globalThis.impasto?.audio.bass ?? 0) > least, 0.3)
    // Drawn on a stage of 160x90 and stretched back.
    const wrong = async (): Promise<number> =>
      meanDifference(await snapshot(page, { width: 256, height: 256 }), golden('astronaut'))
    await expect.poll(wrong, { timeout: PATIENCE * 1000 }).toBeLessThan(12)
    expect(await page.evaluate(() => globalThis.impasto?.show.text('source/kind'))).toBe('image')
    expect([...consoleErrors, ...pageErrors]).toEqual([])
    await close()
  })

  it('says what it could not understand, and plays without it, and without a sound when that is off', async () => {
    const { page, consoleErrors, pageErrors, close } = await open({
      sketch: 'nowhere',
      style: 'finger-paint',
      audio: 'off',
      backend: 'cuda',
      model: 'big',
      clock: 'sundial',
      hud: 'yes',
    })
    await newPainting(page)
    const told = (await notices(page)).filter(({ level }) => level === 'warning').map(({ text }) => text)
    expect(told).toEqual(
      expect.arrayContaining([
        'The address says backend=cuda; it can be auto or webgpu or wasm. Playing without it.',
        'The address says model=big; a size is written 640x360. Playing without it.',
        'The address says clock=sundial; it can be manual or real. Playing without it.',
        'The address says hud=yes; it can be 0 or 1. Playing without it.',
        expect.stringContaining("A url command set 'sketch/current': one of 'drape', 'duet'"),
        expect.stringContaining("A url command set 'style/current': one of 'none', 'starry-night'"),
      ]),
    )
    expect(await page.evaluate(() => globalThis.impasto?.show.text('sketch/current'))).toBe('portrait')
    expect(
      await page.evaluate(() => Object.values(globalThis.impasto?.audio ?? { none: 1 }).every((value) => value === 0)),
    ).toBe(true)
    expect([...consoleErrors, ...pageErrors]).toEqual([])
    await close()
  })
})
