// A fused plan on a device: its pipelines, weights and styles. None of it depends on a size; see fused-size.ts for what does.
import type { Plan } from '../../plan'
import { mixInto, type NormVector, normVectors } from '../../style-vector'
import type { Weights } from '../../weights'
import { toHalves } from './half'
import { weightElement } from './precision'
import { packWeights } from './pack'
import type { Step, Steps } from './dispatches'
import { slicesOf } from './view'

/** A part of a buffer, at an offset that may be bound. */
export interface Region {
  readonly buffer: GPUBuffer
  readonly offset: number
  readonly size: number
}

export class FusedProgram {
  /** One a step; layers of one shape share theirs. */
  readonly pipelines: readonly GPUComputePipeline[]
  readonly sampler: GPUSampler
  private readonly weightRegions: ReadonlyMap<Step, Region>
  private readonly styleRegions: readonly Region[]
  private readonly normRegions: readonly Region[]
  private readonly buffers: readonly GPUBuffer[]
  private readonly vectors: readonly NormVector[]
  private readonly styles: Float32Array<ArrayBuffer>
  /** Of the mix, and of the second one where there is. */
  private readonly mixed: readonly Float32Array[]
  private fresh = true

  private constructor(
    readonly device: GPUDevice,
    readonly steps: Steps,
    plan: Plan,
    private readonly weights: Weights,
    pipelines: readonly GPUComputePipeline[],
    packed: ReadonlyMap<Step, Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer>>,
    /** Whose weights it shares. */
    private readonly base: FusedProgram | null,
  ) {
    this.pipelines = pipelines
    const mixes = steps.masked ? 2 : 1
    this.sampler = device.createSampler({ label: 'models/fused/sampler', magFilter: 'linear', minFilter: 'linear' })
    const sizes = [...packed.values()].map((numbers) => numbers.byteLength)
    const weightRegions = this.regions('weights', sizes)
    const placed = [...packed].flatMap(([step, numbers], i): [Step, Region][] => {
      const region = weightRegions[i]
      if (!region) return []
      device.queue.writeBuffer(region.buffer, region.offset, numbers)
      return [[step, region]]
    })
    this.weightRegions = new Map(placed)
    const normSizes = steps.fused.norms.map((norm) => slicesOf(norm) * 2 * 16 * mixes)
    this.styleRegions = this.regions('styles', normSizes)
    this.normRegions = this.regions('norms', normSizes)
    this.buffers = [weightRegions, this.styleRegions, this.normRegions].flatMap(([first]) =>
      first ? [first.buffer] : [],
    )
    this.vectors = normVectors(plan)
    this.styles = new Float32Array((this.styleRegions[0]?.buffer.size ?? 0) / 4)
    this.mixed = Array.from({ length: mixes }, () => new Float32Array(plan.styles))
  }

  /**
   * Compiles every pipeline without holding up the page.
   * @param base the same steps with weights that are on the device already, and with some of the pipelines
   * @throws {GPUPipelineError} when the device refuses a shader
   */
  static async create(
    device: GPUDevice,
    steps: Steps,
    plan: Plan,
    weights: Weights,
    base: FusedProgram | null = null,
  ): Promise<FusedProgram> {
    const known = new Map<string, GPUComputePipeline>()
    base?.steps.list.forEach(({ code: { wgsl } }, i) => {
      const pipeline = base.pipelines[i]
      if (pipeline) known.set(wgsl, pipeline)
    })
    const pipelines: GPUComputePipeline[] = []
    for (const { code, name } of steps.list) {
      // One after the other: all at once they fill the device's compilers, and the stage's next frame waits behind them for seconds.
      const pipeline = known.get(code.wgsl) ?? (await compile(device, `models/fused/${name}`, code.wgsl))
      known.set(code.wgsl, pipeline)
      pipelines.push(pipeline)
    }
    const packed = new Map<Step, Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer>>()
    for (const step of base ? [] : steps.list) {
      if (!step.pass.layer || step.norm) continue
      const numbers = packWeights(step.pass, step.tile, weights)
      packed.set(step, weightElement(steps.store, step.pass).bytes === 8 ? toHalves(numbers) : numbers)
      // All at once they would hold up a frame of the stage.
      await new Promise((go) => setTimeout(go))
    }
    return new FusedProgram(device, steps, plan, weights, pipelines, packed, base)
  }

  /** One weight a style, summing to 1. Writes only what a new mix changes: the gammas and betas. */
  setMix(mix: Float32Array, second: Float32Array | null = null): void {
    const mixes = second ? [mix, second] : [mix]
    if (!this.fresh && mixes.every((each, i) => each.every((weight, s) => weight === this.mixed[i]?.[s]))) return
    this.fresh = false
    mixes.forEach((each, turn) => {
      this.mixed[turn]?.set(each)
      mixInto(this.weights, each, this.vectors)
      this.vectors.forEach(({ gamma, beta }, i) => {
        const region = this.styleRegions[i]
        if (!region) return
        const [at, half] = [region.offset / 4, region.size / 8 / this.mixed.length]
        this.styles.set(gamma, at + turn * 2 * half)
        this.styles.set(beta, at + (turn * 2 + 1) * half)
      })
    })
    const [first] = this.styleRegions
    if (first) this.device.queue.writeBuffer(first.buffer, 0, this.styles)
  }

  weightsOf(step: Step): Region {
    const { base } = this
    if (!base) return there(this.weightRegions.get(step), step.name)
    // The same list, in the same order.
    const theirs = base.steps.list[this.steps.list.indexOf(step)]
    return base.weightsOf(there(theirs, step.name))
  }

  style(index: number): Region {
    return there(this.styleRegions[index], `style ${index}`)
  }

  norm(index: number): Region {
    return there(this.normRegions[index], `norm ${index}`)
  }

  dispose(): void {
    for (const buffer of this.buffers) buffer.destroy()
  }

  private regions(role: string, sizes: readonly number[]): Region[] {
    const align = this.device.limits.minStorageBufferOffsetAlignment
    const offsets: number[] = []
    let end = 0
    for (const size of sizes) {
      offsets.push(end)
      end += Math.ceil(size / align) * align
    }
    if (end === 0) return []
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST
    const buffer = this.device.createBuffer({ label: `models/fused/${role}`, size: end, usage })
    return sizes.map((size, i) => ({ buffer, size, offset: offsets[i] ?? 0 }))
  }
}

function compile(device: GPUDevice, label: string, code: string): Promise<GPUComputePipeline> {
  const module = device.createShaderModule({ label, code })
  return device.createComputePipelineAsync({ label, layout: 'auto', compute: { module, entryPoint: 'main' } })
}

function there<T>(thing: T | undefined, name: string): T {
  if (thing === undefined) throw new Error(`the fused plan has no ${name}`)
  return thing
}
