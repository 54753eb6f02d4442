// The page hears: a drum loop at the microphone becomes levels, a tempo and beats, and the picture on stage moves with it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, openPage, serve, type OpenedPage, type Served } from './harness'
import { PATIENCE, waitFor } from './harness-engine'
import { colourAt, meanDifference, snapshot, type Raster } from './harness-pictures'
import { drumLoop, writeSound } from './harness-sounds'

const TEMPO = 120
/** Long enough for a tempo to be found in, and for the ears to get used to. */
const LOUD = 16
const SILENT = 5
const size = { width: 160, height: 90 }

describe('drums at the microphone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'impasto-sounds-'))
  let served: Served
  let browser: Browser
  let opened: OpenedPage
  let page: Page

  beforeAll(async () => {
    const sound = join(folder, 'drums.wav')
    const drums = drumLoop(TEMPO, LOUD)
    writeSound(sound, { seconds: LOUD + SILENT, sample: (t) => (t < LOUD ? drums.sample(t) : 0) })
    served = await serve({ mode: 'preview' })
    browser = await openBrowser({ sound })
    opened = await openPage(browser, served.url, {
      // It hears once a frame, and so do beats.
      display: 60,
      // A still picture, so that whatever moves on stage moves with the sound.
      params: {
        audio: 'mic',
        source: `${served.url}demo/astronaut.jpg`,
        sketch: 'portrait',
        size: '160x90',
        model: '128x72',
      },
    })
    page = opened.page
  })
  afterAll(async () => {
    await browser.close()
    await served.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('raise the level and the bass, and set onsets', async () => {
    await waitFor(
      page,
      (least) => {
        const { level = 0, bass = 0 } = globalThis.impasto?.audio ?? {}
        return level > least && bass > least
      },
      0.5,
    )
    await waitFor(page, (least) => (globalThis.impasto?.audio.onset ?? 0) > least, 0.8)
    const { level, bass } = await page.evaluate(() => ({ level: 0, bass: 0, ...globalThis.impasto?.audio }))
    expect(Math.max(level, bass), 'a loud room does not clip').toBeLessThanOrEqual(1)
  })

  it('are heard at their tempo, beat after beat', async () => {
    const beats = await page.evaluate(
      ([wanted, seconds]) =>
        new Promise<{ tempo: number; time: number }[]>((resolve, reject) => {
          const heard: { tempo: number; time: number }[] = []
          const off = globalThis.impasto?.on('beat', (beat) => {
            const fits = Math.abs(beat.tempo / wanted - 1) < 0.02
            if (!fits) heard.length = 0
            else if (heard.push(beat) === 6) {
              off?.()
              resolve(heard)
            }
          })
          setTimeout(() => reject(new Error(`Heard only ${JSON.stringify(heard)}`)), seconds * 1000)
        }),
      [TEMPO, PATIENCE] as const,
    )
    const gaps = beats.slice(1).map(({ time }, i) => time - (beats[i]?.time ?? 0))
    // Told within a frame of the beat, and this machine's frames are long: one of half a second makes a gap longer and the next shorter.
    const middle = gaps.toSorted((first, second) => first - second)[2] ?? 0
    expect(Math.abs(middle - 60 / TEMPO), gaps.join(', ')).toBeLessThan(0.2)
  })

  it('are seen: a sketch looks otherwise at a loud moment than in silence', async () => {
    // Until the sketch shows its own style, painted, and nothing of the opening fades any more.
    await waitFor(page, (least) => (globalThis.impasto?.stats().paintings ?? 0) >= least, 1)
    const when = async (moment: 'loud' | 'silent'): Promise<Raster> => {
      await waitFor(
        page,
        (wanted) => {
          const audio = globalThis.impasto?.audio
          if (!audio) return false
          return wanted === 'loud'
            ? audio.level > 0.5 && audio.treble > 0.5
            : Math.max(audio.level, audio.bass, audio.mid, audio.treble, audio.onset) < 0.01
        },
        moment,
      )
      return snapshot(page, size)
    }
    const loud = await when('loud')
    const silent = await when('silent')
    const again = await when('silent')
    expect(meanDifference(silent, again)).toBeLessThan(0.5)
    expect(meanDifference(loud, silent)).toBeGreaterThan(4)
    expect(brightness(loud)).toBeGreaterThan(brightness(silent))
  })

  it('leave nothing to complain about', () => {
    expect([...opened.consoleErrors, ...opened.pageErrors, ...served.complaints]).toEqual([])
  })
})

function brightness(picture: Raster): number {
  let sum = 0
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) sum += colourAt(picture, x, y).reduce((a, b) => a + b, 0)
  }
  return sum / (picture.width * picture.height * 3)
}
