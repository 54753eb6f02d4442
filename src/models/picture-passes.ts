// The GPU passes on either side of a model, made once a device: picture to numbers, numbers to picture, picture to canvas.
import type { Pixels } from '../core/units'
import source from './picture-passes.wgsl?raw'

/** Buffers and textures for one working size of a model. Made once, used for every frame of that size. */
export interface WorkingSize {
  readonly width: Pixels
  readonly height: Pixels
  /** What the model reads: RGB 0..1, NHWC. */
  readonly numbers: GPUBuffer
  /** Puts the picture in `texture` into `numbers`. */
  read(encoder: GPUCommandEncoder, texture: GPUTexture): void
  /** Puts the model's numbers into the next of two textures, and returns it. */
  write(encoder: GPUCommandEncoder, painted: GPUBuffer): GPUTexture
  dispose(): void
}

const TILE = 8

export class PicturePasses {
  private readonly module: GPUShaderModule
  private readonly reading: GPUComputePipeline
  private readonly writing: GPUComputePipeline
  private readonly sampler: GPUSampler
  private showing: { format: GPUTextureFormat; pipeline: GPURenderPipeline } | null = null

  constructor(private readonly device: GPUDevice) {
    this.module = device.createShaderModule({ label: 'models/passes/shader', code: source })
    this.reading = this.pipeline('pictureToNumbers')
    this.writing = this.pipeline('numbersToPicture')
    this.sampler = device.createSampler({
      label: 'models/passes/sampler',
      magFilter: 'linear',
      minFilter: 'linear',
    })
  }

  size(width: Pixels, height: Pixels): WorkingSize {
    const { device, reading, writing, sampler } = this
    const label = `models/${width}x${height}`
    const uniform = device.createBuffer({
      label: `${label}/size`,
      size: 8,
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    })
    device.queue.writeBuffer(uniform, 0, new Uint32Array([width, height]))
    const numbers = device.createBuffer({
      label: `${label}/picture`,
      size: width * height * 3 * 4,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC,
    })
    const textures = ['a', 'b'].map((name) =>
      device.createTexture({
        label: `${label}/painting ${name}`,
        size: [width, height],
        format: 'rgba8unorm',
        usage: GPUTextureUsage.STORAGE_BINDING | GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.COPY_SRC,
      }),
    )
    const views = textures.map((texture) => texture.createView())
    // Sources take turns through a few textures, and TensorFlow.js through a few buffers: each gets its bind group once.
    const readers = new WeakMap<GPUTexture, GPUBindGroup>()
    const writers = textures.map(() => new WeakMap<GPUBuffer, GPUBindGroup>())
    let turn = 0

    const dispatch = (encoder: GPUCommandEncoder, pipeline: GPUComputePipeline, group: GPUBindGroup): void => {
      const pass = encoder.beginComputePass({ label: `${label}/pass` })
      pass.setPipeline(pipeline)
      pass.setBindGroup(0, group)
      pass.dispatchWorkgroups(Math.ceil(width / TILE), Math.ceil(height / TILE))
      pass.end()
    }

    return {
      width,
      height,
      numbers,
      read(encoder, texture) {
        const group =
          readers.get(texture) ??
          device.createBindGroup({
            label: `${label}/read`,
            layout: reading.getBindGroupLayout(0),
            entries: [
              { binding: 0, resource: texture.createView() },
              { binding: 1, resource: sampler },
              { binding: 2, resource: { buffer: uniform } },
              { binding: 3, resource: { buffer: numbers } },
            ],
          })
        readers.set(texture, group)
        dispatch(encoder, reading, group)
      },
      write(encoder, painted) {
        turn = (turn + 1) % 2
        const texture = textures[turn]
        const view = views[turn]
        const known = writers[turn]
        if (!texture || !view || !known) throw new RangeError(`there is no painting ${turn}`)
        const group =
          known.get(painted) ??
          device.createBindGroup({
            label: `${label}/write`,
            layout: writing.getBindGroupLayout(0),
            entries: [
              { binding: 4, resource: { buffer: painted } },
              { binding: 5, resource: view },
            ],
          })
        known.set(painted, group)
        dispatch(encoder, writing, group)
        return texture
      },
      dispose() {
        uniform.destroy()
        numbers.destroy()
        for (const texture of textures) texture.destroy()
      },
    }
  }

  /** Draws `texture` over the whole of a canvas whose context belongs to this device. */
  show(context: GPUCanvasContext, format: GPUTextureFormat, texture: GPUTexture): void {
    const { device, module, sampler } = this
    if (this.showing?.format !== format) {
      const pipeline = device.createRenderPipeline({
        label: 'models/thumbnail/pipeline',
        layout: 'auto',
        vertex: { module, entryPoint: 'wholeCanvas' },
        fragment: { module, entryPoint: 'showPicture', targets: [{ format }] },
      })
      this.showing = { format, pipeline }
    }
    const { pipeline } = this.showing
    const group = device.createBindGroup({
      label: 'models/thumbnail/group',
      layout: pipeline.getBindGroupLayout(0),
      entries: [
        { binding: 0, resource: texture.createView() },
        { binding: 1, resource: sampler },
      ],
    })
    const encoder = device.createCommandEncoder({ label: 'models/thumbnail' })
    const pass = encoder.beginRenderPass({
      label: 'models/thumbnail/pass',
      colorAttachments: [{ view: context.getCurrentTexture().createView(), loadOp: 'clear', storeOp: 'store' }],
    })
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, group)
    pass.draw(3)
    pass.end()
    device.queue.submit([encoder.finish()])
  }

  private pipeline(entryPoint: string): GPUComputePipeline {
    const { device, module } = this
    return device.createComputePipeline({
      label: `models/passes/${entryPoint}`,
      layout: 'auto',
      compute: { module, entryPoint },
    })
  }
}
