// The models room: keeps one model ready, paints the newest picture whenever the painter is idle, and survives what goes wrong.
import type { BankCard } from '../contracts/bank-card'
import type { Picture, Tick } from '../contracts/frame'
import type { StyleMask } from '../contracts/style'
import { Emitter } from '../core/emitter'
import { messageOf } from '../core/errors'
import type { StyleChange } from '../contracts/engine-api'
import { Scope } from '../core/scope'
import type { Origin } from '../show/command'
import type { PathApi, StyleAsk } from '../contracts/style-path'
import type { Pixels, Seconds, Unit01 } from '../core/units'
import type { Gpu } from '../gpu/device'
import { ModelVariants } from './variants'
import { withStyles } from './load-model'
import { allStyles, type RoomStyle } from './manifest'
import { loadCard } from './read-card'
import { SharedPainter } from './shared-painter'
import { StylePad } from '../style/path/style-pad'
import { NO_BEAT } from '../style/path/path-clock'
import { StylePath } from '../style/path/style-path'
import { MaskControls } from '../style/mask/mask-controls'
import { fits, ModelLoader, occupy, type ActiveModel } from './model-loader'
import { workSize, type WorkSize } from './model-size'
import type { Painting, StyleTransferEvents, StyleTransferOptions } from './paint-room-options'
import { isSameWork, mixOf, type PaintStats, sourceOf } from './last-job'
import { RateMeter } from './rate-meter'
import { defineStyleActions } from '../style/style-actions'
import { StyleMixer } from '../style/style-mix'
import { Thumbnails } from './thumbnails'
import { InferenceBudget } from './inference-budget'

export class StyleTransfer {
  private readonly events = new Emitter<StyleTransferEvents>()
  private readonly scope = new Scope()
  private readonly desk: StyleMixer
  private readonly stylePath: StylePath
  private readonly masks: MaskControls
  private readonly keeper: ModelLoader
  private readonly thumbs = new Thumbnails()
  private readonly workload: InferenceBudget
  private readonly rate = new RateMeter()
  private readonly editions: ModelVariants
  private latest: Painting | null = null
  private latestBy: ActiveModel | null = null
  /** The painter for live code, which may want other styles than the stage. */
  readonly loan: SharedPainter
  private count = 0
  private started: Promise<void> | null = null

  constructor(private readonly options: StyleTransferOptions) {
    const { show, log, clock, manifest, backend = 'auto', size = null, governed = false } = options
    const { beats = NO_BEAT } = options
    this.defineParams()
    this.editions = new ModelVariants(manifest)
    this.workload = this.scope.add(
      new InferenceBudget({ show, clock, fixed: typeof size === 'object' ? size : null, governed }),
    )
    this.stylePath = this.scope.add(new StylePath(show, log, beats))
    const pad = this.scope.add(new StylePad(show))
    this.masks = this.scope.add(new MaskControls(show, log, beats))
    this.desk = this.scope.add(new StyleMixer(show, allStyles(manifest), [this.stylePath, pad]))
    this.scope.add(defineStyleActions(show, this.desk))
    this.masks.setStyles(this.desk.styles)
    this.scope.defer(show.onEach(({ value, origin }) => this.modelChosen(String(value), origin), 'model/id'))
    this.scope.defer(() => this.events.clear())
    this.scope.defer(() => this.thumbs.clear())
    this.keeper = this.scope.add(
      new ModelLoader({
        manifest,
        log,
        clock,
        backend,
        variants: options.variants,
        onProgress: (progress) => this.events.emit('progress', progress),
        onOpen: ({ model: { header }, painter }) => {
          this.editions.played(header.id)
          this.workload.renew()
          show.send({ target: 'model/id', value: header.id, origin: 'engine' })
          this.events.emit('model', { id: header.id, backend: painter.backend })
        },
        onLeave: (seat) => {
          // Pixels outlive their painter, a texture does not.
          if (this.latestBy === seat && this.latest?.picture.kind === 'gpu') this.latest = null
        },
        onGiveUp: (id) => this.playAnother(id),
      }),
    )
    this.keeper.setGpu(options.gpu)
    this.loan = new SharedPainter({
      keeper: this.keeper,
      desk: this.desk,
      path: this.stylePath.api('code'),
      want: () => this.wantModel(),
      size: (aspect) => this.modelSize(aspect),
      now: () => clock.now(),
      painted: () => {
        this.count++
        this.rate.count(clock.now())
      },
    })
  }

  get styles(): readonly RoomStyle[] {
    return this.desk.styles
  }

  /** What a model says of itself. @throws {ImpastoError} it says nothing, or nothing that can be read */
  card(model: string): Promise<BankCard> {
    return loadCard(this.options.manifest, model)
  }

  get path(): PathApi {
    return this.stylePath.door
  }

  /** Which kind of picture the painter wants next; null while none is ready. 'image' also takes pixels. */
  get takes(): 'gpu' | 'image' | null {
    return this.keeper.seat?.painter.takes ?? null
  }

