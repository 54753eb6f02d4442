// Saving a sketch swaps it on stage: no reload, camera and knobs stay; one that breaks leaves the old one playing and names the place.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, openPage, serve, type OpenedPage, type Served } from './harness'
import { framesDrawn, PATIENCE, setParam, waitFor } from './harness-engine'
import { writeFilm } from './harness-films'
import { meanColour, snapshot } from './harness-pictures'

const RED = [255, 0, 0]
const GREEN = [0, 255, 0]
const BLUE = [0, 0, 255]

/** What the page keeps for this test; a reload would lose it. */
interface Witness {
  cameras: number
  errors: string[]
}

/** A sketch of one colour, with more code in three places. */
function sketch(colour: readonly number[], { head = '', setup = '', frame = '' } = {}): string {
  return `import { defineSketch } from '#engine'
${head}
export default defineSketch({
  title: 'Wall',
  about: 'A colour.',
  knobs: { contour: { kind: 'number', label: 'Rim', min: 0, max: 2, default: 0.3 } },
  setup({ solid }) {
    ${setup}
    return { show: solid(${colour.map((c) => c / 255).join(', ')}), frame({ frame }) { ${frame} } }
  },
})
`
}

/** Where `what` stands in `text`, as an error says it. */
function placeOf(what: string, text: string): string {
  const before = text.slice(0, text.indexOf(what)).split('\n')
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
}

