// How long the first pictures take, and what is fetched for them: the built page, opened cold.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import type { Bytes, Seconds } from '../../src/core/units'
import { openPage, type Served } from '../e2e/harness'
import { waitFor } from '../e2e/harness-engine'

export interface Fetched {
  readonly files: number
  readonly bytes: Bytes
  /** Scripts, style sheets and binaries as a server that compresses sends them. */
  readonly gzip: Bytes
}

export interface StartUp {
  /** From navigation to the first frame with a picture on it. */
  readonly firstPicture: Seconds
  /** From navigation to the first painting on stage. */
  readonly firstPainting: Seconds
  /** Code asked for before the first picture. */
  readonly codeBefore: Fetched
  /** Code and weights asked for from then on, until the first painting. */
  readonly codeAfter: Fetched
  /** TensorFlow.js among what was asked for before the first picture; must be none. */
  readonly tensorflowBefore: readonly string[]
}

const CODE = /\.(js|css|wasm|safetensors)$/

export async function measureStartUp(browser: Browser, served: Served): Promise<StartUp> {
  const asked: { path: string; at: number }[] = []
  const { page, close } = await openPage(browser, served.url, {
    params: { size: '640x360', model: '128x72', audio: 'off', source: 'demo' },
    prepare: async (fresh) => {
      // Workers' own requests count too, so the page's list of resources is not enough.
      fresh.context().on('request', (request) => {
        asked.push({ path: new URL(request.url()).pathname, at: Date.now() })
      })
      await Promise.resolve()
    },
  })
  await waitFor(page, () => performance.getEntriesByName('impasto:first-painting').length > 0, null)
  const { origin, picture, painting } = await page.evaluate(() => {
    const at = (name: string): number => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN
    return {
      origin: performance.timeOrigin,
      picture: at('impasto:first-picture'),
      painting: at('impasto:first-painting'),
    }
  })
  await close()
  const until = origin + picture
  const code = asked.filter(({ path }) => CODE.test(path))
  const before = code.filter(({ at }) => at <= until)
  return {
    firstPicture: picture / 1000,
    firstPainting: painting / 1000,
    codeBefore: weigh(served, before),
    codeAfter: weigh(
      served,
      code.filter(({ at }) => at > until && at <= origin + painting),
    ),
    tensorflowBefore: before.map(({ path }) => path).filter((path) => isTensorflow(served, path)),
  }
}

function weigh(served: Served, asked: readonly { path: string }[]): Fetched {
  const contents = [...new Set(asked.map(({ path }) => path))].map((path) => contentOf(served, path))
  return {
    files: contents.length,
    bytes: contents.reduce((sum, content) => sum + content.length, 0),
    gzip: contents.reduce((sum, content) => sum + gzipSync(content).length, 0),
  }
}

function isTensorflow(served: Served, path: string): boolean {
  return path.endsWith('.wasm') || contentOf(served, path).includes('KernelBackend')
}

function contentOf({ built, root }: Served, path: string): Buffer {
  return readFileSync(join(built ?? root, path))
}
