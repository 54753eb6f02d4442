// The composition root: the only file that knows every room. Builds the engine and wires the rooms.
import models from 'virtual:impasto-models'
import { AudioAnalysis } from './analysis/audio-analysis'
import { uiHost } from './ui/engine-host'
import { createPage, type Page } from './ui/page'
import { ManualClock, RealClock, stepped } from './core/clock'
import type { Picture } from './contracts/frame'
import type { AudioFeatures, BandReading } from './contracts/sound'
import type { Stats } from './contracts/stats'
import type { StyleInfo } from './contracts/style'
import { Emitter } from './core/emitter'
import { messageOf } from './core/errors'
import type { Engine, EngineEvents, EngineOptions, SketchInfo, StyleChange } from './contracts/engine-api'
import { Log, type Notice } from './core/log'
import { keepMemory, openStore, recall } from './show/persistence'
import { Scope } from './core/scope'
import { Show } from './show/show'
import { defineShowActions } from './show/show-actions'
import type { PathApi, StyleAsk } from './contracts/style-path'
import type { Pixels, Seconds } from './core/units'
import { commandsOf } from './show/url-options'
import { LiveSources } from './inputs/live-sources'
import { PictureInput } from './inputs/picture-input'
import { decodeSound } from './inputs/audio/decode-sound'
import { SoundInput } from './inputs/audio/sound-input'
import { EDITOR_KEYS } from './editor/editor-keys'
import { LazyEditor } from './editor/lazy-editor'
import { hotSketches } from './decks/hot-sketches'
import { LazyRepl } from './live/lazy-repl'
import { SketchLoader } from './decks/sketch-loader'
import { SketchLibrary } from './decks/sketch-library'
import { StyleTransfer } from './models/paint-room'
import { SketchStyleRequests } from './style/sketch-style-requests'
import { takeSnapshot } from './outputs/snapshot'
import { defineStill } from './outputs/still'
import { grooveLength, renderGroove, startGroove } from './score/groove'
import { displayTicks, FrameLoop, ManualTicks, type FramePhases } from './stage/frame-loop'
import { connectTransport, type ConnectedTransport } from './transport/connect'
import { Transport } from './transport/transport'
import { fetchSpareParts } from './stage/renderer'
import { sizeNeeded } from './stage/size-needed'
import { DeviceRecovery } from './stage/device-recovery'

const FIRST_SKETCH = 'portrait'
/** Bars of the built-in music that a run by hand loops over. */
const HAND_BARS = 8

export function createEngine(options: EngineOptions): Engine {
  return new Impasto(options)
}

class Impasto implements Engine {
  readonly ready: Promise<void>
  readonly show: Show
  private readonly scope = new Scope()
  private readonly events = new Emitter<EngineEvents>()
  private readonly clock: RealClock | ManualClock
  private readonly log: Log
  private readonly desk: SketchLoader
  private readonly live: LazyRepl
  private readonly extra: LiveSources
  private readonly library: SketchLibrary
  private readonly pictures: PictureInput
  private readonly sound: SoundInput
  private readonly ears: AudioAnalysis
  private readonly transport: Transport
  private readonly beats: ConnectedTransport
  private readonly painter: StyleTransfer
  private readonly keeper: DeviceRecovery
  private readonly hand: ManualTicks | null
  private readonly loop: FrameLoop
  private readonly page: Page | null
  private code: LazyEditor | null = null
  private context: AudioContext | null = null
  private raw: Picture | null = null
  private painted = false

