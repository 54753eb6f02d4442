// The stage: sketches draw into decks, decks are mixed into one picture, the picture goes to the canvas. One per device.
import type { WebGPURenderer } from 'three/webgpu'
import { MIX_BLENDS, MIX_CURVES } from '../contracts/deck-mix'
import type { Tick } from '../contracts/frame'
import type { AudioFeatures } from '../contracts/sound'
import { ImpastoError, messageOf } from '../core/errors'
import type { Log } from '../core/log'
import { Scope } from '../core/scope'
import { clamp } from '../core/signal'
import type { Pixels, Seconds, Unit01 } from '../core/units'
import type { Show } from '../show/show'
import { BackPressure } from './back-pressure'
import { makeCanvas, sizeOf, watchSize, type HeldPicture, type StageSize } from './canvas'
import { DeckLayer, type DeckLayerOptions, type LayerStage } from './deck-layer'
import { DeckMixer } from './deck-mixer'
import './effects'
import { Hearing } from './hearing'
import { HoldFrame } from './hold-frame'
import { Mixer } from './mixer'
import { drawsInSoftware, letGo, makeRenderer } from './renderer'
import type { Capture, StageOptions } from './stage-options'
import { defineStageParams } from './stage-params'
import { StageShape } from './stage-shape'
import { makeTarget } from './targets'

export type DeckId = 'a' | 'b'

export class Stage {
  readonly canvas: HTMLCanvasElement
  private readonly scope = new Scope()
  private readonly hearing = new Hearing()
  private readonly lent: LayerStage
  private readonly layers = new Map<DeckId, DeckLayer>()
  private readonly mixer: Mixer
  private deckMixer: DeckMixer | null = null
  private readonly last: HoldFrame
  private readonly pressure: BackPressure | null
  private readonly show: Show
  private readonly log: Log
  private held: HeldPicture | null
  private time: Seconds = 0
  private mixed = false
  private readonly told = new Set<string>()

