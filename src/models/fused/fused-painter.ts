// Paints with passes made for the plan itself: the picture's texture in, the painting's texture out, no TensorFlow.js between.
import type { GpuPicture, PaintJob } from '../../core/contracts'
import { ImpastoError } from '../../core/errors'
import type { Pixels, Seconds } from '../../core/units'
import type { Gpu } from '../../gpu/device'
import { GpuTimer } from '../../gpu/gpu-timer'
import type { GpuPainter } from '../gpu-painter'
import type { LoadedModel, PlanModel } from '../loaded-model'
import { PicturePasses } from '../picture-passes'
import { mixWeights } from '../style-vector'
import { type Account, accountOf } from './account'
import { fuse } from './fuse'
import { FusedProgram } from './fused-program'
import { FusedSize } from './fused-size'
import { stepsOf } from './steps'
import { type Variant, variantName, variantsFor } from './variant'

/** Sizes kept at hand: the stage's and the thumbnails'. */
const KEPT_SIZES = 2
/** A painting stays valid until two paintings later, also when its size is no longer used. */
const GRACE = 2

/**
 * Compiles every pipeline of the model, for all sizes and styles.
 * @param variant @defaultValue the first that `variantsFor` names
 * @throws {ImpastoError} when the model has no plan, when its plan can't be fused, when the device refuses a shader
 */
export async function createFusedPainter(
  gpu: Gpu,
  model: LoadedModel,
  variant: Partial<Variant> = {},
): Promise<FusedPainter> {
  const { device } = gpu
  const asked = `The fused passes of ${model.header.file}`
  const remedy = 'TensorFlow.js can paint it, more slowly.'
  if (model.kind !== 'plan') throw new ImpastoError({ asked, found: 'it is a TensorFlow.js model, not a plan', remedy })
  const { fused, reason } = fuse(model.plan)
  if (!fused) throw new ImpastoError({ asked, found: reason, remedy })
  const [usual = { numbers: 'f32', tile: 'gpu' }] = variantsFor(gpu)
  const chosen: Variant = { ...usual, ...variant }
  const steps = stepsOf(fused, chosen)
  device.pushErrorScope('validation')
  const [made, invalid] = await Promise.allSettled([
    FusedProgram.create(device, steps, model.plan, model.weights),
    device.popErrorScope(),
  ])
  const cause: unknown =
    made.status === 'rejected' ? made.reason : invalid.status === 'fulfilled' ? invalid.value : null
  if (made.status === 'rejected' || cause) {
    if (made.status === 'fulfilled') made.value.dispose()
    const found = `the GPU refused them (${cause instanceof Error || cause instanceof GPUError ? cause.message : String(cause)})`
    throw new ImpastoError({ asked, found, remedy, cause })
  }
  return new FusedPainter(device, made.value, model, chosen)
}

interface Retired {
  readonly size: FusedSize
  paintingsLeft: number
}

export class FusedPainter implements GpuPainter {
  readonly backend = 'webgpu'
  readonly takes = 'gpu'
  readonly way: string
  private readonly ids: readonly string[]
  private readonly mix: Float32Array
  private readonly file: string
  private sizes: FusedSize[] = []
  private retired: Retired[] = []
  private passes: PicturePasses | null = null
  private readonly timer: GpuTimer | null
  private took: Seconds | null = null
  private busy = false
  private lost = false
  private disposed = false

  constructor(
    readonly device: GPUDevice,
    private readonly program: FusedProgram,
    private readonly model: PlanModel,
    readonly variant: Variant,
  ) {
    this.way = variantName(variant)
    this.file = model.header.file
    this.ids = model.header.styles.map((style) => style.id)
    this.mix = new Float32Array(this.ids.length)
    this.timer = GpuTimer.on(device)
    void device.lost.then(() => (this.lost = true))
  }

  /** Dispatches of one painting. */
  get dispatches(): number {
    return this.program.steps.list.length
  }

  /** What one painting of this size costs, counted from its passes. */
  account(width: Pixels, height: Pixels): Account {
    return accountOf(this.program.steps, this.model.weights, width, height)
  }

  tensors(): number {
    return 0
  }

  gpuTime(): Seconds | null {
    return this.took
  }

  async paint(job: PaintJob): Promise<GpuPicture> {
    const { picture } = job
    this.check()
    if (picture.kind !== 'gpu')
      throw new TypeError(`the WebGPU painter takes pictures on the GPU, not '${picture.kind}'`)
    this.busy = true
    try {
      const size = this.sizeFor(job)
      this.program.setMix(mixWeights(this.ids, job.mix, this.mix))
      const texture = size.paint(picture.texture, this.timer)
      const [took] = await Promise.all([this.timer?.seconds(), this.device.queue.onSubmittedWorkDone()])
      this.took = took ?? null
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
    this.passes ??= new PicturePasses(this.device)
    this.passes.show(context, format, painting.texture)
    return true
  }

  dispose(): void {
    if (this.disposed) return
    this.disposed = true
    if (!this.busy) this.release()
  }

  /** The buffers of a job's size. Nothing is compiled for it. */
  private sizeFor({ width, height }: PaintJob): FusedSize {
    const known = this.sizes.find((s) => s.width === width && s.height === height)
    const size = known ?? new FusedSize(this.program, width, height)
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
    this.retired = this.retired.filter((old) => old.paintingsLeft >= 0)
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
    this.program.dispose()
    this.timer?.dispose()
    for (const size of this.sizes) size.dispose()
    for (const { size } of this.retired) size.dispose()
    this.sizes = []
    this.retired = []
  }
}
