// What every painter on the GPU does alike: one job at a time, sizes kept at hand, textures that stay valid, a lost device.
import type { GpuPicture } from '../../contracts/frame'
import type { PaintJob } from '../../contracts/model'
import type { MaskShape } from '../../contracts/style'
import { ImpastoError } from '../../core/errors'
import type { Pixels } from '../../core/units'
import type { GpuPainter } from './tfjs/tfjs-painter'
import type { ModelHeader } from '../header'
import type { PicturePasses } from '../picture-passes'
import { mixWeights } from '../style-vector'

/** Sizes kept at hand: the stage's and the thumbnails'. */
const KEPT_SIZES = 2
/** A painting stays valid until two paintings later, also when its size is no longer used. */
const GRACE = 2

/** What a painter has for one working size. */
export interface KeptSize {
  readonly width: Pixels
  readonly height: Pixels
  dispose(): void
}

interface Retired<S> {
  readonly size: S
  paintingsLeft: number
}

export abstract class TexturePainter<S extends KeptSize> implements GpuPainter {
  readonly backend = 'webgpu'
  readonly takes = 'gpu'
  abstract readonly way: string
  /** The weights of the job under way, one a style, summing to 1. */
  protected readonly mix: Float32Array
  /** Those of its second mix. */
  protected readonly second: Float32Array
  private readonly ids: readonly string[]
  private readonly file: string
  private sizes: S[] = []
  private retired: Retired<S>[] = []
  private busy = false
  private lost = false
  private disposed = false

  protected constructor(
    readonly device: GPUDevice,
    header: ModelHeader,
  ) {
    this.file = header.file
    this.ids = header.styles.map((style) => style.id)
    this.mix = new Float32Array(this.ids.length)
    this.second = new Float32Array(this.ids.length)
    void device.lost.then(() => (this.lost = true))
  }

  abstract tensors(): number

  async paint(job: PaintJob): Promise<GpuPicture> {
    const { picture } = job
    this.check()
    if (picture.kind !== 'gpu')
      throw new TypeError(`the WebGPU painter takes pictures on the GPU, not '${picture.kind}'`)
    this.busy = true
    try {
      mixWeights(this.ids, job.mix, this.mix)
      if (job.mask) mixWeights(this.ids, job.mask.mix, this.second)
      const size = await this.sizeFor(job)
      this.check(true)
      const texture = await this.run(size, picture.texture, job.mask?.shape ?? null)
      this.check(true)
      this.retireOld()
      const { width, height } = size
      return { kind: 'gpu', texture, width, height, capturedAt: picture.capturedAt, serial: picture.serial }
    } finally {
      this.busy = false
      if (this.disposed) this.release()
    }
  }

  show(canvas: HTMLCanvasElement, painting: GpuPicture): boolean {
    const context = canvas.getContext('webgpu')
    if (!context || this.lost) return false
    const format = navigator.gpu.getPreferredCanvasFormat()
    context.configure({ device: this.device, format, alphaMode: 'opaque' })
    this.passes().show(context, format, painting.texture)
    return true
  }

  dispose(): void {
    if (this.disposed) return
    this.disposed = true
    if (!this.busy) this.release()
  }

  /** What draws a painting on a canvas. */
  protected abstract passes(): PicturePasses

  /** The buffers of a size seen for the first time; may compile, without holding up the stage. */
  protected abstract makeSize(width: Pixels, height: Pixels): S | Promise<S>

  /** Paints with the weights in `mix`, and with those in `second` where a mask says so; resolves with one of the size's textures when the work is done. */
  protected abstract run(size: S, texture: GPUTexture, mask: MaskShape | null): Promise<GPUTexture>

  /** Sizes were let go, and no work is pending. */
  protected abstract trim(): void

  /** Lets go of what does not belong to a size. */
  protected abstract free(): void

  private async sizeFor({ width, height }: PaintJob): Promise<S> {
    const known = this.sizes.find((s) => s.width === width && s.height === height)
    const size = known ?? (await this.makeSize(width, height))
    if (size === this.sizes[0]) return size
    this.sizes = [size, ...this.sizes.filter((s) => s !== size)]
    for (const old of this.sizes.splice(KEPT_SIZES)) this.retired.push({ size: old, paintingsLeft: GRACE })
    return size
  }

  private retireOld(): void {
    if (this.retired.length === 0) return
    for (const old of this.retired) {
      old.paintingsLeft--
      if (old.paintingsLeft < 0) old.size.dispose()
    }
    const left = this.retired.filter((old) => old.paintingsLeft >= 0)
    if (left.length < this.retired.length) this.trim()
    this.retired = left
  }

  private check(running = false): void {
    const asked = `The painter of ${this.file} on WebGPU`
    if (this.lost) {
      const remedy = 'The last picture is held until the GPU is back.'
      throw new ImpastoError({ asked, found: 'the graphics device was lost', remedy })
    }
    if (this.disposed) throw new Error(`${asked} was let go`)
    if (this.busy && !running) throw new Error(`${asked} is busy; nothing queues`)
  }

  private release(): void {
    this.free()
    for (const size of this.sizes) size.dispose()
    for (const { size } of this.retired) size.dispose()
    this.sizes = []
    this.retired = []
  }
}
