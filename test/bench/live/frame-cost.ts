// What a frame of a chain costs, beside the same chain in hydra-synth: turns one after the other in one page, so that what slows the machine slows both.
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { median, pairedRatio } from '../../../src/bench/statistics'
import type { Pixels, Seconds } from '../../../src/core/units'
import { openPage } from '../../e2e/harness'
import { TEN, type BenchChain } from './chains'
import type { Player } from './frame-cost-page'

/** AGPL: a tool of this bench alone, loaded as the script that it ships and never read or shipped. */
export const PEER = 'hydra-synth'
const require = createRequire(import.meta.url)

/** A turn lasts at least so long. */
const BATCH: Seconds = 0.3
const MOST_FRAMES = 200

export interface FrameCostOptions {
  readonly sizes: readonly { readonly width: Pixels; readonly height: Pixels }[]
  readonly rounds: number
  /** Beside hydra-synth. */
  readonly ours: readonly Exclude<Player, 'hydra'>[]
  readonly chains?: readonly BenchChain[]
  onStatus(status: string): void
}

export interface FrameCost {
  readonly chain: string
  readonly size: string
  /** Of the peer, the median of the rounds. */
  readonly peer: Seconds
  readonly ours: readonly OurCost[]
}

export interface OurCost {
  readonly player: Player
  readonly frame: Seconds
  /** Ours by the peer's: the median of the rounds, and the least and the most of them. Under 1: ours is faster. */
  readonly ratio: number
  readonly range: readonly [number, number]
  /** How far the two pictures are apart at the same time: the mean of all values, in steps of 8 bits. */
  readonly apart: number
}

/** @param url of a dev server */
export async function measureFrameCost(browser: Browser, url: string, options: FrameCostOptions): Promise<FrameCost[]> {
  const costs: FrameCost[] = []
  for (const size of options.sizes) {
    const { page, close } = await openPage(browser, new URL('test/bench/live/frame-cost.html', url).href, {
      ready: false,
      viewport: size,
    })
    try {
      await page.waitForFunction(() => globalThis.frameCost !== undefined, undefined, { timeout: 120_000 })
      await page.addScriptTag({ path: require.resolve('hydra-synth') })
      const players: Player[] = ['hydra', ...options.ours]
      await page.evaluate(([who, { width, height }]) => globalThis.frameCost?.open(who, width, height), [
        players,
        size,
      ] as const)
      for (const chain of options.chains ?? TEN) {
        const text = `${size.width}x${size.height}`
        options.onStatus(`${text}, ${chain.name}`)
        costs.push({ chain: chain.name, size: text, ...(await contest(page, chain, players, options.rounds)) })
      }
    } finally {
      await close()
    }
  }
  return costs
}

async function contest(
  page: Page,
  { code }: BenchChain,
  players: readonly Player[],
  rounds: number,
): Promise<Pick<FrameCost, 'peer' | 'ours'>> {
  await page.evaluate(
    `globalThis.frameCost.play(${JSON.stringify(code)}, new Function('synth', ${JSON.stringify(`with (synth) { ${code} }`)}))`,
  )
  const pictures = new Map<Player, number[]>()
  for (const player of players) {
    const picture = await page.evaluate(async (who) => {
      await globalThis.frameCost?.batch(who, 9)
      return globalThis.frameCost?.picture(who)
    }, player)
    pictures.set(player, picture ?? [])
  }
  const frames = new Map<Player, number>()
  const times = new Map<Player, Seconds[]>()
  for (const player of players) {
    const trial = (await batch(page, player, 3)) / 3
    frames.set(player, Math.min(MOST_FRAMES, Math.max(3, Math.ceil(BATCH / trial))))
    times.set(player, [])
  }
  for (let round = 0; round < rounds; round++) {
    // The order turns round, so that none is always the one after another.
    for (const player of round % 2 === 0 ? players : players.toReversed()) {
      const count = frames.get(player) ?? 3
      times.get(player)?.push((await batch(page, player, count)) / count)
    }
  }
  const of = (player: Player): Seconds[] => times.get(player) ?? []
  const peer = of('hydra')
  return {
    peer: median(peer),
    ours: players
      .filter((player) => player !== 'hydra')
      .map((player) => {
        const ratios = of(player).map((time, i) => time / (peer[i] ?? Number.NaN))
        return {
          player,
          frame: median(of(player)),
          ratio: pairedRatio(of(player), peer),
          range: [Math.min(...ratios), Math.max(...ratios)],
          apart: apart(pictures.get(player) ?? [], pictures.get('hydra') ?? []),
        }
      }),
  }
}

async function batch(page: Page, player: Player, frames: number): Promise<Seconds> {
  const took = await page.evaluate(([who, count]) => globalThis.frameCost?.batch(who, count), [player, frames] as const)
  return took ?? Number.NaN
}

function apart(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length
}
