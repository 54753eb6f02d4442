// Live code in the served page: a painter in the chain, a run that repeats, and nothing left behind by what went wrong.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, openPage, serve, type OpenedPage, type Served } from './harness'
import { rejection, steps } from './harness-engine'
import { meanDifference, snapshot, worstDifference, type Raster } from './harness-pictures'

const size = { width: 160, height: 90 }
const params = { size: '160x90', model: '128x72', clock: 'manual', audio: 'off' }

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

describe('live code', () => {
  let opened: OpenedPage
  let page: Page
  const stage = (): Promise<Raster> => snapshot(page, size)
  const run = (code: string): Promise<void> => page.evaluate((c) => globalThis.impasto?.run(c), code)

  beforeAll(async () => {
    opened = await openPage(browser, served.url, { params })
    page = opened.page
  })
  afterAll(() => opened.close())

  it('puts a painter between what comes before it and what comes after', async () => {
    await run('camera().out(); render(o0)')
    await steps(page, 2, 0)
    const plain = await stage()
    await run("camera().style('great-wave', 1).out()")
    await steps(page, 3, 0)
    const painted = await stage()
    expect(meanDifference(painted, plain)).toBeGreaterThan(8)
    await run("camera().style('great-wave', 0).out()")
    await steps(page, 2, 0)
    expect(worstDifference(await stage(), plain)).toBeLessThanOrEqual(1)
    await run("camera().style({ 'great-wave': 0.5, 'the-scream': () => 0.5 }, 1).invert().out()")
    await steps(page, 4, 0)
    expect(meanDifference(await stage(), painted)).toBeGreaterThan(8)
    await steps(page, 3, 0.5)
    expect(await page.evaluate(() => globalThis.impasto?.stats().frameAge)).toBeLessThanOrEqual(0.5)
    await steps(page, 3, 0)
  })

  it('says which style there is not, and plays on', async () => {
    const before = await stage()
    const said = await rejection(page, () => globalThis.impasto?.run("camera().style('great-wav').out()"))
    expect(said).toContain(".style('great-wav') was asked for: no model has that style")
    await steps(page, 1, 0)
    expect(worstDifference(await stage(), before)).toBe(0)
  })

  it('leaves nothing in the page', async () => {
    await run('leak = 1; let leak2 = [1, 2].fast(2); osc(leak2).out()')
    expect(await page.evaluate("'leak' in globalThis || 'leak2' in globalThis || 'fast' in Array.prototype")).toBe(
      false,
    )
    expect([...opened.pageErrors]).toEqual([])
  })
})

it('repeats to the pixel', async () => {
  const opened = await openPage(browser, served.url, { params })
  const { page } = opened
  const play = async (): Promise<Raster> => {
    await page.evaluate(() =>
      globalThis.impasto?.run('src(o0).scale(1.01).blend(noise(3).color(1, 0.4, [0, 1].smooth()), 0.1).out()'),
    )
    await steps(page, 12, 1 / 30)
    return snapshot(page, size)
  }
  const first = await play()
  await opened.again()
  expect(worstDifference(first, await play())).toBe(0)
  await opened.close()
})
