// Paints on the processor: hands pictures to the WASM worker and takes paintings back. A worker that crashes is started again once.
import type { DrawableImage, ImagePicture, PixelPicture } from '../../../contracts/frame'
import type { Painter, PaintJob } from '../../../contracts/model'
import { ImpastoError, messageOf } from '../../../core/errors'
import type { Log } from '../../../core/log'
import type { Seconds } from '../../../core/units'
import type { LoadedModel } from '../../loaded-model'
import { mixWeights } from '../../style-vector'
import type { FromWorker, PaintMessage, ToWorker } from './wasm-messages'

export interface WasmPainterOptions {
  /** False: the binary without SIMD. @defaultValue true: what the browser has */
  simd?: boolean
  /** The most threads that paint; more than 1 need a page that is isolated. @defaultValue `usefulThreads()` */
  threads?: number
  /** False: TensorFlow.js, also where our own kernels could paint the model. @defaultValue true */
  own?: boolean
  /** Starts the worker. @defaultValue the painter's own worker file */
  makeWorker?: () => Worker
}

export interface WasmPainter extends Painter {
  readonly takes: 'image'
  /** '2 threads': that worked at the newest painting. */
  readonly way: string
  paint(job: PaintJob): Promise<PixelPicture>
}

interface Waiting {
  resolve(message: FromWorker): void
  reject(error: Error): void
}

/** Paintings out on loan: the newest and the two before it. */
const LENT = 3
/** Longer than any painting takes: a worker that says nothing for this long has died without a word. */
const SILENCE: Seconds = 60
/** More than these gain little, and the rest of the show wants cores too. */
const MOST_THREADS = 8
/** Sizes whose buffers are kept: the stage's and the thumbnails'. */
const KEPT_SIZES = 2

/** @throws {ImpastoError} when the worker or the model does not start */
export async function createWasmPainter(
  model: LoadedModel,
  log: Log,
  options: WasmPainterOptions = {},
): Promise<WasmPainter> {
  const painter = new WorkerPainter(model, log, options)
  try {
    await painter.start()
  } catch (thrown) {
    painter.dispose()
    throw thrown
  }
  return painter
}

class WorkerPainter implements WasmPainter {
  readonly backend = 'wasm'
  readonly takes = 'image'
  private readonly ids: readonly string[]
  private readonly from: string
  private readonly lent = new Map<number, Uint8ClampedArray<ArrayBuffer>[]>()
  private worker: Worker | null = null
  private waiting: Waiting | null = null
  private alive = 0
  private threads = 1
  private busy = false
  private crashes = 0
  private begun = false

  constructor(
    private readonly model: LoadedModel,
    private readonly log: Log,
    private readonly options: WasmPainterOptions,
  ) {
    this.ids = model.header.styles.map((style) => style.id)
    this.from = `model ${model.header.id}`
  }

