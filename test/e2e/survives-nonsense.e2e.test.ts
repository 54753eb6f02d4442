// Commands, addresses and memories that make no sense: nothing breaks, what can be understood is done, the rest is told.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, openPage, serve, type OpenedPage, type Served } from './harness'
import {
  expectLight,
  heard,
  logged,
  moreFrames,
  paintedAfter,
  send,
  SMALL,
  stats,
  untilPainted,
  watchNotices,
} from './survival'

let served: Served
let browser: Browser
beforeAll(async () => {
  served = await serve({ mode: 'preview' })
  browser = await openBrowser({ gpu: false })
})
afterAll(async () => {
  await browser.close()
  await served.close()
})

async function expectPlays(page: Page): Promise<void> {
  await moreFrames(page, 3)
  await expectLight(page)
  const told = await heard(page)
  expect(told.filter(({ from }) => from === 'frame loop')).toEqual([])
}

describe('commands', () => {
  it('of any value to any target change nothing that they should not, and never throw', async () => {
    const { page, pageErrors, close } = await openPage(browser, served.url, {
      params: { ...SMALL, backend: 'wasm', sketch: 'portrait' },
      prepare: watchNotices,
    })
    await untilPainted(page)
    const outcome = await page.evaluate(() => {
      const engine = globalThis.impasto
      if (!engine) throw new Error('no engine')
      const hostile = {
        toString: () => {
          throw new Error('not even a text')
        },
      }
      const values: unknown[] = [
        Number.NaN,
        Number.POSITIVE_INFINITY,
        -1e308,
        1e308,
        -0,
        '',
        'x'.repeat(100_000),
        '\u0000\uFFFF',
        '<img src=x onerror=alert(1)>',
        null,
        undefined,
        {},
        [],
        [1, 2],
        Symbol('s'),
        10n,
        () => 1,
        true,
        '1',
        new Date(0),
        Object.create(null),
        hostile,
      ]
      const threw: string[] = []
      const targets = [
        ...Object.keys(engine.show.snapshot()),
        '',
        'nowhere',
        '__proto__',
        'constructor',
        'style/mix/',
        '/',
        'sketch/portrait',
      ]
      for (const target of targets) {
        // A choice that exists is taken; these are none. Blackout is a wish like any other, so it is put back below.
        for (const value of values) {
          try {
            engine.show.send({ target, value: value as never, origin: 'phone' })
          } catch (thrown) {
            threw.push(`${target}: ${String(thrown)}`)
          }
        }
      }
      for (const command of [
        null,
        undefined,
        1,
        'text',
        {},
        { target: 3 },
        { target: 'style/strength', value: 0.5, when: Number.NaN, origin: 'phone' },
        { target: 'style/strength', value: 0.5, when: 1e300, origin: 'phone' },
        { target: 'style/strength', value: 0.5, when: 'soon', origin: 'phone' },
      ]) {
        try {
          engine.show.send(command as never)
        } catch (thrown) {
          threw.push(`${JSON.stringify(command)}: ${String(thrown)}`)
        }
      }
      const wrong = Object.entries(engine.show.snapshot()).filter(
        ([, value]) =>
          !['number', 'boolean', 'string'].includes(typeof value) ||
          (typeof value === 'number' && !Number.isFinite(value)),
      )
      return { threw: threw.slice(0, 10), wrong }
    })
    expect(outcome).toEqual({ threw: [], wrong: [] })
    await send(page, 'stage/blackout', false)
    await send(page, 'stage/freeze', false)
    await send(page, 'style/strength', 1)
    await send(page, 'style/seconds', 0)
    await send(page, 'source/kind', 'demo')
    await paintedAfter(page, () => send(page, 'style/current', 'the-scream'))
    await expectPlays(page)
    expect((await heard(page)).map(({ text }) => text)).toContainEqual(
      "A phone command set 'nowhere': there is no such parameter. Nothing was changed; the panel shows the addresses there are.",
    )
    expect(pageErrors).toEqual([])
    await close()
  })

  it('through the handle are refused in words', async () => {
    const { page, pageErrors, close } = await openPage(browser, served.url, {
      params: { ...SMALL, backend: 'wasm', sketch: 'portrait', style: 'none', source: '/demo/astronaut.jpg' },
      prepare: watchNotices,
    })
    const refused = await page.evaluate(async () => {
      const engine = globalThis.impasto
      if (!engine) throw new Error('no engine')
      const calls: Record<string, () => unknown> = {
        style: () => engine.setStyle('finger-paint'),
        mix: () => engine.setStyle({ 'finger-paint': 1 }),
        sketch: () => engine.loadSketch('../../etc/passwd'),
        code: () => engine.run('painting.zoom('),
        step: () => engine.step(1),
        small: () => engine.snapshot({ width: 0, height: 0 }),
        large: () => engine.snapshot({ width: 1e6 }),
        none: () => engine.snapshot({ width: Number.NaN }),
      }
      const said: Record<string, string> = {}
      for (const [name, call] of Object.entries(calls)) {
        try {
          await call()
          said[name] = 'nothing'
        } catch (thrown) {
          said[name] = thrown instanceof Error ? thrown.message : String(thrown)
        }
      }
      // Numbers that make no sense are no reason to throw.
      engine.setStyle({})
      engine.setStyle({ 'great-wave': Number.NaN, udnie: -5 }, { strength: Number.NaN, seconds: -1 })
      engine.setStyle({ 'great-wave': 1e308, udnie: 1e308 }, { strength: 99, seconds: Number.NaN })
      engine.setStyle('great-wave', { strength: 1, seconds: Number.POSITIVE_INFINITY })
      engine.setStyle('great-wave', { strength: 1, seconds: 0 })
      return said
    })
    expect(refused).toEqual({
      style: expect.stringMatching(
        /^setStyle asked for 'finger-paint': no model has that style\. The style stays as it is\. There are: starry-night, /,
      ) as string,
      mix: expect.stringContaining("setStyle asked for 'finger-paint'") as string,
      sketch: expect.stringContaining("'../../etc/passwd'") as string,
      code: expect.stringMatching(/line 1/) as string,
      step: expect.stringContaining('Open the page with ?clock=manual to step it by hand.') as string,
      small: expect.stringContaining('Ask for a size in that range') as string,
      large: expect.stringContaining('Ask for a size in that range') as string,
      none: expect.stringContaining('Ask for a size in that range') as string,
    })
    await untilPainted(page)
    await expectPlays(page)
    expect(pageErrors).toEqual([])
    await close()
  })
})