describe('a sketch that is saved', () => {
  const folder = mkdtempSync(join(tmpdir(), 'impasto-swap-'))
  let served: Served
  let browser: Browser
  let opened: OpenedPage
  let page: Page

  beforeAll(async () => {
    const film = join(folder, 'grey.y4m')
    writeFilm(film, { width: 160, height: 90, fps: 10, seconds: 1, draw: (_, x) => [x, x, 100] })
    served = await serve({ mode: 'dev', copy: true })
    browser = await openBrowser({ film })
    opened = await openPage(browser, served.url, {
      params: { source: 'camera', audio: 'off', size: '64x36', model: '64x36', sketch: 'portrait' },
      async prepare(fresh) {
        await fresh.addInitScript(() => {
          const witness: Witness = { cameras: 0, errors: [] }
          const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
          navigator.mediaDevices.getUserMedia = (wish) => {
            witness.cameras++
            return open(wish)
          }
          Object.assign(globalThis, { witness })
        })
      },
    })
    page = opened.page
    await setParam(page, 'stage/transition', 0)
    await waitFor(page, (kind) => globalThis.impasto?.show.text('source/kind') === kind, 'camera')
    await page.evaluate(() => {
      const { witness } = globalThis as unknown as { witness: Witness }
      globalThis.impasto?.on('error', ({ text }) => witness.errors.push(text))
    })
  })
  afterAll(async () => {
    await browser.close()
    await served.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const save = (id: string, text: string): void => writeFileSync(join(served.root, 'sketches', `${id}.ts`), text)
  const witness = (): Promise<Witness> => page.evaluate<Witness>('witness')

  async function expectStage(colour: readonly number[]): Promise<void> {
    const seen = async (): Promise<number[]> =>
      meanColour(await snapshot(page, { width: 16, height: 9 })).map(Math.round)
    await expect.poll(seen, { timeout: PATIENCE * 1000, interval: 50 }).toEqual(colour)
  }

  /** Waits for an error that says all of `parts`, told to listeners and written into the page's log. */
  async function expectTold(...parts: readonly string[]): Promise<void> {
    await waitFor(
      page,
      (wanted) => {
        const { errors } = (globalThis as unknown as { witness: Witness }).witness
        const log = [...document.querySelectorAll('.log li[data-level=error] p')].map((line) => line.textContent)
        return log.some((text) => wanted.every((part) => text.includes(part)) && errors.includes(text))
      },
      parts,
    )
  }

  it('takes the stage without a reload; camera, knobs and frames go on', async () => {
    await setParam(page, 'sketch/portrait/contour', 1.5)
    const before = await page.evaluate(() => globalThis.impasto?.stats().frames ?? 0)
    const { cameras } = await witness()
    expect(cameras).toBeGreaterThan(0)
    save('portrait', sketch(RED))
    await expectStage(RED)
    const after = await page.evaluate(() => ({
      frames: globalThis.impasto?.stats().frames ?? 0,
      knob: globalThis.impasto?.show.param('sketch/portrait/contour'),
      others: globalThis.impasto?.show.params('sketch/portrait/').length,
      source: globalThis.impasto?.show.text('source/kind'),
      sketch: globalThis.impasto?.show.text('sketch/current'),
    }))
    expect(after.frames).toBeGreaterThan(before)
    expect(after).toMatchObject({
      knob: { value: 1.5, spec: { label: 'Rim', default: 0.3 } },
      others: 1,
      source: 'camera',
      sketch: 'portrait',
    })
    expect(await witness()).toEqual({ cameras, errors: [] })
    await framesDrawn(page)
  })

  it('that does not compile leaves the old one playing and names file, line and column', async () => {
    const broken = sketch(GREEN, { setup: 'const wall: number = = 3' })
    save('portrait', broken)
    const parts = [
      "Sketch 'portrait' was to play: ",
      'What played before goes on; mend it and save.',
      `(sketches/portrait.ts › ${placeOf('= 3', broken)})`,
    ]
    await expectTold(...parts)
    // In its turn it stands on the page, for everybody to see.
    await waitFor(
      page,
      (wanted) => {
        const shown = document.querySelector('.notice.shown[role=alert]')?.textContent ?? ''
        return wanted.every((part) => shown.includes(part))
      },
      parts,
    )
    await framesDrawn(page, 3)
    await expectStage(RED)
    save('portrait', sketch(GREEN))
    await expectStage(GREEN)
  })

  it.each([
    [
      'setup',
      { setup: 'const wall = (height: number): string => { throw new Error(`low ${height}`) }; wall(3)' },
      'low 3',
    ],
    ['its first frame', { frame: 'const n: number = frame; if (n >= 0) throw new Error(`no light`)' }, 'no light'],
    ['itself', { head: 'const size: number = 3; if (size > 2) throw new Error("too large")' }, 'too large'],
  ])('that throws in %s leaves the old one playing and names the place as written', async (_, parts, found) => {
    const broken = sketch(RED, parts)
    save('portrait', broken)
    await expectTold(
      `Sketch 'portrait' was to play: ${found}. What played before goes on; mend it and save.`,
      `(sketches/portrait.ts › ${placeOf('new Error', broken)})`,
    )
    await framesDrawn(page, 3)
    await expectStage(GREEN)
  })

  it('that throws after a while goes again, and the place is named as written', async () => {
    const worn = sketch(BLUE, { frame: 'const n: number = frame; if (n > 3) throw new Error("worn out")' })
    save('portrait', worn)
    const told = "Sketch 'portrait' was asked for its frame: worn out."
    await waitFor(
      page,
      ([text, place]) =>
        (globalThis as unknown as { witness: Witness }).witness.errors.some(
          (e) => e.includes(text) && e.includes(place),
        ),
      [told, `sketches/portrait.ts › ${placeOf('new Error', worn)})`] as const,
    )
    await expectTold("Sketch 'portrait' went on failing. 'Wall' comes back; mend 'portrait' and save it again.")
    await expectStage(GREEN)
    save('portrait', sketch(BLUE))
    await expectStage(BLUE)
  })

  it('that exports nothing is refused with what is missing', async () => {
    save('portrait', 'export const title = 3\n')
    await expectTold(
      "Sketch 'portrait' was loaded: its file has no `export default defineSketch({ … })`. What plays goes on; add the export and save. (sketches/portrait.ts)",
    )
    await expectStage(BLUE)
  })

  it('for the first time is among the sketches and can be played', async () => {
    save('new-wall', sketch(GREEN))
    await waitFor(
      page,
      (id) => globalThis.impasto?.sketches.some((one) => one.id === id && one.title === 'Wall'),
      'new-wall',
    )
    await expectStage(BLUE)
    await page.evaluate(() => globalThis.impasto?.loadSketch('new-wall'))
    await expectStage(GREEN)
  })

  it('and is not the one on stage waits for its turn', async () => {
    save('portrait', sketch(RED))
    await waitFor(
      page,
      (title) => globalThis.impasto?.sketches.some((one) => one.id === 'portrait' && one.title === title),
      'Wall',
    )
    await framesDrawn(page, 3)
    await expectStage(GREEN)
    await page.evaluate(() => globalThis.impasto?.loadSketch('portrait'))
    await expectStage(RED)
  })

  it('never reloaded the page, and the repository is as it was', async () => {
    expect((await witness()).cameras).toBe(1)
    expect(readFileSync(join(import.meta.dirname, '../../sketches/portrait.ts'), 'utf8')).toContain('Portrait')
    expect([...opened.consoleErrors, ...opened.pageErrors]).toEqual([])
  })
})
