// A face in every style at a third, 0.7 and all of the strength, as the stage shows it, on one sheet of the bank's report.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { Pixels, Unit01 } from '../../src/core/units'
import { openPage, ROOT } from '../e2e/harness'

export const STRENGTH_SHEET = 'strength-sheet'
const BANK = 'bank-1'
const STRENGTHS: readonly Unit01[] = [0.35, 0.7, 1]
const PAINTED: Pixels = 256
const SHOWN: Pixels = 128
/** In a row; a strength takes as many rows as it needs. */
const ACROSS = 13

/** @param url where the page is served */
export async function recordStrengths(browser: Browser, url: string): Promise<void> {
  const side = `${PAINTED}x${PAINTED}`
  const { page, close } = await openPage(browser, url, {
    params: {
      clock: 'manual',
      audio: 'off',
      backend: 'wasm',
      source: `${url}demo/astronaut.jpg`,
      sketch: 'portrait',
      size: side,
      model: side,
    },
  })
  const sheet = await page.evaluate(
    async ([bank, strengths, shown, across]) => {
      const engine = globalThis.impasto
      if (!engine) throw new Error('The page has no engine.')
      const styles = engine.styles.filter(({ model }) => model === bank)
      const rows = Math.ceil(styles.length / across)
      const canvas = new OffscreenCanvas(across * shown, strengths.length * rows * shown)
      const pen = canvas.getContext('2d')
      if (!pen) throw new Error('The page gives no canvas.')
      for (const [s, strength] of strengths.entries()) {
        for (const [k, { id }] of styles.entries()) {
          engine.setStyle(id, { strength, seconds: 0 })
          // The stage goes over to the new painting in less.
          for (let i = 0; i < 3; i++) await engine.step(0.5)
          const row = s * rows + Math.floor(k / across)
          pen.putImageData(await engine.snapshot({ width: shown, height: shown }), (k % across) * shown, row * shown)
        }
      }
      const bytes = await (await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 })).arrayBuffer()
      return Array.from(new Uint8Array(bytes))
    },
    [BANK, STRENGTHS, SHOWN, ACROSS] as const,
  )
  await close()
  const folder = join(ROOT, 'models', 'train', 'reports', BANK)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'strength.webp'), Buffer.from(sheet))
  process.stdout.write(`models/train/reports/${BANK}/strength.webp\n`)
}
