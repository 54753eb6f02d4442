// The runtimes side by side, on the bench's own page: opened with an address, watched until it is done, and its report brought over.
import type { Browser } from 'playwright-core'
import type { Contest, Report } from '../../src/bench/report'
import { openPage } from '../e2e/harness'

/** Measured unless another is named: one contest, not one for each model in the folder. */
const USUAL_MODEL = 'bank-1'

export interface PaintersOptions {
  /** '256x256' */
  readonly size: string
  readonly frames: number
  /** Ids, commas between; null: all. */
  readonly runtimes: string | null
  readonly model: string | null
  readonly style: string | null
  /** Told what is being done, when that changes. */
  onStatus(status: string): void
}

export interface PaintersResult {
  readonly machine: string
  readonly environment: Report['environment']
  readonly contest: Contest
}

/** What `npm run bench -- --size … --json` prints: one contest, and where it was held. */
export function painterObject({ contest, ...where }: PaintersResult): object {
  const { width, height } = contest.size
  return { ...contest, size: `${width}x${height}`, ...where }
}

/** @throws {Error} the page died, or nothing could be measured; the message says why */
export async function benchPainters(
  browser: Browser,
  url: string,
  machine: string,
  { size, frames, runtimes, model, style, onStatus }: PaintersOptions,
): Promise<PaintersResult> {
  const asked = Object.entries({ runtimes, model: model ?? USUAL_MODEL, style }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  )
  const { page, pageErrors, close } = await openPage(browser, new URL('bench.html', url).href, {
    params: { auto: 1, size, frames, ...Object.fromEntries(asked) },
    ready: false,
  })
  try {
    for (let known = ''; ;) {
      // A painting may take a minute on a software GPU; the page itself says when it is done, and a crash ends the wait.
      const now = await page.waitForFunction(
        (before) => {
          const { impastoBench: bench } = globalThis
          return bench && (bench.done || bench.status !== before) ? { status: bench.status, done: bench.done } : null
        },
        known,
        { timeout: 0, polling: 200 },
      )
      const { status, done } = (await now.jsonValue()) ?? { status: known, done: false }
      if (done) break
      known = status
      onStatus(status)
    }
    const { report, failure } = await page.evaluate(() => ({
      report: globalThis.impastoBench?.report ?? null,
      failure: globalThis.impastoBench?.failure ?? null,
    }))
    const [contest] = report?.contests ?? []
    if (!report || !contest) throw new Error(failure ?? pageErrors[0] ?? 'The bench ended without a figure.')
    return { machine, environment: report.environment, contest }
  } finally {
    await close()
  }
}
