// One working size of a fused plan: its buffers, its two painting textures, its bind groups, and the frame's dispatches.
import type { MaskShape } from '../../../contracts/style'
import type { Pixels, Seconds } from '../../../core/units'
import type { GpuTimer } from '../../../gpu/gpu-timer'
import { costOf } from './cost-model'
import { finishShape, SHAPE_BYTES } from './finish-wgsl'
import { FusedMask } from './fused-mask'
import type { FusedProgram, Region } from './fused-program'
import { levelNumbers } from './levels'
import { cut, Pace } from './pace'
import type { Bound } from './pass-wgsl'
import { planSlots } from './buffer-allocator'
import { type Step, sumsBytes, workgroupsOf } from './dispatches'

interface Dispatch {
  readonly step: Step
  readonly pipeline: GPUComputePipeline
  readonly group: GPUBindGroup
  readonly workgroups: readonly [number, number, number]
  readonly cost: number
}

/** All of a painting's dispatches. */
interface Work {
  readonly dispatches: readonly Dispatch[]
  /** The dispatches, cut as the pace wants it. */
  pieces: readonly (readonly Dispatch[])[]
  cutInto: number
}

/** What masked paintings need, for all sizes. */
export interface Masking {
  readonly program: FusedProgram
  readonly pipeline: GPUComputePipeline
}

export class FusedSize {
  private readonly buffers: GPUBuffer[] = []
  private readonly slots: readonly GPUBuffer[]
  private readonly levels: GPUBuffer
  private readonly sums: GPUBuffer
  /** For each norm what its sums were gathered over. */
  private readonly shapes: GPUBuffer
  private readonly shapeStride: number
  private readonly textures: readonly GPUTexture[]
  private readonly views: readonly GPUTextureView[]
  private readonly plain: Work
  /** The same with a mask, once one was asked for. */
  private masked: (Work & { readonly mask: FusedMask }) | null = null
  private readonly pace = new Pace()
  /** Sources take turns through a few textures; each gets its bind groups once. By step, by turn. */
  private readonly known = new Map<Step, readonly WeakMap<GPUTexture, GPUBindGroup>[]>()
  private readonly slotOf: ReadonlyMap<number, number>
  private turn = 0
  /** How long the newest painting kept the GPU busy; null where that can't be measured. */
  took: Seconds | null = null

  constructor(
    private readonly program: FusedProgram,
    readonly width: Pixels,
    readonly height: Pixels,
  ) {
    const { device, steps } = program
    const label = `models/fused/${width}x${height}`
    const make = (role: string, size: number, usage: number): GPUBuffer => {
      const buffer = device.createBuffer({ label: `${label}/${role}`, size, usage })
      this.buffers.push(buffer)
      return buffer
    }
    const { sizes, of } = planSlots(steps.fused)
    this.slotOf = of
    const bytes = (vectors: number): number => Math.max(16, Math.ceil(vectors * width * height) * steps.store.bytes)
    this.slots = sizes.map((size, i) => make(`slot ${i}`, bytes(size), GPUBufferUsage.STORAGE))
    const sums = Math.max(16, ...steps.list.map((step) => sumsBytes(step, width, height)))
    this.sums = make('sums', sums, GPUBufferUsage.STORAGE)
    const levels = levelNumbers(steps.levels, width, height)
    this.levels = make('levels', levels.byteLength, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST)
    device.queue.writeBuffer(this.levels, 0, levels)
    this.shapeStride = Math.max(SHAPE_BYTES, device.limits.minUniformBufferOffsetAlignment)
    const norms = Math.max(1, steps.fused.norms.length)
    this.shapes = make('norms', norms * this.shapeStride, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST)
    for (const { pass, tile, norm } of steps.list) {
      if (!norm) continue
      device.queue.writeBuffer(this.shapes, norm.index * this.shapeStride, finishShape(pass, norm, tile, width, height))
    }
    this.textures = ['a', 'b'].map((name) =>
      device.createTexture({
        label: `${label}/painting ${name}`,
        size: [width, height],
        format: 'rgba8unorm',
        usage: GPUTextureUsage.STORAGE_BINDING | GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.COPY_SRC,
      }),
    )
    this.views = this.textures.map((texture) => texture.createView())
    this.plain = this.workOf(program, null)
  }

  /**
   * Paints the picture in `texture`, a piece at a time; resolves with the painting's texture when it is done. At most two pieces
   * wait in the GPU's queue: one that runs, so that it never stands still, and one behind it. What the stage submits meanwhile goes
   * before all the others, however slow the model is.
   */
  async paint(
    texture: GPUTexture,
    timer: GpuTimer | null = null,
    masking: { readonly by: Masking; readonly shape: MaskShape } | null = null,
  ): Promise<GPUTexture> {
    const { pace } = this
    const mask = masking && this.maskBy(masking.by)
    if (masking) mask?.mask.set(masking.shape)
    const work = mask ?? this.plain
    const { queue } = this.program.device
    this.turn = 1 - this.turn
    const painting = this.textures[this.turn]
    if (!painting) throw new RangeError(`there is no painting ${this.turn}`)
    if (work.cutInto !== pace.pieces) {
      work.cutInto = pace.pieces
      work.pieces = cut(work.dispatches, pace.pieces)
    }
    pace.begin()
    let before: Promise<unknown> | null = null
    for (const [i, piece] of work.pieces.entries()) {
      this.submit(work, piece, texture, timer, i)
      const done = queue.onSubmittedWorkDone()
      await before
      before = done
    }
    const [took] = await Promise.all([timer?.seconds(), before])
    this.took = took ?? null
    pace.end(this.took)
    return painting
  }

