// Paints on the shared GPUDevice: texture → numbers → TensorFlow.js → numbers → texture, with no trip to the CPU.
import type { GpuPicture } from '../../../contracts/frame'
import type { Painter, PaintJob } from '../../../contracts/model'
import type { MaskShape } from '../../../contracts/style'
import type { Pixels } from '../../../core/units'
import type { Gpu } from '../../../gpu/device'
import { tensorflowOn, type TfOnGpu, trimPool } from './webgpu-backend'
import type { LoadedModel } from '../../loaded-model'
import { maskTensor } from '../../mask/mask-tensor'
import { PicturePasses, type WorkingSize } from '../../picture-passes'
import { createProgram, type Program, type Tensor4D } from './program'
import { TexturePainter } from '../gpu-painter'

export interface GpuPainter extends Painter {
  readonly takes: 'gpu'
  readonly device: GPUDevice
  paint(job: PaintJob): Promise<GpuPicture>
  /** Draws a painting on a canvas without reading it back; false when the canvas already belongs to another kind of context. */
  show(canvas: HTMLCanvasElement, painting: GpuPicture): boolean
}

/** @throws {ImpastoError} when TensorFlow.js refuses the model */
export async function createGpuPainter(gpu: Gpu, model: LoadedModel): Promise<GpuPainter> {
  const on = await tensorflowOn(gpu)
  on.device.pushErrorScope('validation')
  const passes = new PicturePasses(on.device)
  const [program, invalid] = await Promise.all([createProgram(on.tf, model), on.device.popErrorScope()])
  if (invalid) throw new Error(`the GPU refused the painter's passes: ${invalid.message}`)
  return new TfGpuPainter(on, passes, program, model)
}

class TfGpuPainter extends TexturePainter<WorkingSize> {
  readonly way = 'TensorFlow.js'

  constructor(
    private readonly on: TfOnGpu,
    private readonly pictures: PicturePasses,
    private readonly program: Program,
    model: LoadedModel,
  ) {
    super(on.device, model.header)
  }

  tensors(): number {
    return this.on.tf.memory().numTensors
  }

  protected passes(): PicturePasses {
    return this.pictures
  }

  protected async run(size: WorkingSize, texture: GPUTexture, mask: MaskShape | null): Promise<GPUTexture> {
    const { device } = this
    this.program.setMix(this.mix, mask && this.second)
    const before = device.createCommandEncoder({ label: 'models/picture' })
    size.read(before, texture)
    device.queue.submit([before.finish()])

    const painted = this.forward(size, mask)
    // Copies on the GPU, and submits what TensorFlow.js has batched so far.
    const { buffer, tensorRef } = painted.dataToGPU()
    painted.dispose()
    if (!buffer) throw new Error('TensorFlow.js gave no GPU buffer')

    const after = device.createCommandEncoder({ label: 'models/painting' })
    const painting = size.write(after, buffer)
    device.queue.submit([after.finish()])
    // The buffer goes back to the pool; whoever gets it next is behind us in the queue.
    tensorRef.dispose()
    await device.queue.onSubmittedWorkDone()
    return painting
  }

  protected async makeSize(width: Pixels, height: Pixels): Promise<WorkingSize> {
    const size = this.pictures.size(width, height)
    this.program.setMix(this.mix)
    const env = this.on.tf.env()
    env.set('WEBGPU_ENGINE_COMPILE_ONLY', true)
    try {
      this.forward(size).dispose()
    } finally {
      env.set('WEBGPU_ENGINE_COMPILE_ONLY', false)
    }
    await this.on.backend.checkCompileCompletionAsync()
    return size
  }

  protected trim(): void {
    trimPool(this.on)
  }

  protected free(): void {
    this.program.dispose()
  }

  private forward({ numbers, width, height }: WorkingSize, mask: MaskShape | null = null): ReturnType<Program['run']> {
    const { tf } = this.on
    return tf.tidy(() => {
      const picture: Tensor4D = tf.tensor({ buffer: numbers, zeroCopy: true }, [1, height, width, 3], 'float32')
      return this.program.run(picture, mask && maskTensor(tf, mask, picture))
    })
  }
}
