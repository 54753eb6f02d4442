// Where live code meets the stage: the sketch that plays a session, set up anew on every stage, and the door through which chains come.
import { messageOf } from '../core/errors'
import { Chain } from '../stage/chain'
import type { Backstage, SketchModule, SketchParts } from '../stage/define-sketch'
import type { Graph } from '../stage/graph'
import { paintingChain, rawChain } from '../stage/picture-source'
import type { Sampler } from '../stage/sampler'
import type { Complain } from './live-number'
import { LiveScene } from './live-scene'
import { LivePicture } from './live-picture'
import { LivePlayer } from './live-player'
import type { LiveSession } from './live-session'
import { LiveSource } from './live-source'
import type { LiveTexture } from './live-texture'
import { SourceSlots } from './source-slots'

export class LiveStage {
  /** To be put on stage; as often as the stage is made anew. */
  readonly sketch: SketchModule
  private player: LivePlayer | null = null
  private turns = 0

  constructor(
    readonly session: LiveSession,
    private readonly tell: Complain,
  ) {
    this.sketch = { title: 'Live code', about: 'What was typed last.', setup: (_, backstage) => this.setUp(backstage) }
  }

  /** True while the sketch is on a stage. */
  get lit(): boolean {
    return this.player !== null
  }

  /** Whatever still plays the sketch is on its way off the stage: what comes is for the next. */
  leave(): void {
    this.player = null
  }

  /** Shows what the session's code asked for since the last time. @throws {Error} what the shader's compiler says */
  async install(): Promise<void> {
    const { player, session } = this
    const wish = session.takeWish()
    if (player && wish) await player.install(wish)
    else if (wish) session.fulfilled(wish)
  }

  /** Resolves when everything that was asked for so far, by a timer too, is on stage or has been refused. */
  async settled(): Promise<void> {
    if (!this.player) return
    await this.install().catch((thrown: unknown) => this.tell(messageOf(thrown), thrown))
    await this.player.settled()
  }

  /** Gives the painter the next picture if it is idle. True while any chain asks for a painter: it then paints for nobody else. */
  paint(): boolean {
    const styles = this.player?.styles ?? []
    const [next] = styles.toSorted((a, b) => a.turn - b.turn)
    void next?.paint(++this.turns)
    return next !== undefined
  }

  /** For the manual clock: every painter's picture of the last frame is painted. True as for `paint`. */
  async paintToEnd(): Promise<boolean> {
    const styles = this.player?.styles ?? []
    for (const style of styles) {
      // The first time its model has still to come.
      for (let tries = 0; tries < 2 && style.waiting; tries++) {
        await this.session.painter?.idle()
        await style.paint(++this.turns)
      }
    }
    return styles.length > 0
  }

  private setUp({ graph, pictures, device, canvas, hearing, resize }: Backstage): SketchParts {
    const { session, tell } = this
    session.resize = resize
    session.backend = device ? 'webgpu' : 'webgl2'
    graph.defer(followPointer(canvas, session))
    const slots = new SourceSlots(device, tell)
    graph.defer(() => slots.dispose())
    const sampler = (texture: LiveTexture, of: Graph): Sampler => {
      if (texture instanceof LiveSource) return slots.sampler(texture)
      if (texture instanceof LivePicture) {
        const chain = texture.of === 'picture' ? rawChain(of, pictures) : paintingChain(of, pictures)
        return chain.fit(texture.how).sampler
      }
      if (texture instanceof LiveScene) return scenePass(texture, of)
      throw new Error(`Nothing is known to be read at ${texture.key}.`)
    }
    const player = graph.add(new LivePlayer({ session, width: graph.width, height: graph.height, sampler, tell }))
    this.player = player
    session.ears.wake()
    return {
      show: new Chain(graph, player.shown),
      drawn: () => player.drawn,
      frame: (tick) => {
        session.heard = hearing.now
        player.frame(tick)
        // Behind the sketch's own function, which may have drawn on a canvas.
        slots.update()
      },
      dispose: () => {
        if (this.player !== player) return
        this.player = null
        session.ears.rest()
      },
    }
  }
}

function scenePass({ scene, camera }: LiveScene, graph: Graph): Sampler {
  return graph.scene(scene, camera)
}

/** The pointer anywhere on the page, in stage pixels from the stage's top left. Returns the end of it. */
function followPointer(canvas: HTMLCanvasElement, session: LiveSession): () => void {
  const view = canvas.ownerDocument.defaultView
  const moved = (event: PointerEvent): void => {
    const { left, top, width, height } = canvas.getBoundingClientRect()
    if (width === 0 || height === 0) return
    // The canvas keeps its shape inside its element.
    const scale = Math.min(width / session.width, height / session.height)
    session.mouse.x = (event.clientX - left - (width - session.width * scale) / 2) / scale
    session.mouse.y = (event.clientY - top - (height - session.height * scale) / 2) / scale
    session.mouse.buttons = event.buttons
    const { shiftKey: shift, altKey: alt, ctrlKey: control, metaKey: meta } = event
    Object.assign(session.mouse.mods, { shift, alt, control, meta })
  }
  const kinds = ['pointermove', 'pointerdown', 'pointerup'] as const
  for (const kind of kinds) view?.addEventListener(kind, moved)
  return () => {
    for (const kind of kinds) view?.removeEventListener(kind, moved)
  }
}
