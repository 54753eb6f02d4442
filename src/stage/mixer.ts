// Mixes what the decks draw into one picture, and shows that picture: on the canvas, or at any size for a snapshot.
import type { RenderTarget, TextureNode, UniformNode, WebGPURenderer } from 'three/webgpu'
import { fract, mix, screenCoordinate, uniform, vec2, vec3, vec4 } from 'three/tsl'
import type { Pixels } from '../core/units'
import { clear, samplerOf, textureSlot } from './passes'
import { Quad, quadSt } from './quad'
import type { Vec3Node } from './sampler'
import { makeTarget } from './targets'

export class Mixer {
  readonly target: RenderTarget
  private readonly from: TextureNode
  private readonly to: TextureNode
  private readonly share: UniformNode<'float'> = uniform(1)
  private readonly light: UniformNode<'float'> = uniform(1)
  private readonly mixing: Quad
  private readonly showing: Quad
  private readonly copying: Quad

  constructor(width: Pixels, height: Pixels) {
    this.target = makeTarget('stage/mix', width, height)
    this.from = textureSlot(this.target)
    this.to = textureSlot(this.target)
    const nothing = vec2(0)
    const from = samplerOf(this.from, nothing)(quadSt)
    const to = samplerOf(this.to, nothing)(quadSt)
    this.mixing = new Quad('stage/mix/draw', vec4(mix(from.rgb, to.rgb, this.share), 1))
    const mixed = samplerOf(textureSlot(this.target), nothing)(quadSt)
    const shown = vec4(dithered(mixed.rgb.mul(this.light)), 1)
    this.showing = new Quad('stage/show/draw', shown)
    this.copying = new Quad('stage/snapshot/draw', shown)
  }

  /** @param share of `to`, 0..1 */
  mix(renderer: WebGPURenderer, from: RenderTarget, to: RenderTarget, share: number): void {
    this.from.value = from.texture
    this.to.value = to.texture
    this.share.value = share
    this.mixing.draw(renderer, this.target)
  }

  /** Onto the canvas (null), or into a target of any size. */
  show(renderer: WebGPURenderer, target: RenderTarget | null, black: boolean): void {
    this.light.value = black ? 0 : 1
    const quad = target === null ? this.showing : this.copying
    quad.draw(renderer, target)
  }

  /** Ready to show before the first sketch is: a black stage. */
  async start(renderer: WebGPURenderer): Promise<void> {
    clear(renderer, this.target)
    const stand = makeTarget('stage/mix/stand-in', 1, 1)
    this.from.value = stand.texture
    this.to.value = stand.texture
    await this.mixing.compile(renderer, this.target)
    await this.showing.compile(renderer, null)
    this.from.value = this.target.texture
    this.to.value = this.target.texture
    stand.dispose()
  }

  resize(renderer: WebGPURenderer, width: Pixels, height: Pixels): void {
    this.target.setSize(width, height)
    clear(renderer, this.target)
  }

  dispose(): void {
    this.mixing.dispose()
    this.showing.dispose()
    this.copying.dispose()
    this.target.dispose()
  }
}

/** Less than half a step of 8 bits, so that a value which 8 bits can hold comes out as it went in. */
const STEP = 0.8 / 255

/**
 * Hides the steps of 8 bits in slow gradients under a fixed fine grain.
 * Interleaved gradient noise: Jimenez, "Next Generation Post Processing in Call of Duty: Advanced Warfare", SIGGRAPH 2014.
 */
function dithered(colour: Vec3Node): Vec3Node {
  const noise = fract(fract(screenCoordinate.xy.dot(vec2(0.06711056, 0.00583715))).mul(52.9829189))
  return colour.add(vec3(noise.sub(0.5).mul(STEP)))
}
