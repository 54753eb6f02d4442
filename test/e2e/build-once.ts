// Before the end-to-end tests: builds the page once for all of them, and starts the browsers that they share; their displays are slow.
import { rmSync } from 'node:fs'
import type { BrowserServer } from 'playwright-core'
import { BUILT, buildPage, DISPLAY, startBrowsers } from './harness'

let browsers: readonly BrowserServer[] = []

export async function setup(): Promise<void> {
  process.env[BUILT] = await buildPage()
  process.env[DISPLAY] = '30'
  browsers = await startBrowsers()
}

export async function teardown(): Promise<void> {
  for (const browser of browsers) await browser.close()
  const folder = process.env[BUILT]
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
}
