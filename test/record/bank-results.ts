// What each style makes of three pictures, for the gallery of styles: small, painted by the clock's own steps, written beside the bank.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openPage, ROOT } from '../e2e/harness'

/** A face, a landscape, and something near. */
const PICTURES = ['astronaut', 'picosdeeuropa', 'coffee'] as const
/** The pictures are twice as large as they are shown here, so that strokes look as they do on a stage. */
const SIZE = { width: 240, height: 135 }
const PAINTED = { width: 480, height: 272 }
const MOST_BYTES = 15_000

/** Records the results of the banks in `models/` that are named, or have none yet. @param url where the page is served */
export async function recordBanks(browser: Browser, url: string, names: readonly string[]): Promise<void> {
  for (const bank of names) {
    const folder = join(ROOT, 'models', bank)
    const head = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as { styles: string[] }
    mkdirSync(join(folder, 'results'), { recursive: true })
    for (const [i, picture] of PICTURES.entries()) {
      const params = {
        clock: 'manual',
        audio: 'off',
        source: `${url}demo/${picture}.jpg`,
        size: `${SIZE.width * 2}x${SIZE.height * 2}`,
        model: `${PAINTED.width}x${PAINTED.height}`,
      }
      const { page, close } = await openPage(browser, url, { params })
      await page.evaluate(() => globalThis.impasto?.run('painting.out()'))
      for (const style of head.styles) {
        const file = join(folder, 'results', `${style}-${i + 1}.webp`)
        writeFileSync(file, await result(page, bank, style))
        process.stdout.write(`${bank}/results/${style}-${i + 1}\n`)
      }
      await close()
    }
  }
}

export function isBank(name: string): boolean {
  return existsSync(join(ROOT, 'models', name, 'model.json'))
}

async function result(page: Page, bank: string, style: string): Promise<Buffer> {
  const order = { bank, style, ...SIZE, most: MOST_BYTES }
  const encoded = await page.evaluate(async ({ bank: model, style: name, width, height, most }) => {
    const { impasto } = globalThis
    // A style that another bank has as well goes by both names.
    const known = impasto?.styles.find((each) => each.model === model && [name, `${model}-${name}`].includes(each.id))
    if (!impasto || !known) throw new Error(`The page has no style '${name}' of '${model}'.`)
    impasto.setStyle(known.id, { seconds: 0, strength: 1 })
    for (let i = 0; i < 6; i++) await impasto.step(0.25)
    const canvas = new OffscreenCanvas(width, height)
    canvas.getContext('2d')?.putImageData(await impasto.snapshot({ width, height }), 0, 0)
    for (let quality = 0.8; ; quality -= 0.05) {
      const blob = await canvas.convertToBlob({ type: 'image/webp', quality })
      if (blob.size > most && quality > 0.3) continue
      const bytes = new Uint8Array(await blob.arrayBuffer())
      return btoa(bytes.reduce((all, byte) => all + String.fromCharCode(byte), ''))
    }
  }, order)
  return Buffer.from(encoded, 'base64')
}