  dispose(): void {
    for (const buffer of this.buffers) buffer.destroy()
    for (const texture of this.textures) texture.destroy()
    this.masked?.mask.dispose()
  }

  private workOf(program: FusedProgram, mask: FusedMask | null): Work {
    const { width, height } = this
    const dispatches = program.steps.list.map((step, i): Dispatch => {
      const pipeline = program.pipelines[i]
      if (!pipeline) throw new Error(`'${step.name}' has no pipeline`)
      return {
        step,
        pipeline,
        group: this.group(program, mask, step, pipeline),
        workgroups: workgroupsOf(step, width, height),
        cost: costOf(step, width * height),
      }
    })
    return { dispatches, pieces: [], cutInto: 0 }
  }

  private maskBy({ program, pipeline }: Masking): Work & { readonly mask: FusedMask } {
    if (this.masked) return this.masked
    const { device, sampler, steps } = program
    const mask = new FusedMask(device, pipeline, this.levels, sampler, steps.levels, this.width, this.height)
    this.masked = { ...this.workOf(program, mask), mask }
    return this.masked
  }

  private submit(
    work: Work,
    piece: readonly Dispatch[],
    texture: GPUTexture,
    timer: GpuTimer | null,
    index: number,
  ): void {
    const { device } = this.program
    const encoder = device.createCommandEncoder({ label: 'models/fused' })
    const timestampWrites = timer?.pass(index)
    const pass = encoder.beginComputePass({ label: 'models/fused', ...(timestampWrites && { timestampWrites }) })
    if (index === 0 && work === this.masked) this.masked.mask.encode(pass, texture)
    for (const { step, pipeline, group, workgroups } of piece) {
      pass.setPipeline(pipeline)
      pass.setBindGroup(0, group)
      if (step.code.readsPicture || step.code.paints) pass.setBindGroup(1, this.outside(step, pipeline, texture))
      pass.dispatchWorkgroups(...workgroups)
    }
    pass.end()
    if (index === work.pieces.length - 1) timer?.finish(encoder)
    device.queue.submit([encoder.finish()])
  }

  private group(program: FusedProgram, mask: FusedMask | null, step: Step, pipeline: GPUComputePipeline): GPUBindGroup {
    return program.device.createBindGroup({
      label: `models/fused/${step.name}`,
      layout: pipeline.getBindGroupLayout(0),
      entries: step.code.bound.map((bound, binding) => ({
        binding,
        resource: this.resource(program, mask, step, bound),
      })),
    })
  }

  private resource(
    program: FusedProgram,
    mask: FusedMask | null,
    step: Step,
    bound: Bound,
  ): Region | { readonly buffer: GPUBuffer } | GPUTextureView {
    switch (bound.kind) {
      case 'levels':
        return { buffer: this.levels }
      case 'sums':
        return { buffer: this.sums }
      case 'mask':
        if (!mask) throw new Error(`'${step.name}' reads a mask that nobody makes`)
        return mask.view
      case 'weights':
        return program.weightsOf(step)
      case 'norm':
        return program.norm(bound.index)
      case 'style':
        return program.style(bound.index)
      case 'shape':
        return { buffer: this.shapes, offset: bound.index * this.shapeStride, size: SHAPE_BYTES }
      case 'stored': {
        const buffer = this.slots[this.slotOf.get(bound.id) ?? -1]
        if (!buffer) throw new Error(`picture ${bound.id} has no buffer`)
        return { buffer }
      }
    }
  }

  /** The picture that comes in and the painting that goes out. */
  private outside(step: Step, pipeline: GPUComputePipeline, texture: GPUTexture): GPUBindGroup {
    const { code } = step
    const turns = this.known.get(step) ?? [new WeakMap(), new WeakMap()]
    this.known.set(step, turns)
    // What does not read the picture needs no group for each of its textures.
    const key = code.readsPicture ? texture : this.textures[0]
    const turn = turns[code.paints ? this.turn : 0]
    const view = this.views[this.turn]
    if (!key || !turn || !view) throw new RangeError(`there is no painting ${this.turn}`)
    const known = turn.get(key)
    if (known) return known
    const made = this.program.device.createBindGroup({
      label: `models/fused/${step.name}/outside`,
      layout: pipeline.getBindGroupLayout(1),
      entries: [
        ...(code.readsPicture
          ? [
              { binding: 0, resource: texture.createView() },
              { binding: 1, resource: this.program.sampler },
            ]
          : []),
        ...(code.paints ? [{ binding: 2, resource: view }] : []),
      ],
    })
    turn.set(key, made)
    return made
  }
}
