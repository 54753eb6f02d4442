// Paints with passes made for the plan itself: the picture's texture in, the painting's texture out, no TensorFlow.js between.
import { RealClock } from '../../../core/clock'
import type { MaskShape } from '../../../contracts/style'
import { ImpastoError } from '../../../core/errors'
import type { Pixels, Seconds } from '../../../core/units'
import type { Gpu } from '../../../gpu/device'
import { GpuTimer } from '../../../gpu/gpu-timer'
import type { LoadedModel, PlanModel } from '../../loaded-model'
import { PicturePasses } from '../../picture-passes'
import { TexturePainter } from '../gpu-painter'
import { type Account, accountOf } from './cost-model'
import { fuse } from './fuse'
import { FusedProgram } from './fused-program'
import { maskPipeline } from './fused-mask'
import { FusedSize, type Masking } from './fused-size'
import { stepsOf } from './dispatches'
import { type Variant, variantName, variantsFor } from './variant'

/**
 * Compiles every pipeline of the model, for all sizes and styles.
 * @param variant @defaultValue the first that `variantsFor` names
 * @throws {ImpastoError} when the model has no plan, when the device refuses a shader
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
  const [usual = { numbers: 'f32', tile: 'gpu' }] = variantsFor(gpu)
  const chosen: Variant = { ...usual, ...variant }
  const steps = stepsOf(fuse(model.plan), chosen)
  const clock = new RealClock()
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
  return new FusedPainter(device, made.value, model, chosen, clock.now())
}

export class FusedPainter extends TexturePainter<FusedSize> {
  readonly way: string
  private readonly timer: GpuTimer | null
  private took: Seconds | null = null
  private shown: PicturePasses | null = null
  private masking: Promise<Masking> | null = null

  constructor(
    device: GPUDevice,
    private readonly program: FusedProgram,
    private readonly model: PlanModel,
    readonly variant: Variant,
    /** How long its shaders took to compile. */
    readonly compiling: Seconds,
  ) {
    super(device, model.header)
    this.way = variantName(variant)
    this.timer = GpuTimer.on(device)
  }

  /** Compiles what masked paintings need, once, while plain ones go on. @throws {GPUPipelineError} when the device refuses a shader */
  async arm(): Promise<void> {
    await this.armed()
  }

  /** Dispatches of one painting; a masked one has one more, in which the mask is made. */
  get dispatches(): number {
    return this.program.steps.list.length
  }

  private armed(): Promise<Masking> {
    const { device, program, model, variant } = this
    const arming = async (): Promise<Masking> => {
      const steps = stepsOf(program.steps.fused, variant, true)
      const [made, pipeline] = await Promise.all([
        FusedProgram.create(device, steps, model.plan, model.weights, program),
        maskPipeline(device, steps.levels),
      ])
      return { program: made, pipeline }
    }
    this.masking ??= arming()
    return this.masking
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

  protected passes(): PicturePasses {
    this.shown ??= new PicturePasses(this.device)
    return this.shown
  }

  /** Nothing is compiled for it. */
  protected makeSize(width: Pixels, height: Pixels): FusedSize {
    return new FusedSize(this.program, width, height)
  }

  protected async run(size: FusedSize, texture: GPUTexture, mask: MaskShape | null): Promise<GPUTexture> {
    const by = mask && (await this.armed())
    if (by) by.program.setMix(this.mix, this.second)
    else this.program.setMix(this.mix)
    const painting = await size.paint(texture, this.timer, by && mask && { by, shape: mask })
    this.took = size.took
    return painting
  }

  protected trim(): void {
    // A size owns its buffers, and took them with it.
  }

  protected free(): void {
    this.program.dispose()
    void this.masking?.then(({ program }) => program.dispose(), ignored)
    this.timer?.dispose()
  }
}

function ignored(): void {
  // Whoever asked for masks was told.
}
