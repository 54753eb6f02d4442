// What one deck draws: its picture and the painting of it, and the sketch that shows them, with the one that is leaving. As many as there are decks.
import type { RenderTarget, WebGPURenderer } from 'three/webgpu'
import type { Picture, Tick } from '../contracts/frame'
import { messageOf } from '../core/errors'
import type { Log } from '../core/log'
import { clamp } from '../core/signal'
import type { Seconds, Unit01 } from '../core/units'
import type { Show } from '../show/show'
import type { StageSize } from './canvas'
import { Crossfade } from './crossfade'
import type { SketchModule } from './define-sketch'
import { DryWet } from './dry-wet'
import { overtaken, SketchInstance, type StageContext, type StyleApi } from './sketch-instance'
import { SketchMix, type LayerMix } from './sketch-mix'
import { SketchSlot } from './sketch-slot'
import { FrameInterpolation, type StyleState } from './temporal/frame-interpolation'
import { PictureTexture } from './video-texture'

/** What the stage lends to every deck on it. */
export interface LayerStage extends Pick<
  StageContext,
  'renderer' | 'device' | 'hearing' | 'log' | 'findPlace' | 'plain' | 'time' | 'resize'
> {
  readonly log: Log
  /** The stage's own parameters. */
  readonly show: Show
  drawn(): StageSize
  /** Told once of what can't be drawn. */
  tell(text: string): void
}

export interface DeckLayerOptions {
  /** Begins the name of its GPU objects: 'stage' for the first deck, 'stage/b' for the second. */
  readonly label: string
  /** The deck's own branch of the show: its sketches' knobs. */
  readonly show: Show
  /** How sketches ask for styles. @defaultValue nobody listens */
  readonly style?: StyleApi
  /** How much of the painting shows, 0..1, asked once a frame. @defaultValue the parameter style/strength */
  readonly strength?: () => Unit01
  /** Called when a sketch that went on failing has been taken off for the one before it. */
  onReturn?(id: string, sketch: SketchModule): void
}

interface Playing {
  readonly sketch: SketchModule
  readonly id: string
}

const NO_STYLES: StyleApi = { set: () => undefined, styles: [] }

export class DeckLayer {
  private readonly raw: PictureTexture
  private readonly painted: PictureTexture
  private readonly interpolation: FrameInterpolation
  private readonly dryWet: DryWet
  private readonly lent: StageContext
  private readonly sketches = new Crossfade()
  private readonly strengthAsked: () => Unit01
  private styleState: StyleState = { mix: {}, mask: '' }
  private mix: SketchMix | null = null
  private asked = 0
  /** The passes of paintings are being compiled, and three.js leaves out what it is asked to draw meanwhile. */
  private preparing = false
  private good: Playing | null = null
  private gone = false

  constructor(
    private readonly stage: LayerStage,
    private readonly options: DeckLayerOptions,
  ) {
    const { label, show, style = NO_STYLES, strength } = options
    const { renderer, device, hearing, log, findPlace, plain } = stage
    this.raw = new PictureTexture(`${label}/picture`)
    this.painted = new PictureTexture(`${label}/painting`)
    this.interpolation = new FrameInterpolation(this.raw, this.painted, plain)
    this.dryWet = new DryWet(this.raw, this.interpolation, plain)
    this.strengthAsked = strength ?? (() => (show.param('style/strength') ? show.number('style/strength') : 1))
    this.lent = {
      renderer,
      device,
      pictures: { raw: this.raw, painted: this.interpolation, strength: this.dryWet },
      hearing,
      show,
      log,
      style,
      ...(findPlace && { findPlace }),
      paintedMix: () => this.styleState.mix,
      time: () => stage.time(),
      plain,
      resize: (width, height) => stage.resize(width, height),
    }
  }

  /** The id of the sketch that plays or comes; null before the first. */
  get sketch(): string | null {
    return this.sketches.current?.instance.id ?? null
  }

  /** Call it every frame with the newest picture; the same one again costs nothing. `made`: what a painting was made with. */
  setPicture(slot: 'raw' | 'painted', picture: Picture | null, made?: StyleState): void {
    if (picture?.kind === 'gpu' && this.stage.device === null) {
      this.stage.tell(
        'A picture on the GPU came to a stage that draws with WebGL 2. It is not shown; the one before stays.',
      )
      return
    }
    if (slot === 'raw') this.raw.set(picture)
    else {
      this.painted.set(picture)
      if (made) this.styleState = made
    }
  }

  /** The raw picture that is set now goes to the painter; its painting will come with the same `serial`. */
  paintingBegun(serial: number): void {
    this.interpolation.begun(serial)
  }

