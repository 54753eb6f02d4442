// The stage: sketches draw into decks, decks are mixed into one picture, the picture goes to the canvas. One per device.
import type { WebGPURenderer } from 'three/webgpu'
import type { Picture, Tick } from '../contracts/frame'
import type { AudioFeatures } from '../contracts/sound'
import { messageOf } from '../core/errors'
import type { Log } from '../core/log'
import { Scope } from '../core/scope'
import type { Show } from '../show/show'
import { clamp } from '../core/signal'
import type { Pixels, Seconds, Unit01 } from '../core/units'
import { FrameInterpolation, type StyleState } from './temporal/frame-interpolation'
import { BackPressure } from './back-pressure'
import { makeCanvas, sizeOf, watchSize, type HeldPicture, type StageSize } from './canvas'
import { Crossfade } from './crossfade'
import { SketchSlot } from './sketch-slot'
import type { SketchModule } from './define-sketch'
import './effects'
import { Hearing } from './hearing'
import { HoldFrame } from './hold-frame'
import { Mixer } from './mixer'
import { PictureTexture } from './video-texture'
import { drawsInSoftware, letGo, makeRenderer } from './renderer'
import { overtaken, SketchInstance, type StageContext, type StyleApi } from './sketch-instance'
import type { Capture, StageOptions } from './stage-options'
import { defineStageParams } from './stage-params'
import { StageShape } from './stage-shape'
import { DryWet } from './dry-wet'
import { makeTarget } from './targets'

interface Playing {
  sketch: SketchModule
  id: string
}

const NO_STYLES: StyleApi = { set: () => undefined, styles: [] }

export class Stage {
  readonly canvas: HTMLCanvasElement
  private readonly scope = new Scope()
  private readonly lent: StageContext
  private readonly hearing = new Hearing()
  private readonly raw = new PictureTexture('stage/picture')
  private readonly painted = new PictureTexture('stage/painting')
  private readonly bridge: FrameInterpolation
  private readonly strength: DryWet
  private readonly mixer: Mixer
  private readonly last: HoldFrame
  private readonly pressure: BackPressure | null
  private readonly show: Show
  private readonly log: Log
  private held: HeldPicture | null
  private readonly strengthAsked: () => Unit01
  private readonly onReturn: StageOptions['onReturn']
  private recipe: StyleState = { mix: {}, mask: '' }
  private time: Seconds = 0
  private readonly decks = new Crossfade()
  private asked = 0
  private mixed = false
  /** The passes of paintings are being compiled, and three.js leaves out what it is asked to draw meanwhile. */
  private preparing = false
  private good: Playing | null = null
  private readonly told = new Set<string>()

  private constructor(
    private readonly renderer: WebGPURenderer,
    canvas: HTMLCanvasElement,
    private readonly shape: StageShape,
    software: boolean,
    options: StageOptions,
  ) {
    const { mount, gpu, show, log, style = NO_STYLES, findPlace, held, strength, onReturn, saving = false } = options
    this.canvas = canvas
    this.show = show
    this.log = log
    this.held = held ?? null
    this.onReturn = onReturn
    this.strengthAsked = strength ?? (() => (show.param('style/strength') ? show.number('style/strength') : 1))
    this.bridge = new FrameInterpolation(this.raw, this.painted, software)
    this.strength = new DryWet(this.raw, this.bridge, software)
    const depth = software ? '8bit' : 'half'
    this.mixer = new Mixer(shape.drawn, depth)
    this.pressure = saving ? BackPressure.of(renderer) : null
    this.last = new HoldFrame(canvas)
    this.lent = {
      renderer,
      device: gpu?.device ?? null,
      pictures: { raw: this.raw, painted: this.bridge, strength: this.strength },
      hearing: this.hearing,
      show,
      log,
      style,
      ...(findPlace && { findPlace }),
      paintedMix: () => this.recipe.mix,
      time: () => this.time,
      plain: software,
      resize: (width, height) => this.shape.ask(width, height),
    }
    if (!options.size) this.scope.add(watchSize(mount, ({ width, height }) => this.shape.ask(width, height)))
    this.scope.defer(defineStageParams(show))
    // The black comes from the page as well, so that it comes even when nothing can be drawn.
    this.scope.defer(show.onEach(() => this.cover(), 'stage/blackout'))
  }

