// What every test of survival watches: the notices as the handle and the page tell them, and the light of the stage.
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Engine, EngineEvents } from '../../src/contracts/engine-api'
import type { Notice } from '../../src/core/log'
import { NOTICE_SECONDS } from '../../src/ui/notices'
import type { Stats } from '../../src/contracts/stats'
import { ROOT } from './harness'
import { contrast, snapshot, type Raster } from './harness-pictures'

/** What `watchNotices` leaves in the page. */
interface Watched {
  impasto: Engine
  heard: { notices: Notice[]; devices: EngineEvents['device'][] }
  shown: string[]
}

/** The smallest stage and model that still are pictures: a software GPU has other things to do. */
export const SMALL = { size: '96x54', model: '64x64', audio: 'off' } as const

/** Made by `npm run train -- test/golden/small-bank/config.json`. */
const SMALL_BANK = join(ROOT, 'test', 'golden', 'small-bank')

/** Less than this in a snapshot is a stage on which nothing can be seen; the darkest of the built-in pictures has several times that. */
const DARK = 4

/** Milliseconds: a software GPU may be slow, a stuck page must not wait for the end of the test. */
const PATIENCE = 90_000

/** Milliseconds that a line at the bottom left is shown for: nobody has to read it here, and up to four wait for their turn. */
const SHOWN_FOR = 250

/** Listens from before the engine starts: to `impasto.on`, and to the line at the bottom left. */
export async function watchNotices(page: Page): Promise<void> {
  page.setDefaultTimeout(PATIENCE)
  await page.addInitScript(hurry, [NOTICE_SECONDS * 1000, SHOWN_FOR] as const)
  await page.addInitScript(() => {
    const here = globalThis as unknown as Watched
    here.heard = { notices: [], devices: [] }
    here.shown = []
    let engine: Engine | undefined
    Object.defineProperty(here, 'impasto', {
      configurable: true,
      get: () => engine,
      set(made: Engine) {
        engine = made
        made.on('error', (notice) => here.heard.notices.push(notice))
        made.on('warning', (notice) => here.heard.notices.push(notice))
        made.on('device', (event) => here.heard.devices.push(event))
      },
    })
    new MutationObserver(() => {
      for (const line of document.querySelectorAll('.notices .notice.shown')) {
        const text = line.textContent
        if (text !== '' && !here.shown.includes(text)) here.shown.push(text)
      }
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] })
  })
}

/**
 * Gives the page a net of the same styles as bank 1 that is compiled at once, where bank 1 takes a software GPU several seconds: for
 * what a test asks of the page and not of the bank.
 */
export async function withSmallBank(page: Page): Promise<void> {
  for (const file of ['model.json', 'weights.safetensors', 'selftest.json']) {
    await page.route(`**/models/bank-1/${file}`, (route) => route.fulfill({ path: join(SMALL_BANK, file) }))
  }
}

/** In the page: a wait of `usual` milliseconds takes `instead`. */
export function hurry([usual, instead]: readonly [number, number]): void {
  const { setTimeout } = globalThis
  const hurried = (run: () => void, wait = 0, ...given: unknown[]): unknown =>
    setTimeout(run, wait === usual ? instead : wait, ...given)
  globalThis.setTimeout = hurried as typeof globalThis.setTimeout
}

/** Leaves the full edition of the bank alone: where it will not paint, nothing does. Ends with `page.unrouteAll()`. */
export function withoutLightEdition(page: Page): Promise<unknown> {
  return page.route('**/models/bank-1-light/**', (route) => route.fulfill({ status: 404, body: 'not there' }))
}

/** Warnings and errors as `impasto.on` told them, oldest first. */
export function heard(page: Page): Promise<Notice[]> {
  return page.evaluate(() => (globalThis as unknown as Watched).heard.notices)
}

export function deviceEvents(page: Page): Promise<EngineEvents['device'][]> {
  return page.evaluate(() => (globalThis as unknown as Watched).heard.devices)
}

/** Every text in the page's log, the handle's silence or not: notes too. */
export function logged(page: Page): Promise<string[]> {
  return page.evaluate(() => Array.from(document.querySelectorAll('.log li p'), (line) => line.textContent))
}

/** Waits until the log has a line with `words`, and gives the whole line. */
export async function untilLogged(page: Page, words: string | RegExp): Promise<string> {
  const line = page.locator('.log li p').filter({ hasText: words }).first()
  await line.waitFor({ state: 'attached' })
  return (await line.textContent()) ?? ''
}

/** Waits until the line at the bottom left shows `words`: the performer has seen it. */
export async function untilShown(page: Page, words: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => (globalThis as unknown as Watched).shown.some((text) => text.includes(wanted)),
    words,
  )
}

export function stats(page: Page): Promise<Stats> {
  return page.evaluate(() => (globalThis as unknown as Watched).impasto.stats())
}

/** Waits until the loop has turned `count` more times. */
export async function moreFrames(page: Page, count: number): Promise<void> {
  await untilAtLeast(page, 'frames', (await stats(page)).frames + count)
}

/** Waits until `count` paintings are finished, counted from the start. */
export async function untilPaintings(page: Page, count: number): Promise<void> {
  await untilAtLeast(page, 'paintings', count)
}

/** Does something that asks for a painting, and waits for that: a still picture is painted once, and may be before anyone looks. */
export async function paintedAfter(page: Page, act: () => Promise<unknown>): Promise<void> {
  const { paintings } = await stats(page)
  await act()
  await untilPaintings(page, paintings + 1)
}

async function untilAtLeast(page: Page, figure: 'frames' | 'paintings', count: number): Promise<void> {
  await page.waitForFunction(
    ([key, wanted]) => (globalThis as unknown as Watched).impasto.stats()[key] >= wanted,
    [figure, count] as const,
    { polling: 50 },
  )
}

/** A snapshot of the stage, on which there is something to see. */
export async function expectLight(page: Page): Promise<Raster> {
  const picture = await snapshot(page, { width: 96, height: 54 })
  expect(contrast(picture), 'the stage is dark').toBeGreaterThan(DARK)
  return picture
}

export function send(page: Page, target: string, value: number | boolean | string): Promise<string | null> {
  return page.evaluate(
    (command) => {
      const { impasto } = globalThis as unknown as Watched
      return impasto.show.send({ ...command, origin: 'handle' })?.message ?? null
    },
    { target, value },
  )
}

export function paramValue(page: Page, target: string): Promise<unknown> {
  return page.evaluate((address) => (globalThis as unknown as Watched).impasto.show.snapshot()[address], target)
}

/** Waits until the parameter at `target` is `wanted`. */
export async function untilValue(page: Page, target: string, wanted: number | boolean | string): Promise<void> {
  await page.waitForFunction(
    ([address, is]) => (globalThis as unknown as Watched).impasto.show.snapshot()[address] === is,
    [target, wanted] as const,
    { polling: 50 },
  )
}

/** Waits until there are `count` paintings, counted from the start. */
export async function untilPainted(page: Page, count = 1): Promise<void> {
  await page.waitForFunction(
    (wanted) => (globalThis as unknown as Watched).impasto.stats().paintings >= wanted,
    count,
    { polling: 50 },
  )
}
