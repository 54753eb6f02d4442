// The texture a picture is imported into, and the small pass that mirrors it or makes it smaller on the way.
import type { DrawableImage } from '../contracts/frame'
import type { Disposable } from '../core/scope'
import type { Pixels, Size } from '../core/units'
import { REDRAW_SHADER } from './redraw-shader'

const FORMAT: GPUTextureFormat = 'rgba8unorm'

/** A texture with what is needed to draw into it or from it, made once with it. */
interface Slot {
  readonly texture: GPUTexture
  readonly view: GPUTextureView
}

export class ImportTexture implements Disposable {
  private target: Slot | null = null
  /** The target before the last change of size: still in use by a frame under way, and often wanted again. */
  private retired: Slot | null = null
  private staging: Slot | null = null
  private bindings: GPUBindGroup | null = null
  private readonly pipelines = new Map<boolean, GPURenderPipeline>()
  private readonly layout: GPUBindGroupLayout
  private readonly sampler: GPUSampler
  private readonly attachment: GPURenderPassColorAttachment[] = []
  private canvas: OffscreenCanvas | null = null

  constructor(private readonly device: GPUDevice) {
    this.layout = device.createBindGroupLayout({
      label: 'gpu/picture-import/layout',
      entries: [
        { binding: 0, visibility: GPUShaderStage.FRAGMENT, texture: {} },
        { binding: 1, visibility: GPUShaderStage.FRAGMENT, sampler: {} },
      ],
    })
    this.sampler = device.createSampler({
      label: 'gpu/picture-import/sampler',
      magFilter: 'linear',
      minFilter: 'linear',
    })
    for (const mirror of [false, true]) this.pipelines.set(mirror, this.makePipeline(mirror))
  }

  /** @throws before the first picture */
  get current(): GPUTexture {
    if (!this.target) throw new Error('The import texture was read before a picture came in.')
    return this.target.texture
  }

  /** The target texture in this size, black if it is new. */
  shape({ width, height }: Size): GPUTexture {
    if (this.target && has(this.target, width, height)) return this.target.texture
    const old = this.target
    if (this.retired && has(this.retired, width, height)) {
      this.target = this.retired
    } else {
      this.retired?.texture.destroy()
      this.target = this.makeSlot('target', width, height)
    }
    this.retired = old
    return this.target.texture
  }

  /**
   * From the image straight onto the GPU.
   * @throws {DOMException} when the browser refuses this image
   */
  copy(image: DrawableImage, width: Pixels, height: Pixels, target: Size, mirror: boolean): void {
    const texture = this.shape(target)
    const plain = !mirror && width === target.width && height === target.height
    const into = plain ? texture : this.stage(width, height)
    // Premultiplied: what is transparent comes in as over black.
    this.device.queue.copyExternalImageToTexture(
      { source: image },
      { texture: into, premultipliedAlpha: true, colorSpace: 'srgb' },
      [width, height],
    )
    if (!plain) this.redraw(mirror)
  }

  /**
   * Through a 2-D canvas and memory.
   * @throws {DOMException} when the image is tainted or can't be drawn
   */
  write(image: DrawableImage, { width, height }: Size, mirror: boolean): void {
    this.canvas ??= new OffscreenCanvas(width, height)
    const { canvas } = this
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
    const pen = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
    if (!pen) throw new DOMException('no 2-D canvas', 'OperationError')
    pen.setTransform(mirror ? -1 : 1, 0, 0, 1, mirror ? width : 0, 0)
    pen.drawImage(image, 0, 0, width, height)
    const pixels = pen.getImageData(0, 0, width, height)
    const texture = this.shape({ width, height })
    this.device.queue.writeTexture({ texture }, pixels.data, { bytesPerRow: width * 4 }, [width, height])
  }

  dispose(): void {
    for (const slot of [this.target, this.retired, this.staging]) slot?.texture.destroy()
    this.target = this.retired = this.staging = null
    this.bindings = null
    this.canvas = null
  }

  private stage(width: Pixels, height: Pixels): GPUTexture {
    if (this.staging && has(this.staging, width, height)) return this.staging.texture
    this.staging?.texture.destroy()
    this.staging = this.makeSlot('staging', width, height)
    this.bindings = this.device.createBindGroup({
      label: 'gpu/picture-import/bindings',
      layout: this.layout,
      entries: [
        { binding: 0, resource: this.staging.view },
        { binding: 1, resource: this.sampler },
      ],
    })
    return this.staging.texture
  }

  private redraw(mirror: boolean): void {
    const pipeline = this.pipelines.get(mirror)
    if (!this.target || !this.bindings || !pipeline) return
    const encoder = this.device.createCommandEncoder({ label: 'gpu/picture-import/redraw' })
    this.attachment[0] = { view: this.target.view, loadOp: 'clear', storeOp: 'store' }
    const pass = encoder.beginRenderPass({ label: 'gpu/picture-import/redraw', colorAttachments: this.attachment })
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, this.bindings)
    pass.draw(3)
    pass.end()
    this.device.queue.submit([encoder.finish()])
  }

  private makePipeline(mirror: boolean): GPURenderPipeline {
    const module = this.device.createShaderModule({ label: 'gpu/picture-import/redraw', code: REDRAW_SHADER })
    return this.device.createRenderPipeline({
      label: `gpu/picture-import/${mirror ? 'mirror' : 'redraw'}`,
      layout: this.device.createPipelineLayout({ bindGroupLayouts: [this.layout] }),
      vertex: { module, constants: { mirror: mirror ? 1 : 0 } },
      fragment: { module, targets: [{ format: FORMAT }] },
    })
  }

  private makeSlot(role: string, width: Pixels, height: Pixels): Slot {
    const texture = this.device.createTexture({
      label: `gpu/picture-import/${role}`,
      format: FORMAT,
      size: [width, height],
      usage:
        GPUTextureUsage.TEXTURE_BINDING |
        GPUTextureUsage.COPY_DST |
        GPUTextureUsage.COPY_SRC |
        GPUTextureUsage.RENDER_ATTACHMENT,
    })
    return { texture, view: texture.createView({ label: `gpu/picture-import/${role}` }) }
  }
}

function has({ texture }: Slot, width: Pixels, height: Pixels): boolean {
  return texture.width === width && texture.height === height
}
