// What the machine cannot do, or does wrongly: each has its message and its way on, and the stage paints all the same where it can.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, openPage, ROOT, serve, type OpenedPage, type Served } from './harness'
import {
  expectLight,
  heard,
  hurry,
  moreFrames,
  paintedAfter,
  send,
  SMALL,
  stats,
  untilLogged,
  untilPainted,
  untilShown,
  untilValue,
  watchNotices,
  withoutLightEdition,
  withSmallBank,
} from './survival'

const params = { ...SMALL, source: '/demo/astronaut.jpg', sketch: 'portrait', style: 'great-wave' }
const NOTHING_PAINTS = 'No model can paint. The stage shows the picture itself; the log says why.'

let served: Served
beforeAll(async () => {
  served = await serve({ mode: 'preview' })
})
afterAll(() => served.close())

function open(
  browser: Browser,
  backend: 'auto' | 'webgpu' | 'wasm',
  prepare?: (page: Page) => Promise<void>,
): Promise<OpenedPage> {
  return openPage(browser, served.url, {
    params: { ...params, backend },
    prepare: async (page) => {
      await watchNotices(page)
      await prepare?.(page)
    },
  })
}

async function warnings(page: Page): Promise<string[]> {
  return (await heard(page)).map(({ text }) => text)
}

async function expectPaintedOn(page: Page, where: { stage: string; backend: string }): Promise<void> {
  await untilPainted(page)
  await moreFrames(page, 3)
  await expectLight(page)
  const { stage, backend } = await stats(page)
  expect({ stage, backend }).toEqual(where)
}

describe('without WebGPU', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser({ gpu: false })
  })
  afterAll(() => browser.close())

  it('a browser that has it but gives no adapter paints on WebGL 2 and the processor', async () => {
    const { page, pageErrors, close } = await open(browser, 'webgpu')
    await untilShown(
      page,
      'The stage asked for a WebGPU adapter: the browser has WebGPU but gave no adapter (blocked driver, or lost too often on this page). The stage plays on WebGL 2 and the painter on the processor;',
    )
    await untilLogged(
      page,
      'The painter was to run on WebGPU, but there is none here. It paints on the processor (WASM)',
    )
    await expectPaintedOn(page, { stage: 'webgl2', backend: 'wasm' })
    expect(pageErrors).toEqual([])
    await close()
  })

  it('a browser that has none does the same', async () => {
    const { page, pageErrors, close } = await open(browser, 'auto', async (fresh) => {
      await fresh.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'gpu'))
    })
    expect(await page.evaluate(() => 'gpu' in navigator)).toBe(false)
    await untilShown(
      page,
      'The stage asked for WebGPU: this browser has none. The stage plays on WebGL 2 and the painter',
    )
    await expectPaintedOn(page, { stage: 'webgl2', backend: 'wasm' })
    expect(pageErrors).toEqual([])
    await close()
  })
})

describe('a backend that paints wrongly', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  it('gives way to the next: the GPU to the processor', async () => {
    const { page, pageErrors, close } = await open(browser, 'webgpu', async (fresh) => {
      await withSmallBank(fresh)
      // A driver that calculates wrongly: TensorFlow.js's shaders take roots where they should divide by them.
      await fresh.addInitScript(() => {
        const make = GPUDevice.prototype.createShaderModule
        GPUDevice.prototype.createShaderModule = function (descriptor) {
          return make.call(this, { ...descriptor, code: descriptor.code.replaceAll('inverseSqrt(', 'sqrt(') })
        }
      })
    })
    await expectPaintedOn(page, { stage: 'webgpu', backend: 'wasm' })
    expect(await warnings(page)).toContainEqual(
      expect.stringMatching(
        /^The painter tried itself on the GPU with a small picture: the painting came out wrong \([\d.]+ of 255 off on average, \d+ at worst\)\. .*Painting on the processor \(WASM\) now\.$/,
      ),
    )
    await untilShown(page, 'The painter tried itself on the GPU with a small picture: the painting came out wrong')
    expect(pageErrors).toEqual([])
    await close()
  })

  it('and the last one to the picture itself', async () => {
    const file = join(ROOT, 'models', 'bank-1', 'selftest.json')
    const { page, pageErrors, close } = await open(browser, 'wasm', async (fresh) => {
      const golden = JSON.parse(readFileSync(file, 'utf8')) as { cases: { painting: string }[] }
      for (const each of golden.cases) each.painting = 'AAAA'.repeat(each.painting.length / 4)
      await withoutLightEdition(fresh)
      await fresh.route('**/models/bank-1/selftest.json', (route) => route.fulfill({ json: golden }))
    })
    await untilShown(
      page,
      'The painter tried itself on the processor with a small picture: the painting came out wrong (',
    )
    await untilValue(page, 'style/current', 'none')
    expect(await warnings(page)).toContain(NOTHING_PAINTS)
    await moreFrames(page, 2)
    await expectLight(page)

    // The file is mended, and the style chosen again.
    await page.unrouteAll()
    await send(page, 'style/current', 'great-wave')
    await expectPaintedOn(page, { stage: 'webgl2', backend: 'wasm' })
    expect(pageErrors).toEqual([])
    await close()
  })
})

