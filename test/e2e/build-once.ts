// Before the end-to-end tests: builds the page once for all of them.
import { rmSync } from 'node:fs'
import { BUILT, buildPage } from './harness'

export async function setup(): Promise<void> {
  process.env[BUILT] = await buildPage()
}

export function teardown(): void {
  const folder = process.env[BUILT]
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
}
