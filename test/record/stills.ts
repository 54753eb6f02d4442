// The README's pictures, and those of the sketches in the panel: each by the clock's own steps, so that a new bank's are made by one command.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { Size } from '../../src/core/units'
import type { Seconds } from '../../src/core/units'
import { openPage, ROOT } from '../e2e/harness'

export const STILLS = 'stills'

interface Still {
  readonly name: string
  readonly size: Size
  /** Of the painter. */
  readonly model: Size
  /** Of the photographs in public/demo. */
  readonly picture: string
  readonly sketch: string
  readonly style: string
  /** Parameters that are not as they are at first. */
  readonly set?: Readonly<Record<string, number | string>>
  readonly steps: number
  readonly dt: Seconds
  /** The whole stage at this size. @defaultValue its own */
  readonly shown?: Size
  /** A piece of that. */
  readonly crop?: Size & { readonly x: number; readonly y: number }
}

const STAGE = { width: 1280, height: 720 }
const SKETCH = { width: 640, height: 360 }
/** Sketches are shown at half of their size, so that strokes look as they do on a stage. */
const SMALL = { width: 320, height: 180 }
const FACE = { x: 330, y: 0, width: 760, height: 600 }
const QUALITY = 0.85
/** Of the gallery's moving pictures: the first two rows. */
const PICTURES_IN_VIEW = 12

const DETAIL = {
  size: STAGE,
  model: { width: 256, height: 144 },
  picture: 'astronaut',
  sketch: 'portrait',
  style: 'starry-night',
  steps: 6,
  dt: 0.5,
  crop: FACE,
}
const ALL: readonly Still[] = [
  { ...DETAIL, name: 'stage', model: { width: 960, height: 540 }, crop: { x: 0, y: 0, ...STAGE } },
  {
    ...DETAIL,
    name: 'mask',
    size: { width: 1024, height: 480 },
    model: { width: 1024, height: 480 },
    picture: 'picosdeeuropa',
    set: {
      'style/mask': 'wipe',
      'style/mask/style': 'the-scream',
      'style/mask/position': 0.5,
      'style/mask/softness': 0.15,
    },
    crop: { x: 0, y: 0, width: 1024, height: 480 },
  },
  { ...DETAIL, name: 'detail-model', set: { 'stage/detail': 0 } },
  { ...DETAIL, name: 'detail-stage' },
  ...[
    { name: 'portrait', picture: 'picosdeeuropa', style: 'starry-night' },
    { name: 'drape', picture: 'picosdeeuropa', style: 'great-wave' },
    { name: 'duet', picture: 'astronaut', style: 'the-scream' },
    { name: 'mirror-room', picture: 'picosdeeuropa', style: 'udnie' },
    { name: 'tunnel', picture: 'astronaut', style: 'night-cafe' },
  ].map((still) => ({ ...still, sketch: still.name, size: SKETCH, model: SKETCH, shown: SMALL, steps: 44, dt: 1 / 8 })),
]

/** @param url where the page is served */
export async function recordStills(browser: Browser, url: string): Promise<void> {
  for (const still of ALL) {
    const { name, size, model, picture, sketch } = still
    const { page, close } = await openPage(browser, url, {
      params: {
        clock: 'manual',
        audio: 'demo',
        backend: 'wasm',
        source: `${url}demo/${picture}.jpg`,
        sketch,
        size: `${size.width}x${size.height}`,
        model: `${model.width}x${model.height}`,
      },
    })
    write(name, await taken(page, still))
    await close()
  }
  write('gallery', await gallery(browser, url))
}

async function taken(page: Page, { style, set = {}, steps, dt, size, shown = size, crop }: Still): Promise<Buffer> {
  const bytes = await page.evaluate(
    async ([id, values, count, seconds, whole, { x, y, width, height }, quality]) => {
      const { impasto } = globalThis
      if (!impasto) throw new Error('The page has no engine.')
      impasto.setStyle(id, { seconds: 0 })
      for (const [target, value] of Object.entries(values)) impasto.show.send({ target, value, origin: 'handle' })
      for (let i = 0; i < count; i++) await impasto.step(seconds)
      const canvas = new OffscreenCanvas(width, height)
      canvas.getContext('2d')?.putImageData(await impasto.snapshot(whole), -x, -y)
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality })
      return Array.from(new Uint8Array(await blob.arrayBuffer()))
    },
    [style, set, steps, dt, shown, crop ?? { x: 0, y: 0, ...shown }, QUALITY] as const,
  )
  return Buffer.from(bytes)
}

/** The gallery of pieces over the stage, as the page shows it. */
async function gallery(browser: Browser, url: string): Promise<Buffer> {
  const { page, close } = await openPage(browser, url, { params: { audio: 'off' }, viewport: STAGE })
  await page.keyboard.press('g')
  const pictures = page.locator('.gallery .moving img')
  await pictures.nth(PICTURES_IN_VIEW - 1).waitFor()
  await page.waitForFunction(
    (count) =>
      Array.from(document.querySelectorAll<HTMLImageElement>('.gallery .moving img'))
        .slice(0, count)
        .every((picture) => picture.complete && picture.naturalWidth > 0),
    PICTURES_IN_VIEW,
  )
  const shot = await page.screenshot({ type: 'jpeg', quality: 85 })
  await close()
  return shot
}

function write(name: string, bytes: Buffer): void {
  writeFileSync(join(ROOT, 'public', 'stills', `${name}.jpg`), bytes)
  process.stdout.write(`stills/${name}\n`)
}
