// Writing code over the stage of the served page: it plays, a mistake is told and harms nothing, and neither text nor stranger surprises.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromHash, toHash } from '../../src/editor/link-codec'
import { openBrowser, openPage, serve, type OpenedPage, type Served } from './harness'
import { waitFor } from './harness-engine'
import { meanColour, snapshot } from './harness-pictures'

const size = { width: 64, height: 36 }
// No WebGPU is asked for: code and keys are the same, and a software GPU is slow.
const params = { backend: 'wasm', audio: 'off', size: '64x36', model: '64x36', style: 'none' }
const GREEN = [0, 255, 0]

let served: Served
let browser: Browser
let opened: OpenedPage
let page: Page
beforeAll(async () => {
  served = await serve({ mode: 'preview' })
  browser = await openBrowser()
  opened = await openPage(browser, served.url, { params })
  page = opened.page
})
afterAll(async () => {
  await opened.close()
  await browser.close()
  await served.close()
})

const text = (): Promise<string> => page.locator('.cm-content').innerText()
const colour = async (): Promise<readonly number[]> => meanColour(await snapshot(page, size)).map(Math.round)

async function write(code: string): Promise<void> {
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(code)
}

describe('code over the stage', () => {
  it('E goes into it, Ctrl Enter plays it, and what is typed is no key of the stage', async () => {
    await page.keyboard.press('e')
    await waitFor(page, () => document.activeElement?.classList.contains('cm-content'), null)
    await write('solid(0, 1, 0)')
    await page.keyboard.press('Control+Enter')
    await expect.poll(colour, { timeout: 60_000 }).toEqual(GREEN)
    await page.keyboard.press('End')
    await page.keyboard.type(' // b')
    expect(await text()).toBe('solid(0, 1, 0) // b')
    expect(await page.evaluate(() => globalThis.impasto?.show.toggle('stage/blackout'))).toBe(false)
  })

  it('a mistake is told at its place, and the stage plays on', async () => {
    await write('solid(0, 1, 0)\n  .nothingOfTheKind()')
    await page.keyboard.press('Control+Enter')
    const words = page.locator('.cm-mistake-words')
    await words.waitFor()
    expect(await words.textContent()).toContain('nothingOfTheKind is not a function')
    expect(await page.locator('.cm-mistake').textContent()).toBe('nothingOfTheKind')
    expect(await colour()).toEqual(GREEN)
  })

  it('Esc gives the keys back to the stage, and another hides the code', async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('b')
    expect(await page.evaluate(() => globalThis.impasto?.show.toggle('stage/blackout'))).toBe(true)
    await page.keyboard.press('b')
    await page.keyboard.press('Escape')
    await page.locator('.code').waitFor({ state: 'hidden' })
    await page.keyboard.press('Shift+E')
    await page.locator('.code').waitFor({ state: 'visible' })
  })

  it('the text is there after a reload', async () => {
    await page.reload()
    await page.locator('.cm-content').waitFor()
    expect(await text()).toBe('solid(0, 1, 0)\n  .nothingOfTheKind()')
  })

  it('is saved to a file and opened from one, by a download where the browser has no file access', async () => {
    // The file is a real one, in the page's own file system: the browser's dialog cannot be pressed from here.
    await page.evaluate(async () => {
      const root = await navigator.storage.getDirectory()
      const handle = await root.getFileHandle('evening.js', { create: true })
      Object.assign(globalThis, { showSaveFilePicker: () => Promise.resolve(handle), handle })
    })
    await page.locator('.cm-content').focus()
    await write('solid(0, 0, 1) // saved')
    await page.keyboard.press('Control+s')
    const saved = (): Promise<string> =>
      page.evaluate(async () => {
        const { handle } = globalThis as unknown as { handle: FileSystemFileHandle }
        return (await handle.getFile()).text()
      })
    await expect.poll(saved).toBe('solid(0, 0, 1) // saved')
    // The second time it asks for nothing.
    await page.evaluate(() => Object.assign(globalThis, { showSaveFilePicker: () => Promise.reject(new Error('no')) }))
    await write('solid(0, 0, 1) // again')
    await page.keyboard.press('Control+s')
    await expect.poll(saved).toBe('solid(0, 0, 1) // again')

    await page.reload()
    await page.locator('.cm-content').waitFor()
    await page.evaluate(() =>
      Object.assign(globalThis, { showSaveFilePicker: undefined, showOpenFilePicker: undefined }),
    )
    // Listened for well before: the browser hands dialogs over a moment after it was asked to, and a key pressed within that moment opens its own.
    const asked = page.waitForEvent('filechooser')
    await page.locator('.cm-content').focus()
    await write('solid(1, 1, 0)')
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+s')])
    expect(download.suggestedFilename()).toBe('sketch.js')
    const folder = mkdtempSync(join(tmpdir(), 'impasto-download-'))
    await download.saveAs(join(folder, 'sketch.js'))
    expect(readFileSync(join(folder, 'sketch.js'), 'utf8')).toBe('solid(1, 1, 0)')
    rmSync(folder, { recursive: true })
    await page.keyboard.press('Control+o')
    const chooser = await asked
    await chooser.setFiles({ name: 'night.js', mimeType: 'text/javascript', buffer: Buffer.from('solid(1, 0, 1)') })
    await expect.poll(text).toBe('solid(1, 0, 1)')
  })

  it('travels as a link that carries it', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.locator('.cm-content').focus()
    await page.keyboard.press('Alt+k')
    const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText())
    await expect.poll(copied).toContain('#code=')
    expect(await fromHash(new URL(await copied()).hash)).toBe('solid(1, 0, 1)')
  })

  it('a link shows its code and runs none of it until it is played', async () => {
    // A page that is open already learns of it; one that is opened with it goes the same way.
    await page.evaluate((hash) => (location.hash = hash), await toHash("document.title = 'ran'\nsolid(0, 1, 0)"))
    const play = page.getByRole('button', { name: 'Play it' })
    await play.waitFor()
    expect(await text()).toContain('solid(0, 1, 0)')
    await page.evaluate(() => globalThis.impasto?.ready)
    expect(await page.title()).toBe('Impasto')
    await play.click()
    await expect.poll(colour, { timeout: 60_000 }).toEqual(GREEN)
    expect(await page.evaluate(() => [location.hash, document.title])).toEqual(['', 'ran'])
    expect([...opened.consoleErrors, ...opened.pageErrors]).toEqual([])
  })

  it("after a reload its own code plays again by itself; a link's does not, nor what the page did not outlive", async () => {
    await page.reload()
    await page.locator('.cm-content').waitFor()
    await page.evaluate(() => globalThis.impasto?.ready)
    expect(await page.title()).toBe('Impasto')
    await page.locator('.cm-content').focus()
    await write('solid(0, 0, 1)')
    await page.keyboard.press('Control+Enter')
    const onAir = (): Promise<unknown> => kept(page)
    await expect.poll(onAir, { timeout: 60_000 }).toMatchObject({ state: 'playing' })
    await page.reload()
    await expect.poll(async () => page.evaluate(() => globalThis.impasto !== undefined)).toBe(true)
    await page.evaluate(() => globalThis.impasto?.ready)
    await expect.poll(colour, { timeout: 60_000 }).toEqual([0, 0, 255])

    const deadly = { state: 'trying', parts: ["document.title = 'ran'"] }
    await keep(page, deadly)
    await page.reload()
    await page.getByText('the page ended before it was on stage for a frame').first().waitFor()
    expect(await page.title()).toBe('Impasto')
    expect([...opened.consoleErrors, ...opened.pageErrors]).toEqual([])
  })
})

/** What is written down to be played again after a reload. */
function kept(from: Page): Promise<unknown> {
  return from.evaluate(async () => {
    const found = await new Promise<unknown>((resolve, reject) => {
      const opening = indexedDB.open('impasto')
      opening.onerror = reject
      opening.onsuccess = () => {
        const asking = opening.result.transaction('entries').objectStore('entries').get('session/on-air')
        asking.onsuccess = () => resolve(asking.result)
        opening.result.close()
      }
    })
    return JSON.parse(typeof found === 'string' ? found : '{}') as unknown
  })
}

function keep(on: Page, what: object): Promise<void> {
  return on.evaluate(
    (json) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('impasto')
        opening.onerror = reject
        opening.onsuccess = () => {
          const writing = opening.result.transaction('entries', 'readwrite')
          writing.objectStore('entries').put(json, 'session/on-air')
          writing.oncomplete = () => resolve()
          opening.result.close()
        }
      }),
    JSON.stringify(what),
  )
}
