// The kinds of pass: a drawing into a picture of its own, the same with a memory, and a 3-D scene.
import {
  PerspectiveCamera,
  Vector2,
  type Camera,
  type RenderTarget,
  type Scene,
  type TextureNode,
  type UniformNode,
  type WebGPURenderer,
} from 'three/webgpu'
import { float, texture, uniform, vec2 } from 'three/tsl'
import type { Disposable } from '../core/scope'
import type { Pixels } from '../core/units'
import type { PassOptions } from './effect'
import { compileFor } from './compile-queue'
import { FullscreenPass } from './fullscreen-pass'
import type { Sampler, TextureSampler, Vec2Node } from './sampler'
import { makeTarget, type TargetOptions } from './targets'

export interface Pass extends Disposable {
  draw(renderer: WebGPURenderer): void
  compile(renderer: WebGPURenderer): Promise<void>
  resize(width: Pixels, height: Pixels): void
}

interface Size {
  readonly x: Pixels
  readonly y: Pixels
}

/**
 * A node that reads whatever texture is put in it; two of them never melt into one, even while they hold the same texture.
 * On WebGL targets are read upside down, but for those whose first row is the first (`userData.firstRow`).
 */
export function textureSlot(target: RenderTarget): TextureNode {
  const node = texture(target.texture)
  node.mergeable = false
  const turned = uniform(false, 'bool').onObjectUpdate(
    () => node.value.isRenderTargetTexture && node.value.userData['firstRow'] !== true,
  )
  // What three makes by itself, for all targets alike, when there is none.
  Reflect.set(node, '_flipYUniform', turned)
  return node
}

/** Reads `node` at its first mip level, so that it may stand inside a branch. */
export function samplerOf(node: TextureNode, texel: Vec2Node): TextureSampler {
  return Object.assign((st: Vec2Node) => node.sample(st).level(float(0)), { texel, node })
}

function texelNode(target: RenderTarget): UniformNode<'vec2'> {
  return uniform(new Vector2(1 / target.width, 1 / target.height))
}

function resizeTo(
  target: RenderTarget,
  texel: UniformNode<'vec2'>,
  width: Pixels,
  height: Pixels,
  scale: number,
): void {
  target.setSize(scaled(width, scale), scaled(height, scale))
  texel.value.set(1 / target.width, 1 / target.height)
}

function scaled(length: Pixels, scale: number): Pixels {
  return Math.max(1, Math.round(length * scale))
}

export class DrawnPass implements Pass {
  readonly output: TextureSampler
  readonly target: RenderTarget
  private readonly texel: UniformNode<'vec2'>
  private readonly quad: FullscreenPass
  private readonly scale: number

  constructor(label: string, sampler: Sampler, size: Size, options: PassOptions) {
    this.scale = options.scale ?? 1
    this.target = makeTarget(label, scaled(size.x, this.scale), scaled(size.y, this.scale), options)
    this.texel = texelNode(this.target)
    this.output = samplerOf(textureSlot(this.target), this.texel)
    this.quad = FullscreenPass.of(label, sampler)
  }

  draw(renderer: WebGPURenderer): void {
    this.quad.draw(renderer, this.target)
  }

  compile(renderer: WebGPURenderer): Promise<void> {
    return this.quad.compile(renderer, this.target)
  }

  resize(width: Pixels, height: Pixels): void {
    resizeTo(this.target, this.texel, width, height, this.scale)
  }

  dispose(): void {
    this.quad.dispose()
    this.target.dispose()
  }
}

/** Two targets that change places: one is drawn, the other holds the frame before. */
export class HistoryPass implements Pass {
  readonly output: TextureSampler
  private targets: readonly [RenderTarget, RenderTarget]
  private readonly before: TextureNode
  private readonly after: TextureNode
  private readonly texel: UniformNode<'vec2'>
  private readonly quad: FullscreenPass
  private turn: 0 | 1 = 0
  private empty = true
  /** The frame before at the size it had, until the first draw at a new one. */
  private outgrown: RenderTarget | null = null

  constructor(
    private readonly label: string,
    draw: (before: TextureSampler) => Sampler,
    size: Size,
    private readonly options: PassOptions,
  ) {
    this.targets = this.makeTargets(size.x, size.y)
    this.texel = texelNode(this.targets[0])
    this.before = textureSlot(this.targets[1])
    this.after = textureSlot(this.targets[0])
    this.output = samplerOf(this.after, this.texel)
    this.quad = FullscreenPass.of(label, draw(samplerOf(this.before, this.texel)))
  }

