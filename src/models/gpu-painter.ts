// Paints on the shared GPUDevice: texture → numbers → TensorFlow.js → numbers → texture, with no trip to the CPU.
import type { GpuPicture, Painter, PaintJob } from '../core/contracts'
import { ImpastoError } from '../core/errors'
import type { Gpu } from '../gpu/device'
import { tensorflowOn, type TfOnGpu, trimPool } from './gpu-backend'
import type { LoadedModel } from './loaded-model'
import { PicturePasses, type WorkingSize } from './picture-passes'
import { createProgram, type Program } from './program'
import { mixWeights } from './style-vector'

/** Sizes kept at hand: the stage's and the thumbnails'. */
const KEPT_SIZES = 2
/** A painting stays valid until two paintings later, also when its size is no longer used. */
const GRACE = 2

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

interface Retired {
  readonly size: WorkingSize
  paintingsLeft: number
}

class TfGpuPainter implements GpuPainter {
  readonly backend = 'webgpu'
  readonly takes = 'gpu'
  readonly device: GPUDevice
  private readonly ids: readonly string[]
  private readonly mix: Float32Array
  private readonly file: string
  private sizes: WorkingSize[] = []
  private retired: Retired[] = []
  private busy = false
  private lost = false
  private disposed = false

  constructor(
    private readonly on: TfOnGpu,
    private readonly passes: PicturePasses,
    private readonly program: Program,
    model: LoadedModel,
  ) {
    this.device = on.device
    this.file = model.header.file
    this.ids = model.header.styles.map((style) => style.id)
    this.mix = new Float32Array(this.ids.length)
    void on.device.lost.then(() => (this.lost = true))
  }

  tensors(): number {
    return this.on.tf.memory().numTensors
  }

  async paint(job: PaintJob): Promise<GpuPicture> {
    const { picture } = job
    this.check()
    if (picture.kind !== 'gpu')
      throw new TypeError(`the WebGPU painter takes pictures on the GPU, not '${picture.kind}'`)
    this.busy = true
    try {
      const size = await this.sizeFor(job)
      this.program.setMix(mixWeights(this.ids, job.mix, this.mix))
      const texture = this.run(size, picture.texture)
      await this.device.queue.onSubmittedWorkDone()
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
    this.passes.show(context, format, painting.texture)
    return true
  }

  dispose(): void {
    if (this.disposed) return
    this.disposed = true
    if (!this.busy) this.release()
  }

  private run(size: WorkingSize, texture: GPUTexture): GPUTexture {
    const { device } = this
    const before = device.createCommandEncoder({ label: 'models/picture' })
    size.read(before, texture)
    device.queue.submit([before.finish()])

    const painted = this.forward(size)
    // Copies on the GPU, and submits what TensorFlow.js has batched so far.
    const { buffer, tensorRef } = painted.dataToGPU()
    painted.dispose()
    if (!buffer) throw new Error('TensorFlow.js gave no GPU buffer')

    const after = device.createCommandEncoder({ label: 'models/painting' })
    const painting = size.write(after, buffer)
    device.queue.submit([after.finish()])
    // The buffer goes back to the pool; whoever gets it next is behind us in the queue.
    tensorRef.dispose()
    return painting
  }

  private forward({ numbers, width, height }: WorkingSize): ReturnType<Program['run']> {
    const { tf } = this.on
    return tf.tidy(() =>
      this.program.run(tf.tensor({ buffer: numbers, zeroCopy: true }, [1, height, width, 3], 'float32')),
    )
  }

  /** The buffers of a job's size. A size seen for the first time is compiled first, without holding up the stage. */
  private async sizeFor({ width, height, mix }: PaintJob): Promise<WorkingSize> {
    const known = this.sizes.find((s) => s.width === width && s.height === height)
    if (known) {
      this.sizes = [known, ...this.sizes.filter((s) => s !== known)]
      return known
    }
    const size = this.passes.size(width, height)
    this.sizes = [size, ...this.sizes]
    for (const old of this.sizes.splice(KEPT_SIZES)) this.retired.push({ size: old, paintingsLeft: GRACE })
    this.program.setMix(mixWeights(this.ids, mix, this.mix))
    const env = this.on.tf.env()
    env.set('WEBGPU_ENGINE_COMPILE_ONLY', true)
    try {
      this.forward(size).dispose()
    } finally {
      env.set('WEBGPU_ENGINE_COMPILE_ONLY', false)
    }
    await this.on.backend.checkCompileCompletionAsync()
    this.check(true)
    return size
  }

  private retireOld(): void {
    if (this.retired.length === 0) return
    for (const old of this.retired) {
      old.paintingsLeft--
      if (old.paintingsLeft < 0) old.size.dispose()
    }
    const left = this.retired.filter((old) => old.paintingsLeft >= 0)
    if (left.length < this.retired.length) trimPool(this.on)
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
    this.program.dispose()
    for (const size of this.sizes) size.dispose()
    for (const { size } of this.retired) size.dispose()
    this.sizes = []
    this.retired = []
  }
}
