// What an evaluation costs the performer: from the key to the picture, and the frames that the stage loses meanwhile; in the page itself, in its own time.
import type { Browser, Page } from 'playwright-core'
import { median } from '../../../src/bench/statistics'
import type { Seconds } from '../../../src/core/units'
import { openPage } from '../../e2e/harness'
import { framesDrawn, waitFor } from '../../e2e/harness-engine'
import { chainOf, MARKS, numbersOf } from './chains'
import { installProbe } from './probe'

export interface Spread {
  readonly median: Seconds
  readonly worst: Seconds
}

export interface Latency extends Spread {
  /** 'small, 3 links' */
  readonly what: string
}

export interface Dropped {
  /** 'new shaders, 12 links' */
  readonly what: string
  readonly evaluations: number
  /** Frames looked at after each. */
  readonly frames: number
  /** Late frames in all of them, the first left out. */
  readonly with: number
  readonly without: number
}

export interface CompileCost extends Spread {
  readonly links: number
}

export interface Evaluations {
  /** Where the stage drew, and its size. */
  readonly stage: string
  readonly size: string
  readonly latency: readonly Latency[]
  readonly dropped: readonly Dropped[]
  readonly compile: readonly CompileCost[]
}

export interface EvaluationOptions {
  /** 'auto': WebGL 2 where the graphics are software. */
  readonly backend: 'auto' | 'webgpu'
  readonly size: string
  readonly turns: number
  onStatus(status: string): void
}

const CHAINS = [
  ['small, 3 links', (turn: number) => chainOf(3, turn)],
  ['medium, 12 links', (turn: number) => chainOf(12, turn)],
  ['large, 32 links and nested chains', (turn: number) => chainOf(32, turn)],
  ['numbers alone, 3 links', numbersOf],
] as const

const LENGTHS = [1, 5, 10, 20, 40]
const LOOK = 30
/** No two parts of the bench write the same chain. */
const FAR = 300

const EDITS = [
  ['new shaders, 12 links', (turn: number) => chainOf(12, 2 * FAR + turn)],
  ['numbers alone', numbersOf],
] as const

export async function measureEvaluations(
  browser: Browser,
  url: string,
  { backend, size, turns, onStatus }: EvaluationOptions,
): Promise<Evaluations> {
  const { page, close } = await openPage(browser, url, {
    params: { backend, size, model: '128x72', audio: 'off', source: 'demo', style: 'none' },
    patience: 300,
  })
  try {
    await page.evaluate(installProbe)
    await page.keyboard.press('e')
    await waitFor(page, () => document.activeElement?.classList.contains('cm-content'), null)
    // The first fetches the parser and puts live code on stage.
    await keyToPicture(page, numbersOf(2), 2)
    const latency: Latency[] = []
    for (const [what, write] of CHAINS) {
      onStatus(`${backend}, key to picture, ${what}`)
      const times: Seconds[] = []
      for (let turn = 0; turn < turns; turn++) times.push(await keyToPicture(page, write(turn), turn % MARKS.length))
      latency.push({ what, ...spread(times) })
    }
    onStatus(`${backend}, late frames`)
    const dropped: Dropped[] = []
    for (const [what, write] of EDITS) dropped.push({ what, ...(await lateFrames(page, turns, write)) })
    const compile: CompileCost[] = []
    for (const links of LENGTHS) {
      onStatus(`${backend}, compiling ${links} links`)
      const times: Seconds[] = []
      for (let turn = 0; turn < turns; turn++) times.push(await runTime(page, chainOf(links, FAR + turn)))
      compile.push({ links, ...spread(times) })
    }
    const stage = await page.evaluate(() => globalThis.impasto?.stats().stage ?? '')
    return { stage, size, latency, dropped, compile }
  } finally {
    await close()
  }
}

async function keyToPicture(page: Page, code: string, mark: number): Promise<Seconds> {
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(code)
  await framesDrawn(page, 3)
  await page.evaluate((wanted) => globalThis.colourProbe?.watch(wanted), mark)
  await page.keyboard.press('Control+Enter')
  await waitFor(page, () => globalThis.colourProbe?.took !== null, null)
  return ((await page.evaluate(() => globalThis.colourProbe?.took)) ?? Number.NaN) / 1000
}

/** In turns, so that a stretch without an evaluation follows each with one. */
async function lateFrames(
  page: Page,
  evaluations: number,
  write: (turn: number) => string,
): Promise<Omit<Dropped, 'what'>> {
  const late = { with: 0, without: 0 }
  for (let turn = 0; turn <= evaluations; turn++) {
    const after = await stretch(page, write(turn))
    const quiet = await stretch(page, null)
    if (turn === 0) continue
    late.with += after
    late.without += quiet
  }
  return { evaluations, frames: LOOK, ...late }
}

function stretch(page: Page, code: string | null): Promise<number> {
  return page.evaluate(
    async ([run, frames]) => {
      const stats = () => globalThis.impasto?.stats() ?? { frames: 0, droppedFrames: 0 }
      const before = stats()
      if (run !== null) await globalThis.impasto?.run(run)
      while (stats().frames < before.frames + frames) await new Promise((resolve) => requestAnimationFrame(resolve))
      return stats().droppedFrames - before.droppedFrames
    },
    [code, LOOK] as const,
  )
}

/** From run() to the chain being on stage. */
function runTime(page: Page, code: string): Promise<Seconds> {
  return page.evaluate(async (run) => {
    const began = performance.now()
    await globalThis.impasto?.run(run)
    return (performance.now() - began) / 1000
  }, code)
}

function spread(times: readonly Seconds[]): Spread {
  return { median: median(times), worst: Math.max(...times) }
}