  /** Compiles what paintings will need, while the model is on its way; without it the first one is held up by that. */
  async prepare(): Promise<void> {
    this.preparing = true
    try {
      for (const part of [this.interpolation, this.dryWet]) await part.compile(this.stage.renderer)
    } finally {
      this.preparing = false
    }
  }

  /**
   * Builds a sketch beside the one that plays, then lets it take over in a crossfade.
   * @param options.seconds of the crossfade. @defaultValue the parameter stage/transition
   * @throws {ImpastoError} with what broke and where; the old sketch plays on
   */
  async load(sketch: SketchModule, options: { id: string; seconds?: Seconds }): Promise<void> {
    const { id, seconds = this.stage.show.number('stage/transition') } = options
    const turn = ++this.asked
    let made: SketchInstance | null = null
    try {
      made = await SketchInstance.create(this.lent, sketch, id, this.stage.drawn())
      if (turn !== this.asked || this.gone) throw overtaken(id, this.gone)
      const { width, height } = this.stage.drawn()
      made.resize(width, height)
      this.trial(made)
    } catch (thrown) {
      made?.dispose()
      if (this.gone) throw overtaken(id, true)
      throw thrown
    }
    this.takeOver(made, sketch, id, seconds)
  }

  /** One frame of it: the painting between its own frames, then the sketches. */
  play(tick: Tick): void {
    const { renderer, show } = this.stage
    this.dryWet.value = this.painted.picture === null || this.preparing ? 0 : clamp(this.strengthAsked(), 0, 1)
    if (this.dryWet.value > 0) {
      const [detail, steady] = [show.number('stage/detail'), show.number('stage/steady')]
      this.interpolation.draw(renderer, tick.time, detail, steady, this.styleState, this.stage.drawn())
      this.dryWet.draw(renderer)
    }
    this.sketches.play(tick)
    const { current } = this.sketches
    if (current?.failed === true) this.giveUp(current)
  }

  /** Draws its sketches into the stage's mix: where it is the only deck, nothing more is drawn than that. */
  mixInto(renderer: WebGPURenderer, mixer: LayerMix, dt: Seconds): void {
    this.sketches.mix(renderer, mixer, dt)
  }

  /** Its sketches as one picture, for the mix of several decks; null before the first. */
  picture(renderer: WebGPURenderer, dt: Seconds): RenderTarget | null {
    this.mix ??= new SketchMix(`${this.options.label}/mix`, this.stage.drawn(), this.stage.plain ? '8bit' : 'half')
    this.sketches.mix(renderer, this.mix, dt)
    return this.sketches.current ? this.mix.picture : null
  }

  resize(width: number, height: number): void {
    this.sketches.resize(width, height)
    this.mix?.resize(width, height)
  }

  /** Idempotent. */
  dispose(): void {
    if (this.gone) return
    this.gone = true
    this.asked++
    const { sketches, interpolation, dryWet, raw, painted } = this
    for (const part of [sketches, interpolation, dryWet, raw, painted]) part.dispose()
    this.mix?.dispose()
  }

  /** The first frame of a sketch, off stage. @throws {ImpastoError} */
  private trial(made: SketchInstance): void {
    try {
      made.play({ time: this.stage.time(), dt: 0, frame: 0 })
    } catch (thrown) {
      throw made.error('frame', thrown, 'What was playing plays on; mend the sketch and save it again.')
    }
  }

  private takeOver(made: SketchInstance, sketch: SketchModule, id: string, seconds: Seconds): void {
    const old = this.sketches.current
    if (old) {
      if (old.sound) this.good = { sketch: old.instance.sketch, id: old.instance.id }
      old.instance.leaveStage()
    }
    this.sketches.bring(new SketchSlot(this.lent, made), seconds)
    made.takeStage()
    // The first has the page's opening line.
    if (old) this.lent.log.info('stage', `Playing '${sketch.title}' (${id}).`)
  }

  private giveUp(slot: SketchSlot): void {
    const { good } = this
    const { log } = this.lent
    const { id } = slot.instance
    this.good = null
    if (!good || (good.sketch === slot.instance.sketch && good.id === id)) return
    log.error(
      'stage',
      `Sketch '${id}' went on failing. '${good.sketch.title}' comes back; mend '${id}' and save it again.`,
    )
    this.load(good.sketch, { id: good.id }).then(
      () => this.options.onReturn?.(good.id, good.sketch),
      (thrown: unknown) =>
        log.error('stage', `'${good.sketch.title}' could not come back: ${messageOf(thrown)}. The last picture stays.`),
    )
  }
}
