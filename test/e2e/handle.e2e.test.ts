// The handle, as design and README promise it to whoever drives the engine from outside: every word of it, in the served page.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, openPage, serve, type OpenedPage, type Served } from './harness'
import { framesDrawn, rejection, steps } from './harness-engine'
import { contrast, meanColour, meanDifference, snapshot, worstDifference, type Raster } from './harness-pictures'

const size = { width: 160, height: 90 }
const params = { size: '96x54', model: '128x72' }
const SKETCHES = ['drape', 'duet', 'gallery', 'mirror-room', 'portrait', 'tunnel']

let served: Served
let browser: Browser
beforeAll(async () => {
  served = await serve({ mode: 'preview' })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await served.close()
})

describe('the handle, under a clock that is stepped by hand', () => {
  let opened: OpenedPage
  let page: Page
  const stage = (): Promise<Raster> => snapshot(page, size)

  beforeAll(async () => {
    opened = await openPage(browser, served.url, { params: { ...params, clock: 'manual' } })
    page = opened.page
  })
  afterAll(() => opened.close())

  it('runs live code', async () => {
    await page.evaluate(() => globalThis.impasto?.run('solid(1, 0.5, 0)'))
    await steps(page, 2, 1)
    const [red, green, blue] = meanColour(await stage())
    expect(red).toBe(255)
    expect(Math.abs(green - 127.5)).toBeLessThan(1)
    expect(blue).toBe(0)
  })

  it.each([
    [
      'a syntax error',
      'painting\n  .bloom((',
      'Live code was evaluated: Unexpected token. What played before goes on. (line 2, column 11)',
    ],
    [
      'something that throws',
      'const a = 1\nnowhere.bloom()',
      'Live code was evaluated: nowhere is not defined. What played before goes on. (line 2, column 1)',
    ],
    [
      'a name that is nearly one',
      'painting.kaleidoskope({ sides: 6 })',
      'Live code was evaluated: painting.kaleidoskope is not a function. Did you mean .kaleidoscope()? What played before goes on. (line 1, column 10)',
    ],
  ])('refuses live code with %s, and not one pixel changes', async (_, code, text) => {
    await page.evaluate(() => globalThis.impasto?.run('painting.kaleidoscope({ sides: 5 })'))
    await steps(page, 2, 1)
    const before = await stage()
    const said = await page.evaluate(
      (c) =>
        globalThis.impasto?.run(c).then(
          () => 'it ran',
          (thrown: Error) => thrown.message,
        ),
      code,
    )
    expect(said).toBe(text)
    await steps(page, 1, 0)
    expect(worstDifference(await stage(), before)).toBe(0)
    expect(contrast(before)).toBeGreaterThan(4)
  })

  it('knows its sketches and plays any of them', async () => {
    const sketches = await page.evaluate(() => globalThis.impasto?.sketches)
    expect(sketches?.map(({ id }) => id)).toEqual(expect.arrayContaining(SKETCHES))
    await page.evaluate(() => globalThis.impasto?.loadSketch('tunnel'))
    await steps(page, 2, 1)
    const tunnel = await stage()
    await page.evaluate(() => globalThis.impasto?.loadSketch('drape'))
    await steps(page, 2, 1)
    expect(meanDifference(await stage(), tunnel)).toBeGreaterThan(4)
    expect(await page.evaluate(() => globalThis.impasto?.show.text('sketch/current'))).toBe('drape')
  })

  it('refuses a sketch that is not there, and plays on', async () => {
    const before = await stage()
    const said = await rejection(page, () => globalThis.impasto?.loadSketch('nowhere'))
    expect(said).toContain(
      "Sketch 'nowhere' was asked for: there are drape, duet, gallery, mirror-room, portrait, tunnel",
    )
    expect(said).toContain('What plays goes on; choose one of these.')
    await steps(page, 1, 0)
    expect(worstDifference(await stage(), before)).toBe(0)
    expect(await page.evaluate(() => globalThis.impasto?.show.text('sketch/current'))).toBe('drape')
  })

  it('knows its styles, sets one, a mix and a strength, and refuses what no model paints', async () => {
    const styles = await page.evaluate(() => globalThis.impasto?.styles)
    expect(styles?.length).toBe(26)
    expect(styles?.find(({ id }) => id === 'great-wave')).toMatchObject({
      title: expect.stringContaining('The Great Wave') as string,
      model: 'bank-1',
    })
    await page.evaluate(() =>
      globalThis.impasto?.setStyle({ udnie: 3, 'great-wave': 1 }, { strength: 0.25, seconds: 0 }),
    )
    const shown = await page.evaluate(() => ({
      mix: globalThis.impasto?.show.params('style/mix/').map(({ address, value }) => [address, Number(value)] as const),
      strength: globalThis.impasto?.show.number('style/strength'),
      current: globalThis.impasto?.show.text('style/current'),
    }))
    const mixed = (shown.mix ?? []).filter(([, weight]) => weight > 0)
    expect(mixed.map(([address]) => address).toSorted()).toEqual(['style/mix/great-wave', 'style/mix/udnie'])
    const weight = Object.fromEntries(mixed)
    expect((weight['style/mix/udnie'] ?? 0) / (weight['style/mix/great-wave'] ?? 0)).toBeCloseTo(3, 6)
    expect(shown).toMatchObject({ strength: 0.25, current: 'mix' })
    const said = await rejection(page, () => globalThis.impasto?.setStyle('finger-paint'))
    expect(said).toContain(
      "setStyle asked for 'finger-paint': no model has that style. The style stays as it is. There are: starry-night,",
    )
    expect(await page.evaluate(() => globalThis.impasto?.show.text('style/current'))).toBe('mix')
    await page.evaluate(() => globalThis.impasto?.setStyle('udnie', { strength: 1, seconds: 0 }))
    expect(await page.evaluate(() => globalThis.impasto?.show.text('style/current'))).toBe('udnie')
  })

  it('glides to a style over the seconds that were asked for', async () => {
    const at = async (seconds: number): Promise<Raster> => {
      await steps(page, 1, seconds)
      return stage()
    }
    await page.evaluate(async () => {
      await globalThis.impasto?.run('painting')
      globalThis.impasto?.setStyle('none', { seconds: 0 })
    })
    await steps(page, 2, 1)
    const none = await at(0)
    await page.evaluate(() => globalThis.impasto?.setStyle('the-scream', { seconds: 1 }))
    await at(0)
    // The film moves little meanwhile; the paint comes.
    const near = meanDifference(await at(0.1), none)
    const half = meanDifference(await at(0.2), none)
    const full = meanDifference(await at(0.7), none)
    expect(half).toBeGreaterThan(near + 2)
    expect(full).toBeGreaterThan(half + 2)
  })

  it('takes snapshots of any size, and says what size it cannot', async () => {
    const sizes = await page.evaluate(async () => {
      const of = async (asked?: { width?: number; height?: number }): Promise<number[]> => {
        const image = await globalThis.impasto?.snapshot(asked)
        return [image?.width ?? 0, image?.height ?? 0, image?.data.length ?? 0]
      }
      return [await of(), await of({ width: 320 }), await of({ height: 45 }), await of({ width: 33, height: 7 })]
    })
    expect(sizes).toEqual([
      [96, 54, 96 * 54 * 4],
      [320, 180, 320 * 180 * 4],
      [80, 45, 80 * 45 * 4],
      [33, 7, 33 * 7 * 4],
    ])
    expect(await rejection(page, () => globalThis.impasto?.snapshot({ width: 9000, height: 2 }))).toContain(
      'A snapshot of 9000×2 was asked for: a side has 1 to 8192 pixels. Ask for a size in that range, e.g. { width: 1920 }.',
    )
  })

  it('tells figures in seconds, bytes and counts', async () => {
    const stats = await page.evaluate(() => globalThis.impasto?.stats())
    expect(Object.keys(stats ?? {}).toSorted()).toEqual([
      'adapter',
      'backend',
      'droppedFrames',
      'frameAge',
      'frames',
      'gpuBuffers',
      'gpuBytes',
      'gpuMade',
      'gpuTextures',
      'modelFps',
      'modelShare',
      'modelSize',
      'modelSizeBy',
      'painter',
      'paintings',
      'readbacks',
      'stage',
      'stageFps',
      'stageScale',
      'tensors',
    ])
    expect(stats).toMatchObject({ stage: 'webgl2', backend: 'wasm', adapter: 'WebGL 2', frameAge: 0 })
    expect(stats?.tensors).toBeGreaterThan(0)
    const before = stats?.frames ?? 0
    await steps(page, 3, 0.1)
    expect(await page.evaluate(() => globalThis.impasto?.stats().frames)).toBe(before + 3)
  })

  it('hears the demo music, and tells of beats until it is asked not to', async () => {
    const heard = await page.evaluate(async () => {
      const { impasto } = globalThis
      impasto?.setStyle('none', { seconds: 0 })
      const tempos: number[] = []
      const off = impasto?.on('beat', ({ tempo }) => tempos.push(tempo))
      for (let i = 0; i < 240; i++) await impasto?.step(1 / 30)
      const audio = { ...impasto?.audio }
      const before = tempos.length
      off?.()
      for (let i = 0; i < 60; i++) await impasto?.step(1 / 30)
      return { audio, tempos, before, after: tempos.length }
    })
    expect(heard.before).toBeGreaterThan(4)
    expect(heard.after).toBe(heard.before)
    expect(Object.keys(heard.audio).toSorted()).toEqual(
      expect.arrayContaining(['bass', 'beat', 'level', 'mid', 'onset', 'phase', 'tempo', 'treble']),
    )
    expect(heard.audio.tempo).toBeGreaterThan(100)
    expect(heard.audio.level).toBeGreaterThan(0.1)
  })

  it('refuses to step backwards', async () => {
    expect(await rejection(page, () => globalThis.impasto?.step(-1))).toContain('step(dt) needs seconds >= 0: got -1.')
  })

  it('disposes of itself: no canvas, no page, no more frames, and a second time changes nothing', async () => {
    await page.evaluate(async () => {
      await globalThis.impasto?.dispose()
      await globalThis.impasto?.dispose()
    })
    expect(await page.locator('canvas').count()).toBe(0)
    expect(await page.locator('.ui').count()).toBe(0)
    expect(await rejection(page, () => globalThis.impasto?.step(0.1))).toContain('The stage was asked for')
  })

  it('had nothing to complain about', () => {
    expect([...opened.consoleErrors, ...opened.pageErrors, ...served.complaints]).toEqual([])
  })
})

