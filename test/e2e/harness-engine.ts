// What end-to-end tests ask of the engine in the page. Everything here waits for what is to come and never for a while.
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { ParamValue } from '../../src/show/param'
import type { Seconds } from '../../src/core/units'
import { ROOT } from './harness'
import { readPng, type Raster } from './harness-pictures'

/** How long a page may take over something that takes a moment on an idle machine. */
export const PATIENCE: Seconds = 60

/** A stored picture of the style bank's reference: 'astronaut', or 'astronaut--the-scream' for a painting of it. */
export function golden(name: string): Raster {
  return readPng(join(ROOT, 'test', 'golden', 'bank-1', `${name}.png`))
}

export async function setParam(page: Page, target: string, value: ParamValue): Promise<void> {
  await page.evaluate(([t, v]) => void globalThis.impasto?.show.send({ target: t, value: v, origin: 'handle' }), [
    target,
    value,
  ] as const)
}

/** Waits until the stage has drawn `count` more frames. */
export async function framesDrawn(page: Page, count = 2): Promise<void> {
  const seen = await page.evaluate(() => globalThis.impasto?.stats().frames ?? 0)
  await waitFor(page, (wanted) => (globalThis.impasto?.stats().frames ?? 0) >= wanted, seen + count)
}

/** Waits until a painting that was begun after this call is on stage. */
export async function newPainting(page: Page): Promise<void> {
  const seen = await page.evaluate(() => globalThis.impasto?.stats().paintings ?? 0)
  // One may be half done, and is not begun after this call.
  await waitFor(page, (wanted) => (globalThis.impasto?.stats().paintings ?? 0) >= wanted, seen + 2)
  await framesDrawn(page)
}

/** Waits until `condition` holds in the page, looked at with every frame. */
export async function waitFor<T>(page: Page, condition: (given: T) => unknown, given: T): Promise<void> {
  await page.waitForFunction(condition as never, given, { timeout: PATIENCE * 1000 })
}

/** Every notice so far, as the page's log shows them. */
export function notices(page: Page): Promise<{ level: string; text: string }[]> {
  return page.locator('.log li').evaluateAll((lines) =>
    lines.map((line) => ({
      level: line.getAttribute('data-level') ?? '',
      text: line.querySelector('p')?.textContent ?? '',
    })),
  )
}

/** With the manual clock: `count` steps of `dt` seconds. */
export async function steps(page: Page, count: number, dt: Seconds): Promise<void> {
  await page.evaluate(
    async ([n, seconds]) => {
      for (let i = 0; i < n; i++) await globalThis.impasto?.step(seconds)
    },
    [count, dt] as const,
  )
}

/** What a promise in the page is rejected with, in words; null when it is not. */
export function rejection(page: Page, work: () => unknown): Promise<string | null> {
  return page.evaluate(work as () => Promise<unknown>).then(
    () => null,
    (thrown: unknown) =>
      thrown instanceof Error ? (thrown.message.replace(/^page\.evaluate: /, '').split('\n')[0] ?? '') : String(thrown),
  )
}
