// A deck: its source, its painter, its sketch and the numbers of all of them, below one branch of the show. Part of the composition root.
import models from 'virtual:impasto-models'
import type { Picture, Tick } from './contracts/frame'
import type { Stats } from './contracts/stats'
import type { Clock } from './core/clock'
import type { Log } from './core/log'
import { Scope, type Disposable } from './core/scope'
import type { Seconds } from './core/units'
import { SketchLoader } from './decks/sketch-loader'
import type { SketchLibrary } from './decks/sketch-library'
import { PictureInput, type PictureInputOptions } from './inputs/picture-input'
import { StyleTransfer } from './models/paint-room'
import type { StyleTransferOptions } from './models/paint-room-options'
import type { DeckLayer } from './stage/deck-layer'
import type { DeviceRecovery } from './stage/device-recovery'
import { sizeNeeded } from './stage/size-needed'
import type { DeckId, Stage } from './stage/stage'
import type { Show } from './show/show'
import { SketchStyleRequests } from './style/sketch-style-requests'
import type { Transport } from './transport/transport'

/** The branches of the show that a deck holds: everything else there is once. */
export const DECK_BRANCHES = ['source', 'model', 'style', 'path', 'sketch', 'effect', 'knob'] as const

export interface DeckOptions
  extends
    Pick<PictureInputOptions, 'storage'>,
    Pick<StyleTransferOptions, 'variants'>,
    Required<Pick<StyleTransferOptions, 'backend' | 'size' | 'governed'>> {
  readonly id: DeckId
  /** Its branch. */
  readonly show: Show
  readonly log: Log
  readonly clock: Clock
  readonly transport: Transport
  readonly keeper: () => DeviceRecovery
  readonly library: SketchLibrary
  readonly findPlace: ConstructorParameters<typeof SketchLoader>[0]['findPlace']
  /** The sketch of a first visit. */
  readonly first: string
  /** Somebody chose a style already: the one that a sketch would begin with is then not taken. */
  readonly chosen: boolean
}

export class Deck implements Disposable {
  readonly id: DeckId
  readonly show: Show
  readonly pictures: PictureInput
  readonly painter: StyleTransfer
  readonly styles: SketchStyleRequests
  readonly sketches: SketchLoader
  /** The newest picture of the source, as the stage has it. */
  raw: Picture | null = null
  private readonly scope = new Scope()

  constructor(private readonly options: DeckOptions) {
    const { id, show, log, clock, transport, keeper, library, findPlace, first, chosen, storage } = options
    const { scope } = this
    this.id = id
    this.show = show
    const needed = sizeNeeded({ keeper, painter: () => this.painter })
    this.pictures = scope.add(new PictureInput({ show, log, clock, needed, ...(storage && { storage }) }))
    const { backend, size, governed, variants } = options
    const painting = { manifest: models, gpu: null, backend, size, governed }
    this.painter = scope.add(
      new StyleTransfer({ show, log, clock, beats: transport, ...painting, ...(variants && { variants }) }),
    )
    this.styles = scope.add(new SketchStyleRequests(this.painter, show, log, chosen))
    this.sketches = scope.add(
      new SketchLoader({
        library,
        show,
        log,
        first,
        findPlace,
        put: async (sketch, module, seconds) =>
          this.layer(await keeper().lit()).load(module, { id: sketch, ...(seconds !== undefined && { seconds }) }),
      }),
    )
  }

  layer(stage: Stage): DeckLayer {
    return stage.deck(this.id)
  }

  /** What a new stage needs to draw this deck. */
  get drawing(): Parameters<Stage['addDeck']>[1] {
    return {
      show: this.show,
      style: this.styles,
      strength: () => this.painter.strength,
      onReturn: (id, sketch) => this.sketches.returned(id, sketch),
    }
  }

  /** Puts what plays on a stage that is new, after a lost device. */
  async relight(stage: Stage): Promise<boolean> {
    const { playing } = this.sketches
    const layer = stage.addDeck(this.id, this.drawing)
    if (playing) await layer.load(playing.sketch, { id: playing.id, seconds: 0 })
    return playing !== null
  }

  /** Once a frame: the newest picture goes onto the stage. `bring`: with the manual clock it has been brought already. */
  takePicture(stage: Stage, bring: boolean): void {
    const newest = this.pictures.newest()
    if (!newest) return
    if (bring) this.raw = this.options.keeper().bring(newest, this.id)
    this.layer(stage).setPicture('raw', this.raw)
  }

  /** Once a frame: the painter begins on the picture if it is idle. @param busy somebody else has the painter, or nothing is to be painted */
  paint(tick: Tick, stage: Stage | null, busy: boolean): void {
    const picture = busy ? null : this.toPaint
    const begun = this.painter.tick(tick, picture)
    if (begun && picture && stage) this.layer(stage).paintingBegun(picture.serial)
    this.showPainting(stage)
  }

  showPainting(stage: Stage | null): void {
    const newest = this.painter.newest()
    if (stage) this.layer(stage).setPicture('painted', newest?.picture ?? null, newest ?? undefined)
  }

  /** With the manual clock: the frame of `time`, brought to its end. */
  async seek(time: Seconds): Promise<void> {
    await this.pictures.seek(time)
    const newest = this.pictures.newest()
    if (newest) this.raw = await this.options.keeper().bringExactly(newest, this.id)
  }

  /** Of its painter, as `impasto.stats()` tells them. */
  get figures(): Omit<Stats, keyof DeviceRecovery['figures'] | 'stageFps' | 'droppedFrames' | 'frames'> {
    const { clock } = this.options
    const { backend, way, modelFps, size, sizeBy, share, capturedAt, paintings, tensors } = this.painter.stats
    return {
      backend,
      painter: way,
      modelFps,
      modelSize: size,
      modelSizeBy: sizeBy,
      modelShare: share,
      frameAge: capturedAt === null ? null : Math.max(0, clock.now() - capturedAt),
      paintings,
      tensors,
    }
  }

  /** The picture as its painter wants it. */
  get toPaint(): Picture | null {
    return this.painter.takes === 'gpu' ? this.raw : this.pictures.newest()
  }

  dispose(): void {
    this.scope.dispose()
  }
}
