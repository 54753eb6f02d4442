// A browser that is killed while somebody types: at most the last line is lost, as often as it happens.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { browserPath, NO_WEBGPU } from '../browser-flags'
import { serve, type Served } from './harness'

/** More of them by hand: IMPASTO_KILLS=20. */
const KILLS = Number(process.env['IMPASTO_KILLS'] ?? 5)

/** Between two keys, in milliseconds: three times as fast as a fast typist. */
const PACE = { delay: 30 }

let served: Served
const profile = mkdtempSync(join(tmpdir(), 'impasto-killed-'))
let running: ChildProcess | null = null

beforeAll(async () => {
  served = await serve({ mode: 'preview' })
})
afterAll(async () => {
  await kill()
  await served.close()
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
})

/** The whole browser at once, as when the machine's power goes. */
async function kill(): Promise<void> {
  const browser = running
  running = null
  if (browser?.pid === undefined || browser.exitCode !== null) return
  const gone = new Promise((resolve) => browser.once('exit', resolve))
  process.kill(-browser.pid, 'SIGKILL')
  await gone
}

/** A browser with the profile that the one before left, on the page, with the code open. */
async function start(): Promise<Page> {
  const told = join(profile, 'DevToolsActivePort')
  rmSync(told, { force: true })
  const flags = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--no-first-run']
  running = spawn(browserPath(), [...flags, ...NO_WEBGPU, 'about:blank'], { detached: true, stdio: 'ignore' })
  await expect.poll(() => existsSync(told) && readFileSync(told, 'utf8').includes('\n'), { timeout: 30_000 }).toBe(true)
  const [port = ''] = readFileSync(told, 'utf8').split('\n')
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  const page = await (browser.contexts()[0] ?? (await browser.newContext())).newPage()
  await page.goto(`${served.url}?source=demo&style=none&backend=wasm&audio=off&size=128x72`)
  await page.waitForFunction(() => globalThis.impasto !== undefined, undefined, { timeout: 60_000 })
  await page.evaluate(() => globalThis.impasto?.show.send({ target: 'page/code', value: true, origin: 'handle' }))
  await page.locator('.code.seen .cm-content').waitFor({ timeout: 120_000 })
  return page
}

const textOf = (page: Page): Promise<string> =>
  page.evaluate(() => [...document.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n'))

it(
  `${KILLS} times, and nothing but the last line is ever gone`,
  async () => {
    let page = await start()
    await page.locator('.cm-content').focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    let kept: string[] = []
    for (let round = 0; round < KILLS; round++) {
      await page.locator('.cm-content').focus()
      await page.keyboard.press('Control+End')
      const lines = 3 + (round % 3)
      for (let i = 0; i < lines; i++) {
        const line = `// ${round} ${i} is a line`
        await page.keyboard.type(line, PACE)
        await page.keyboard.press('Enter')
        kept.push(line)
      }
      // In the middle of a word.
      await page.keyboard.type('// and this', PACE)
      await kill()
      page = await start()
      const found = (await textOf(page)).split('\n').filter((line) => line !== '')
      expect(found.slice(0, kept.length - 1)).toEqual(kept.slice(0, -1))
      // What came through of the rest is where the next round goes on.
      await page.locator('.cm-content').focus()
      await page.keyboard.press('Control+End')
      await page.keyboard.press('Enter')
      kept = found
    }
  },
  60_000 + KILLS * 120_000,
)
