// In the browser: one sketch text played by this house's stage and by hydra-synth, frame by frame by hand, and the two pictures held against each other.
import { ManualClock } from '../../../../src/core/clock'
import type { Pixels, Seconds } from '../../../../src/core/units'
import { LiveSources } from '../../../../src/inputs/live-sources'
import { Repl } from '../../../../src/live/repl'
import { testStage, type TestStage } from '../../../../src/stage/test-stage'
import { messageOf } from '../../../../src/core/errors'
import { openPeer } from './peer'

export interface Showing {
  readonly code: string
  /** How long each frame is. */
  readonly steps: readonly Seconds[]
  /** Frames that are looked at, counted from 1. */
  readonly looks: readonly number[]
  /** Where the pointer is, stage pixels. */
  readonly mouse: readonly [Pixels, Pixels]
}

/** How far two pictures are apart, in steps of 8 bits. */
export interface Apart {
  readonly frame: number
  readonly mean: number
  readonly worst: number
  /** The part of the pixels that are more than two steps apart in any channel. */
  readonly share: number
  /** A pixel that is as far apart as any: x, y, ours, the peer's. */
  readonly at: string
}

export interface Seen {
  readonly apart: readonly Apart[]
  /** What each said against the text. */
  readonly ours: string | null
  readonly peer: string | null
}

export interface SamePage {
  /** @param peerScript the whole text of the peer, as it ships */
  open(backend: 'webgl2' | 'webgpu', width: Pixels, height: Pixels, peerScript: string): Promise<void>
  show(showing: Showing): Promise<Seen>
  /** Both pictures of the last frame shown, side by side, as a PNG's data address. */
  picture(): string
}

declare global {
  var same: SamePage | undefined
}

let stand: TestStage | null = null
let script = ''
let pictures: readonly Uint8ClampedArray[] = []

globalThis.same = {
  async open(backend, width, height, peerScript) {
    script = peerScript
    stand = await testStage(backend, { width, height })
  },
  async show({ code, steps, looks, mouse }) {
    if (!stand) throw new Error('The page was not opened.')
    const { stage } = stand
    const peer = await openPeer(script, stage.width, stage.height)
    const desk = deskOf(stand)
    try {
      Object.assign(desk.session.mouse, { x: mouse[0], y: mouse[1] })
      peer.point(...mouse)
      // Live code that shows nothing yet is on stage before the text, so that both begin from black.
      await desk.run('hush()')
      desk.session.time = 0
      const said = await Promise.all([saidBy(desk.run(code)), saidBy(peer.play(code))])
      await desk.settled()
      const apart: Apart[] = []
      for (const [i, step] of steps.entries()) {
        const looked = looks.includes(i + 1)
        // What an `update` asked for may still be on its way.
        await desk.settled()
        stand.play(1, step)
        const ours = looked ? new Uint8ClampedArray(await stand.read()) : null
        peer.frame(step)
        if (!ours) continue
        pictures = [ours, peer.picture()]
        apart.push({ frame: i + 1, ...distance(stage.width) })
      }
      const [late] = stand.log.notices.splice(0).flatMap(({ level, text }) => (level === 'info' ? [] : [text]))
      return { apart, ours: said[0] ?? late ?? null, peer: said[1] ?? peer.complaint }
    } finally {
      peer.close()
    }
  },
  picture() {
    if (!stand) throw new Error('The page was not opened.')
    const { width, height } = stand.stage
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: width * 2, height })
    pictures.forEach((data, i) => {
      canvas.getContext('2d')?.putImageData(new ImageData(opaque(data), width, height), width * i, 0)
    })
    return canvas.toDataURL()
  },
}

function opaque(data: Uint8ClampedArray): Uint8ClampedArray<ArrayBuffer> {
  return new Uint8ClampedArray(data).map((value, i) => (i % 4 === 3 ? 255 : value))
}

function deskOf({ stage, log, show }: TestStage): Repl {
  return new Repl({
    log,
    show,
    now: () => performance.now() / 1000,
    put: (sketch) => stage.load(sketch, { id: 'live', seconds: 0 }),
    sources: new LiveSources({ clock: new ManualClock(), log }),
  })
}

async function saidBy(work: Promise<unknown>): Promise<string | null> {
  try {
    await work
    return null
  } catch (thrown) {
    return messageOf(thrown)
  }
}

function distance(width: Pixels): Omit<Apart, 'frame'> {
  const [ours = new Uint8ClampedArray(), peers = new Uint8ClampedArray()] = pictures
  let sum = 0
  let worst = 0
  let worstAt = 0
  let far = 0
  for (let i = 0; i < ours.length; i += 4) {
    let most = 0
    for (let k = i; k < i + 3; k++) {
      const apart = Math.abs((ours[k] ?? 0) - (peers[k] ?? 0))
      sum += apart
      most = Math.max(most, apart)
    }
    if (most > 2) far++
    if (most > worst) {
      worst = most
      worstAt = i
    }
  }
  const pixels = ours.length / 4
  const colour = (of: Uint8ClampedArray): string => [...of.subarray(worstAt, worstAt + 4)].join(' ')
  return {
    mean: sum / (pixels * 3),
    worst,
    share: far / pixels,
    at: `${(worstAt / 4) % width},${Math.floor(worstAt / 4 / width)}: ${colour(ours)} | ${colour(peers)}`,
  }
}
