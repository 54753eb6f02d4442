// Cameras that are refused, missing, taken or pulled out, and addresses that lead nowhere: the last picture stands, the demo takes over.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { badServer, holdDevices, plug, takeDevice, unplug, type BadServer } from './broken-devices'
import { openBrowser, openPage, serve, type OpenedPage, type Served } from './harness'
import { writeFilm } from './harness-films'
import { meanColour, snapshot, type Raster } from './harness-pictures'
import {
  expectLight,
  heard,
  moreFrames,
  send,
  SMALL,
  untilLogged,
  untilShown,
  untilValue,
  watchNotices,
} from './survival'

const folder = mkdtempSync(join(tmpdir(), 'impasto-inputs-'))
const film = join(folder, 'camera.y4m')
const params = { ...SMALL, backend: 'wasm', style: 'none', sketch: 'portrait' }
const BY_ITSELF = /^Camera '.+' is ready and on stage\.$/

let served: Served
beforeAll(async () => {
  served = await serve({ mode: 'preview' })
  // Stripes of red and blue: no photograph of the demo has so little green.
  writeFilm(film, {
    width: 320,
    height: 180,
    fps: 10,
    seconds: 1,
    draw: (frame, x) => ((x + 4 * frame) % 80 < 40 ? [220, 10, 30] : [30, 10, 220]),
  })
})
afterAll(async () => {
  await served.close()
  rmSync(folder, { recursive: true, force: true })
})

/** How much of the light is green: near 0 for the camera's film, about a half for the demo's photographs. */
function greenness(picture: Raster): number {
  const [red, green, blue] = meanColour(picture)
  return green / (red + blue)
}

async function expectPicture(page: Page, of: 'camera' | 'demo'): Promise<void> {
  const look = async (): Promise<string> => {
    const green = greenness(await snapshot(page, { width: 64, height: 36 }))
    return green < 0.2 ? 'camera' : green > 0.3 ? 'demo' : `neither, green is ${green.toFixed(2)}`
  }
  await expect.poll(look, { timeout: 60_000, interval: 200 }).toBe(of)
  await expectLight(page)
}

async function warned(page: Page): Promise<string[]> {
  return (await heard(page)).map(({ text }) => text)
}

describe('a camera', () => {
  let browser: Browser
  let opened: OpenedPage
  let page: Page
  beforeAll(async () => {
    browser = await openBrowser({ film })
    opened = await openPage(browser, served.url, {
      params: { ...params, source: 'camera' },
      prepare: async (fresh) => {
        await watchNotices(fresh)
        await holdDevices(fresh, 'videoinput')
      },
    })
    page = opened.page
  })
  afterAll(() => browser.close())

  // First, because whoever finds it taken asks less and less often.
  it('that another program has is waited for', async () => {
    await expectPicture(page, 'camera')
    await takeDevice(page, true)
    await unplug(page)
    await plug(page)
    await untilShown(
      page,
      'is in use by another program. Playing the demo film; it comes back by itself when the camera is free.',
    )
    await expectPicture(page, 'demo')
    await takeDevice(page, false)
    await expectPicture(page, 'camera')
    expect(opened.pageErrors).toEqual([])
  })

  it('that is pulled out leaves its last picture, then the demo, and is taken up again when it returns', async () => {
    await expectPicture(page, 'camera')
    const held = await page.evaluate(async () => {
      const { devices, impasto } = globalThis as unknown as {
        devices: { unplug(): void }
        impasto: NonNullable<typeof globalThis.impasto>
      }
      devices.unplug()
      const until = impasto.stats().frames + 2
      while (impasto.stats().frames < until) await new Promise((resolve) => requestAnimationFrame(resolve))
      const { width, height, data } = await impasto.snapshot({ width: 32, height: 18 })
      return { width, height, data: Array.from(data) }
    })
    expect(greenness({ ...held, data: Uint8Array.from(held.data) }), 'the last picture does not stand').toBeLessThan(
      0.2,
    )
    await untilShown(page, 'was unplugged. Playing the demo film; plug it in and it comes back by itself, or choose')
    expect(await warned(page)).toContainEqual(
      expect.stringMatching(/^Camera '.+' was unplugged\. Playing the demo film;/),
    )
    await expectPicture(page, 'demo')

    await plug(page)
    await untilLogged(page, BY_ITSELF)
    await expectPicture(page, 'camera')

    // And once more: it is no matter of the first time.
    await unplug(page)
    await expectPicture(page, 'demo')
    await plug(page)
    await expectPicture(page, 'camera')
    expect(opened.pageErrors).toEqual([])
  })
})

describe('without permission', () => {
  it('the demo plays, and the camera comes by itself when it is allowed', async () => {
    const flags = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`]
    const browser = await openBrowser({ flags })
    const { page, pageErrors, close } = await openPage(browser, served.url, {
      params: { ...params, source: 'camera' },
      permissions: [],
      prepare: watchNotices,
    })
    await untilShown(
      page,
      'The camera is not allowed on this page. Playing the demo film; allow the camera at the left end of the address bar, and its picture comes by itself.',
    )
    await expectPicture(page, 'demo')
    await page.context().grantPermissions(['camera'])
    await expectPicture(page, 'camera')
    expect(pageErrors).toEqual([])
    await close()
    await browser.close()
  })
})

describe('without a camera', () => {
  let browser: Browser
  let bad: BadServer
  let opened: OpenedPage
  let page: Page
  beforeAll(async () => {
    browser = await openBrowser()
    bad = await badServer()
    opened = await openPage(browser, served.url, { params: { ...params, source: 'camera' }, prepare: watchNotices })
    page = opened.page
  })
  afterAll(async () => {
    await browser.close()
    await bad.close()
  })

  it('the demo plays', async () => {
    await untilShown(page, 'No camera was found. Playing the demo film; plug one in and its picture comes by itself.')
    await expectPicture(page, 'demo')
    expect(opened.pageErrors).toEqual([])
  })

  it('an address that leads nowhere good is named, and the demo plays', async () => {
    const cases: [address: string, says: string][] = [
      [
        `${bad.nobody}/first.mp4`,
        "The film 'first.mp4' could not be reached. Playing the demo film; check the address",
      ],
      [`${bad.nobody}/first.png`, "The picture 'first.png' could not be reached. Playing the demo film; check the"],
      [`${bad.url}/gone.mp4`, "The film 'gone.mp4' is not at its address (the server answered 404). Playing the demo"],
      [`${bad.url}/gone.jpg`, "The picture 'gone.jpg' is not at its address (the server answered 404). Playing the"],
      [`${bad.url}/page.mp4`, "The address of the film 'page.mp4' leads to a web page. Playing the demo film; give"],
      [`${bad.url}/noise.webm`, "The film 'noise.webm' is of a kind that this browser cannot read. Playing the demo"],
      [`${bad.url}/noise.png`, "The picture 'noise.png' is of a kind that this browser cannot read. Playing the demo"],
      [
        `${bad.url}/closed.mp4`,
        "The film 'closed.mp4' may not be painted: its server allows no other page to read it.",
      ],
      [`${bad.url}/closed.png`, "The picture 'closed.png' may not be painted: its server allows no other page to read"],
    ]
    for (const [i, [address, says]] of cases.entries()) {
      await send(page, 'source/url', address)
      await untilLogged(page, says)
      if (i === 0) await untilShown(page, says)
      expect((await warned(page)).at(-1)).toContain(says)
      await untilValue(page, 'source/kind', 'demo')
      await moreFrames(page, 2)
      await expectLight(page)
    }
    expect(opened.pageErrors).toEqual([])
  })
})
