// Model files that are missing, cut off, damaged or wrong: the notice names the file and the field, and the stage plays on.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, openPage, ROOT, serve, type OpenedPage, type Served } from './harness'
import {
  expectLight,
  heard,
  moreFrames,
  paintedAfter,
  send,
  SMALL,
  stats,
  untilPainted,
  untilShown,
  untilValue,
  paramValue,
  watchNotices,
  withoutLightEdition,
} from './survival'

const PLAYS_ON = 'The stage plays on with what else can paint; mend the file and choose the model again.'
const NOTHING_PAINTS = 'No model can paint. The stage shows the picture itself; the log says why.'
const params = { ...SMALL, backend: 'wasm', source: '/demo/astronaut.jpg', sketch: 'portrait', style: 'great-wave' }

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** One way for a file of bank-1 to be wrong, and what must be said of it. */
interface Damage {
  readonly what: string
  readonly file: string
  readonly serve: (route: Route, good: Buffer) => Promise<void>
  readonly says: RegExp
}

const missing = (route: Route): Promise<void> => route.fulfill({ status: 404, body: 'not there' })
const bytes =
  (change: (good: Buffer) => Buffer) =>
  (route: Route, good: Buffer): Promise<void> =>
    route.fulfill({ body: change(Buffer.from(good)) })

type Json = Record<string, unknown> & { layers: Record<string, unknown>[] }
const json = (change: (header: Json) => void): Damage['serve'] =>
  bytes((good) => {
    const header = JSON.parse(good.toString()) as Json
    change(header)
    return Buffer.from(JSON.stringify(header))
  })
const layer = (index: number, change: Record<string, unknown>): Damage['serve'] =>
  json(({ layers }) => {
    layers[index] = { ...layers[index], ...change }
  })