  /** How much of the painting is to be seen now: strength, eased; 0 for 'none' and while there is no painting. */
  get strength(): Unit01 {
    return this.latest ? this.desk.strength : 0
  }

  get stats(): PaintStats {
    const { seat } = this.keeper
    return {
      modelFps: this.rate.perSecond(this.options.clock.now()),
      paintings: this.count,
      tensors: seat?.painter.tensors() ?? 0,
      backend: seat?.painter.backend ?? null,
      way: seat?.painter.way ?? null,
      capturedAt: this.loan.model === null ? (this.latest?.picture.capturedAt ?? null) : this.loan.capturedAt,
      busy: seat?.busy != null,
      size: this.latest ? Math.max(this.latest.picture.width, this.latest.picture.height) : null,
      sizeBy: this.workload.isAuto(seat?.model.header) ? 'auto' : 'pinned',
      share: this.workload.share,
    }
  }

  on<K extends keyof StyleTransferEvents>(type: K, listener: (payload: StyleTransferEvents[K]) => void): () => void {
    return this.events.on(type, listener)
  }

  /**
   * Fetches the first model and warms it; call it when the stage has shown its first picture. Resolves when a painter is ready or
   * it is known that none will come (a notice says why). Never rejects.
   */
  load(): Promise<void> {
    this.started ??= this.start()
    return this.started
  }

  /** @throws {ImpastoError} when no model has that style; nothing changes then */
  setStyle(style: StyleAsk, change: StyleChange = {}, origin: Origin = 'handle'): void {
    this.desk.set(style, change, origin)
  }

  /** The newest painting; null until there is one, or when it went down with its device. Valid until two paintings later. */
  newest(): Painting | null {
    return this.latest
  }

  /** The working size for pictures of this aspect (width / height). */
  modelSize(aspect: number): WorkSize {
    return this.workload.sizeFor(this.keeper.seat?.model.header, aspect)
  }

  /** Once a frame: takes up the parameters and, if the painter is idle, starts on `picture`. Nothing queues. True when it has started. */
  tick({ time }: Pick<Tick, 'time'>, picture: Picture | null): boolean {
    if (picture) this.loan.giveBack()
    this.desk.update(time)
    this.masks.update(time)
    this.wantModel()
    const { seat } = this.keeper
    const wanted = seat !== null && picture !== null && this.desk.strength > 0
    this.workload.frame(time, seat?.model.header, seat?.busy != null, wanted)
    if (!seat || seat.busy || !picture || !fits(seat, picture)) return false
    const idle = this.isIdle(seat, picture, time)
    const thumbnail = this.thumbs.due(idle)
    if (!thumbnail && (idle || !this.workload.mayPaint(time))) return false
    void occupy(seat, thumbnail ? this.paintThumbnail(seat, picture) : this.paint(seat, picture, time))
    return !thumbnail
  }

  /** For the manual clock: paints `picture` with the mix of this moment and resolves when it is done. */
  async paintToEnd(picture: Picture): Promise<void> {
    const time = this.options.clock.now()
    this.desk.update(time)
    this.masks.update(time)
    this.wantModel()
    while (this.keeper.opening) await this.keeper.opening
    const { seat } = this.keeper
    if (!seat || !fits(seat, picture)) return
    await seat.busy
    await this.masks.ready(seat.painter, time)
    const idle = this.isIdle(seat, picture, time)
    if (!idle) await occupy(seat, this.paint(seat, picture, time))
    if (this.thumbs.due(true)) await occupy(seat, this.paintThumbnail(seat, picture))
  }

  /**
   * Paints the current source in a style on `canvas` (64 to 96 px on its long side) when there is a moment; the canvas gets the painting's
   * size. Resolves false when it won't come: the model hasn't that style, a newer wish for the canvas, or a canvas of another kind.
   */
  thumbnail(style: string, canvas: HTMLCanvasElement): Promise<boolean> {
    return this.thumbs.wish(style, canvas)
  }

  /** Paints on `gpu` from now on, e.g. after a lost device; null: there is no GPU, paint on WASM. Resolves when a painter is ready. */
  async useGpu(gpu: Gpu | null): Promise<void> {
    if (!this.keeper.setGpu(gpu) || !this.started) return
    this.wantModel()
    while (this.keeper.opening) await this.keeper.opening
  }

  dispose(): void {
    this.scope.dispose()
  }

  private defineParams(): void {
    const { show, manifest } = this.options
    const remove = show.define('model/id', {
      kind: 'choice',
      label: 'Model',
      options: manifest.map(({ id, title }) => ({ value: id, label: title ?? id })),
      default: manifest[0]?.id ?? '',
    })
    this.scope.defer(remove)
  }

