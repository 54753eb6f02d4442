// Plays sketches in both and gathers how far their pictures are apart.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { median } from '../../../../src/bench/statistics'
import type { Pixels } from '../../../../src/core/units'
import { openPage } from '../../../e2e/harness'
import { PEER } from '../frame-cost'
import type { Apart, Seen } from './same-page'
import { stepsOf, type SameSketch } from './sketch'

const require = createRequire(import.meta.url)
/** A page is made anew after so many: each leaves a canvas behind. */
const A_PAGE = 40

export interface SameOptions {
  readonly backend: 'webgl2' | 'webgpu'
  readonly size: { readonly width: Pixels; readonly height: Pixels }
  readonly sketches: readonly SameSketch[]
  onStatus(status: string): void
  /** Given both last pictures, side by side, when there is only one sketch. */
  onPicture?(png: Buffer): void
}

export interface Same extends Seen {
  readonly sketch: SameSketch
}

/** @param url of a dev server */
export async function compare(browser: Browser, url: string, options: SameOptions): Promise<Same[]> {
  const results: Same[] = []
  const { sketches, onStatus, onPicture } = options
  for (let from = 0; from < sketches.length; from += A_PAGE) {
    onStatus(`${options.backend}, ${from} of ${sketches.length}`)
    const { page, close } = await opened(browser, url, options)
    try {
      for (const sketch of sketches.slice(from, from + A_PAGE)) {
        const { code, mouse = [0, 0] } = sketch
        const steps = stepsOf(sketch)
        const showing = { code, steps, looks: steps.map((_, i) => i + 1), mouse }
        const seen = await page.evaluate((what) => globalThis.same?.show(what), showing)
        if (!seen) throw new Error('The page cannot compare.')
        results.push({ ...seen, sketch })
      }
      const picture = await page.evaluate(() => globalThis.same?.picture())
      onPicture?.(Buffer.from(picture?.split(',')[1] ?? '', 'base64'))
    } finally {
      await close()
    }
  }
  return results
}

async function opened(
  browser: Browser,
  url: string,
  { backend, size }: SameOptions,
): Promise<{ page: Page; close(): Promise<void> }> {
  const { page, close } = await openPage(browser, new URL('test/bench/live/same/same.html', url).href, {
    ready: false,
    viewport: { width: 640, height: 480 },
  })
  await page.waitForFunction(() => globalThis.same !== undefined, undefined, { timeout: 120_000 })
  const peer = readFileSync(require.resolve(PEER), 'utf8')
  await page.evaluate(([gpu, { width, height }, script]) => globalThis.same?.open(gpu, width, height, script), [
    backend,
    size,
    peer,
  ] as const)
  return { page, close }
}

const STEPS = 2

/** The sketches that are apart, the farthest first, and what all come to. */
export function sameText(results: readonly Same[], { all = false } = {}): string {
  const shown = results.filter((result) => all || isApart(result)).toSorted((a, b) => meanOf(b) - meanOf(a))
  const frames = results.flatMap(({ apart }) => apart)
  const means = results.map(meanOf)
  const far = results.filter((result) => worstOf(result) > STEPS)
  return [
    ...shown.map(lineOf),
    `${results.length} sketches, ${frames.length} frames: mean apart ${mean(means).toFixed(3)} of 255 (median ${median(means).toFixed(3)}, worst sketch ${Math.max(0, ...means).toFixed(2)})`,
    `  ${far.length} with any pixel more than ${STEPS} steps apart; ${results.filter((result) => shareOf(result) > 0.01).length} with more than 1 % of them`,
    `  ${results.filter(({ ours, peer }) => (ours === null) !== (peer === null)).length} that only one of them complained about`,
  ].join('\n')
}

function isApart(result: Same): boolean {
  return worstOf(result) > STEPS || (result.ours === null) !== (result.peer === null)
}

function lineOf(result: Same): string {
  const { sketch, ours, peer, apart } = result
  const worst = apart.toSorted((a, b) => b.mean - a.mean)[0]
  const first = apart.find((frame) => frame.worst > STEPS)
  const said = [ours !== null && `ours: ${ours}`, peer !== null && `peer: ${peer}`].filter((text) => text !== false)
  return [
    sketch.name,
    worst &&
      `  mean ${meanOf(result).toFixed(2)}, worst ${worstOf(result)}, ${(shareOf(result) * 100).toFixed(2)} % over; worst at frame ${worst.frame} (${worst.at})${first ? `, first at ${first.frame}` : ''}`,
    ...said.map((text) => `  ${text.slice(0, 300)}`),
    `  ${sketch.code.replace(/\s*\n\s*/g, ' ⏎ ').slice(0, 400)}`,
  ]
    .filter((line) => line !== undefined)
    .join('\n')
}

const meanOf = ({ apart }: Same): number => mean(apart.map((frame) => frame.mean))
const worstOf = ({ apart }: Same): number => Math.max(0, ...apart.map(({ worst }: Apart) => worst))
const shareOf = ({ apart }: Same): number => Math.max(0, ...apart.map(({ share }) => share))

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
