// In the browser: the same chains drawn by this house's stage and by hydra-synth, frame after frame by hand, each timed until its GPU is done.
import { ManualClock } from '../../../src/core/clock'
import type { Pixels, Seconds } from '../../../src/core/units'
import { LiveSources } from '../../../src/inputs/live-sources'
import { Repl } from '../../../src/live/repl'
import { testStage } from '../../../src/stage/test-stage'

/** hydra-synth as its README describes it; the bench puts it into the page as a script. */
interface Hydra {
  readonly synth: object
  tick(milliseconds: number): void
}
type HydraClass = new (options: object) => Hydra

/** The contest as the bench asks for it. */
export interface FrameCostPage {
  /** Makes the players; each draws on a canvas of its own. @throws a player that cannot be made */
  open(players: readonly Player[], width: Pixels, height: Pixels): Promise<void>
  /** Puts a chain on each. `peer` plays it on a synth. */
  play(code: string, peer: (synth: object) => void): Promise<void>
  /** Draws `frames` frames. Resolves with how long they took, all of their work on the GPU included. */
  batch(player: Player, frames: number): Promise<Seconds>
  /** What a player shows now, 64 pixels wide, as bytes. */
  picture(player: Player): Promise<number[]>
}

export type Player = 'webgl2' | 'webgpu' | 'hydra'

interface Drawing {
  readonly canvas: HTMLCanvasElement
  play(code: string, peer: (synth: object) => void): Promise<void>
  frame(): void
  done(): Promise<void> | void
}

declare global {
  var frameCost: FrameCostPage | undefined
  var Hydra: HydraClass | undefined
}

const STEP: Seconds = 1 / 60

const players = new Map<Player, Drawing>()

globalThis.frameCost = {
  async open(asked, width, height) {
    for (const player of asked) {
      players.set(player, player === 'hydra' ? hydra(width, height) : await ours(player, width, height))
    }
  },
  async play(code, peer) {
    for (const drawing of players.values()) await drawing.play(code, peer)
  },
  async batch(player, frames) {
    const { frame, done } = drawingOf(player)
    await done()
    const began = performance.now()
    for (let i = 0; i < frames; i++) frame()
    await done()
    return (performance.now() - began) / 1000
  },
  async picture(player) {
    const { canvas, frame } = drawingOf(player)
    const small = new OffscreenCanvas(64, 36)
    const pen = small.getContext('2d', { willReadFrequently: true })
    // A canvas can be read in the task that drew it.
    frame()
    // As a page shows it: over black, whatever alpha it has.
    pen?.fillRect(0, 0, 64, 36)
    pen?.drawImage(canvas, 0, 0, 64, 36)
    return Promise.resolve([...(pen?.getImageData(0, 0, 64, 36).data ?? [])])
  },
}

function drawingOf(player: Player): Drawing {
  const found = players.get(player)
  if (!found) throw new Error(`${player} does not play here.`)
  return found
}

/** The stage with all that stands between a chain and the canvas, as the page has it. */
async function ours(backend: 'webgl2' | 'webgpu', width: Pixels, height: Pixels): Promise<Drawing> {
  const stand = await testStage(backend, { width, height }, { saving: true })
  const { stage, device, log, show } = stand
  const sources = new LiveSources({ clock: new ManualClock(), log })
  const desk = new Repl({
    log,
    show,
    now: () => performance.now() / 1000,
    put: (sketch) => stage.load(sketch, { id: 'live', seconds: 0 }),
    sources,
  })
  return {
    canvas: stage.canvas,
    async play(code) {
      desk.session.begin()
      await desk.hush()
      // Both begin from black, also what is fed back.
      stand.play(2)
      await desk.run(code)
      desk.session.time = 0
    },
    frame: () => stand.play(1, STEP),
    done: device ? () => device.queue.onSubmittedWorkDone() : finished(stage.canvas),
  }
}

function hydra(width: Pixels, height: Pixels): Drawing {
  const { Hydra } = globalThis
  if (!Hydra) throw new Error('hydra-synth is not in the page.')
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width, height })
  canvas.style.width = `${width}px`
  document.body.append(canvas)
  const made = new Hydra({ canvas, detectAudio: false, makeGlobal: false, autoLoop: false, width, height })
  return {
    canvas,
    play(_, peer) {
      const { hush } = made.synth as { hush?: () => void }
      hush?.()
      made.tick(0)
      made.tick(0)
      Object.assign(made.synth, { time: 0 })
      peer(made.synth)
      return Promise.resolve()
    },
    frame: () => made.tick(STEP * 1000),
    done: finished(canvas),
  }
}

/** One pixel is read, which waits for everything before it. */
function finished(canvas: HTMLCanvasElement): () => void {
  const gl = canvas.getContext('webgl2') ?? canvas.getContext('webgl')
  if (!gl) throw new Error('The canvas has no WebGL.')
  const pixel = new Uint8Array(4)
  return () => {
    const before: unknown = gl.getParameter(gl.FRAMEBUFFER_BINDING)
    gl.bindFramebuffer(gl.FRAMEBUFFER, null)
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel)
    gl.bindFramebuffer(gl.FRAMEBUFFER, before instanceof WebGLFramebuffer ? before : null)
  }
}