  private async start(): Promise<void> {
    const { manifest, clock, show, log } = this.options
    if (manifest.length === 0) {
      const remedy = 'The stage shows the picture itself; put a model there (the guide, Models) and reload the page.'
      log.error('models', `There is no model in the folder models. ${remedy}`)
      return
    }
    if (manifest.some((entry) => !entry.styles)) {
      const bad = (id: string, thrown: unknown): void => {
        log.error(`model ${id}`, messageOf(thrown))
        this.editions.failed(id)
      }
      const read = await Promise.all(manifest.map((entry) => withStyles(entry, bad)))
      this.desk.defineStyles(allStyles(read))
      this.masks.setStyles(this.desk.styles)
    }
    this.desk.update(clock.now())
    this.keeper.want(this.wantedEdition() ?? show.text('model/id'))
    while (this.keeper.opening) await this.keeper.opening
  }

  private wantModel(): void {
    const wanted = this.started ? this.wantedEdition() : undefined
    if (wanted !== undefined) this.keeper.want(wanted)
  }

  private wantedEdition(): string | undefined {
    const bank = this.loan.model ?? this.desk.heaviest()?.model
    return bank === undefined ? undefined : this.editions.of(bank)
  }

  private modelChosen(id: string, origin: Origin): void {
    if (origin === 'engine') return
    const bank = this.editions.choose(id)
    if (this.desk.heaviest()?.model === bank) return
    const first = this.styles.find((style) => style.model === bank)
    if (first) this.options.show.send({ target: 'style/current', value: first.id, origin: 'engine' })
    else if (this.started) this.keeper.want(id)
  }

  /** The next style that may play, perhaps the same by another edition, takes the place of one that won't. */
  private playAnother(id: string): void {
    const { log, show, clock } = this.options
    this.editions.failed(id)
    const at = this.styles.findIndex((style) => style.id === this.desk.heaviest()?.id)
    const inTurn = [...this.styles.slice(Math.max(at, 0)), ...this.styles.slice(0, Math.max(at, 0))]
    const next = inTurn.find((style) => this.editions.mayPlay(style.model))
    const playing = this.keeper.seat?.model.header.id ?? (next && this.editions.of(next.model))
    if (playing !== undefined) show.send({ target: 'model/id', value: playing, origin: 'engine' })
    show.send({ target: 'style/current', value: next?.id ?? 'none', origin: 'engine' })
    if (!next) log.error('models', 'No model can paint. The stage shows the picture itself; the log says why.')
    this.desk.update(clock.now())
    this.wantModel()
  }

  private async paint(seat: ActiveModel, picture: Picture, time: Seconds): Promise<void> {
    const weights = this.desk.shares.slice()
    const size = this.modelSize(picture.width / picture.height)
    const source = sourceOf(picture)
    const { serial } = picture
    const mask = this.maskNow(seat, picture, time)
    this.workload.began()
    try {
      const mix = mixOf(this.styles, seat.model, weights, 'inModel')
      const key = MaskControls.key(mask)
      const painting = await seat.painter.paint({ picture, mix, mask, ...size })
      if (seat !== this.keeper.seat) return
      this.latest = { picture: painting, mix: mixOf(this.styles, seat.model, weights, 'id'), mask: key }
      seat.painted = { serial, source, size, weights, mask: key }
      this.latestBy = seat
      this.keeper.painted(seat)
      this.workload.painted(seat.painter.gpuTime?.() ?? null)
      this.count++
      this.rate.count(this.options.clock.now())
      this.thumbs.painted()
    } catch (thrown) {
      this.keeper.failed(seat, thrown)
    }
  }

  private async paintThumbnail(seat: ActiveModel, picture: Picture): Promise<void> {
    const { header } = seat.model
    const inModel = (id: string): string | undefined => {
      const style = this.desk.find(id)
      return style?.model === header.bank ? style.inModel : undefined
    }
    const aspect = picture.width / picture.height
    const size = (long: Pixels): WorkSize => header.size ?? workSize(aspect, long, header.multiple)
    try {
      await this.thumbs.paintOne(seat.painter, picture, inModel, size)
    } catch (thrown) {
      this.keeper.failed(seat, thrown)
    }
  }

  private maskNow({ painter, model }: ActiveModel, { width, height }: Picture, time: Seconds): StyleMask | null {
    return this.masks.maskFor(painter, model, this.desk.shares, time, width / height)
  }

  /** True when there is nothing to paint: nobody would see it, it was painted already, or the model of these styles is still coming. */
  private isIdle(seat: ActiveModel, picture: Picture, time: Seconds): boolean {
    if (this.desk.strength === 0) return true
    const weights = this.desk.shares
    const { bank } = seat.model.header
    if (!this.styles.some((style, i) => style.model === bank && (weights[i] ?? 0) > 0)) return true
    const mask = MaskControls.key(this.maskNow(seat, picture, time))
    return isSameWork(seat.painted, picture, this.modelSize(picture.width / picture.height), weights, mask)
  }
}