describe('an address line', () => {
  it('of nonsense is told of, and the page plays', async () => {
    const { page, pageErrors, close } = await openPage(browser, served.url, {
      params: {
        sketch: '../../../etc/passwd',
        style: '<script>alert(1)</script>',
        source: 'javascript:alert(1)',
        audio: '::::',
        backend: 'cuda',
        size: '0x0',
        model: '999999x1',
        clock: 'sundial',
        hud: 'perhaps',
        unknown: '🎨',
        __proto__: '1',
      },
      prepare: watchNotices,
    })
    await expectPlays(page)
    const { frames } = await stats(page)
    expect(frames).toBeGreaterThan(0)
    const lines = await logged(page)
    for (const said of [
      'The address says backend=cuda; it can be auto or webgpu or wasm. Playing without it.',
      'The address says clock=sundial; it can be manual or real. Playing without it.',
      'The address says hud=perhaps; it can be 0 or 1. Playing without it.',
    ])
      expect(lines).toContain(said)
    expect(pageErrors).toEqual([])
    await close()
  })
})

describe('a memory', () => {
  const damaged: [what: string, entries: Record<string, string>][] = [
    ['that is no JSON', { 'impasto/show': '{{{', 'impasto/source': '\u0000', 'impasto.page': 'undefined' }],
    ['of another shape', { 'impasto/show': '[1,2,3]', 'impasto/source': 'null', 'impasto.page': '"text"' }],
    [
      'of wrong values',
      {
        'impasto/show': JSON.stringify({
          'sketch/current': 'gone',
          'style/current': 7,
          'style/strength': 'full',
          'style/seconds': -4,
          'model/size': 1e9,
          'model/id': 'gone',
          'stage/blackout': true,
          'stage/transition': null,
          'sketch/portrait/light': { nested: true },
          'source/kind': 'periscope',
          'audio/source': 'teeth',
          __proto__: 1,
        }),
        'impasto/source': JSON.stringify({ kind: 'periscope', camera: 3, url: {} }),
        'impasto.page': JSON.stringify({ layers: 7, open: null, scroll: 'far' }),
      },
    ],
  ]
  let opened: OpenedPage
  beforeAll(async () => {
    opened = await openPage(browser, served.url, {
      params: { ...SMALL, backend: 'wasm' },
      prepare: watchNotices,
    })
  })
  afterAll(() => opened.close())

  it.each(damaged)('%s is no memory', async (_, entries) => {
    const { page, pageErrors } = opened
    // Left by an empty page of the same origin, so that nothing of the show is kept over it.
    await page.route('**/empty', (route) => route.fulfill({ contentType: 'text/html', body: '' }))
    await page.goto(`${served.url}empty`)
    await page.evaluate(async (saved) => {
      localStorage.clear()
      // Then the keys of before are what there is.
      await new Promise((resolve) => (indexedDB.deleteDatabase('impasto').onsuccess = resolve))
      for (const [key, text] of Object.entries(saved)) localStorage.setItem(key, text)
    }, entries)
    await opened.again({ keepStorage: true })
    await untilPainted(page)
    await expectPlays(page)
    expect(pageErrors).toEqual([])
  })

  it('that the browser forbids is done without', async () => {
    const { page, pageErrors, close } = await openPage(browser, served.url, {
      params: { ...SMALL, backend: 'wasm' },
      prepare: async (fresh) => {
        await watchNotices(fresh)
        await fresh.addInitScript(() => {
          Object.defineProperty(globalThis, 'localStorage', {
            get() {
              throw new DOMException('Access is denied for this document.', 'SecurityError')
            },
          })
        })
      },
    })
    await send(page, 'style/strength', 0.9)
    await untilPainted(page)
    await expectPlays(page)
    expect(pageErrors).toEqual([])
    await close()
  })
})
