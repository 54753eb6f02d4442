// Keeps one model open: fetches and warms the wanted one while the last still paints, changes backend, and says which gave up.
import type { Picture } from '../contracts/frame'
import type { ModelBackend, Painter } from '../contracts/model'
import type { Progress } from '../contracts/stats'
import type { Clock } from '../core/clock'
import { messageOf } from '../core/errors'
import type { Log } from '../core/log'
import type { Seconds } from '../core/units'
import type { Shelf } from '../show/store'
import type { Gpu } from '../gpu/device'
import { loadModel } from './load-model'
import type { LoadedModel } from './loaded-model'
import type { ManifestEntry } from './manifest'
import { backendOrder, type BackendChoice, openPainter } from './open-painter'
import type { Painted } from './last-job'

/** A model with the painter that runs it. */
export interface ActiveModel {
  readonly model: LoadedModel
  /** Another of the same backend, once a trial has shown it to be faster. */
  painter: Painter
  /** The work under way; null when idle. */
  busy: Promise<void> | null
  /** Failed paintings in a row. */
  failures: number
  /** What the newest painting was made of. */
  painted: Painted | null
  /** Whether other ways of painting have been tried, or are being tried. */
  tried: boolean
}

export interface ModelLoaderOptions {
  manifest: readonly ManifestEntry[]
  log: Log
  clock: Clock
  backend: BackendChoice
  /** As in `StyleTransferOptions`. */
  variants?: Shelf | undefined
  onProgress: (progress: Progress | null) => void
  /** A seat was taken. */
  onOpen: (seat: ActiveModel) => void
  /** A seat is let go, and its textures with it. */
  onLeave: (seat: ActiveModel) => void
  /** A model won't play; the notice is given. */
  onGiveUp: (id: string) => void
}

/** Paintings of a new model until the one before lets go of its last picture. */
const GRACE = 2
/** When nothing was painted yet. */
const TRIAL_SIZE = { width: 256, height: 256 }
/** Failed paintings in a row after which another backend is tried. */
const PATIENCE = 3

export class ModelLoader {
  private readonly models = new Map<string, LoadedModel>()
  private readonly broken = new Set<ModelBackend>()
  private readonly said = new Set<string>()
  private readonly proven = new Set<string>()
  private gpu: Gpu | null = null
  private current: ActiveModel | null = null
  /** The seat before, kept while its last painting may still be on stage. */
  private former: { readonly seat: ActiveModel; paintingsLeft: number } | null = null
  private underWay: { readonly id: string; readonly done: Promise<void> } | null = null
  /** Counts what was asked for; an answer to anything but the newest is thrown away. */
  private turn = 0

  constructor(private readonly options: ModelLoaderOptions) {}

  get seat(): ActiveModel | null {
    return this.current
  }

  /** Resolves when no model is being opened any more; null when none is. */
  get opening(): Promise<void> | null {
    return this.underWay?.done ?? null
  }

  /** Makes `id` the model that paints, unless it is or becomes that already. */
  want(id: string): void {
    if (this.underWay ? this.underWay.id === id : this.current?.model.header.id === id) {
      return
    }
    const entry = this.options.manifest.find((e) => e.id === id)
    if (entry) this.underWay = { id, done: this.open(entry, ++this.turn) }
  }

  /** Paints on `gpu` from now on (null: on WASM). True when the seat had to be left, so that somebody should want a model again. */
  setGpu(gpu: Gpu | null): boolean {
    if (gpu === this.gpu) return false
    this.gpu = gpu
    this.broken.clear()
    void gpu?.device.lost.then(() => {
      if (this.gpu === gpu && this.current?.painter.backend === 'webgpu') this.leave()
    })
    const stays = this.current?.painter.backend === 'wasm' && this.order()[0] === 'wasm'
    if (stays) return false
    this.stop()
    return true
  }

  /** A painting came out well. */
  painted(seat: ActiveModel): void {
    seat.failures = 0
    if (this.former && --this.former.paintingsLeft < 0) this.dropFormer()
    // Not before the first painting is on stage: what it is made with is good enough for that.
    if (seat === this.current && !seat.tried) void this.tryOthers(seat)
  }

  /** A painting failed. After a few in a row the next backend is tried, then the model is given up. */
  failed(seat: ActiveModel, thrown: unknown): void {
    if (seat !== this.current) return
    const { id } = seat.model.header
    seat.failures++
    if (seat.failures === 1) this.options.log.warn(`model ${id}`, messageOf(thrown))
    if (seat.failures < PATIENCE) return
    this.broken.add(seat.painter.backend)
    this.stop()
    if (this.order().length > 0) this.want(id)
    else this.giveUp(id, thrown)
  }

