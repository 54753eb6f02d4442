// The page over the stage, by keyboard in the real page: every key does what its sheet says, and the panel shows what there is.
import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KEYS } from '../../src/control/keyboard/keys'
import { chordLabel } from '../../src/contracts/key-chord'
import { EDITOR_KEYS } from '../../src/editor/editor-keys'
import { openBrowser, openPage, serve, type OpenedPage, type Served } from './harness'
import { framesDrawn, newPainting, setParam, waitFor } from './harness-engine'
import { contrast, meanColour, meanDifference, snapshot, type Raster } from './harness-pictures'

const size = { width: 160, height: 90 }
// No WebGPU is asked for, so that no notice about the machine takes the place of the opening line.
const params = { backend: 'wasm', audio: 'off', size: '160x90', model: '128x72' }

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

describe('while the model is still on its way', () => {
  it('the picture plays, one line says what it is and which key helps, and a bar says what is waited for', async () => {
    let letThrough: () => void = () => undefined
    const held = new Promise<void>((resolve) => (letThrough = resolve))
    const { page, consoleErrors, pageErrors, close } = await openPage(browser, served.url, {
      params,
      ready: false,
      prepare: async (fresh) => {
        await fresh.route('**/*.safetensors', async (route: Route) => {
          await held
          await route.continue()
        })
      },
    })
    await waitFor(
      page,
      (words) => document.querySelector('.notice.shown')?.textContent === words,
      'Demo film. Press ? for the keys.',
    )
    await framesDrawn(page)
    expect(contrast(await snapshot(page, size))).toBeGreaterThan(10)
    const bar = page.getByRole('progressbar')
    await bar.waitFor()
    expect(await bar.getAttribute('aria-label')).toBe('Bank 1: twenty-six paintings')
    expect(await page.locator('.progress .words').textContent()).toContain('Bank 1: twenty-six paintings')
    expect(await page.evaluate(() => globalThis.impasto?.stats().paintings)).toBe(0)
    // The line goes by itself, and the picture plays on.
    await waitFor(page, () => document.querySelector('.notice.shown') === null, null)
    await framesDrawn(page)
    letThrough()
    await page.evaluate(() => globalThis.impasto?.ready)
    await bar.waitFor({ state: 'hidden' })
    await newPainting(page)
    expect([...consoleErrors, ...pageErrors]).toEqual([])
    await close()
  })
})

