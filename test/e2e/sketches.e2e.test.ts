// Every sketch there is, played in the real page: it shows something of its own, hears the sound, and says what it is.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, openPage, ROOT, serve, type OpenedPage, type Served } from './harness'
import { contrast, meanDifference, snapshot, writePng, type Raster } from './harness-pictures'

const SIZE = { width: 480, height: 270 }
const SEEN = join(ROOT, 'test', '.out', 'sketches')

let served: Served
let browser: Browser
/** The same run twice: once with the built-in music, once in silence. */
let loud: OpenedPage
let silent: OpenedPage

beforeAll(async () => {
  mkdirSync(SEEN, { recursive: true })
  served = await serve({ mode: 'preview' })
  browser = await openBrowser()
  const params = { clock: 'manual', source: 'demo', size: '480x270', model: '160x88' }
  loud = await openPage(browser, served.url, { params: { ...params, audio: 'demo' } })
  silent = await openPage(browser, served.url, { params: { ...params, audio: 'off' } })
})

afterAll(async () => {
  await browser?.close()
  await served?.close()
})

/** Three seconds of a sketch, with the painter painting. */
async function play(page: Page, id: string): Promise<Raster> {
  await page.evaluate(async (sketch) => {
    const engine = globalThis.impasto
    if (!engine) throw new Error('The page has no engine.')
    await engine.loadSketch(sketch)
    for (let i = 0; i < 12; i++) await engine.step(0.25)
  }, id)
  return snapshot(page, SIZE)
}

describe('the sketches', () => {
  it('are at least six, each with its own picture, and each hears the sound', async () => {
    const ids = await loud.page.evaluate(() => globalThis.impasto?.sketches.map(({ id }) => id) ?? [])
    expect(ids.length).toBeGreaterThanOrEqual(6)
    const pictures = new Map<string, Raster>()
    for (const id of ids) {
      const picture = await play(loud.page, id)
      const unheard = await play(silent.page, id)
      writePng(join(SEEN, `${id}.png`), picture)
      expect(contrast(picture), `${id} shows a picture`).toBeGreaterThan(12)
      expect(meanDifference(picture, unheard), `${id} hears the sound`).toBeGreaterThan(0.5)
      for (const [other, its] of pictures) {
        expect(meanDifference(picture, its), `${id} is not ${other}`).toBeGreaterThan(6)
      }
      pictures.set(id, picture)
    }
    expect(loud.pageErrors).toEqual([])
    expect(loud.consoleErrors).toEqual([])
  })

  it('say what they are, and every knob has its words and its range', async () => {
    const told = await loud.page.evaluate(async () => {
      const engine = globalThis.impasto
      if (!engine) throw new Error('The page has no engine.')
      const found = []
      for (const { id } of engine.sketches) {
        await engine.loadSketch(id)
        const about = engine.sketches.find((sketch) => sketch.id === id)
        found.push({ about, knobs: engine.show.params(`sketch/${id}/`).map(({ spec, value }) => ({ spec, value })) })
      }
      return found
    })
    for (const { about, knobs } of told) {
      expect(about?.title).toMatch(/^[A-Z]/)
      expect(about?.about).toMatch(/^[A-Z].{20,}\.$/)
      expect(knobs.length).toBeGreaterThan(0)
      for (const { spec, value } of knobs) {
        expect(spec.label).toMatch(/^[A-Z]/)
        if (spec.kind === 'number') {
          expect(spec.default, spec.label).toBeGreaterThanOrEqual(spec.min)
          expect(spec.default, spec.label).toBeLessThanOrEqual(spec.max)
          expect(value).toBe(spec.default)
        }
      }
    }
  })
})