  constructor(private readonly options: EngineOptions) {
    const { manual = false, backend = 'auto', size, model = null, mount } = options
    const wall = new RealClock()
    const clock = manual ? new ManualClock() : wall
    this.clock = clock
    this.hand = manual ? new ManualTicks() : null
    const log = new Log(() => clock.now())
    this.log = log
    this.show = new Show(() => clock.now(), log)
    const { show, scope } = this
    // A run by hand begins the same every time, whatever was played here before.
    const storage = manual ? null : openStore()
    const remembered = storage ? recall(storage) : {}
    show.remember(remembered)
    const tells = (n: Notice): void =>
      void (n.level === 'error' || n.level === 'warning' ? this.events.emit(n.level, n) : 0)
    scope.defer(log.listen(tells))

    scope.add(defineShowActions(show))
    scope.defer(defineStill(show, () => this.snapshot()))
    this.library = new SketchLibrary(import.meta.glob(['../sketches/*.ts', '!../sketches/*.test.ts']))
    const needed = sizeNeeded({ keeper: () => this.keeper, painter: () => this.painter })
    this.pictures = scope.add(new PictureInput({ show, log, clock, needed, ...(storage ? { storage } : {}) }))
    this.sound = scope.add(
      new SoundInput({ show, log, context: () => this.audioContext(), demo: () => startGroove(this.audioContext()) }),
    )
    this.ears = scope.add(
      new AudioAnalysis({ log, gains: this.sound.gains, onBeat: (beat) => this.events.emit('beat', beat) }),
    )
    this.transport = scope.add(new Transport({ hear: () => this.audio, complain: (text) => log.warn('tempo', text) }))
    this.beats = scope.add(connectTransport(show, this.transport, () => clock.now()))
    const painting = { manifest: models, gpu: null, backend, size: model, governed: !manual }
    this.painter = scope.add(new StyleTransfer({ show, log, clock, beats: this.transport, ...painting }))
    const chosen = Boolean(options.style) || 'style/current' in remembered
    const wishes = scope.add(new SketchStyleRequests(this.painter, show, log, chosen))
    const findPlace = hotSketches(this.library)
    this.keeper = new DeviceRecovery({
      mount,
      show,
      log,
      now: () => clock.now(),
      wantGpu: backend !== 'wasm',
      wantSoftware: backend === 'webgpu',
      saving: !manual,
      ...(size ? { size } : {}),
      style: wishes,
      strength: () => this.painter.strength,
      findPlace,
      onReturn: (id, sketch) => this.desk.returned(id, sketch),
      onStage: async (stage, gpu) => {
        const { playing } = this.desk
        if (playing) await stage.load(playing.sketch, { id: playing.id, seconds: 0 })
        if (playing) this.events.emit('device', { state: 'restored', stage: stage.backend })
        // A painter that moves to another device takes its time, and the shader compiler's: the stage comes first.
        void this.painter.useGpu(gpu)
      },
      onLost: (stage) => this.events.emit('device', { state: 'lost', stage }),
    })
    this.desk = scope.add(
      new SketchLoader({
        library: this.library,
        show,
        log,
        first: FIRST_SKETCH,
        findPlace,
        put: async (id, sketch, seconds) =>
          (await this.keeper.lit()).load(sketch, seconds === undefined ? { id } : { id, seconds }),
      }),
    )
    this.extra = scope.add(new LiveSources({ clock, log }))
    const lent = { sources: this.extra, painter: this.painter.loan, spectrum: this.ears }
    const { desk } = this
    const place = { put: desk.playLive.bind(desk), shows: desk.shows.bind(desk) }
    const meter = (bands: BandReading | null): void => this.page?.bands(bands)
    this.live = new LazyRepl({ log, show, meter, now: () => wall.now(), ...place, ...lent })
    this.loop = scope.add(new FrameLoop(clock, this.hand ?? displayTicks(window), this.phases(), log, this.keeper.busy))
    this.page = options.page === false ? null : scope.add(this.makePage())
    scope.defer(this.painter.on('model', (event) => this.events.emit('model', event)))
    scope.defer(this.painter.on('progress', (progress) => this.page?.progress(progress)))
    this.obeyOptions()
    if (storage) keepMemory(show, storage, scope)
    this.ready = this.start()
    // Whoever does not wait for it finds it in the log; it is no unhandled rejection.
    this.ready.catch((thrown: unknown) => log.error('stage', messageOf(thrown)))
  }

  get sketches(): readonly SketchInfo[] {
    return this.desk.list
  }

  get styles(): readonly StyleInfo[] {
    return this.painter.styles
  }

  get audio(): AudioFeatures {
    return this.ears.features
  }

  run(code: string): Promise<void> {
    return this.live.run(code)
  }

  loadSketch(id: string): Promise<void> {
    return this.desk.choose(id)
  }

  get path(): PathApi {
    return this.painter.path
  }

  setStyle(style: StyleAsk, change: StyleChange = {}): void {
    this.painter.setStyle(style, change)
  }

  async step(dt: Seconds): Promise<void> {
    const clock = stepped(this.clock)
    await this.keeper.lit()
    clock.advance(dt)
    await this.pictures.seek(clock.now())
    const newest = this.pictures.newest()
    if (newest) this.raw = await this.keeper.bringExactly(newest)
    const picture = this.pictureToPaint()
    if (!(await this.live.paintToEnd()) && picture) await this.painter.paintToEnd(picture)
    await Promise.all([this.live.settled(), this.extra.seek(clock.now())])
    this.hand?.tick(clock.now())
  }

  async snapshot(size: { width?: Pixels; height?: Pixels } = {}): Promise<ImageData> {
    return takeSnapshot(await this.keeper.lit(), size)
  }

