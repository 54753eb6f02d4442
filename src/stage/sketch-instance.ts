// One sketch at work: its graph, its knobs, and the picture of its own that it draws into.
import type { Camera, Scene, WebGPURenderer } from 'three/webgpu'
import { vec4 } from 'three/tsl'
import type { Tick } from '../contracts/frame'
import type { StyleInfo, StyleMix } from '../contracts/style'
import { ImpastoError, messageOf } from '../core/errors'
import type { Log } from '../core/log'
import { seededRandom } from '../core/random'
import type { Show } from '../show/show'
import { placeInStack, type FindPlace, type SourcePlace } from '../core/source-location'
import type { StyleAsk } from '../contracts/style-path'
import type { Pixels, Seconds } from '../core/units'
import { Chain } from './chain'
import type { SketchModule, SketchParts, SketchStage } from './define-sketch'
import { drawInSketch } from '../dialect/draw-in-sketch'
import { LiveChain } from '../dialect/live-chain'
import { Graph } from './graph'
import type { Hearing } from './hearing'
import { Knobs } from './knobs'
import { paintingChain, rawChain, type Pictures } from './picture-source'
import type { Vec4Node } from './sampler'
import { SketchPicture } from './sketch-picture'
import { listenToThree } from './three-console'

/** How a sketch asks for a style, and which there are; whoever runs the painter gives it. */
export interface StyleApi {
  /** `opening`: it is only the style that the sketch would begin with. */
  set(style: StyleAsk, options: { seconds?: Seconds; opening?: boolean }): void
  readonly styles: readonly StyleInfo[]
}

/** What the stage lends to every sketch on it. */
export interface StageContext {
  readonly renderer: WebGPURenderer
  readonly pictures: Pictures
  /** Null where it draws with WebGL 2. */
  readonly device: GPUDevice | null
  readonly hearing: Hearing
  readonly show: Show
  readonly log: Log
  readonly style: StyleApi
  /** Where a sketch's mistake stands in its file. @defaultValue the place in the code as it was served */
  readonly findPlace?: FindPlace
  /** Graphics are drawn by the processor: see Graph. */
  readonly plain: boolean
  paintedMix(): StyleMix
  time(): Seconds
  resize(width: Pixels, height: Pixels): void
}

export class SketchInstance {
  readonly knobs: Knobs
  private readonly graph: Graph
  private parts: SketchParts | null = null
  private picture: SketchPicture | null = null
  private wish: { style: StyleAsk; options: { seconds?: Seconds } } | null = null
  private onStage = false
  private gone = false

  private constructor(
    private readonly lent: StageContext,
    readonly sketch: SketchModule,
    readonly id: string,
    width: Pixels,
    height: Pixels,
  ) {
    this.graph = new Graph(`stage/sketch ${id}`, width, height, lent.plain)
    this.knobs = new Knobs(lent.show, id, sketch.knobs ?? {})
  }

  /**
   * Sets the sketch up and makes its pipelines, while others play.
   * @throws {ImpastoError} naming the sketch, what it was doing, and the line; nothing is left behind
   */
  static async create(
    lent: StageContext,
    sketch: SketchModule,
    id: string,
    size: { readonly width: Pixels; readonly height: Pixels },
  ): Promise<SketchInstance> {
    const made = new SketchInstance(lent, sketch, id, size.width, size.height)
    try {
      await made.setUp()
      await made.compile()
      return made
    } catch (thrown) {
      made.dispose()
      throw thrown
    }
  }

  /** What the sketch shows, for the mix. */
  get output(): SketchPicture {
    if (!this.picture) throw new Error('A sketch has no picture before it is set up.')
    return this.picture
  }

  /** One frame: the sketch's own function, then its drawing. @throws what the sketch throws; the picture stays the last one */
  play(tick: Tick): void {
    this.parts?.frame?.(tick)
    this.graph.sample(tick)
    this.graph.draw(this.lent.renderer)
  }

  /** From now on its wishes for a style count. */
  takeStage(): void {
    this.onStage = true
    this.knobs.define()
    if (this.wish) this.lent.style.set(this.wish.style, this.wish.options)
    else if (this.sketch.style !== undefined) this.lent.style.set(this.sketch.style, { opening: true })
    this.wish = null
  }

  leaveStage(): void {
    this.onStage = false
    this.knobs.remove()
  }

  resize(width: Pixels, height: Pixels): void {
    this.graph.resize(width, height)
  }

  /** Idempotent. A sketch that throws while it goes is reported, and goes. */
  dispose(): void {
    if (this.gone) return
    this.gone = true
    this.knobs.remove()
    try {
      this.parts?.dispose?.()
    } catch (thrown) {
      this.lent.log.warn(
        this.from,
        `Sketch '${this.id}' threw while it was leaving: ${messageOf(thrown)}. It is gone from the stage.`,
      )
    }
    this.graph.dispose()
  }

