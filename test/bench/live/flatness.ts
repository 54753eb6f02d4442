// What many evaluations leave behind: every one a shader of its own, and the first chain again at the end.
import type { Browser } from 'playwright-core'
import { openPage } from '../../e2e/harness'
import { framesDrawn } from '../../e2e/harness-engine'
import { type Alive, Evening } from '../evening'
import { chainOf } from './chains'

export interface Flatness {
  readonly evaluations: number
  readonly adapter: string
  readonly before: Alive
  readonly after: Alive
}

const LINKS = 8
/** What is made only once is made by these. */
const WARM_UP = 5
/** No chain of the warm-up comes again. */
const FAR = 1000

export async function measureFlatness(browser: Browser, url: string, evaluations: number): Promise<Flatness> {
  const opened = await openPage(browser, url, {
    params: { backend: 'webgpu', size: '160x90', model: '64x64', audio: 'off', source: 'demo', style: 'none' },
    patience: 300,
  })
  try {
    const { page } = opened
    const evening = new Evening(opened, await page.context().newCDPSession(page), [], [])
    const run = (turn: number): Promise<void> =>
      page.evaluate((code) => globalThis.impasto?.run(code), chainOf(LINKS, turn))
    for (let turn = 0; turn < WARM_UP; turn++) await run(FAR + turn)
    const rest = async (): Promise<Alive> => {
      await run(FAR)
      await framesDrawn(page, 4)
      return evening.alive()
    }
    const before = await rest()
    for (let turn = 0; turn < evaluations; turn++) await run(turn)
    const after = await rest()
    return { evaluations, adapter: (await evening.stats()).adapter, before, after }
  } finally {
    await opened.close()
  }
}