interface Workshop {
  painters: Worker[]
}

/** Gets hold of the painter's workers. */
async function holdWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const workshop = globalThis as unknown as Workshop
    workshop.painters = []
    globalThis.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options)
        if (options?.name === 'impasto-painter') workshop.painters.push(this)
      }
    }
  })
}

const missing = (route: Route): Promise<void> => route.fulfill({ status: 404, body: '' })

describe('the worker that paints', () => {
  let browser: Browser
  let opened: OpenedPage
  let page: Page
  beforeAll(async () => {
    browser = await openBrowser({ gpu: false })
    opened = await open(browser, 'wasm', async (fresh) => {
      await holdWorkers(fresh)
      // The minute that the painter waits for an answer passes in three seconds.
      await fresh.addInitScript(hurry, [60_000, 3000] as const)
      await withoutLightEdition(fresh)
      for (const part of ['**/simd-program*', '**/*.wasm']) await fresh.route(part, missing)
    })
    page = opened.page
  })
  afterAll(() => browser.close())

  /** The picture itself is on stage, and it was told why. */
  async function expectUnpainted(): Promise<void> {
    await untilValue(page, 'style/current', 'none')
    expect(await warnings(page)).toContain(NOTHING_PAINTS)
    await moreFrames(page, 2)
    await expectLight(page)
  }

  it('that can load neither our own kernels nor TensorFlow.js leaves the picture itself', async () => {
    await untilShown(
      page,
      'The painter was to start TensorFlow.js on the processor (WASM): its program could not be loaded, or this browser cannot run it. The stage plays on without it; check the connection and choose the style again.',
    )
    await expectUnpainted()
  })

  it('that cannot be loaded does the same, and is tried again when a style is chosen', async () => {
    await page.unrouteAll()
    await withoutLightEdition(page)
    await page.route('**/wasm-worker*', missing)
    await send(page, 'style/current', 'great-wave')
    await untilShown(
      page,
      "The painter's worker for models/bank-1/model.json was to start: its program could not be loaded or failed at once (it stopped without a word). The stage plays on without it; check the connection and choose the style again.",
    )
    await expectUnpainted()
    await page.unroute('**/wasm-worker*')
    await send(page, 'style/current', 'great-wave')
    await expectPaintedOn(page, { stage: 'webgl2', backend: 'wasm' })
  })

  it('is started again when it crashes, and the second time leaves the picture itself', async () => {
    const workers = (): Promise<number> => page.evaluate(() => (globalThis as unknown as Workshop).painters.length)
    const before = await workers()
    // One painting for each choice: a crash in the middle of one is told of by that one, and no choice is needed for it.
    await send(page, 'style/seconds', 0)
    // A message that it cannot read kills it.
    const crash = (): Promise<void> =>
      page.evaluate(() => (globalThis as unknown as Workshop).painters.at(-1)?.postMessage(null))
    await crash()
    await untilShown(page, "The painter's worker for models/bank-1/model.json was to go on painting: it crashed (")
    await untilLogged(page, /it crashed \(.+\)\. The last painting is held while it starts again\.$/)
    await expectLight(page)
    await paintedAfter(page, () => send(page, 'style/current', 'the-scream'))
    expect(await workers()).toBe(before + 1)
    await moreFrames(page, 2)
    await expectLight(page)

    await crash()
    await untilLogged(page, /it crashed \(.+\)\. It crashed before, so it stays off; a smaller model size may help\.$/)
    await send(page, 'style/current', 'udnie')
    await expectUnpainted()

    // Chosen again, it gets another chance.
    await paintedAfter(page, () => send(page, 'style/current', 'great-wave'))
    await expectLight(page)
  })

  it('that was ended without a word is missed, and started again', async () => {
    const { paintings } = await stats(page)
    await page.evaluate(() => (globalThis as unknown as Workshop).painters.at(-1)?.terminate())
    await send(page, 'style/current', 'the-scream')
    await untilShown(
      page,
      'it crashed (it has said nothing for 60 s). The last painting is held while it starts again.',
    )
    await expectLight(page)
    await untilPainted(page, paintings + 1)
    await moreFrames(page, 2)
    await expectLight(page)
  })
})

describe('WebAssembly without SIMD', () => {
  it('paints slower, and says so', async () => {
    const browser = await openBrowser({ gpu: false, flags: ['--js-flags=--no-enable-sse4-1 --no-enable-ssse3'] })
    const { page, pageErrors, close } = await open(browser, 'wasm', withSmallBank)
    // (module (func (drop (v128.const i32x4 0 0 0 0)))): refused where there is no SIMD.
    const simd = await page.evaluate(() =>
      WebAssembly.validate(
        new Uint8Array([
          0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 23, 1, 21, 0, 253, 12, 0, 0, 0, 0, 0, 0, 0, 0,
          0, 0, 0, 0, 0, 0, 0, 0, 26, 11,
        ]),
      ),
    )
    expect(simd, 'this browser has SIMD after all').toBe(false)
    await untilShown(page, "This browser's WebAssembly runs without SIMD. The painting comes several times slower;")
    await expectPaintedOn(page, { stage: 'webgl2', backend: 'wasm' })
    expect(pageErrors).toEqual([])
    await close()
    await browser.close()
  })
})
