// A painting's mask on the GPU: the texture that masked passes read, made by one small dispatch before them.
import type { MaskDrawing, MaskShape } from '../../../contracts/style'
import type { Pixels } from '../../../core/units'
import { maskNumbers } from '../../mask/mask-shape'
import { MASK_BYTES, MASK_TILE, maskWgsl } from '../../mask/mask-wgsl'
import { type Levels, maskSize } from './levels'

/** @throws {GPUPipelineError} when the device refuses the shader */
export function maskPipeline(device: GPUDevice, levels: Levels): Promise<GPUComputePipeline> {
  const label = 'models/fused/mask'
  const module = device.createShaderModule({ label, code: maskWgsl(levels) })
  return device.createComputePipelineAsync({ label, layout: 'auto', compute: { module, entryPoint: 'main' } })
}

/** The mask for one working size. */
export class FusedMask {
  /** What passes read. */
  readonly view: GPUTextureView
  private readonly texture: GPUTexture
  private readonly uniform: GPUBuffer
  private readonly numbers = new ArrayBuffer(MASK_BYTES)
  private readonly workgroups: readonly [number, number]
  private drawing: GPUTexture
  private version: number | null = null
  private inside: GPUBindGroup
  private readonly outside = new WeakMap<GPUTexture, GPUBindGroup>()

  constructor(
    private readonly device: GPUDevice,
    private readonly pipeline: GPUComputePipeline,
    private readonly levels: GPUBuffer,
    private readonly sampler: GPUSampler,
    sizes: Levels,
    private readonly width: Pixels,
    private readonly height: Pixels,
  ) {
    const label = `models/fused/${width}x${height}/mask`
    const [wide, tall] = maskSize(sizes, width, height)
    this.texture = device.createTexture({
      label,
      size: [wide, tall],
      format: 'r32float',
      usage: GPUTextureUsage.STORAGE_BINDING | GPUTextureUsage.TEXTURE_BINDING,
    })
    this.view = this.texture.createView()
    this.workgroups = [Math.ceil(wide / MASK_TILE), Math.ceil(tall / MASK_TILE)]
    this.uniform = device.createBuffer({
      label: `${label} shape`,
      size: MASK_BYTES,
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    })
    this.drawing = this.sheet(1, 1)
    this.inside = this.group()
  }

  /** Says what the mask is. The GPU gets a drawing only when it is another. */
  set(shape: MaskShape): void {
    const { kind, edge, width, across, down, start, invert } = maskNumbers(shape, this.width, this.height)
    new Int32Array(this.numbers)[0] = kind
    new Float32Array(this.numbers).set([edge, width, across, down, start, invert], 1)
    this.device.queue.writeBuffer(this.uniform, 0, this.numbers)
    const { drawing } = shape
    if (shape.kind === 'drawn' && (drawing?.version ?? null) !== this.version) this.take(drawing)
  }

  /** Into a pass, before what reads the mask. */
  encode(pass: GPUComputePassEncoder, picture: GPUTexture): void {
    const known =
      this.outside.get(picture) ??
      this.device.createBindGroup({
        label: 'models/fused/mask/outside',
        layout: this.pipeline.getBindGroupLayout(1),
        entries: [
          { binding: 0, resource: picture.createView() },
          { binding: 1, resource: this.sampler },
        ],
      })
    this.outside.set(picture, known)
    pass.setPipeline(this.pipeline)
    pass.setBindGroup(0, this.inside)
    pass.setBindGroup(1, known)
    pass.dispatchWorkgroups(...this.workgroups)
  }

  dispose(): void {
    this.texture.destroy()
    this.uniform.destroy()
    this.drawing.destroy()
  }

  private take(drawing: MaskDrawing | null): void {
    this.version = drawing?.version ?? null
    const { width, height, data } = drawing ?? { width: 1, height: 1, data: new Uint8Array(1) }
    if (width !== this.drawing.width || height !== this.drawing.height) {
      this.drawing.destroy()
      this.drawing = this.sheet(width, height)
      this.inside = this.group()
    }
    this.device.queue.writeTexture({ texture: this.drawing }, data, { bytesPerRow: width }, [width, height])
  }

  private sheet(width: Pixels, height: Pixels): GPUTexture {
    return this.device.createTexture({
      label: 'models/fused/mask/drawing',
      size: [width, height],
      format: 'r8unorm',
      usage: GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.COPY_DST,
    })
  }

  private group(): GPUBindGroup {
    return this.device.createBindGroup({
      label: 'models/fused/mask',
      layout: this.pipeline.getBindGroupLayout(0),
      entries: [
        { binding: 0, resource: { buffer: this.levels } },
        { binding: 1, resource: { buffer: this.uniform } },
        { binding: 2, resource: this.drawing.createView() },
        { binding: 3, resource: this.view },
      ],
    })
  }
}