  /** An error of this sketch, with the place in its code where that can be known. */
  error(doing: string, thrown: unknown, remedy: string, place = this.placeOf(thrown)): ImpastoError {
    if (thrown instanceof ImpastoError && thrown.path[0] === this.from) return thrown
    const where = place ? [`sketches/${this.id}.ts`, `line ${place.line}, column ${place.column}`] : []
    return new ImpastoError({
      asked: `Sketch '${this.id}' was asked for its ${doing}`,
      found: messageOf(thrown),
      remedy,
      path: [this.from, doing, ...where],
      cause: thrown,
    })
  }

  /** The same with the place as it stands in the file, which whoever served it has to be asked for. */
  async writtenError(doing: string, thrown: unknown, remedy: string): Promise<ImpastoError> {
    const served = this.placeOf(thrown)
    const written = served && (await this.lent.findPlace?.(`/sketches/${this.id}.ts`, served))
    return this.error(doing, thrown, remedy, written ?? served)
  }

  private placeOf(thrown: unknown): SourcePlace | null {
    return thrown instanceof Error ? placeInStack(thrown.stack, `sketches/${this.id}`) : null
  }

  private get from(): string {
    return `sketch ${this.id}`
  }

  private async setUp(): Promise<void> {
    try {
      const { graph, lent } = this
      const { pictures, device, hearing } = lent
      const backstage = {
        graph,
        pictures,
        device,
        hearing,
        canvas: lent.renderer.domElement,
        resize: (width: Pixels, height: Pixels) => lent.resize(width, height),
      }
      const parts = await this.sketch.setup(this.stageFor(), backstage)
      const shown = this.shownChain(parts.show)
      this.parts = parts
      this.picture = graph.add(
        new SketchPicture({
          label: `${graph.label}/picture`,
          show: shown.sampler,
          drawn: () => parts.drawn?.() ?? null,
          size: { x: graph.width, y: graph.height },
          depth: lent.plain ? '8bit' : 'half',
        }),
      )
    } catch (thrown) {
      throw this.error('setup', thrown, KEEPS)
    }
  }

  private async compile(): Promise<void> {
    const said: string[] = []
    const stop = listenToThree((message) => {
      if (message.includes('TSL:') || message.includes(this.graph.label)) said.push(message)
    })
    try {
      await this.graph.compile(this.lent.renderer)
    } catch (thrown) {
      throw this.error('shaders', thrown, KEEPS)
    } finally {
      stop()
    }
    if (said[0] !== undefined) throw this.error('shaders', new Error(said[0]), KEEPS)
  }

  private sceneChain(scene: Scene, camera: Camera): Chain {
    return new Chain(this.graph, this.graph.scene(scene, camera))
  }

  private shownChain(show: SketchParts['show']): Chain {
    if (show instanceof Chain) return show
    return show instanceof LiveChain ? this.liveChain(show) : this.sceneChain(show.scene, show.camera)
  }

  private liveChain(chain: LiveChain): Chain {
    const { graph, lent } = this
    const sampler = drawInSketch(chain, { graph, pictures: lent.pictures }, (text) => lent.log.warn(this.from, text))
    return new Chain(graph, sampler)
  }

  private colourChain(colour: Parameters<SketchStage['chain']>[0]): Chain {
    if (colour instanceof LiveChain) return this.liveChain(colour)
    if (typeof colour === 'function') return new Chain(this.graph, colour)
    // A node knows one place only, the one it is drawn at; as a picture of its own it can be asked for any.
    return new Chain(
      this.graph,
      this.graph.pass('node', () => vec4(colour as Vec4Node)),
    )
  }

  private stageFor(): SketchStage {
    const { graph, lent } = this
    const random = seededRandom(seedOf(this.id))
    const say = (level: 'info' | 'warn' | 'error') => (from: string, text: string) => lent.log[level](from, text)
    return {
      picture: rawChain(graph, lent.pictures),
      painting: paintingChain(graph, lent.pictures),
      solid: (red, green, blue, alpha = 1) => new Chain(graph, () => vec4(red, green, blue, alpha)),
      chain: (colour) => this.colourChain(colour),
      scene: (scene, camera) => this.sceneChain(scene, camera),
      audio: lent.hearing.signals,
      time: () => lent.time(),
      knob: this.knobs.signals,
      get width() {
        return graph.width
      },
      get height() {
        return graph.height
      },
      setStyle: (style, options = {}) => {
        if (this.onStage) lent.style.set(style, options)
        else if (!this.gone) this.wish = { style, options }
      },
      paintedMix: () => lent.paintedMix(),
      get styles() {
        return lent.style.styles
      },
      random,
      log: { info: say('info'), warn: say('warn'), error: say('error') },
    }
  }
}

const KEEPS = 'What was playing plays on; mend the sketch and save it again.'

/** A seed that is the same for the same id (FNV-1a). */
function seedOf(id: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** The refusal of a sketch whose turn went by while it was made. */
export function overtaken(id: string, gone: boolean): ImpastoError {
  return new ImpastoError({
    asked: `Sketch '${id}' was asked for`,
    found: gone ? 'the stage went away before it was ready' : 'another sketch was asked for before it was ready',
    remedy: gone ? 'Ask again when the stage is back.' : 'The later one plays.',
    path: [`sketch ${id}`],
  })
}
