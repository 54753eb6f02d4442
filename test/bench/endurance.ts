// What a long evening leaves behind: objects on the GPU, tensors, heap, readbacks and late frames over many changes.
import type { Browser } from 'playwright-core'
import type { Seconds } from '../../src/core/units'
import { framesDrawn, waitFor } from '../e2e/harness-engine'
import { type Alive, type Evening, type EveningOptions, HOME, openEvening } from './evening'

export interface EnduranceOptions extends EveningOptions {
  readonly frames: number
  readonly styleChanges: number
  readonly sketchSwaps: number
}

export interface Endurance extends EnduranceOptions {
  readonly adapter: string
  readonly warm: Alive
  readonly after: Alive
  readonly seconds: Seconds
  readonly paintings: number
  /** Reads from the GPU over the whole run. */
  readonly readbacks: number
  /** GPU objects made in a stretch without changes: by the stage for a frame, and by the painter for a painting. */
  readonly made: { readonly perFrame: number; readonly perPainting: number }
  /** Frames that came later than one and a half display intervals: per change, and in a stretch of the same length without any. */
  readonly late: { readonly perStyleChange: number; readonly perSketchSwap: number; readonly without: number }
}

/** Frames looked at after a change, and without one. */
const LOOK = 10

export async function measureEndurance(browser: Browser, url: string, options: EnduranceOptions): Promise<Endurance> {
  const evening = await openEvening(browser, url, options)
  const { page } = evening
  // Everything that will be used is used once before it counts.
  for (const id of firsts(options.sketchSwaps, (i) => evening.sketch(i))) await evening.swap(id)
  for (const id of firsts(options.styleChanges, (i) => evening.style(i))) await evening.paint(id)
  await evening.goHome()
  const warm = await evening.alive()
  const start = await evening.stats()
  const began = Date.now()

  const bare = await stretch(evening, LOOK * 3)
  await evening.paint(HOME.style)
  const quiet = await stretch(evening, LOOK * 3)
  const late = { style: 0, sketch: 0 }
  const share = Math.floor(options.frames / (options.styleChanges + options.sketchSwaps))
  for (let i = 0; i < Math.max(options.styleChanges, options.sketchSwaps); i++) {
    if (i < options.styleChanges) {
      late.style += (await stretch(evening, LOOK, () => evening.choose(evening.style(i)))).late
      await framesDrawn(page, Math.max(1, share - LOOK))
    }
    if (i < options.sketchSwaps) {
      late.sketch += (await stretch(evening, LOOK, () => evening.load(evening.sketch(i)))).late
      await framesDrawn(page, Math.max(1, share - LOOK))
    }
  }
  await waitFor(page, (wanted) => (globalThis.impasto?.stats().frames ?? 0) >= wanted, start.frames + options.frames)
  const seconds = (Date.now() - began) / 1000
  await evening.goHome()
  const end = await evening.stats()
  const after = await evening.alive()
  await evening.opened.close()
  return {
    ...options,
    adapter: end.adapter,
    warm,
    after,
    seconds,
    frames: end.frames - start.frames,
    paintings: end.paintings - start.paintings,
    readbacks: end.readbacks - start.readbacks,
    made: {
      perFrame: bare.made / bare.frames,
      perPainting: (quiet.made - (bare.made / bare.frames) * quiet.frames) / Math.max(1, quiet.paintings),
    },
    late: {
      perStyleChange: late.style / Math.max(1, options.styleChanges),
      perSketchSwap: late.sketch / Math.max(1, options.sketchSwaps),
      without: quiet.late / 3,
    },
  }
}

async function stretch(
  evening: Evening,
  frames: number,
  change?: () => Promise<void>,
): Promise<{ late: number; made: number; frames: number; paintings: number }> {
  const before = await evening.stats()
  await change?.()
  await waitFor(evening.page, (wanted) => (globalThis.impasto?.stats().frames ?? 0) >= wanted, before.frames + frames)
  const now = await evening.stats()
  return {
    late: now.droppedFrames - before.droppedFrames,
    made: now.gpuMade - before.gpuMade,
    frames: now.frames - before.frames,
    paintings: now.paintings - before.paintings,
  }
}

function firsts(count: number, next: (i: number) => string): Set<string> {
  return new Set(Array.from({ length: count }, (_, i) => next(i)))
}