const WEIGHTS = 'weights.safetensors'
const HEADER = 'model.json'
const DAMAGES: readonly Damage[] = [
  {
    what: 'weights that are missing',
    file: WEIGHTS,
    serve: missing,
    says: /The painter asked for models\/bank-1\/weights\.safetensors: the server answered 404, so the file is missing\. /,
  },
  {
    what: 'weights that are cut off',
    file: WEIGHTS,
    serve: bytes((good) => good.subarray(0, good.length / 2)),
    says: /models\/bank-1\/weights\.safetensors: tensor '.+' ends at byte \d+: the file is cut off at byte \d+\. /,
  },
  {
    what: 'weights whose head is damaged',
    file: WEIGHTS,
    serve: bytes((good) => good.fill(0x07, 8, 64)),
    says: /models\/bank-1\/weights\.safetensors \(head\) must be JSON: it is damaged/,
  },
  {
    what: 'weights that are something else',
    file: WEIGHTS,
    serve: bytes(() => Buffer.from('GIF89a, certainly not what was asked for')),
    says: /models\/bank-1\/weights\.safetensors must begin with the length of its head: it says \d+ bytes, so this is no safetensors file or it is damaged\. /,
  },
  {
    what: 'NaN in the weights',
    file: WEIGHTS,
    serve: bytes((good) => {
      good.writeFloatLE(Number.NaN, good.length - 3 * 4)
      return good
    }),
    says: /models\/bank-1\/weights\.safetensors: tensor 'head\.bias' must hold finite numbers: number 0 is NaN, so the picture would be black\. /,
  },
  {
    what: 'a header that is missing',
    file: HEADER,
    serve: missing,
    says: /The painter asked for models\/bank-1\/model\.json: the server answered 404, so the file is missing\. /,
  },
  {
    what: 'a header that is the server’s own page',
    file: HEADER,
    serve: (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Not found</title>' }),
    says: /The painter asked for models\/bank-1\/model\.json: the server sent a web page: it is missing\. /,
  },
  {
    what: 'a header that is cut off',
    file: HEADER,
    serve: bytes((good) => good.subarray(0, 300)),
    says: /models\/bank-1\/model\.json must be JSON: it is damaged/,
  },
  {
    what: 'a field that is missing',
    file: HEADER,
    serve: layer(4, { stride: undefined }),
    says: /models\/bank-1\/model\.json: layers\[4\]\.stride must be 1 or 2 or 4: it is missing\. /,
  },
  {
    what: 'layers that do not fit together',
    file: HEADER,
    serve: layer(4, { in: 32 }),
    says: /models\/bank-1\/model\.json: layers\[4\]\.in must be 24, the channels of the layer it reads: it is 32\. /,
  },
  {
    what: 'a shape that is not that of the weights',
    file: HEADER,
    serve: layer(1, { kernel: 5 }),
    says: /models\/bank-1\/weights\.safetensors: tensor 'stem\.kernel' \[5, 5, 3, 24\]: its shape is \[3, 3, 3, 24\]\. /,
  },
  {
    what: 'an op that nobody knows',
    file: HEADER,
    serve: layer(3, { op: 'swirl' }),
    says: /models\/bank-1\/model\.json: layers\[3\]\.op must be 'input' or 'conv2d' or .+: it is 'swirl'\. /,
  },
  {
    what: 'a self-test that is missing',
    file: 'selftest.json',
    serve: missing,
    says: /The painter asked for models\/bank-1\/selftest\.json: the server answered 404, so the file is missing\. /,
  },
]

/** Serves `file` of the bank damaged from now on, until the next call. */
async function damage(page: Page, wrong: Damage | null): Promise<void> {
  await page.unrouteAll({ behavior: 'wait' })
  if (!wrong) return
  await withoutLightEdition(page)
  const good = readFileSync(join(ROOT, 'models', 'bank-1', wrong.file))
  await page.route(`**/models/bank-1/${wrong.file}`, (route) => wrong.serve(route, good))
}

describe('a wrong model file', () => {
  let served: Served
  beforeAll(async () => {
    served = await serve({ mode: 'preview' })
  })
  afterAll(() => served.close())

  it('is named with its field, the picture itself plays on, and the model paints when it is mended and chosen again', async () => {
    const [first, ...others] = DAMAGES
    if (!first) throw new Error('there is nothing to damage')
    const { page, pageErrors, close } = await openPage(browser, served.url, {
      params,
      prepare: async (fresh) => {
        await watchNotices(fresh)
        await damage(fresh, first)
      },
    })
    const toldOf = async ({ what, says }: Damage): Promise<void> => {
      await untilValue(page, 'style/current', 'none')
      const errors = (await heard(page)).filter(({ level, from }) => level === 'error' && from === 'model bank-1')
      const text = errors.at(-1)?.text ?? ''
      expect(text, what).toMatch(says)
      expect(text, what).toContain(PLAYS_ON)
      expect((await stats(page)).backend, what).toBeNull()
      await moreFrames(page, 2)
      await expectLight(page)
    }

    await untilShown(page, 'models/bank-1/weights.safetensors: the server answered 404')
    await toldOf(first)
    expect((await heard(page)).map(({ text }) => text)).toContain(NOTHING_PAINTS)
    for (const wrong of others) {
      await damage(page, wrong)
      await send(page, 'style/current', 'great-wave')
      await toldOf(wrong)
    }

    await damage(page, null)
    await paintedAfter(page, () => send(page, 'style/current', 'great-wave'))
    await moreFrames(page, 2)
    await expectLight(page)
    expect((await stats(page)).backend).toBe('wasm')
    expect(pageErrors).toEqual([])
    await close()
  })
})

describe('a folder of models', () => {
  let served: Served
  let opened: OpenedPage
  beforeAll(async () => {
    served = await serve({ mode: 'dev', copy: true })
    writeFileSync(join(served.root, 'models', 'bank-1', WEIGHTS), '')
    opened = await openPage(browser, served.url, { params, prepare: watchNotices })
  })
  afterAll(() => served.close())

  /** Expects what is left to paint where bank-1 is cut off. */
  async function expectPaintedBy(model: string, style: string): Promise<void> {
    const { page, pageErrors } = opened
    await untilShown(page, 'models/bank-1/weights.safetensors must have 8 bytes or more: it has 0, so it is cut off. ')
    await untilPainted(page)
    await moreFrames(page, 2)
    await expectLight(page)
    expect([await paramValue(page, 'model/id'), await paramValue(page, 'style/current')]).toEqual([model, style])
    expect((await heard(page)).map(({ text }) => text)).not.toContain(NOTHING_PAINTS)
    expect(pageErrors).toEqual([])
  }

  it('whose full edition is damaged paints the same style with the light one', async () => {
    await expectPaintedBy('bank-1-light', 'great-wave')
  })

  it('with a second model that is whole plays the next style of that', async () => {
    const models = join(served.root, 'models')
    cpSync(join(ROOT, 'models', 'bank-1'), join(models, 'bank-2'), { recursive: true })
    rmSync(join(models, 'bank-1-light'), { recursive: true })
    await opened.again()
    // Those of bank-1 have the same names, so the second bank's carry its own.
    await expectPaintedBy('bank-2', 'bank-2-starry-night')
  })

  it('that is not there at all leaves the picture itself on stage', async () => {
    rmSync(join(served.root, 'models'), { recursive: true })
    await opened.again()
    const { page, pageErrors } = opened
    await untilShown(
      page,
      'There is no model in the folder models. The stage shows the picture itself; put a model there',
    )
    await moreFrames(page, 2)
    await expectLight(page)
    expect(pageErrors).toEqual([])
  })
})
