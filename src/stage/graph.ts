// One sketch's drawing: its signals (numbers that move), its passes in the order they are drawn, and their lifetime.
import { Vector2, type Camera, type Scene, type UniformNode, type WebGPURenderer } from 'three/webgpu'
import { uniform } from 'three/tsl'
import type { Tick } from '../contracts/frame'
import { Scope } from '../core/scope'
import { clamp, sample, type Value } from '../core/signal'
import type { Pixels, Seconds } from '../core/units'
import type { EffectContext, PassOptions } from './effect'
import { DrawnPass, HistoryPass, ScenePass, type Pass } from './passes'
import { isTextureSampler, type FloatNode, type Sampler, type TextureSampler } from './sampler'

/** Trails and drifts must not jump when a tab comes back after a minute. */
const LONGEST_STEP: Seconds = 0.1

interface Slot {
  readonly node: UniformNode<'float'>
  readonly value: Value
  readonly min: number
  readonly max: number
  readonly fallback: number
}

/** The range a value is held to, and what stands in when it is no number. */
export interface Range {
  readonly min: number
  readonly max: number
  readonly default: number
}

const ANY: Range = { min: -1e6, max: 1e6, default: 0 }

export class Graph implements EffectContext {
  readonly time: UniformNode<'float'> = uniform(0)
  readonly dt: UniformNode<'float'> = uniform(0)
  readonly aspect: UniformNode<'float'> = uniform(1)
  readonly resolution: UniformNode<'vec2'>
  private readonly size: Vector2
  private readonly scope = new Scope()
  private readonly slots: Slot[] = []
  private readonly starts: (() => void)[] = []
  private readonly passes: Pass[] = []
  private readonly baked = new WeakMap<Sampler, TextureSampler>()

  /** @param label begins the name of every GPU object: 'stage/sketch portrait' */
  constructor(
    readonly label: string,
    width: Pixels,
    height: Pixels,
    /** Pictures of 8 bits and hard edges, for graphics without a GPU: half the time. What remembers, and asks for more, gets more. */
    readonly plain = false,
  ) {
    this.size = new Vector2(width, height)
    this.resolution = uniform(this.size)
    this.aspect.value = width / height
  }

  get width(): Pixels {
    return this.size.x
  }

  get height(): Pixels {
    return this.size.y
  }

  /** True while it has no pictures of its own. */
  get light(): boolean {
    return this.passes.length === 0
  }

  /** A number or signal as the shader sees it: sampled at the start of every frame. */
  number(value: Value, { min, max, default: fallback }: Range = ANY): FloatNode {
    const node = uniform(clamp(sample(value, fallback), min, max))
    if (typeof value === 'function') this.slots.push({ node, value, min, max, fallback })
    return node
  }

  pass(label: string, sampler: Sampler, options: PassOptions = {}): TextureSampler {
    const depth = this.plain ? '8bit' : 'half'
    return this.add(new DrawnPass(`${this.label}/${label}`, sampler, this.size, { depth, ...options })).output
  }

  history(label: string, draw: (before: TextureSampler) => Sampler, options: PassOptions = {}): TextureSampler {
    return this.add(new HistoryPass(`${this.label}/${label}`, draw, this.size, options)).output
  }

  /** A three.js scene as a picture. */
  scene(scene: Scene, camera: Camera): TextureSampler {
    return this.add(new ScenePass(`${this.label}/scene`, scene, camera, this.size, this.plain)).output
  }

  cheap(input: Sampler): TextureSampler {
    if (isTextureSampler(input)) return input
    const known = this.baked.get(input)
    if (known) return known
    const made = this.pass('baked', input)
    this.baked.set(input, made)
    return made
  }

  /** Puts a pass behind those there are. Passes are drawn in this order, so what it reads must have been added before. */
  add<P extends Pass>(pass: P): P {
    this.passes.push(pass)
    this.scope.add(pass)
    return pass
  }

  /** Runs `fn` at the start of every frame, before anything is drawn. */
  onFrame(fn: () => void): void {
    this.starts.push(fn)
  }

  defer(fn: () => void): void {
    this.scope.defer(fn)
  }

  /** Takes the signals' values for this frame. */
  sample({ time, dt }: Tick): void {
    this.time.value = time
    this.dt.value = Math.min(dt, LONGEST_STEP)
    for (const start of this.starts) start()
    for (const { node, value, min, max, fallback } of this.slots) node.value = clamp(sample(value, fallback), min, max)
  }

  draw(renderer: WebGPURenderer): void {
    for (const pass of this.passes) pass.draw(renderer)
  }

  async compile(renderer: WebGPURenderer): Promise<void> {
    for (const pass of this.passes) await pass.compile(renderer)
  }

  resize(width: Pixels, height: Pixels): void {
    this.size.set(width, height)
    this.aspect.value = width / height
    for (const pass of this.passes) pass.resize(width, height)
  }

  dispose(): void {
    this.scope.dispose()
  }
}