  /** @throws {ImpastoError} when the browser can draw in neither way */
  static async create(options: StageOptions): Promise<Stage> {
    const { mount, gpu, show, size, saving = false } = options
    const canvas = makeCanvas(mount)
    try {
      const renderer = await makeRenderer(canvas, gpu)
      const software = saving && drawsInSoftware(renderer, gpu)
      const pace = software ? 'software' : 'hardware'
      const shape = new StageShape(size ?? sizeOf(mount), show, saving && !size ? pace : 'never')
      renderer.setSize(shape.drawn.width, shape.drawn.height, false)
      const stage = new Stage(renderer, canvas, shape, software, options)
      await stage.mixer.start(renderer)
      return stage
    } catch (thrown) {
      canvas.remove()
      throw thrown
    }
  }

  get backend(): 'webgpu' | 'webgl2' {
    return 'isWebGPUBackend' in this.renderer.backend ? 'webgpu' : 'webgl2'
  }

  get width(): Pixels {
    return this.shape.full.width
  }

  get height(): Pixels {
    return this.shape.full.height
  }

  /** What is drawn of it. */
  get drawn(): StageSize {
    return this.shape.drawn
  }

  /** Of a side's pixels, how many are drawn. */
  get scale(): Unit01 {
    return this.shape.drawn.width / this.shape.full.width
  }

  /** True while the frame before is still being drawn and another one would only queue behind it. */
  busy(now: Seconds): boolean {
    return this.pressure?.busy(now) ?? false
  }

  /** The id of the sketch on stage; null before the first. */
  get sketch(): string | null {
    return this.decks.current?.instance.id ?? null
  }

  /** Call it every frame with the newest picture; the same one again costs nothing. `recipe`: what a painting was made with. */
  setPicture(slot: 'raw' | 'painted', picture: Picture | null, recipe?: StyleState): void {
    if (picture?.kind === 'gpu' && this.backend === 'webgl2') {
      this.tell('A picture on the GPU came to a stage that draws with WebGL 2. It is not shown; the one before stays.')
      return
    }
    if (slot === 'raw') this.raw.set(picture)
    else {
      this.painted.set(picture)
      if (recipe) this.recipe = recipe
    }
  }

  /** The raw picture that is set now goes to the painter; its painting will come with the same `serial`. */
  paintingBegun(serial: number): void {
    this.bridge.begun(serial)
  }

  /** Compiles what paintings will need, while the model is on its way; without it the first one is held up by that. */
  async prepare(): Promise<void> {
    this.preparing = true
    try {
      for (const part of [this.bridge, this.strength]) await part.compile(this.renderer)
    } finally {
      this.preparing = false
    }
  }

  setAudio(features: AudioFeatures): void {
    this.hearing.set(features)
  }

  /**
   * Builds a sketch beside the one that plays, then lets it take over in a crossfade.
   * @param options.seconds of the crossfade. @defaultValue the parameter stage/transition
   * @throws {ImpastoError} with what broke and where; the old sketch plays on
   */
  async load(sketch: SketchModule, options: { id: string; seconds?: Seconds }): Promise<void> {
    const { id, seconds = this.show.number('stage/transition') } = options
    const turn = ++this.asked
    let made: SketchInstance | null = null
    try {
      made = await SketchInstance.create(this.lent, sketch, id, this.shape.drawn)
      if (turn !== this.asked || this.scope.disposed) throw overtaken(id, this.scope.disposed)
      made.resize(this.shape.drawn.width, this.shape.drawn.height)
      this.trial(made)
    } catch (thrown) {
      made?.dispose()
      if (this.scope.disposed) throw overtaken(id, true)
      throw thrown
    }
    this.takeOver(made, sketch, id, seconds)
  }

  /** One frame: sketches, mix, canvas. Never throws; a part that fails is told once and the rest goes on. */
  render(tick: Tick): void {
    this.time = tick.time
    const frozen = this.show.toggle('stage/freeze')
    this.strength.value = this.painted.picture === null || this.preparing ? 0 : clamp(this.strengthAsked(), 0, 1)
    this.cover()
    try {
      // Before anything is drawn anew.
      if (frozen) this.mixer.keep(this.renderer)
      this.resizeIfNeeded(tick.dt)
      if (this.strength.value > 0) {
        const [detail, steady] = [this.show.number('stage/detail'), this.show.number('stage/steady')]
        this.bridge.draw(this.renderer, tick.time, detail, steady, this.recipe, this.shape.drawn)
        this.strength.draw(this.renderer)
      }
      this.decks.play(tick)
      const { current } = this.decks
      if (current?.failed === true) this.giveUp(current)
      // A stage that was lit while frozen, after a loss, has nothing to hold yet.
      if (!frozen || !this.mixed) this.decks.mix(this.renderer, this.mixer, tick.dt)
      this.mixed ||= current !== null
      this.mixer.show(this.renderer, null, this.show.toggle('stage/blackout'))
      this.last.drawn(tick.time)
      this.pressure?.drawn(tick.time)
    } catch (thrown) {
      this.tell(
        `The stage could not draw: ${messageOf(thrown)}. The last picture stays; reload the page if it does not move again.`,
      )
      return
    }
    if (this.held && this.decks.current) {
      this.held.dispose()
      this.held = null
    }
  }

