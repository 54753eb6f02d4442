// Live code, measured: what an evaluation costs, what many leave behind, and what a frame costs beside the peer.
import type { Browser } from 'playwright-core'
import { median } from '../../../src/bench/statistics'
import type { Seconds } from '../../../src/core/units'
import { serve } from '../../e2e/harness'
import { measureEvaluations, type Evaluations, type Spread } from './evaluations'
import { measureFlatness, type Flatness } from './flatness'
import { measureFrameCost, PEER, type FrameCost } from './frame-cost'

export interface LiveFigures {
  readonly evaluations: readonly Evaluations[]
  readonly flatness: Flatness
  readonly frameCost: readonly FrameCost[]
}

export interface LiveOptions {
  /** Turns of each figure. @defaultValue 12 evaluations, 5 rounds against the peer, 200 evaluations for what is left behind */
  readonly frames: number | null
  onStatus(status: string): void
}

const SIZES = [
  { width: 640, height: 360 },
  { width: 1920, height: 1080 },
]

/** @param url of the built page */
export async function benchLive(
  browser: Browser,
  url: string,
  { frames, onStatus }: LiveOptions,
): Promise<LiveFigures> {
  const turns = frames ?? 12
  const evaluations = [
    await measureEvaluations(browser, url, { backend: 'auto', size: '640x360', turns, onStatus }),
    // A software GPU needs the smaller one to move at all.
    await measureEvaluations(browser, url, { backend: 'webgpu', size: '320x180', turns, onStatus }),
  ]
  onStatus('what evaluations leave behind')
  const flatness = await measureFlatness(browser, url, frames ?? 200)
  const bare = await serve({ mode: 'dev' })
  try {
    const frameCost = await measureFrameCost(browser, bare.url, {
      sizes: SIZES,
      rounds: frames ?? 5,
      ours: ['webgl2', 'webgpu'],
      onStatus,
    })
    return { evaluations, flatness, frameCost }
  } finally {
    await bare.close()
  }
}

export function liveText({ evaluations, flatness, frameCost }: LiveFigures): string {
  const { before, after } = flatness
  const grown = (name: string, a: number, b: number): string =>
    `  ${name.padEnd(28)} ${String(a).padStart(12)} ${String(b).padStart(12)} ${(b - a >= 0 ? `+${b - a}` : String(b - a)).padStart(10)}`
  return [
    ...evaluations.map(evaluationText),
    `Left behind by ${flatness.evaluations} evaluations, every one a new shader (${flatness.adapter})`,
    `  ${''.padEnd(28)} ${'before'.padStart(12)} ${'after'.padStart(12)} ${'difference'.padStart(10)}`,
    grown('GPU buffers', before.buffers, after.buffers),
    grown('GPU textures', before.textures, after.textures),
    grown('GPU bytes', before.bytes, after.bytes),
    grown('JavaScript heap, bytes', before.heap, after.heap),
    costText(frameCost),
  ].join('\n')
}

function evaluationText({ stage, size, latency, dropped, compile }: Evaluations): string {
  const line = (what: string, times: Spread): string =>
    `  ${what.padEnd(36)} median ${ms(times.median)}, worst ${ms(times.worst)}`
  return [
    `\nLive code on ${stage}, ${size}: from the key to the new picture`,
    ...latency.map((times) => line(times.what, times)),
    ...dropped.map(
      ({ what, frames, evaluations, with: late, without }) =>
        `  late frames in ${frames} after each of ${evaluations} evaluations, ${what}: ${late}, in as many without: ${without}`,
    ),
    'From run() to a chain of that length on stage, every one a new shader',
    ...compile.map((times) => line(`${times.links} links`, times)),
  ].join('\n')
}

/** One line a chain and size; the ratio under 1 says that we are faster. */
export function costText(costs: readonly FrameCost[]): string {
  const lines = costs.map(({ chain, size, peer, ours }) => {
    const columns = ours.map(
      ({ frame, ratio, range: [least, most], apart }) =>
        `${ms(frame)}  ${ratio.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)}), apart ${apart.toFixed(1)}`,
    )
    return `  ${size.padEnd(10)} ${chain.padEnd(16)} ${ms(peer)}   ${columns.join('   ')}`
  })
  const players = costs[0]?.ours.map(({ player }) => player) ?? []
  const whole = players.map((player, i) => {
    const ratios = costs.map(({ ours }) => ours[i]?.ratio ?? Number.NaN)
    return `  ${player}: median ratio ${median(ratios).toFixed(2)}, worst ${Math.max(...ratios).toFixed(2)}`
  })
  return [
    `What a frame costs: ${PEER} on WebGL, then ${players.join(' and ')}: time, ratio to it (under 1: faster), mean distance of the pictures of 255`,
    ...lines,
    ...whole,
  ].join('\n')
}

function ms(seconds: Seconds): string {
  return `${(seconds * 1000).toFixed(1).padStart(7)} ms`
}