  stats(): Stats {
    const { keeper, loop } = this
    const paint = this.painter.stats
    return {
      ...keeper.figures,
      ...loop.count.figures,
      backend: paint.backend,
      painter: paint.way,
      modelFps: paint.modelFps,
      modelSize: paint.size,
      modelSizeBy: paint.sizeBy,
      modelShare: paint.share,
      frameAge: paint.capturedAt === null ? null : Math.max(0, this.clock.now() - paint.capturedAt),
      paintings: paint.paintings,
      tensors: paint.tensors,
    }
  }

  on<K extends keyof EngineEvents>(type: K, listener: (payload: EngineEvents[K]) => void): () => void {
    return this.events.on(type, listener)
  }

  async dispose(): Promise<void> {
    this.loop.stop()
    this.scope.dispose()
    await this.keeper.dispose()
    await this.context?.close()
    this.events.clear()
  }

  private async start(): Promise<void> {
    const { options, painter, sound, ears, show } = this
    void this.pictures.start()
    await this.keeper.start()
    await this.desk.begin()
    this.loop.start()
    await this.firstPicture()
    performance.mark('impasto:first-picture')
    this.page?.say(`${this.pictures.label}. Press ? for the keys.`)
    this.code?.ready()
    if (options.manual === true) {
      await ears.stepThrough(show.text('audio/source'), {
        demo: () => renderGroove(grooveLength(HAND_BARS)),
        file: () => decodeSound(show.text('audio/url')),
      })
    } else void sound.start().then(() => ears.follow(sound.output))
    // What can't be compiled ahead, as when the stage is lost meanwhile, is compiled as it is drawn.
    await Promise.all([painter.load(), this.keeper.stage?.prepare().catch(() => undefined)])
    // Fetched now, so that the evening plays on without a network. Whoever types before the parser is here is told.
    void this.desk.prepare().then(() => Promise.all([fetchSpareParts(), this.live.prepare()]))
  }

  /** Resolves when a frame with a picture has been drawn. */
  private async firstPicture(): Promise<void> {
    if (this.hand) {
      await this.pictures.start()
      await this.pictures.settled()
      await this.step(0)
      return
    }
    const seen = this.loop.count.frames
    while (this.raw === null || this.loop.count.frames < seen + 2) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
      if (this.scope.disposed) return
    }
  }

  /** The order of a frame is the frame loop's; what each part does is said here. */
  private phases(): FramePhases {
    const { show, ears, keeper, painter, beats } = this
    return {
      analysis: ({ time }) => {
        keeper.stage?.setAudio(ears.listen(time))
        beats.advance(time)
      },
      controllers: ({ time }) => show.tick(time),
      input: () => this.takePicture(),
      model: (tick) => {
        const picture = this.hand || this.live.paint() ? null : this.pictureToPaint()
        if (!this.hand && painter.tick(tick, picture) && picture) keeper.stage?.paintingBegun(picture.serial)
        const newest = painter.newest()
        keeper.stage?.setPicture('painted', newest?.picture ?? null, newest ?? undefined)
        if (newest && !this.painted) performance.mark('impasto:first-painting')
        this.painted ||= newest !== null
      },
      composite: (tick) => keeper.stage?.render(tick),
    }
  }

  private takePicture(): void {
    const newest = this.pictures.newest()
    if (!newest || !this.keeper.stage) return
    if (!this.hand) this.raw = this.keeper.bring(newest)
    this.keeper.stage.setPicture('raw', this.raw)
  }

  private pictureToPaint(): Picture | null {
    return this.painter.takes === 'gpu' ? this.raw : this.pictures.newest()
  }

  /** What the address, or whoever embeds the engine, asked for. */
  private obeyOptions(): void {
    for (const problem of this.options.problems ?? []) this.log.warn('address', problem)
    for (const command of commandsOf(this.options)) this.show.send(command)
    this.pictures.openNamed(this.options.source ?? null)
  }

  private audioContext(): AudioContext {
    this.context ??= new AudioContext({ latencyHint: 'interactive' })
    return this.context
  }

  private makePage(): Page {
    const { show, log, painter, pictures, scope } = this
    const element = document.createElement('div')
    this.options.mount.after(element)
    scope.defer(() => element.remove())
    const page = createPage({
      mount: element,
      show,
      log,
      hooks: uiHost({
        engine: this,
        painter,
        thumbnails: this.hand === null,
        preview: (name) => pictures.previewCamera(name),
        openFile: (file) => void this.openFile(file),
        moreKeys: EDITOR_KEYS,
      }),
    })
    this.code = scope.add(new LazyEditor({ repl: this.live, show, mount: element, log }))
    pictures.acceptDrops(
      window,
      (sound) => this.sound.play(sound),
      (over) => page.dropHint(over),
    )
    return page
  }

  private async openFile(file: File): Promise<void> {
    if ((await this.pictures.openFile(file)) === 'audio') this.sound.play(file)
  }
}
