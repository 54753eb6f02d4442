// The composition root: the only file that knows every room. Builds the engine and wires the rooms.
import { AudioAnalysis } from './analysis/audio-analysis'
import { uiHost } from './ui/engine-host'
import { createPage, type Page } from './ui/page'
import { ManualClock, RealClock, stepped } from './core/clock'
import type { AudioFeatures, BandReading } from './contracts/sound'
import type { Stats } from './contracts/stats'
import type { StyleInfo } from './contracts/style'
import { Emitter } from './core/emitter'
import { messageOf } from './core/errors'
import type { DeckApi, Engine, EngineEvents, EngineOptions, SketchInfo, StyleChange } from './contracts/engine-api'
import { Log, type Notice } from './core/log'
import { keepMemory, recall } from './show/persistence'
import { Scope } from './core/scope'
import { Show } from './show/show'
import { emptyStore, type Store } from './show/store'
import { defineShowActions } from './show/show-actions'
import type { PathApi, StyleAsk } from './contracts/style-path'
import type { Pixels, Seconds } from './core/units'
import { commandsOf } from './show/url-options'
import { LiveSources } from './inputs/live-sources'
import { decodeSound } from './inputs/audio/decode-sound'
import { SoundInput } from './inputs/audio/sound-input'
import { EDITOR_KEYS } from './editor/editor-keys'
import { LazyEditor } from './editor/lazy-editor'
import { hotSketches } from './decks/hot-sketches'
import { LazyRepl } from './live/lazy-repl'
import { SketchLibrary } from './decks/sketch-library'
import { takeSnapshot } from './outputs/snapshot'
import { defineStill } from './outputs/still'
import { grooveLength, renderGroove, startGroove } from './score/groove'
import { displayTicks, FrameLoop, ManualTicks, type FramePhases } from './stage/frame-loop'
import { connectTransport, type ConnectedTransport } from './transport/connect'
import { Transport } from './transport/transport'
import { fetchSpareParts } from './stage/renderer'
import { DeviceRecovery } from './stage/device-recovery'
import type { DeckId } from './stage/stage'
import { Deck, DECK_BRANCHES } from './create-deck'
import { branchAlias } from './show/alias'

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
  private readonly store: Store
  private readonly live: LazyRepl
  private readonly extra: LiveSources
  private readonly library: SketchLibrary
  private readonly sound: SoundInput
  private readonly ears: AudioAnalysis
  private readonly transport: Transport
  private readonly beats: ConnectedTransport
  /** The deck that is always there; a second one comes when it is asked for. */
  private readonly a: Deck
  private b: Deck | null = null
  private readonly makeDeck: (id: DeckId) => Deck
  private readonly keeper: DeviceRecovery
  private readonly hand: ManualTicks | null
  private readonly loop: FrameLoop
  private readonly page: Page | null
  private code: LazyEditor | null = null
  private context: AudioContext | null = null
  private painted = false

  constructor(private readonly options: EngineOptions) {
    const { manual = false, backend = 'auto', size, model = null, mount } = options
    const wall = new RealClock()
    const clock = manual ? new ManualClock() : wall
    this.clock = clock
    this.hand = manual ? new ManualTicks() : null
    const log = new Log(() => clock.now())
    this.log = log
    this.show = new Show(() => clock.now(), log, { alias: branchAlias(() => 'deck/a', DECK_BRANCHES) })
    const { show, scope } = this
    // A run by hand begins the same every time, whatever was played here before.
    const store = (this.store = (manual ? null : options.store) ?? emptyStore())
    store.tell((text) => log.warn('storage', text))
    const remembered = recall(store.section('show'))
    show.remember(remembered)
    const tells = (n: Notice): void =>
      void (n.level === 'error' || n.level === 'warning' ? this.events.emit(n.level, n) : 0)
    scope.defer(log.listen(tells))

    scope.add(defineShowActions(show))
    scope.defer(defineStill(show, () => this.snapshot()))
    this.library = new SketchLibrary(import.meta.glob(['../sketches/*.ts', '!../sketches/*.test.ts']))
    this.sound = scope.add(
      new SoundInput({ show, log, context: () => this.audioContext(), demo: () => startGroove(this.audioContext()) }),
    )
    this.ears = scope.add(
      new AudioAnalysis({ log, gains: this.sound.gains, onBeat: (beat) => this.events.emit('beat', beat) }),
    )
    this.transport = scope.add(new Transport({ hear: () => this.audio, complain: (text) => log.warn('tempo', text) }))
    this.beats = scope.add(connectTransport(show, this.transport, () => clock.now()))
    const findPlace = hotSketches(this.library)
    const { transport, library } = this
    const painting = { backend, size: model, governed: !manual }
    const shared = {
      log,
      clock,
      transport,
      library,
      findPlace,
      first: FIRST_SKETCH,
      keeper: () => this.keeper,
      ...painting,
    }
    this.makeDeck = (id) => {
      const first = id === 'a'
      const chosen = first && (Boolean(options.style) || 'style/mix' in remembered || 'style/current' in remembered)
      const kept = { variants: store.section('models'), ...(first && { storage: store.section('source') }) }
      return scope.add(new Deck({ id, show: show.scope(`deck/${id}`), chosen, ...kept, ...shared }))
    }
    this.a = this.makeDeck('a')
    this.keeper = new DeviceRecovery({
      mount,
      deck: this.a.show,
      log,
      now: () => clock.now(),
      wantGpu: backend !== 'wasm',
      wantSoftware: backend === 'webgpu',
      saving: !manual,
      ...(size ? { size } : {}),
      ...this.a.drawing,
      show,
      findPlace,
      onStage: async (stage, gpu) => {
        for (const deck of this.decks) {
          if ((await deck.relight(stage)) && deck === this.a)
            this.events.emit('device', { state: 'restored', stage: stage.backend })
          // A painter that moves to another device takes its time, and the shader compiler's: the stage comes first.
          void deck.painter.useGpu(gpu)
        }
      },
      onLost: (stage) => this.events.emit('device', { state: 'lost', stage }),
    })
    this.extra = scope.add(new LiveSources({ clock, log }))
    const lent = { sources: this.extra, painter: this.a.painter.loan, spectrum: this.ears }
    const { sketches } = this.a
    const place = { put: sketches.playLive.bind(sketches), shows: sketches.shows.bind(sketches) }
    const meter = (bands: BandReading | null): void => this.page?.bands(bands)
    this.live = new LazyRepl({ log, show, meter, now: () => wall.now(), ...place, ...lent })
    this.loop = scope.add(new FrameLoop(clock, this.hand ?? displayTicks(window), this.phases(), log, this.keeper.busy))
    this.page = options.page === false ? null : scope.add(this.makePage())
    scope.defer(this.a.painter.on('model', (event) => this.events.emit('model', event)))
    scope.defer(this.a.painter.on('progress', (progress) => this.page?.progress(progress)))
    this.obeyOptions()
    keepMemory(show, store.section('show'), scope)
    this.ready = this.start()
    // Whoever does not wait for it finds it in the log; it is no unhandled rejection.
    this.ready.catch((thrown: unknown) => log.error('stage', messageOf(thrown)))
  }

  get sketches(): readonly SketchInfo[] {
    return this.a.sketches.list
  }

  get styles(): readonly StyleInfo[] {
    return this.a.painter.styles
  }

  get audio(): AudioFeatures {
    return this.ears.features
  }

  run(code: string): Promise<void> {
    return this.live.run(code)
  }

  loadSketch(id: string): Promise<void> {
    return this.a.sketches.choose(id)
  }

  deck(id: DeckId): DeckApi {
    return {
      load: async (sketch) => {
        const stage = await this.keeper.lit()
        const deck = id === 'a' ? this.a : (this.b ??= this.makeDeck('b'))
        if (deck !== this.a) {
          stage.addDeck(id, deck.drawing)
          await deck.pictures.start()
          void deck.painter.useGpu(this.keeper.gpu).then(() => deck.painter.load())
        }
        await deck.sketches.choose(sketch)
      },
    }
  }

  get path(): PathApi {
    return this.a.painter.path
  }

  setStyle(style: StyleAsk, change: StyleChange = {}): void {
    this.a.painter.setStyle(style, change)
  }

  async step(dt: Seconds): Promise<void> {
    const clock = stepped(this.clock)
    await this.keeper.lit()
    clock.advance(dt)
    for (const deck of this.decks) {
      await deck.seek(clock.now())
      const picture = deck.toPaint
      if (deck === this.a && (await this.live.paintToEnd())) continue
      if (picture) await deck.painter.paintToEnd(picture)
    }
    await Promise.all([this.live.settled(), this.extra.seek(clock.now())])
    this.hand?.tick(clock.now())
  }

  async snapshot(size: { width?: Pixels; height?: Pixels } = {}): Promise<ImageData> {
    return takeSnapshot(await this.keeper.lit(), size)
  }

  stats(): Stats {
    const { keeper, loop } = this
    return { ...keeper.figures, ...loop.count.figures, ...this.a.figures }
  }

  on<K extends keyof EngineEvents>(type: K, listener: (payload: EngineEvents[K]) => void): () => void {
    return this.events.on(type, listener)
  }

  async dispose(): Promise<void> {
    this.loop.stop()
    this.scope.dispose()
    await Promise.all([this.keeper.dispose(), this.store.close()])
    await this.context?.close()
    this.events.clear()
  }

  private async start(): Promise<void> {
    const { options, sound, ears, show } = this
    const { painter, pictures, sketches } = this.a
    void pictures.start()
    await this.keeper.start()
    await sketches.begin()
    this.loop.start()
    await this.firstPicture()
    performance.mark('impasto:first-picture')
    this.page?.say(`${pictures.label}. Press ? for the keys.`)
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
    void sketches.prepare().then(() => Promise.all([fetchSpareParts(), this.live.prepare()]))
  }

  /** Resolves when a frame with a picture has been drawn. */
  private async firstPicture(): Promise<void> {
    if (this.hand) {
      await this.a.pictures.start()
      await this.a.pictures.settled()
      await this.step(0)
      return
    }
    while (this.a.raw === null && !this.scope.disposed) await this.loop.drawn()
    for (let i = 0; i < 2 && !this.scope.disposed; i++) await this.loop.drawn()
  }

  /** The order of a frame is the frame loop's; what each part does is said here. */
  private phases(): FramePhases {
    const { show, ears, keeper, beats, hand } = this
    return {
      analysis: ({ time }) => {
        keeper.stage?.setAudio(ears.listen(time))
        beats.advance(time)
      },
      controllers: ({ time }) => show.tick(time),
      input: () => keeper.stage && this.decks.forEach((deck) => keeper.stage && deck.takePicture(keeper.stage, !hand)),
      model: (tick) => {
        for (const deck of this.decks) {
          const live = deck === this.a && !hand && this.live.paint()
          if (hand) deck.showPainting(keeper.stage)
          else deck.paint(tick, keeper.stage, live)
        }
        const painted = this.a.painter.newest() !== null
        if (painted && !this.painted) performance.mark('impasto:first-painting')
        this.painted ||= painted
      },
      composite: (tick) => keeper.stage?.render(tick),
    }
  }

  private get decks(): readonly Deck[] {
    return this.b ? [this.a, this.b] : [this.a]
  }

  /** What the address, or whoever embeds the engine, asked for. */
  private obeyOptions(): void {
    for (const problem of this.options.problems ?? []) this.log.warn('address', problem)
    for (const command of commandsOf(this.options)) this.show.send(command)
    this.a.pictures.openNamed(this.options.source ?? null)
  }

  private audioContext(): AudioContext {
    this.context ??= new AudioContext({ latencyHint: 'interactive' })
    return this.context
  }

  private makePage(): Page {
    const { show, log, scope } = this
    const { painter, pictures } = this.a
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
        storage: this.store.section('page'),
      }),
    })
    this.code = scope.add(new LazyEditor({ repl: this.live, show, mount: element, log, store: this.store }))
    pictures.acceptDrops(
      window,
      (sound) => this.sound.play(sound),
      (over) => page.dropHint(over),
    )
    return page
  }

  private async openFile(file: File): Promise<void> {
    if ((await this.a.pictures.openFile(file)) === 'audio') this.sound.play(file)
  }
}
