// Sound that waits for a click, microphones that are refused or pulled out, addresses without sound: the picture moves on all the same.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { badServer, holdDevices, plug, unplug } from './broken-devices'
import { openBrowser, openPage, serve, type OpenedPage, type Served } from './harness'
import { drumLoop, writeSound } from './harness-sounds'
import { expectLight, heard, send, SMALL, untilLogged, untilShown, watchNotices } from './survival'

const folder = mkdtempSync(join(tmpdir(), 'impasto-sound-'))
const sound = join(folder, 'drums.wav')
const params = { ...SMALL, backend: 'wasm', style: 'none', sketch: 'portrait', source: '/demo/astronaut.jpg' }
const MEANWHILE = 'The picture moves to the built-in music meanwhile, unheard.'

let served: Served
beforeAll(async () => {
  served = await serve({ mode: 'preview' })
  writeSound(sound, drumLoop(120, 4))
})
afterAll(async () => {
  await served.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Waits until the analysis hears something. */
async function untilHeard(page: Page): Promise<void> {
  await page.waitForFunction(() => (globalThis.impasto?.audio.level ?? 0) > 0.2, undefined, { polling: 50 })
}

async function warned(page: Page): Promise<string[]> {
  return (await heard(page)).map(({ text }) => text)
}

describe('a browser that keeps pages silent', () => {
  it('is told of, and the first click brings the sound', async () => {
    const browser = await openBrowser({ flags: ['--autoplay-policy=document-user-activation-required'] })
    const { page, pageErrors, close } = await openPage(browser, served.url, {
      params: { ...params, audio: 'demo' },
      ready: false,
      prepare: watchNotices,
    })
    // Whatever Playwright evaluates counts as a hand on the page; what is asked of the browser itself does not.
    const session = await page.context().newCDPSession(page)
    const ask = async (expression: string): Promise<unknown> =>
      (await session.send('Runtime.evaluate', { expression, returnByValue: true })).result.value
    const patience = { timeout: 60_000, interval: 100 }
    const notice =
      'Sound starts with your first click or key: browsers keep a page silent until then. The picture plays on meanwhile.'
    await expect.poll(() => ask('globalThis.shown'), patience).toContain(notice)
    const before = Number(await ask('impasto.stats().frames'))
    await expect.poll(() => ask('impasto.stats().frames'), patience).toBeGreaterThan(before + 3)
    expect(await ask('[navigator.userActivation.hasBeenActive, impasto.audio.level]')).toEqual([false, 0])
    await page.mouse.click(200, 100)
    await expect.poll(() => ask('impasto.audio.level'), patience).toBeGreaterThan(0.2)
    await expectLight(page)
    expect(pageErrors).toEqual([])
    await close()
    await browser.close()
  })
})

describe('a microphone', () => {
  it('that is pulled out gives way to the built-in music, unheard, and is taken up again when it returns', async () => {
    const browser = await openBrowser({ sound })
    const { page, pageErrors, close } = await openPage(browser, served.url, {
      params: { ...params, audio: 'mic' },
      prepare: async (fresh) => {
        await watchNotices(fresh)
        await holdDevices(fresh, 'audioinput')
      },
    })
    await untilHeard(page)
    await unplug(page)
    await untilShown(page, `was unplugged or switched off. ${MEANWHILE} It is taken up by itself when it returns.`)
    expect(await warned(page)).toContainEqual(
      expect.stringMatching(/^Microphone '.+' was unplugged or switched off\. /),
    )
    await untilHeard(page)
    await expectLight(page)
    await plug(page)
    await untilLogged(page, /^Microphone '.+' is back\. The picture moves to it again\.$/)
    await untilHeard(page)
    expect(pageErrors).toEqual([])
    await close()
    await browser.close()
  })

  it('that is not allowed gives way to the built-in music, and comes by itself when it is', async () => {
    const flags = ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${sound}`]
    const browser = await openBrowser({ flags })
    const { page, pageErrors, close } = await openPage(browser, served.url, {
      params: { ...params, audio: 'mic' },
      permissions: [],
      prepare: watchNotices,
    })
    await untilShown(page, `The microphone may not be used: the browser or the system denied permission. ${MEANWHILE}`)
    await untilHeard(page)
    await page.context().grantPermissions(['microphone'])
    await untilLogged(page, /^Microphone '.+' is back\. The picture moves to it again\.$/)
    await untilHeard(page)
    await expectLight(page)
    expect(pageErrors).toEqual([])
    await close()
    await browser.close()
  })
})

describe('without any device', () => {
  let browser: Browser
  let opened: OpenedPage
  let page: Page
  beforeAll(async () => {
    browser = await openBrowser()
    opened = await openPage(browser, served.url, { params: { ...params, audio: 'mic' }, prepare: watchNotices })
    page = opened.page
  })
  afterAll(() => browser.close())

  it('a microphone that is asked for gives way to the built-in music', async () => {
    await untilShown(page, `No microphone is connected. ${MEANWHILE} Plug one in; it is taken up by itself.`)
    await untilHeard(page)
    await expectLight(page)
    expect(opened.pageErrors).toEqual([])
  })

  it('an address without sound is named, and the picture moves to the built-in music', async () => {
    const bad = await badServer()
    const noAnswer = 'no answer came, or the server allows no other pages to use it'
    const cases: [address: string, says: string][] = [
      [`${bad.nobody}/first.mp3`, `The sound at '${bad.nobody}/first.mp3' can't be loaded: ${noAnswer}. ${MEANWHILE}`],
      [
        `${bad.url}/gone.mp3`,
        `The sound at '${bad.url}/gone.mp3' can't be loaded: the server answered 404. ${MEANWHILE}`,
      ],
      [`${bad.url}/closed.mp3`, `The sound at '${bad.url}/closed.mp3' can't be loaded: ${noAnswer}. ${MEANWHILE}`],
      [`${bad.url}/noise.mp3`, `'${bad.url}/noise.mp3' is no sound that this browser can play. ${MEANWHILE}`],
    ]
    await send(page, 'audio/source', 'file')
    for (const [i, [address, says]] of cases.entries()) {
      await send(page, 'audio/url', address)
      await untilLogged(page, says)
      if (i === 0) await untilShown(page, says)
      expect((await warned(page)).at(-1)).toContain(says)
      await untilHeard(page)
      await expectLight(page)
    }
    expect(opened.pageErrors).toEqual([])
    await bad.close()
  })
})
