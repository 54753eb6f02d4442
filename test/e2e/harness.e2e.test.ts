// The harness in a real browser: films and sounds arrive through getUserMedia as they were written, and complaints are kept.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, openPage, ROOT, serve } from './harness'
import { writeFilm } from './harness-films'
import { tone, writeSound } from './harness-sounds'

// A page that no server serves: https, so that it may use camera and microphone.
const NOWHERE = 'https://nowhere.test/'
const folder = mkdtempSync(join(tmpdir(), 'impasto-devices-'))

function blank(html = ''): (page: Page) => Promise<void> {
  return async (page) => {
    await page.route(`${NOWHERE}**`, (route) => route.fulfill({ contentType: 'text/html', body: `<body>${html}` }))
  }
}

describe('a browser with a film and a sound', () => {
  let browser: Browser
  beforeAll(async () => {
    const film = join(folder, 'quarters.y4m')
    writeFilm(film, {
      width: 320,
      height: 240,
      fps: 10,
      seconds: 1,
      draw: (_, x, y) => (y < 120 ? (x < 160 ? [255, 0, 0] : [0, 255, 0]) : x < 160 ? [0, 0, 255] : [200, 180, 40]),
    })
    const sound = join(folder, 'tone.wav')
    writeSound(sound, tone(1000, 2, 0.5))
    browser = await openBrowser({ film, sound })
  })
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('shows the colours that were written, where they were written', async () => {
    const { page, close } = await openPage(browser, NOWHERE, { ready: false, prepare: blank() })
    const colours = await page.evaluate(async () => {
      const video = document.createElement('video')
      video.muted = true
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: 320, height: 240 } })
      await video.play()
      await new Promise((resolve) => video.requestVideoFrameCallback(resolve))
      const canvas = new OffscreenCanvas(320, 240)
      const context = canvas.getContext('2d')
      context?.drawImage(video, 0, 0)
      const at = (x: number, y: number): number[] => [...(context?.getImageData(x, y, 1, 1).data ?? [])].slice(0, 3)
      return [at(80, 60), at(240, 60), at(80, 180), at(240, 180)]
    })
    const wanted = [
      [255, 0, 0],
      [0, 255, 0],
      [0, 0, 255],
      [200, 180, 40],
    ]
    const worst = Math.max(
      ...wanted.flatMap((rgb, i) => rgb.map((value, c) => Math.abs(value - (colours[i]?.[c] ?? -999)))),
    )
    expect(worst, JSON.stringify(colours)).toBeLessThanOrEqual(4)
    await close()
  })

  it('hears the tone that was written', async () => {
    const { page, close } = await openPage(browser, NOWHERE, { ready: false, prepare: blank() })
    const hertz = await page.evaluate(async () => {
      const raw = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }
      const context = new AudioContext({ sampleRate: 48_000 })
      const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 })
      context.createMediaStreamSource(await navigator.mediaDevices.getUserMedia({ audio: raw })).connect(analyser)
      const levels = new Float32Array(analyser.frequencyBinCount)
      for (;;) {
        await new Promise((resolve) => requestAnimationFrame(resolve))
        analyser.getFloatFrequencyData(levels)
        const loudest = levels.indexOf(Math.max(...levels))
        if ((levels[loudest] ?? -200) > -30) return (loudest * context.sampleRate) / analyser.fftSize
      }
    })
    expect(Math.abs(hertz - 1000)).toBeLessThan(12)
    await close()
  })

  it('finds a WebGPU adapter, and none when asked for none', async () => {
    const adapter = async (where: Browser): Promise<boolean> => {
      const { page, close } = await openPage(where, NOWHERE, { ready: false, prepare: blank() })
      const found = await page.evaluate(async () => (await navigator.gpu.requestAdapter()) !== null)
      await close()
      return found
    }
    expect(await adapter(browser)).toBe(true)
    const without = await openBrowser({ gpu: false })
    expect(await adapter(without)).toBe(false)
    await without.close()
  })

  it('keeps what the page complains about, each once', async () => {
    const noise = '<script>for (let i = 0; i < 50; i++) console.error("again"); throw new Error("broken page")</script>'
    const { consoleErrors, pageErrors, close } = await openPage(browser, NOWHERE, {
      ready: false,
      prepare: blank(noise),
    })
    expect(consoleErrors).toEqual(['again'])
    expect(pageErrors).toEqual(['broken page'])
    await close()
  })

  it('says what a page complained about that does not get ready', async () => {
    const failing = openPage(browser, NOWHERE, {
      patience: 1,
      prepare: blank('<script>throw new Error("no stage today")</script>'),
    })
    await expect(failing).rejects.toThrow(
      /nowhere\.test\/ did not get ready: .*Timeout.*\n {2}The page says: no stage today/,
    )
  })
})

describe('waiting for the engine', () => {
  it('ends when it is ready, and when it says that it never will be', async () => {
    const browser = await openBrowser()
    const engine = (ready: string): string => `<script>globalThis.impasto = { ready: ${ready} }</script>`
    const lit = await openPage(browser, NOWHERE, {
      prepare: blank(engine('Promise.resolve()')),
      params: { clock: 'manual' },
    })
    expect(lit.page.url()).toBe(`${NOWHERE}?clock=manual`)
    const dark = openPage(browser, NOWHERE, { prepare: blank(engine('Promise.reject(new Error("no light"))')) })
    await expect(dark).rejects.toThrow('no light')
    await browser.close()
  })
})

describe('a copy of the repository', () => {
  it('is served and may be written in', async () => {
    const served = await serve({ mode: 'dev', copy: true })
    writeFileSync(join(served.root, 'src', 'core', 'units.ts'), 'export const marker = 4711')
    const answer = await fetch(`${served.url}src/core/units.ts`)
    expect(await answer.text()).toContain('marker = 4711')
    expect(readFileSync(join(ROOT, 'src', 'core', 'units.ts'), 'utf8')).not.toContain('4711')
    await served.close()
    expect(existsSync(served.root)).toBe(false)
  })
})
