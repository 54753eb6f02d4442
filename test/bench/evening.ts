// Plays the page as an evening does, style after style and sketch after sketch, and tells what is alive in it.
import type { Browser, CDPSession, Page } from 'playwright-core'
import type { Stats } from '../../src/contracts/stats'
import type { Bytes } from '../../src/core/units'
import { type OpenedPage, openPage } from '../e2e/harness'
import { framesDrawn, newPainting } from '../e2e/harness-engine'

export interface Alive {
  readonly buffers: number
  readonly textures: number
  readonly bytes: Bytes
  readonly tensors: number
  readonly heap: Bytes
}

export interface EveningOptions {
  readonly backend: 'webgpu' | 'wasm'
  /** @defaultValue 160x90 */
  readonly size?: string
  /** @defaultValue 64x64 */
  readonly model?: string
  /** Called before the page loads. */
  readonly prepare?: (page: Page) => Promise<void>
}

export const HOME = { sketch: 'portrait', style: 'starry-night' }
/** Longer than a painting takes, frames: none in so many means that the painter is idle. */
const IDLE = 10

/** The page with the built-in film and no sound. */
export async function openEvening(
  browser: Browser,
  url: string,
  { backend, size = '160x90', model = '64x64', prepare }: EveningOptions,
): Promise<Evening> {
  const opened = await openPage(browser, url, {
    params: { backend, size, model, audio: 'off', source: 'demo', ...HOME },
    patience: 300,
    ...(prepare && { prepare }),
  })
  const { page } = opened
  const session = await page.context().newCDPSession(page)
  const sketches = await page.evaluate(() => globalThis.impasto?.sketches.map(({ id }) => id) ?? [])
  const styles = await page.evaluate(() => globalThis.impasto?.styles.map(({ id }) => id) ?? [])
  return new Evening(opened, session, sketches, styles)
}

export class Evening {
  readonly page: Page

  constructor(
    readonly opened: OpenedPage,
    private readonly session: CDPSession,
    readonly sketches: readonly string[],
    readonly styles: readonly string[],
  ) {
    this.page = opened.page
  }

  /** Number `i` of an order that jumps between the styles; all of them in as many steps as there are. */
  style(i: number): string {
    return this.styles[(i * 5 + 1) % this.styles.length] ?? HOME.style
  }

  sketch(i: number): string {
    return this.sketches[(i + 1) % this.sketches.length] ?? HOME.sketch
  }

  stats(): Promise<Stats> {
    return this.page.evaluate(() => {
      if (!globalThis.impasto) throw new Error('The page has no engine.')
      return globalThis.impasto.stats()
    })
  }

  async choose(style: string): Promise<void> {
    await this.page.evaluate((id) => globalThis.impasto?.setStyle(id, { seconds: 0 }), style)
  }

  async load(sketch: string): Promise<void> {
    await this.page.evaluate((id) => globalThis.impasto?.loadSketch(id), sketch)
  }

  async paint(style: string): Promise<void> {
    await this.choose(style)
    await newPainting(this.page)
  }

  /** Loads a sketch and waits until the one before it has left the stage. */
  async swap(sketch: string): Promise<void> {
    await this.load(sketch)
    await this.page.evaluate(async () => {
      const engine = globalThis.impasto
      const fade = (engine?.show.number('stage/transition') ?? 0) * 1000
      await new Promise((resolve) => setTimeout(resolve, fade))
    })
    await framesDrawn(this.page, 4)
  }

  async goHome(): Promise<void> {
    await this.swap(HOME.sketch)
    await this.paint(HOME.style)
  }

  /** What is alive while the painter rests, so that no work under way is counted. The style is 'none' afterwards. */
  async alive(): Promise<Alive> {
    const { page, session } = this
    await this.choose('none')
    await this.untilIdle()
    await session.send('HeapProfiler.collectGarbage')
    await framesDrawn(page, 2)
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    const { gpuBuffers, gpuTextures, gpuBytes, tensors } = await this.stats()
    return { buffers: gpuBuffers, textures: gpuTextures, bytes: gpuBytes, tensors, heap: usedSize }
  }

  private async untilIdle(): Promise<void> {
    let before = -1
    for (let now = 0; now !== before; now = (await this.stats()).paintings) {
      before = (await this.stats()).paintings
      await framesDrawn(this.page, IDLE)
    }
  }
}