  /** Starts a worker and gives it the model. */
  async start(): Promise<void> {
    const worker = this.options.makeWorker?.() ?? defaultWorker()
    this.worker = worker
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => this.settle(data))
    worker.addEventListener('error', (event) => {
      // Told to the performer instead.
      event.preventDefault()
      this.crash(worker, event.message || 'it stopped without a word')
    })
    worker.addEventListener('messageerror', () => this.crash(worker, 'its answer could not be read'))
    const { simd = true, own = true, threads = usefulThreads() } = this.options
    const ready = await this.ask({ type: 'load', model: this.model, simd, own, threads })
    this.begun = true
    if (ready.type !== 'ready' || this.crashes > 0) return
    if (ready.wrong !== null) this.log.warn(this.from, ownWrong(ready.wrong))
    if (!ready.simd) {
      this.log.warn(
        this.from,
        "This browser's WebAssembly runs without SIMD. The painting comes several times slower; a smaller model size or a current browser helps.",
      )
    }
  }

  get way(): string {
    return this.threads === 1 ? '1 thread' : `${this.threads} threads`
  }

  tensors(): number {
    return this.alive
  }

  async paint(job: PaintJob): Promise<PixelPicture> {
    const { picture, width, height } = job
    if (this.busy) throw new Error('the WASM painter is busy; nothing queues')
    this.busy = true
    try {
      if (!this.worker) await this.restart()
      const { source, transfer } = await sourceOf(job)
      const recycled = this.takeBack(width * height * 4)
      const mix = mixWeights(this.ids, job.mix, new Float32Array(this.ids.length))
      const second = job.mask && {
        mix: mixWeights(this.ids, job.mask.mix, new Float32Array(this.ids.length)),
        shape: job.mask.shape,
      }
      const message: PaintMessage = { type: 'paint', source, width, height, mix, mask: second ?? null, recycled }
      if (recycled) transfer.push(recycled.buffer)
      const answer = await this.inTime(this.ask(message, transfer))
      if (answer.type !== 'painted') throw new Error(`the worker answered '${answer.type}' to a job`)
      this.alive = answer.tensors
      this.threads = answer.threads
      this.lend(answer.pixels)
      const { capturedAt, serial } = picture
      return { kind: 'pixels', data: answer.pixels, width, height, capturedAt, serial }
    } finally {
      this.busy = false
    }
  }

  dispose(): void {
    this.worker?.terminate()
    this.worker = null
    this.crashes = Number.POSITIVE_INFINITY
    this.lent.clear()
    this.settleWith(new Error('the WASM painter was let go'))
  }

  private async restart(): Promise<void> {
    if (this.crashes > 1) throw gaveUp(this.model.header.file)
    await this.start()
  }

  private ask(message: ToWorker, transfer: Transferable[] = []): Promise<FromWorker> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject }
      if (this.worker) this.worker.postMessage(message, { transfer })
      else this.settleWith(gaveUp(this.model.header.file))
    })
  }

  /** A worker that was ended from outside tells nobody. */
  private async inTime(answer: Promise<FromWorker>): Promise<FromWorker> {
    const { worker } = this
    const silent = setTimeout(() => {
      if (worker) this.crash(worker, `it has said nothing for ${SILENCE} s`)
    }, SILENCE * 1000)
    try {
      return await answer
    } finally {
      clearTimeout(silent)
    }
  }

  private settle(answer: FromWorker): void {
    const { waiting } = this
    this.waiting = null
    if (answer.type !== 'failed') waiting?.resolve(answer)
    else waiting?.reject(answer.shown ? new ImpastoError(answer.shown) : new Error(answer.message))
  }

  private settleWith(error: Error): void {
    const { waiting } = this
    this.waiting = null
    waiting?.reject(error)
  }

  private crash(worker: Worker, reason: string): void {
    if (worker !== this.worker) return
    worker.terminate()
    this.worker = null
    if (!this.begun) return this.settleWith(notStarted(this.model.header.file, reason))
    this.crashes++
    const again = this.crashes === 1
    const crashed = new ImpastoError({
      asked: `The painter's worker for ${this.model.header.file} was to go on painting`,
      found: `it crashed (${reason})`,
      remedy: again
        ? 'The last painting is held while it starts again.'
        : 'It crashed before, so it stays off; a smaller model size may help.',
    })
    this.log.warn(this.from, crashed.message)
    this.settleWith(crashed)
  }

  /** The oldest buffer of this size that nobody shows any more. */
  private takeBack(bytes: number): Uint8ClampedArray<ArrayBuffer> | null {
    const ring = this.lent.get(bytes)
    return ring && ring.length >= LENT ? (ring.shift() ?? null) : null
  }

  private lend(pixels: Uint8ClampedArray<ArrayBuffer>): void {
    const ring = this.lent.get(pixels.length) ?? []
    ring.push(pixels)
    this.lent.delete(pixels.length)
    this.lent.set(pixels.length, ring)
    for (const bytes of this.lent.keys()) {
      if (this.lent.size <= KEPT_SIZES) break
      this.lent.delete(bytes)
    }
  }
}

/**
 * How many threads a painting gains from here: 1 where memory can't be shared (the server sends no isolation headers), else about
 * as many as the processor has cores, since two threads of one core share its arithmetic.
 */
export function usefulThreads(
  isolated: boolean = crossOriginIsolated,
  logical: number = navigator.hardwareConcurrency,
): number {
  return isolated ? Math.min(MOST_THREADS, logical, Math.max(2, Math.floor(logical / 2))) : 1
}

function ownWrong(found: string): string {
  return `The painter tried its own kernels on the processor with a small picture: ${found}. TensorFlow.js paints instead, more slowly.`
}

function defaultWorker(): Worker {
  return new Worker(new URL('./wasm-worker.ts', import.meta.url), { type: 'module', name: 'impasto-painter' })
}

async function sourceOf({ picture, width, height }: PaintJob): Promise<{
  source: PaintMessage['source']
  transfer: Transferable[]
}> {
  if (picture.kind === 'gpu') throw new TypeError("the WASM painter takes pictures from the DOM, not 'gpu'")
  if (picture.kind === 'pixels' && picture.width === width && picture.height === height) {
    // A copy: the picture belongs to whoever gave it.
    const pixels = picture.data.slice()
    return { source: { pixels }, transfer: [pixels.buffer] }
  }
  const image =
    picture.kind === 'pixels' ? new ImageData(picture.data, picture.width, picture.height) : drawable(picture)
  const options = { resizeWidth: width, resizeHeight: height, resizeQuality: 'medium' } as const
  try {
    const bitmap = await createImageBitmap(image, options)
    return { source: { bitmap, mirror: picture.kind === 'image' && picture.mirror }, transfer: [bitmap] }
  } catch (cause) {
    throw new ImpastoError({
      asked: 'The painter asked the source for its newest picture',
      found: messageOf(cause),
      remedy: 'The last painting is held until the next picture comes.',
      cause,
    })
  }
}

function drawable({ image }: ImagePicture): DrawableImage {
  return image
}

function gaveUp(file: string): ImpastoError {
  return new ImpastoError({
    asked: `The painter's worker for ${file} was to go on painting`,
    found: 'it crashed twice',
    remedy: 'The stage shows the picture itself; choose the model again or a smaller size.',
  })
}

function notStarted(file: string, reason: string): ImpastoError {
  return new ImpastoError({
    asked: `The painter's worker for ${file} was to start`,
    found: `its program could not be loaded or failed at once (${reason})`,
    remedy: 'The stage plays on without it; check the connection and choose the style again.',
  })
}
