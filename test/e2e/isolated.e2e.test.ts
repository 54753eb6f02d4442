// The page alone with its origin: memory that threads share, the threads that paint where there is no GPU, and media from elsewhere all the same.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, openPage, ROOT, serve, type OpenedPage, type Served } from './harness'
import { setParam } from './harness-engine'
import { expectLight, heard, SMALL, untilPainted, watchNotices } from './survival'

const params = { ...SMALL, backend: 'wasm', sketch: 'portrait', style: 'great-wave' }
const ELSEWHERE = 'https://pictures.example/astronaut.jpg'

let served: Served
let browser: Browser
beforeAll(async () => {
  served = await serve({ mode: 'preview' })
  browser = await openBrowser({ gpu: false })
})
afterAll(async () => {
  await browser.close()
  await served.close()
})

function open(source: string, prepare: (page: Page) => Promise<unknown>): Promise<OpenedPage> {
  return openPage(browser, served.url, {
    params: { ...params, source },
    prepare: async (page) => {
      await watchNotices(page)
      await prepare(page)
    },
  })
}

/** Until the HUD says how many threads paint, `several` or one. */
async function untilThreads(page: Page, several: boolean): Promise<void> {
  await page.keyboard.press('h')
  await page.locator('.hud.seen').waitFor()
  // A still picture is painted once for a style, by those threads that are there by then: asked in turns, until the helpers came.
  const styles = ['the-scream', 'great-wave']
  await expect
    .poll(
      async () => {
        await setParam(page, 'style/current', styles.reverse()[0] ?? '')
        return page.locator('[data-figure=backend] .figure').textContent()
      },
      { timeout: 60_000, interval: 500 },
    )
    .toMatch(several ? /^wasm · [2-8] threads$/ : /^wasm · 1 thread$/)
}

it('is isolated: several threads paint, the HUD says how many, and a picture from another origin comes', async () => {
  const body = readFileSync(join(ROOT, 'public', 'demo', 'astronaut.jpg'))
  const { page, pageErrors, consoleErrors, close } = await open(ELSEWHERE, (fresh) =>
    fresh.route(ELSEWHERE, (route) =>
      route.fulfill({ body, contentType: 'image/jpeg', headers: { 'Access-Control-Allow-Origin': '*' } }),
    ),
  )
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
  await untilPainted(page)
  await expectLight(page)
  await untilThreads(page, true)
  expect(await heard(page)).toEqual([])
  expect([...pageErrors, ...consoleErrors]).toEqual([])
  await close()
})

it('hosted without the headers it plays with one thread', async () => {
  const { page, pageErrors, close } = await open('/demo/astronaut.jpg', (fresh) =>
    fresh.route(
      (url) => url.pathname === '/',
      async (route) => {
        const response = await route.fetch()
        const headers = Object.entries(response.headers()).filter(([name]) => !name.startsWith('cross-origin-'))
        await route.fulfill({ response, headers: Object.fromEntries(headers) })
      },
    ),
  )
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false)
  await untilPainted(page)
  await expectLight(page)
  await untilThreads(page, false)
  expect(pageErrors).toEqual([])
  await close()
})

it('sends the headers while developing too, with what workers load as well', async () => {
  const dev = await serve({ mode: 'dev' })
  for (const path of ['', 'src/models/runtimes/simd/simd-worker.ts']) {
    const { headers } = await fetch(dev.url + path)
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-embedder-policy')).toBe('credentialless')
  }
  await dev.close()
})
