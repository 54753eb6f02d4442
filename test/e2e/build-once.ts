// Before the end-to-end tests: builds the page once for all of them.
import { rmSync } from 'node:fs'
import { BUILT, buildPage } from './harness'

export default async function setup(): Promise<() => void> {
  const folder = await buildPage()
  process.env[BUILT] = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
