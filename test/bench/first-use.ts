// What the stage notices when a model is asked for that was never used before: fetched, compiled, tested and warmed while it plays.
import type { Browser, Page } from 'playwright-core'
import { median } from '../../src/bench/statistics'
import type { Seconds } from '../../src/core/units'
import { openPage } from '../e2e/harness'
import { framesDrawn, newPainting } from '../e2e/harness-engine'
import { type EveningOptions, HOME } from './evening'

/** The stage's frames over a stretch of time. */
export interface Pace {
  readonly seconds: Seconds
  readonly frames: number
  /** Later than one and a half display intervals, as `stats()` counts them. */
  readonly late: number
  /** Between two frames. */
  readonly usual: Seconds
  readonly longest: Seconds
}

export interface FirstUse {
  /** From the choice until the new model's second painting is on stage. */
  readonly during: Pace
  /** As long, with the model before. */
  readonly before: Pace
  /** As long, with the new one. */
  readonly after: Pace
}

/** Long enough for the compilers of a start to be done, frames. */
const SETTLED = 60

/** From a painting of one model to that of another; null where there is only one model. */
export async function measureFirstUse(
  browser: Browser,
  url: string,
  { backend, size = '160x90', model = '64x64' }: EveningOptions,
): Promise<FirstUse | null> {
  const { page, close } = await openPage(browser, url, {
    params: { backend, size, model, audio: 'off', source: 'demo', ...HOME },
    patience: 300,
  })
  const [home, other] = await page.evaluate(() => {
    const spec = globalThis.impasto?.show.param('model/id')?.spec
    const usual = globalThis.impasto?.show.text('model/id')
    const models = spec?.kind === 'choice' ? spec.options.map(({ value }) => value) : []
    return [usual, models.find((id) => id !== usual)]
  })
  if (home === undefined || other === undefined) {
    await close()
    return null
  }
  await framesDrawn(page, SETTLED)
  // The change comes first: how long it takes is known only afterwards, and sets the length of the others.
  const during = await watch(page, async () => {
    await choose(page, other)
  })
  const after = await watch(page, () => page.waitForTimeout(during.seconds * 1000))
  await choose(page, home)
  const before = await watch(page, () => page.waitForTimeout(during.seconds * 1000))
  await close()
  return { during, before, after }
}

/** Asks for the model `id`, and waits until a painting by it is on stage. */
async function choose(page: Page, id: string): Promise<void> {
  await page.evaluate(
    (wanted) =>
      new Promise<void>((resolve) => {
        const stop = globalThis.impasto?.on('model', (now) => {
          if (now.id !== wanted) return
          stop?.()
          resolve()
        })
        globalThis.impasto?.show.send({ target: 'model/id', value: wanted, origin: 'handle' })
      }),
    id,
  )
  await newPainting(page)
}

/** The stage's pace while `work` goes on. */
async function watch(page: Page, work: () => Promise<void>): Promise<Pace> {
  const count = (): Promise<{ frames: number; late: number }> =>
    page.evaluate(() => {
      const { frames = 0, droppedFrames = 0 } = globalThis.impasto?.stats() ?? {}
      return { frames, late: droppedFrames }
    })
  await page.evaluate(() => {
    const seen: number[] = []
    let frames = globalThis.impasto?.stats().frames ?? 0
    const look = (): void => {
      const now = globalThis.impasto?.stats().frames ?? 0
      if (now > frames) seen.push(performance.now())
      frames = now
      watching.id = requestAnimationFrame(look)
    }
    const watching = { seen, id: requestAnimationFrame(look) }
    Object.assign(globalThis, { watching })
  })
  const start = await count()
  const began = Date.now()
  await work()
  const seconds = (Date.now() - began) / 1000
  const end = await count()
  const gaps = await page.evaluate(() => {
    const { watching } = globalThis as unknown as { watching: { seen: number[]; id: number } }
    cancelAnimationFrame(watching.id)
    return watching.seen.slice(1).map((at, i) => (at - (watching.seen[i] ?? at)) / 1000)
  })
  return {
    seconds,
    frames: end.frames - start.frames,
    late: end.late - start.late,
    usual: median(gaps),
    longest: Math.max(0, ...gaps),
  }
}

export function firstUseText(measured: FirstUse | null): string {
  if (!measured)
    return '\nA model never used before: there is only one here. Put another into models/ to measure the change.'
  const { before, during, after } = measured
  const row = (name: string, { frames, late, usual, longest }: Pace): string =>
    `  ${name.padEnd(28)} ${String(frames).padStart(6)} ${String(late).padStart(6)} ${ms(usual).padStart(10)} ${ms(longest).padStart(10)}`
  return [
    `\nA model never used before, ${during.seconds.toFixed(1)} s from the choice to its painting, and as long without`,
    `  ${''.padEnd(28)} ${'frames'.padStart(6)} ${'late'.padStart(6)} ${'usual gap'.padStart(10)} ${'longest'.padStart(10)}`,
    row('the model before', before),
    row('while it comes', during),
    row('the new one', after),
  ].join('\n')
}

function ms(seconds: Seconds): string {
  return `${(seconds * 1000).toFixed(0)} ms`
}