  private constructor(
    private readonly renderer: WebGPURenderer,
    canvas: HTMLCanvasElement,
    private readonly shape: StageShape,
    software: boolean,
    options: StageOptions,
  ) {
    const { mount, gpu, show, log, findPlace, held, saving = false } = options
    this.canvas = canvas
    this.show = show
    this.log = log
    this.held = held ?? null
    const depth = software ? '8bit' : 'half'
    this.mixer = new Mixer(shape.drawn, depth)
    this.pressure = saving ? BackPressure.of(renderer) : null
    this.last = new HoldFrame(canvas)
    this.lent = {
      renderer,
      device: gpu?.device ?? null,
      hearing: this.hearing,
      show,
      log,
      ...(findPlace && { findPlace }),
      plain: software,
      time: () => this.time,
      resize: (width, height) => this.shape.ask(width, height),
      drawn: () => this.shape.drawn,
      tell: (text) => this.tell(text),
    }
    const { style, strength, onReturn } = options
    this.addDeck('a', {
      show: options.deck ?? show,
      ...(style && { style }),
      ...(strength && { strength }),
      ...(onReturn && { onReturn }),
    })
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

  /** A deck that is there. @throws {ImpastoError} it is not */
  deck(id: DeckId): DeckLayer {
    const layer = this.layers.get(id)
    if (layer) return layer
    throw new ImpastoError({
      asked: `Deck '${id}' was asked for`,
      found: `there is ${[...this.layers.keys()].join(' and ')}`,
      remedy: 'Add it to the stage first.',
    })
  }

  /** Another deck beside those there are; the crossfader (mix/crossfade) says how much of it shows. */
  addDeck(id: DeckId, options: Omit<DeckLayerOptions, 'label'>): DeckLayer {
    const known = this.layers.get(id)
    if (known) return known
    const layer = new DeckLayer(this.lent, { label: id === 'a' ? 'stage' : `stage/${id}`, ...options })
    this.layers.set(id, layer)
    if (id === 'b') this.deckMixer ??= new DeckMixer(this.shape.drawn, this.lent.plain ? '8bit' : 'half')
    return layer
  }

  /** The second deck goes; the first is all there is to see. */
  removeDeck(id: 'b'): void {
    this.layers.get(id)?.dispose()
    this.layers.delete(id)
    this.deckMixer?.dispose()
    this.deckMixer = null
  }

  /** The id of the sketch on the first deck; null before the first. */
  get sketch(): string | null {
    return this.deck('a').sketch
  }

  /** As the first deck's. */
  readonly setPicture: DeckLayer['setPicture'] = (...given) => this.deck('a').setPicture(...given)

  /** As the first deck's. */
  readonly load: DeckLayer['load'] = (...given) => this.deck('a').load(...given)

  /** As the first deck's. */
  readonly prepare: DeckLayer['prepare'] = () => this.deck('a').prepare()

  /** As the first deck's. */
  readonly paintingBegun: DeckLayer['paintingBegun'] = (serial) => this.deck('a').paintingBegun(serial)

  setAudio(features: AudioFeatures): void {
    this.hearing.set(features)
  }

  /** One frame: sketches, mix, canvas. Never throws; a part that fails is told once and the rest goes on. */
  render(tick: Tick): void {
    this.time = tick.time
    const frozen = this.show.toggle('stage/freeze')
    this.cover()
    try {
      // Before anything is drawn anew.
      if (frozen) this.mixer.keep(this.renderer)
      this.resizeIfNeeded(tick.dt)
      for (const layer of this.layers.values()) layer.play(tick)
      // A stage that was lit while frozen, after a loss, has nothing to hold yet.
      if (!frozen || !this.mixed) this.mixDecks(tick.dt)
      this.mixed ||= this.sketch !== null
      this.mixer.show(this.renderer, null, this.show.toggle('stage/blackout'))
      this.last.drawn(tick.time)
      this.pressure?.drawn(tick.time)
    } catch (thrown) {
      this.tell(
        `The stage could not draw: ${messageOf(thrown)}. The last picture stays; reload the page if it does not move again.`,
      )
      return
    }
    if (this.held && this.sketch !== null) {
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
    for (const layer of this.layers.values()) layer.dispose()
    this.mixer.dispose()
    this.deckMixer?.dispose()
    this.held?.dispose()
    this.canvas.remove()
    await letGo(this.renderer)
  }

  /** One deck is mixed as it is; two meet where the crossfader is. */
  private mixDecks(dt: Seconds): void {
    const { renderer, mixer, deckMixer, show } = this
    const [a, b] = [this.deck('a'), this.layers.get('b')]
    const crossfade = b && deckMixer ? clamp(show.number('mix/crossfade'), 0, 1) : 0
    if (!b || !deckMixer || crossfade === 0) return a.mixInto(renderer, mixer, dt)
    const [left, right] = [a.picture(renderer, dt), b.picture(renderer, dt)]
    if (!right) {
      if (left) mixer.only(left)
      return
    }
    if (!left || (crossfade === 1 && show.text('mix/blend') === 'normal')) return mixer.only(right)
    const curve = MIX_CURVES.find((each) => each === show.text('mix/curve')) ?? 'dissolve'
    const blend = MIX_BLENDS.find((each) => each === show.text('mix/blend')) ?? 'normal'
    deckMixer.draw(renderer, left, right, { crossfade, curve, blend })
    mixer.only(deckMixer.target)
  }

  private resizeIfNeeded(dt: Seconds): void {
    const { shape, renderer } = this
    if (!shape.frame(dt)) return
    const { width, height } = shape.drawn
    renderer.setSize(width, height, false)
    this.mixer.resize(renderer, width, height)
    for (const layer of this.layers.values()) layer.resize(width, height)
    this.deckMixer?.resize(width, height)
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