describe('the keys', () => {
  let opened: OpenedPage
  let page: Page
  const stage = (): Promise<Raster> => snapshot(page, size)
  const text = (address: string): Promise<string> =>
    page.evaluate((a) => globalThis.impasto?.show.text(a) ?? '', address)
  const toggle = (address: string): Promise<boolean> =>
    page.evaluate((a) => globalThis.impasto?.show.toggle(a) ?? false, address)

  beforeAll(async () => {
    opened = await openPage(browser, served.url, { params, viewport: { width: 1280, height: 720 } })
    page = opened.page
    await setParam(page, 'stage/transition', 0)
    await setParam(page, 'style/seconds', 0)
  })
  afterAll(() => opened.close())

  it('B makes the stage black at once, and brings it back', async () => {
    const visibility = (): Promise<string> =>
      page
        .locator('canvas')
        .first()
        .evaluate((canvas) => getComputedStyle(canvas).visibility)
    expect(await visibility()).toBe('visible')
    await page.keyboard.press('b')
    expect(await visibility()).toBe('hidden')
    expect(Math.max(...meanColour(await stage()))).toBe(0)
    await framesDrawn(page)
    expect(Math.max(...meanColour(await stage()))).toBe(0)
    await page.keyboard.press('b')
    expect(await visibility()).toBe('visible')
    await framesDrawn(page)
    expect(contrast(await stage())).toBeGreaterThan(10)
  })

  it('F holds the picture while the sketch plays on, and lets it go', async () => {
    await page.keyboard.press('f')
    const held = await stage()
    await newPainting(page)
    await newPainting(page)
    expect(meanDifference(await stage(), held)).toBe(0)
    await page.keyboard.press('f')
    await newPainting(page)
    expect(meanDifference(await stage(), held)).toBeGreaterThan(0)
  })

  it('] [ and the numbers choose styles, shift mixes one in, 0 shows the raw picture and back', async () => {
    const ids = await page.evaluate(() => globalThis.impasto?.styles.map(({ id }) => id) ?? [])
    const [first = '', second = ''] = ids
    const last = ids.at(-1)
    await page.keyboard.press('1')
    expect(await text('style/current')).toBe(first)
    await page.keyboard.press(']')
    expect(await text('style/current')).toBe(second)
    await page.keyboard.press('[')
    await page.keyboard.press('[')
    expect(await text('style/current')).toBe(last)
    for (const n of [2, 5, 9]) {
      await page.keyboard.press(String(n))
      expect(await text('style/current')).toBe(ids[n - 1])
    }
    await page.keyboard.press('1')
    await page.keyboard.press('Shift+Digit2')
    expect(await text('style/current')).toBe('mix')
    const weights = await page.evaluate(
      (list) => list.map((id) => globalThis.impasto?.show.number(`style/mix/${id}`) ?? 0),
      [first, second],
    )
    expect(Math.min(...weights)).toBeGreaterThan(0)
    await page.keyboard.press('3')
    await newPainting(page)
    const painted = await stage()
    await page.keyboard.press('0')
    expect(await text('style/current')).toBe('none')
    await framesDrawn(page, 3)
    expect(meanDifference(await stage(), painted)).toBeGreaterThan(10)
    await page.keyboard.press('0')
    expect(await text('style/current')).toBe(ids[2])
  })

  it('. and , choose sketches', async () => {
    const ids = await page.evaluate(() => globalThis.impasto?.sketches.map(({ id }) => id) ?? [])
    const before = await text('sketch/current')
    const at = ids.indexOf(before)
    const next = ids[(at + 1) % ids.length] ?? ''
    await page.keyboard.press('.')
    await waitFor(page, (id) => document.querySelector('.log')?.textContent?.includes(`(${id}).`), next)
    expect(await text('sketch/current')).toBe(next)
    await page.keyboard.press(',')
    await waitFor(page, (id) => document.querySelector('.log')?.textContent?.includes(`(${id}).`), before)
    expect(await text('sketch/current')).toBe(before)
  })

  it('? shows a sheet with every key', async () => {
    await page.keyboard.press('?')
    const sheet = page.locator('.help.seen')
    await sheet.waitFor()
    const shown = await sheet
      .locator('[data-binding]')
      .evaluateAll((rows) =>
        rows.map((row) => [row.querySelector('kbd')?.textContent, row.querySelector('dd')?.textContent]),
      )
    const inOrder = (rows: readonly unknown[][]): string[] =>
      rows.map((row) => row.join(' ')).toSorted((a, b) => a.localeCompare(b))
    const keys = [...KEYS, ...EDITOR_KEYS.map(({ chord, help }) => ({ label: chordLabel(chord), help }))]
    expect(inOrder(shown)).toEqual(inOrder(keys.map(({ label, help }) => [label, help])))
    for (const { label } of keys) expect(await sheet.getByText(label, { exact: true }).first().isVisible()).toBe(true)
    await page.keyboard.press('?')
    await waitFor(page, () => document.querySelector('.help.seen') === null, null)
  })

  it('P opens the panel: sources, sounds, styles and sketches with their pictures', async () => {
    await setParam(page, 'page/pin', true)
    await page.keyboard.press('p')
    const panel = page.locator('.panel.seen')
    await panel.waitFor()
    expect(await panel.locator('details.section:not(details details) > summary').allTextContents()).toEqual([
      'Source',
      'Sound',
      'Painter',
      'Sketch',
      'Output',
    ])
    const choices = (label: string): Promise<string[]> =>
      panel.getByLabel(label, { exact: true }).locator('option').allTextContents()
    expect((await choices('Source')).toSorted()).toEqual(
      ['Camera', 'Demo film', 'Film', 'Picture', 'Screen or tab'].toSorted(),
    )
    expect(await choices('Sound')).toEqual(['Built-in music', 'Microphone or line in', 'File or address', 'Off'])
    const styles = panel.getByRole('group', { name: 'Styles' })
    expect(await styles.getByRole('button').count()).toBe(27)
    const sketches = panel.getByRole('group', { name: 'Sketches' })
    expect(await sketches.getByRole('button').count()).toBe(
      (await page.evaluate(() => globalThis.impasto?.sketches.length)) ?? 0,
    )
    await sketches.getByRole('button', { name: 'Tunnel: A feedback tunnel of paint' }).waitFor()
    // Every still is there, and is a picture.
    await waitFor(
      page,
      (wanted) =>
        [...document.querySelectorAll<HTMLImageElement>('.styles img, .sketches img')].filter(
          (img) => img.complete && img.naturalWidth > 32,
        ).length === wanted,
      26 + 6,
    )
  })

  it('the panel paints thumbnails of what plays, and a click chooses the style', async () => {
    await waitFor(page, (wanted) => document.querySelectorAll('.styles canvas.painted').length >= wanted, 3)
    const painted = await page
      .locator('.styles canvas.painted')
      .first()
      .evaluate((canvas) => {
        if (!(canvas instanceof HTMLCanvasElement)) return []
        const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] }
        return [
          canvas.width,
          canvas.height,
          Math.max(...data.filter((_, i) => i % 4 === 0)) - Math.min(...data.filter((_, i) => i % 4 === 0)),
        ]
      })
    expect(painted[0]).toBeGreaterThanOrEqual(64)
    expect(painted[2]).toBeGreaterThan(30)
    await page.getByRole('group', { name: 'Styles' }).getByRole('button').nth(4).click()
    expect(await text('style/current')).toBe(await page.evaluate(() => globalThis.impasto?.styles[3]?.id))
    await newPainting(page)
  })

  it('H shows the figures', async () => {
    await page.keyboard.press('h')
    await page.locator('.hud.seen').waitFor()
    await waitFor(
      page,
      (backend) => {
        const figure = (id: string): string => document.querySelector(`[data-figure=${id}] .figure`)?.textContent ?? ''
        return (
          figure('backend').startsWith(backend) &&
          ['stage', 'model', 'age'].every((id) => Number(figure(id)) > 0) &&
          figure('tempo') === '–'
        )
      },
      'wasm · ',
    )
    expect(await page.locator('.hud.seen').isVisible()).toBe(true)
  })

  it('Esc closes the topmost layer, one after the other, and never the show', async () => {
    await page.keyboard.press('l')
    await page.keyboard.press('?')
    const layers = ['page/help', 'page/log', 'page/panel', 'page/hud']
    for (const [i] of layers.entries()) {
      expect(await Promise.all(layers.map(toggle))).toEqual(layers.map((_, k) => k >= i))
      await page.keyboard.press('Escape')
    }
    await page.keyboard.press('Escape')
    expect(await Promise.all(layers.map(toggle))).toEqual([false, false, false, false])
    await newPainting(page)
    expect(contrast(await stage())).toBeGreaterThan(10)
  })

  it('a wrong key does nothing', async () => {
    const before = await page.evaluate(() => globalThis.impasto?.show.snapshot())
    for (const key of ['q', 'x', 'Enter', ' ', ';', 'ArrowUp', 'Alt+b', 'Tab']) await page.keyboard.press(key)
    expect(await page.evaluate(() => globalThis.impasto?.show.snapshot())).toEqual(before)
    expect(await page.evaluate(() => [scrollX, scrollY])).toEqual([0, 0])
  })

  it('left nothing to complain about', () => {
    expect([...opened.consoleErrors, ...opened.pageErrors, ...served.complaints]).toEqual([])
  })
})