  /** Takes effect on the next frame. */
  resize(width: Pixels, height: Pixels): void {
    this.shape.ask(width, height)
  }

  /** The stage as it is now, at any size, still on the GPU. For output/snapshot.ts, which reads it back. */
  capture({ width, height }: StageSize): Capture {
    const target = makeTarget('stage/snapshot', width, height, { depth: '8bit' })
    // The pictures themselves may be rough between their pixels.
    this.mixer.keep(this.renderer)
    this.mixer.show(this.renderer, target, this.show.toggle('stage/blackout'))
    return {
      width,
      height,
      bottomUp: this.backend === 'webgl2',
      read: async () => {
        const pixels = await this.renderer.readRenderTargetPixelsAsync(target, 0, 0, width, height)
        return new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength)
      },
      dispose: () => target.dispose(),
    }
  }

  /** Leaves the last picture in the page when this stage goes; hand it to the next stage as `held`. */
  holdLastPicture(): HeldPicture {
    return this.last.hold(this.show)
  }

  /** Idempotent. Lets go of everything on the device, and of the canvas. */
  async dispose(): Promise<void> {
    if (this.scope.disposed) return
    this.scope.dispose()
    this.asked++
    const { decks, mixer, bridge, strength, raw, painted } = this
    for (const part of [decks, mixer, bridge, strength, raw, painted]) part.dispose()
    this.held?.dispose()
    this.canvas.remove()
    await letGo(this.renderer)
  }

  /** The first frame of a sketch, off stage. @throws {ImpastoError} */
  private trial(made: SketchInstance): void {
    try {
      made.play({ time: this.time, dt: 0, frame: 0 })
    } catch (thrown) {
      throw made.error('frame', thrown, 'What was playing plays on; mend the sketch and save it again.')
    }
  }

  private takeOver(made: SketchInstance, sketch: SketchModule, id: string, seconds: Seconds): void {
    const old = this.decks.current
    if (old) {
      if (old.sound) this.good = { sketch: old.instance.sketch, id: old.instance.id }
      old.instance.leaveStage()
    }
    this.decks.bring(new SketchSlot(this.lent, made), seconds)
    made.takeStage()
    // The first has the page's opening line.
    if (old) this.lent.log.info('stage', `Playing '${sketch.title}' (${id}).`)
  }

  private giveUp(deck: SketchSlot): void {
    const { good } = this
    const { id } = deck.instance
    this.good = null
    if (!good || (good.sketch === deck.instance.sketch && good.id === id)) return
    this.log.error(
      'stage',
      `Sketch '${id}' went on failing. '${good.sketch.title}' comes back; mend '${id}' and save it again.`,
    )
    this.load(good.sketch, { id: good.id }).then(
      () => this.onReturn?.(good.id, good.sketch),
      (thrown: unknown) => {
        this.log.error(
          'stage',
          `'${good.sketch.title}' could not come back: ${messageOf(thrown)}. The last picture stays.`,
        )
      },
    )
  }

  private resizeIfNeeded(dt: Seconds): void {
    const { shape, renderer } = this
    if (!shape.frame(dt)) return
    const { width, height } = shape.drawn
    renderer.setSize(width, height, false)
    this.mixer.resize(renderer, width, height)
    this.decks.resize(width, height)
  }

  private cover(): void {
    const visibility = this.show.toggle('stage/blackout') ? 'hidden' : 'visible'
    if (this.canvas.style.visibility !== visibility) this.canvas.style.visibility = visibility
  }

  private tell(text: string): void {
    if (this.told.has(text)) return
    this.told.add(text)
    this.log.error('stage', text)
  }
}
