// `npm run thumbnails`: records the moving pictures of the gallery and of the help on functions, by the clock's own steps, so that they are
// the same on every machine. `npm run thumbnails -- functions kaleid rose-window` records these alone; `-- bank-1` what a bank's styles paint,
// `-- strength-sheet` a face in every style and strength, `-- stills` the README's pictures and the sketches'.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Pixels, Seconds } from '../../src/core/units'
import { describeDialect } from '../../src/live/describe-dialect'
import { FRAMES } from '../../src/editor/moving-thumbnail'
import { PIECES } from '../../src/editor/gallery/pieces'
import { isBank, recordBanks } from './bank-results'
import { recordStills, STILLS } from './stills'
import { recordStrengths, STRENGTH_SHEET } from './strength-sheet'
import { openBrowser, openPage, ROOT, serve } from '../e2e/harness'

interface Shot {
  readonly name: string
  readonly code: string
}

interface Reel {
  /** Under public/gallery. */
  readonly folder: string
  readonly shots: readonly Shot[]
  readonly size: { readonly width: Pixels; readonly height: Pixels }
  /** Played before the first frame is taken: feedback has to grow, a painter to answer. */
  readonly before: Seconds
}

/** Steps of the clock a second, and how many of them from frame to frame. */
const RATE = 16
const EVERY = 2

const REELS: readonly Reel[] = [
  {
    folder: 'pieces',
    shots: PIECES.map(({ id, code }) => ({ name: id, code })),
    size: { width: 208, height: 117 },
    before: 4,
  },
  {
    folder: 'functions',
    shots: describeDialect().map(({ name, example }) => ({ name, code: `${example}.out()` })),
    size: { width: 160, height: 90 },
    before: 1,
  },
]

export default async function record(names: readonly string[]): Promise<void> {
  const served = await serve({ mode: 'preview' })
  const browser = await openBrowser({ gpu: false })
  try {
    await recordBanks(browser, served.url, names.filter(isBank))
    if (names.includes(STRENGTH_SHEET)) await recordStrengths(browser, served.url)
    if (names.includes(STILLS)) await recordStills(browser, served.url)
    for (const { folder, shots, size, before } of REELS) {
      const wanted = shots.filter(({ name }) => names.length === 0 || names.includes(name) || names.includes(folder))
      if (wanted.length === 0) continue
      const { width, height } = size
      const params = { clock: 'manual', size: `${width}x${height}`, model: `${width}x${height}`, audio: 'demo' }
      const { page, close } = await openPage(browser, served.url, { params })
      for (const [i, shot] of wanted.entries()) {
        const file = join(ROOT, 'public', 'gallery', folder, `${shot.name}.webp`)
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, await strip(page, shot.code, size, before))
        process.stdout.write(`${i + 1} of ${wanted.length}: ${folder}/${shot.name}\n`)
      }
      await close()
    }
  } finally {
    await browser.close()
    await served.close()
  }
}

/** The frames one under the other, as WebP. @throws {Error} when the code does not play */
async function strip(page: Page, code: string, size: Reel['size'], before: Seconds): Promise<Buffer> {
  const order = { code, ...size, frames: FRAMES, every: EVERY, dt: 1 / RATE, lead: Math.round(before * RATE) }
  const encoded = await page.evaluate(async ({ code: text, width, height, frames, every, dt, lead }) => {
    const { impasto } = globalThis
    if (!impasto) throw new Error('There is no engine in the page.')
    await impasto.run('hush(); speed = 1; bpm = 30; fps = 0; render(o0)')
    await impasto.step(dt)
    await impasto.run(text)
    for (let i = 0; i < lead; i++) await impasto.step(dt)
    const canvas = new OffscreenCanvas(width, height * frames)
    const pen = canvas.getContext('2d')
    if (!pen) throw new Error('The browser gives no canvas to draw on.')
    for (let frame = 0; frame < frames; frame++) {
      for (let i = 0; i < every; i++) await impasto.step(dt)
      pen.putImageData(await impasto.snapshot({ width, height }), 0, frame * height)
    }
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.72 })
    const bytes = new Uint8Array(await blob.arrayBuffer())
    return btoa(bytes.reduce((all, byte) => all + String.fromCharCode(byte), ''))
  }, order)
  return Buffer.from(encoded, 'base64')
}