describe('two runs by hand', () => {
  let opened: OpenedPage | undefined
  afterAll(() => opened?.close())

  const run = async (path: readonly number[], code?: string): Promise<{ pictures: Raster[]; audio: unknown }> => {
    const sound = code === undefined ? 'demo' : 'off'
    const byHand = { ...params, clock: 'manual', style: 'udnie', audio: sound }
    if (opened) await opened.again({ params: byHand })
    else opened = await openPage(browser, served.url, { params: byHand })
    const { page } = opened
    if (code !== undefined) await page.evaluate((c) => globalThis.impasto?.run(c), code)
    const pictures: Raster[] = []
    for (const dt of path) {
      await steps(page, 1, dt)
      pictures.push(await snapshot(page, size))
    }
    const audio = await page.evaluate(() => ({ ...globalThis.impasto?.audio }))
    return { pictures, audio }
  }

  const distance = (a: Raster | undefined, b: Raster | undefined): number => {
    if (!a || !b) throw new Error('There are no such pictures.')
    return meanDifference(a, b)
  }

  it('with the same steps have the same pixels and hear the same', async () => {
    const path = [0.5, 0.04, 0.04, 0.5, 1, 0.04]
    const [first, second] = [await run(path), await run(path)]
    expect(first.pictures.map((picture, i) => worstDifference(picture, second.pictures[i] ?? picture))).toEqual(
      path.map(() => 0),
    )
    expect(second.audio).toEqual(first.audio)
    expect(distance(first.pictures.at(0), first.pictures.at(-1))).toBeGreaterThan(1)
  })

  it('come to the same moment by one step or by two', async () => {
    const [once, twice] = [await run([1, 1], 'painting'), await run([1, 0.5, 0.5], 'painting')]
    expect(distance(once.pictures.at(-1), twice.pictures.at(-1))).toBe(0)
  })
})