  dispose(): void {
    this.stop()
    this.models.clear()
  }

  private async open(entry: ManifestEntry, turn: number): Promise<void> {
    const { id } = entry
    // Waiting begins before the first byte and ends after the last: what was fetched is warmed and tested.
    const waiting: Progress = { what: entry.title ?? id, done: null, left: null }
    const { onProgress } = this.options
    onProgress(waiting)
    try {
      const model = this.models.get(id) ?? (await this.fetch(entry))
      if (turn !== this.turn) return
      onProgress(waiting)
      const painter = await openPainter(
        model,
        this.order(),
        this.gpu,
        this.options.log,
        this.proven,
        this.options.variants,
      )
      if (turn !== this.turn) {
        painter.dispose()
        return
      }
      // Kept in memory: after a lost device it comes back without the network.
      this.models.set(id, model)
      this.underWay = null
      this.dropFormer()
      if (this.current) this.former = { seat: this.current, paintingsLeft: GRACE }
      this.current = { model, painter, busy: null, failures: 0, painted: null, tried: false }
      this.options.onOpen(this.current)
    } catch (thrown) {
      if (turn !== this.turn) return
      this.underWay = null
      this.giveUp(id, thrown)
    } finally {
      if (turn === this.turn) onProgress(null)
    }
  }

  /** Looks, in the background, whether another way of painting is faster here; goes over to it between two paintings. */
  private async tryOthers(seat: ActiveModel): Promise<void> {
    seat.tried = true
    const { gpu } = this
    const { model, painter } = seat
    if (!gpu || model.kind !== 'plan' || painter.backend !== 'webgpu' || this.options.clock.manual) return
    try {
      const { firstTrial } = await import('./runtimes/fused/autotune-start')
      const trial = await firstTrial(gpu, model, painter, this.options.variants)
      if (!trial) return
      while (seat.busy) await seat.busy
      if (seat !== this.current) {
        trial.dispose()
        return
      }
      const { width, height } = seat.painted?.size ?? TRIAL_SIZE
      const run = trial.run(width + model.header.multiple, height)
      seat.busy = run.then(nothing, nothing).finally(() => (seat.busy = null))
      const winner = await run
      if (winner === painter) return
      if (seat !== this.current) {
        winner.dispose()
        return
      }
      this.dropFormer()
      this.former = { seat: { ...seat }, paintingsLeft: GRACE }
      seat.painter = winner
    } catch {
      // It paints on as it did.
    }
  }

  private fetch(entry: ManifestEntry): Promise<LoadedModel> {
    const { clock, onProgress } = this.options
    const begun: Seconds = clock.now()
    return loadModel(entry, (loaded, total) => {
      const done = total > 0 ? Math.min(1, loaded / total) : null
      const passed = clock.now() - begun
      const left = done !== null && done > 0 && passed > 0 ? (passed / done) * (1 - done) : null
      onProgress({ what: entry.title ?? entry.id, done, left })
    })
  }

  private giveUp(id: string, thrown: unknown): void {
    this.options.log.error(`model ${id}`, messageOf(thrown))
    this.models.delete(id)
    // What this model broke may do for the next one, and for this one when it is chosen again.
    this.broken.clear()
    this.options.onGiveUp(id)
  }

  private order(): ModelBackend[] {
    const { order, notice } = backendOrder(this.options.backend, this.gpu)
    if (notice !== null && !this.said.has(notice)) {
      this.said.add(notice)
      this.options.log.info('models', notice)
    }
    return order.filter((backend) => !this.broken.has(backend))
  }

  /** Lets go of the painter and of what is being opened. */
  private stop(): void {
    this.turn++
    if (this.underWay) this.options.onProgress(null)
    this.underWay = null
    this.leave()
  }

  private leave(): void {
    this.dropFormer()
    const seat = this.current
    this.current = null
    if (seat) this.drop(seat)
  }

  private dropFormer(): void {
    const { former } = this
    this.former = null
    if (former) this.drop(former.seat)
  }

  private drop(seat: ActiveModel): void {
    this.options.onLeave(seat)
    seat.painter.dispose()
  }
}

function nothing(): void {
  // The outcome is looked at elsewhere.
}

/** Runs `work` as the seat's one job. */
export function occupy(seat: ActiveModel, work: Promise<void>): Promise<void> {
  const busy = work.finally(() => (seat.busy = null))
  seat.busy = busy
  return busy
}

export function fits({ painter }: ActiveModel, picture: Picture): boolean {
  return (painter.takes === 'gpu') === (picture.kind === 'gpu')
}