  draw(renderer: WebGPURenderer): void {
    const drawn = this.targets[this.turn]
    const old = this.old
    if (this.outgrown) {
      copy(renderer, this.outgrown, old)
      this.outgrown.dispose()
      this.outgrown = null
    } else if (this.empty) clear(renderer, old)
    this.empty = false
    this.before.value = old.texture
    this.quad.draw(renderer, drawn)
    this.after.value = drawn.texture
    this.turn = this.turn === 0 ? 1 : 0
  }

  compile(renderer: WebGPURenderer): Promise<void> {
    return this.quad.compile(renderer, this.targets[0])
  }

  /** What it remembers stays: performers go to full screen in the middle of a trail. */
  resize(width: Pixels, height: Pixels): void {
    const before = this.targets
    if (!this.empty) this.outgrown ??= this.old
    this.targets = this.makeTargets(width, height)
    this.texel.value.set(1 / this.targets[0].width, 1 / this.targets[0].height)
    for (const target of before) if (target !== this.outgrown) target.dispose()
  }

  dispose(): void {
    this.quad.dispose()
    this.outgrown?.dispose()
    for (const target of this.targets) target.dispose()
  }

  private get old(): RenderTarget {
    return this.targets[this.turn === 0 ? 1 : 0]
  }

  private makeTargets(width: Pixels, height: Pixels): [RenderTarget, RenderTarget] {
    const { label, options } = this
    const [w, h] = [scaled(width, options.scale ?? 1), scaled(height, options.scale ?? 1)]
    return [makeTarget(`${label}/even`, w, h, options), makeTarget(`${label}/odd`, w, h, options)]
  }
}

/** A three.js scene seen by a camera. A perspective camera's aspect follows the stage. */
export class ScenePass implements Pass {
  readonly output: TextureSampler
  private readonly target: RenderTarget
  private readonly texel: UniformNode<'vec2'>

  constructor(
    label: string,
    private readonly scene: Scene,
    private readonly camera: Camera,
    size: Size,
    plain: boolean,
  ) {
    const looks: TargetOptions = plain ? { depth: '8bit', solid: 'plain' } : { solid: 'smooth' }
    this.target = makeTarget(label, size.x, size.y, looks)
    this.texel = texelNode(this.target)
    this.output = samplerOf(textureSlot(this.target), this.texel)
    this.aim(size.x, size.y)
  }

  draw(renderer: WebGPURenderer): void {
    renderer.setRenderTarget(this.target)
    renderer.render(this.scene, this.camera)
    renderer.setRenderTarget(null)
  }

  async compile(renderer: WebGPURenderer): Promise<void> {
    const { StandardNodeLibrary } = await import('./standard-materials')
    if (!(renderer.library instanceof StandardNodeLibrary)) renderer.library = new StandardNodeLibrary()
    await compileFor(renderer, this.target, this.scene, this.camera)
  }

  resize(width: Pixels, height: Pixels): void {
    resizeTo(this.target, this.texel, width, height, 1)
    this.aim(width, height)
  }

  dispose(): void {
    this.target.dispose()
  }

  private aim(width: Pixels, height: Pixels): void {
    if (!(this.camera instanceof PerspectiveCamera)) return
    this.camera.aspect = width / height
    this.camera.updateProjectionMatrix()
  }
}

/** Transparent black all over. */
export function clear(renderer: WebGPURenderer, target: RenderTarget): void {
  renderer.setRenderTarget(target)
  renderer.clear()
  renderer.setRenderTarget(null)
}

const copiers = new WeakMap<WebGPURenderer, { quad: FullscreenPass; slot: TextureNode }>()

/** `from` over the whole of `to`, whatever their sizes. */
export function copy(renderer: WebGPURenderer, from: RenderTarget, to: RenderTarget): void {
  let copier = copiers.get(renderer)
  if (!copier) {
    const slot = textureSlot(from)
    copier = { slot, quad: FullscreenPass.of('stage/copy/draw', samplerOf(slot, vec2(0))) }
    copiers.set(renderer, copier)
  }
  copier.slot.value = from.texture
  copier.quad.draw(renderer, to)
}
