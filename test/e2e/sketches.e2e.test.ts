// Every sketch in the folder, tested from the moment its file exists: it plays, is no black wall, is like no other, and answers.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, openPage, ROOT, serve, type OpenedPage, type Served } from './harness'
import { setParam, steps, waitFor } from './harness-engine'
import { contrast, meanDifference, snapshot, writePng, type Raster } from './harness-pictures'

const SKETCHES = readdirSync(join(ROOT, 'sketches'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.replace(/\.ts$/, ''))
const size = { width: 320, height: 180 }
/** A picture of one colour has 0; the demo film itself has some 50. */
const SOMETHING_TO_SEE = 12
/** What two looks at the same thing may differ by, in steps of 8 bits: nothing but the grain. */
const SAME = 0.2

describe('every sketch', () => {
  let served: Served
  let browser: Browser
  let opened: OpenedPage
  let page: Page
  const seen = new Map<string, Raster>()
  const stage = (): Promise<Raster> => snapshot(page, size)

  beforeAll(async () => {
    served = await serve({ mode: 'preview' })
    browser = await openBrowser()
    opened = await openPage(browser, served.url, { params: { clock: 'manual', size: '320x180', model: '160x88' } })
    page = opened.page
    await setParam(page, 'stage/transition', 0)
    await page.evaluate(() => {
      const errors: string[] = []
      globalThis.impasto?.on('error', ({ text }) => errors.push(text))
      globalThis.impasto?.on('warning', ({ text }) => errors.push(text))
      Object.assign(globalThis, { errors })
    })
  })
  afterAll(async () => {
    await browser.close()
    await served.close()
  })

  it('is on the list, with a title and a sentence', async () => {
    // Titles come with the files, which come after the first picture.
    await waitFor(page, () => globalThis.impasto?.sketches.every(({ about }) => about !== ''), null)
    const listed = await page.evaluate(() => globalThis.impasto?.sketches ?? [])
    expect(listed.map(({ id }) => id)).toEqual(SKETCHES.toSorted())
    expect(SKETCHES.length).toBeGreaterThanOrEqual(6)
    for (const { title, about } of listed) {
      expect(title).toMatch(/^\p{Lu}.{2,30}$/u)
      expect(about).toMatch(/^\p{Lu}.{20,160}\.$/u)
    }
    expect(new Set(listed.map(({ title }) => title)).size).toBe(SKETCHES.length)
  })

  describe.each(SKETCHES)('%s', (id) => {
    it('plays three seconds and fills the stage with a picture that moves', async () => {
      await page.evaluate((name) => globalThis.impasto?.loadSketch(name), id)
      await steps(page, 14, 0.2)
      const before = await stage()
      await steps(page, 1, 0.2)
      const after = await stage()
      seen.set(id, after)
      writePng(join(ROOT, 'test', '.out', `${id}.png`), await snapshot(page, { width: 640, height: 360 }))
      expect(contrast(after)).toBeGreaterThan(SOMETHING_TO_SEE)
      expect(meanDifference(before, after)).toBeGreaterThan(SAME)
    })

    it('has knobs with a name and a range, at their defaults', async () => {
      const knobs = await page.evaluate((name) => globalThis.impasto?.show.params(`sketch/${name}/`) ?? [], id)
      expect(knobs.length).toBeGreaterThan(0)
      for (const { spec, value } of knobs) {
        expect(spec.label).toMatch(/^\p{Lu}.{1,24}$/u)
        expect(value).toBe(spec.default)
        if (spec.kind !== 'number') continue
        expect(spec.min).toBeLessThan(spec.max)
        expect(spec.default).toBeGreaterThanOrEqual(spec.min)
        expect(spec.default).toBeLessThanOrEqual(spec.max)
        expect(spec.curve !== 'log' || spec.min > 0, 'a log range begins above nothing').toBe(true)
      }
    })

    it('answers the sound', async () => {
      // On to a moment at which there is something to hear.
      await page.evaluate(async () => {
        const { impasto } = globalThis
        for (let i = 0; i < 120 && (impasto?.audio.onset ?? 1) < 0.5; i++) await impasto?.step(1 / 60)
      })
      const loud = await stage()
      const again = await stage()
      await setParam(page, 'audio/gain', 0)
      await steps(page, 1, 0)
      const silent = await stage()
      await setParam(page, 'audio/gain', 1)
      expect(meanDifference(loud, again)).toBe(0)
      expect(meanDifference(loud, silent)).toBeGreaterThan(SAME)
    })

    it('looks like no other', () => {
      const mine = seen.get(id)
      const others = [...seen].filter(([other]) => other !== id)
      expect(mine).toBeDefined()
      for (const [other, picture] of others) {
        expect(mine ? meanDifference(mine, picture) : 0, `${id} and ${other}`).toBeGreaterThan(10)
      }
    })
  })

  it('played without a complaint', async () => {
    expect(await page.evaluate('errors')).toEqual([])
    expect([...opened.consoleErrors, ...opened.pageErrors, ...served.complaints]).toEqual([])
  })
})
