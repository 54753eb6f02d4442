// A stage that plays live code, and the same chains in plain arithmetic beside it.
import { seededRandom } from '../../src/core/random'
import type { Link } from '../../src/dialect/live-chain'
import { stepOf } from '../../src/dialect/sequence'
import { ManualClock } from '../../src/core/clock'
import { LiveSources } from '../../src/inputs/live-sources'
import { Repl } from '../../src/live/repl'
import { testStage, type TestStage } from '../../src/stage/test-stage'
import { colourAt, type Vec2, type Vec4, type World } from './dialect.reference'

export const SIZE = { width: 24, height: 16 }

export interface DialectStand extends TestStage {
  readonly desk: Repl
  /** False: another sketch is on stage. */
  shows: boolean
  /** What `o0` has to show now by plain arithmetic, when nothing but `link` reads nothing but numbers. */
  expected(link?: Link): Uint8Array
}

export async function dialectStand(backend: 'webgpu' | 'webgl2', size = SIZE): Promise<DialectStand> {
  const t = await testStage(backend, size)
  let now = 0
  const extra = new LiveSources({ clock: new ManualClock(), log: t.log })
  const desk = new Repl({
    log: t.log,
    show: t.show,
    now: () => (now += 1e-4),
    put: (sketch) => t.stage.load(sketch, { id: 'live', seconds: 0 }),
    sources: extra,
    shows: () => stand.shows,
  })
  const { session } = desk
  const stand: DialectStand = {
    ...t,
    desk,
    shows: true,
    async end() {
      extra.dispose()
      await t.end()
    },
    expected: (link = session.playing.get(session.output(0))?.link) =>
      link ? picture(link, worldOf(desk, size)) : new Uint8Array(),
  }
  return stand
}

export function worldOf({ session }: Repl, { width, height }: typeof SIZE): World {
  const nothing = (): Vec4 => [0, 0, 0, 0]
  return {
    time: session.time,
    width,
    height,
    texture: nothing,
    previous: nothing,
    value: (value) => numberOf(value, session),
  }
}

function numberOf(value: unknown, session: Repl['session']): number {
  if (Array.isArray(value)) return Number(stepOf(value, session.time, session.clock))
  return typeof value === 'function' ? Number(value(session.props)) : Number(value)
}

/** A chain's picture as 8 bits hold it. */
export function picture(link: Link, world: World): Uint8Array {
  const { width, height } = world
  const bytes = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const c = colourAt(link, [(x + 0.5) / width, (y + 0.5) / height], world)
      bytes.set(
        c.map((v) => Math.round(255 * Math.min(1, Math.max(0, v || 0)))),
        (y * width + x) * 4,
      )
    }
  }
  return bytes
}

/** A picture in memory, read at the nearest texel. */
export function reader(bytes: Uint8Array, { width, height }: typeof SIZE): (st: Vec2) => Vec4 {
  return ([x, y]) => {
    const column = Math.min(width - 1, Math.max(0, Math.floor(x * width)))
    const row = Math.min(height - 1, Math.max(0, Math.floor(y * height)))
    const at = (row * width + column) * 4
    const channel = (i: number): number => (bytes[at + i] ?? 0) / 255
    return [channel(0), channel(1), channel(2), channel(3)]
  }
}

/**
 * How many pixels differ by more than `tolerance` of 255 in red, green or blue. A pixel whose place falls on a jump of the formula
 * may land on either side of it in 32 bits; a handful of those is all there may be.
 */
export function differing(actual: Uint8Array, expected: Uint8Array, tolerance = 2): number {
  let count = 0
  for (let i = 0; i < expected.length; i += 4) {
    const worst = Math.max(...[0, 1, 2].map((k) => Math.abs((actual[i + k] ?? 0) - (expected[i + k] ?? 0))))
    if (worst > tolerance) count++
  }
  return count
}

export function meanDifference(actual: Uint8Array, expected: Uint8Array): number {
  let sum = 0
  expected.forEach((value, i) => (sum += Math.abs(value - (actual[i] ?? 0))))
  return sum / expected.length
}

export function dice(seed: number): (low: number, high: number) => number {
  const random = seededRandom(seed)
  return (low, high) => low + random() * (high - low)
}