describe('the handle, under the clock of the wall', () => {
  let opened: OpenedPage
  let page: Page
  beforeAll(async () => {
    opened = await openPage(browser, served.url, {
      params,
      prepare: (fresh) =>
        fresh.addInitScript(() => {
          const heard: unknown[] = []
          let engine: typeof globalThis.impasto
          Object.defineProperty(globalThis, 'impasto', {
            get: () => engine,
            set(made: typeof globalThis.impasto) {
              engine = made
              made?.on('model', (model) => heard.push(model))
            },
          })
          Object.assign(globalThis, { heard })
        }) as Promise<unknown> as Promise<void>,
    })
    page = opened.page
  })
  afterAll(() => opened.close())

  it('tells when a model is ready, to whoever listens from the first moment', async () => {
    expect(await page.evaluate('heard')).toEqual([{ id: 'bank-1', backend: 'wasm' }])
  })

  it('does not step', async () => {
    expect(await rejection(page, () => globalThis.impasto?.step(0.1))).toContain(
      'impasto.step(dt) was called: the clock runs by itself. Open the page with ?clock=manual to step it by hand.',
    )
    expect([...opened.consoleErrors, ...opened.pageErrors]).toEqual([])
  })

  it('says when the parser of live code cannot be had', async () => {
    await page.route(/evaluate/, (route) => route.abort())
    const said = await rejection(page, () => globalThis.impasto?.run('painting'))
    expect(said).toContain('Live code needs its parser: it could not be fetched (')
    expect(said).toContain('What played before goes on; try again when the server can be reached.')
    await page.unrouteAll()
  })

  it('runs by itself, and stops for good when it is disposed of', async () => {
    await framesDrawn(page, 3)
    await page.evaluate(() => globalThis.impasto?.dispose())
    const frames = await page.evaluate(async () => {
      const before = globalThis.impasto?.stats().frames
      for (let i = 0; i < 10; i++) await new Promise(requestAnimationFrame)
      return [before, globalThis.impasto?.stats().frames]
    })
    expect(frames[1]).toBe(frames[0])
    expect(await page.locator('canvas').count()).toBe(0)
    expect(opened.pageErrors).toEqual([])
  })
})
