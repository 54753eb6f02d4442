// What a long evening leaves behind: objects on the GPU, tensors, heap, readbacks and late frames over many changes.
import type { Browser, CDPSession, Page } from 'playwright-core'
import type { Stats } from '../../src/core/contracts'
import type { Bytes, Seconds } from '../../src/core/units'
import { openPage } from '../e2e/harness'
import { framesDrawn, newPainting, waitFor } from '../e2e/harness-engine'

export interface EnduranceOptions {
  readonly backend: 'webgpu' | 'wasm'
  readonly frames: number
  readonly styleChanges: number
  readonly sketchSwaps: number
  /** @defaultValue 160x90 */
  readonly size?: string
  /** @defaultValue 64x64 */
  readonly model?: string
}

export interface Alive {
  readonly buffers: number
  readonly textures: number
  readonly bytes: Bytes
  readonly tensors: number
  readonly heap: Bytes
}

export interface Endurance extends EnduranceOptions {
  readonly adapter: string
  readonly warm: Alive
  readonly after: Alive
  readonly seconds: Seconds
  readonly paintings: number
  /** Reads from the GPU over the whole run. */
  readonly readbacks: number
  /** GPU objects made in a stretch without changes: by the stage for a frame, and by TensorFlow.js for a painting. */
  readonly made: { readonly perFrame: number; readonly perPainting: number }
  /** Frames that came later than one and a half display intervals: per change, and in a stretch of the same length without any. */
  readonly late: { readonly perStyleChange: number; readonly perSketchSwap: number; readonly without: number }
}

const HOME = { sketch: 'portrait', style: 'starry-night' }
/** Frames looked at after a change, and without one. */
const LOOK = 10
/** Longer than a painting takes, frames: none in so many means that the painter is idle. */
const IDLE = 10

export async function measureEndurance(browser: Browser, url: string, options: EnduranceOptions): Promise<Endurance> {
  const { backend, size = '160x90', model = '64x64' } = options
  const { page, close } = await openPage(browser, url, {
    params: { backend, size, model, audio: 'off', source: 'demo', ...HOME },
    patience: 300,
  })
  const session = await page.context().newCDPSession(page)
  const sketches = await page.evaluate(() => globalThis.impasto?.sketches.map(({ id }) => id) ?? [])
  const styles = await page.evaluate(() => globalThis.impasto?.styles.map(({ id }) => id) ?? [])
  const nextStyle = (i: number): string => styles[(i * 5 + 1) % styles.length] ?? HOME.style
  const nextSketch = (i: number): string => sketches[(i + 1) % sketches.length] ?? HOME.sketch
  // Everything that will be used is used once before it counts.
  for (const id of firsts(options.sketchSwaps, nextSketch)) await swap(page, id)
  for (const id of firsts(options.styleChanges, nextStyle)) await paint(page, id)
  await goHome(page)
  const warm = await alive(page, session)
  const start = await stats(page)
  const began = Date.now()

  const bare = await stretch(page, LOOK * 3)
  await paint(page, HOME.style)
  const quiet = await stretch(page, LOOK * 3)
  const late = { style: 0, sketch: 0 }
  const share = Math.floor(options.frames / (options.styleChanges + options.sketchSwaps))
  for (let i = 0; i < Math.max(options.styleChanges, options.sketchSwaps); i++) {
    if (i < options.styleChanges) {
      late.style += (await stretch(page, LOOK, () => choose(page, nextStyle(i)))).late
      await framesDrawn(page, Math.max(1, share - LOOK))
    }
    if (i < options.sketchSwaps) {
      late.sketch += (await stretch(page, LOOK, () => load(page, nextSketch(i)))).late
      await framesDrawn(page, Math.max(1, share - LOOK))
    }
  }
  await waitFor(page, (wanted) => (globalThis.impasto?.stats().frames ?? 0) >= wanted, start.frames + options.frames)
  const seconds = (Date.now() - began) / 1000
  await goHome(page)
  const end = await stats(page)
  const after = await alive(page, session)
  await close()
  return {
    ...options,
    adapter: end.adapter,
    warm,
    after,
    seconds,
    frames: end.frames - start.frames,
    paintings: end.paintings - start.paintings,
    readbacks: end.readbacks - start.readbacks,
    made: {
      perFrame: bare.made / bare.frames,
      perPainting: (quiet.made - (bare.made / bare.frames) * quiet.frames) / Math.max(1, quiet.paintings),
    },
    late: {
      perStyleChange: late.style / Math.max(1, options.styleChanges),
      perSketchSwap: late.sketch / Math.max(1, options.sketchSwaps),
      without: quiet.late / 3,
    },
  }
}

function stats(page: Page): Promise<Stats> {
  return page.evaluate(() => {
    if (!globalThis.impasto) throw new Error('The page has no engine.')
    return globalThis.impasto.stats()
  })
}

async function stretch(
  page: Page,
  frames: number,
  change?: () => Promise<void>,
): Promise<{ late: number; made: number; frames: number; paintings: number }> {
  const before = await stats(page)
  await change?.()
  await waitFor(page, (wanted) => (globalThis.impasto?.stats().frames ?? 0) >= wanted, before.frames + frames)
  const now = await stats(page)
  return {
    late: now.droppedFrames - before.droppedFrames,
    made: now.gpuMade - before.gpuMade,
    frames: now.frames - before.frames,
    paintings: now.paintings - before.paintings,
  }
}

async function choose(page: Page, style: string): Promise<void> {
  await page.evaluate((id) => globalThis.impasto?.setStyle(id, { seconds: 0 }), style)
}

async function load(page: Page, sketch: string): Promise<void> {
  await page.evaluate((id) => globalThis.impasto?.loadSketch(id), sketch)
}

async function paint(page: Page, style: string): Promise<void> {
  await choose(page, style)
  await newPainting(page)
}

/** Loads a sketch and waits until the one before it has left the stage. */
async function swap(page: Page, sketch: string): Promise<void> {
  await load(page, sketch)
  await page.evaluate(async () => {
    const engine = globalThis.impasto
    const fade = (engine?.show.number('stage/transition') ?? 0) * 1000
    await new Promise((resolve) => setTimeout(resolve, fade))
  })
  await framesDrawn(page, 4)
}

async function goHome(page: Page): Promise<void> {
  await swap(page, HOME.sketch)
  await paint(page, HOME.style)
}

/** What is alive while the painter rests, so that no work under way is counted. */
async function alive(page: Page, session: CDPSession): Promise<Alive> {
  await choose(page, 'none')
  await untilIdle(page)
  await session.send('HeapProfiler.collectGarbage')
  await framesDrawn(page, 2)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  const { gpuBuffers, gpuTextures, gpuBytes, tensors } = await stats(page)
  return { buffers: gpuBuffers, textures: gpuTextures, bytes: gpuBytes, tensors, heap: usedSize }
}

async function untilIdle(page: Page): Promise<void> {
  let before = -1
  for (let now = 0; now !== before; now = (await stats(page)).paintings) {
    before = (await stats(page)).paintings
    await framesDrawn(page, IDLE)
  }
}

function firsts(count: number, next: (i: number) => string): Set<string> {
  return new Set(Array.from({ length: count }, (_, i) => next(i)))
}
