// Mixes what the decks draw into one picture, and shows that picture: on the canvas, or at any size for a snapshot.
import {
  UnsignedByteType,
  type RenderTarget,
  type TextureNode,
  type UniformNode,
  type WebGPURenderer,
} from 'three/webgpu'
import { fract, screenCoordinate, uniform, vec2, vec3, vec4 } from 'three/tsl'
import type { Pixels, Unit01 } from '../core/units'
import type { StageSize } from './canvas'
import { clear, copy, samplerOf, textureSlot } from './passes'
import { FullscreenPass, quadSt } from './fullscreen-pass'
import type { Vec3Node } from './sampler'
import { makeTarget, type TargetOptions } from './targets'

export class Mixer {
  /** A picture that is shown in place of the mix. */
  private alone: RenderTarget | null = null
  private target: RenderTarget
  private readonly mixed: TextureNode
  private readonly layer: TextureNode
  private readonly share: UniformNode<'float'> = uniform(1)
  private readonly light: UniformNode<'float'> = uniform(1)
  private readonly ground: FullscreenPass
  private readonly over: FullscreenPass
  private readonly showing: FullscreenPass
  /** For a picture of 8 bits, which has nothing to hide. */
  private readonly bare: FullscreenPass
  private readonly copying: FullscreenPass

  constructor(
    { width, height }: StageSize,
    private readonly depth: NonNullable<TargetOptions['depth']>,
  ) {
    this.target = makeTarget('stage/mix', width, height, { depth })
    this.layer = textureSlot(this.target)
    this.mixed = textureSlot(this.target)
    const nothing = vec2(0)
    const layer = samplerOf(this.layer, nothing)(quadSt).rgb
    this.ground = new FullscreenPass('stage/mix/ground', vec4(layer, 1))
    this.over = new FullscreenPass('stage/mix/over', vec4(layer, this.share), 'over')
    const mixed = samplerOf(this.mixed, nothing)(quadSt)
    const lit = mixed.rgb.mul(this.light)
    const shown = vec4(dithered(lit), 1)
    this.showing = new FullscreenPass('stage/show/draw', shown)
    this.bare = new FullscreenPass('stage/show/bare', vec4(lit, 1))
    this.copying = new FullscreenPass('stage/snapshot/draw', shown)
  }

  /** This picture and nothing else is shown, as it is now or will be; the mix is left alone. Until the next `lay` or `keep`. */
  only(picture: RenderTarget): void {
    this.alone = picture
    this.mixed.value = picture.texture
  }

  /** From now on what is shown is the mix's own, whatever becomes of the pictures. */
  keep(renderer: WebGPURenderer): void {
    if (this.alone) this.lay(renderer, this.alone, 1)
  }

  /** Lays a picture over what is mixed so far. @param share of it, 0..1; 1 covers all that is under it */
  lay(renderer: WebGPURenderer, picture: RenderTarget, share: Unit01): void {
    this.alone = null
    this.mixed.value = this.target.texture
    this.layer.value = picture.texture
    this.share.value = share
    const quad = share < 1 ? this.over : this.ground
    quad.draw(renderer, this.target)
  }

  /** Onto the canvas (null), or into a target of any size. */
  show(renderer: WebGPURenderer, target: RenderTarget | null, black: boolean): void {
    this.light.value = black ? 0 : 1
    const canvas = this.mixed.value.type === UnsignedByteType ? this.bare : this.showing
    const quad = target === null ? canvas : this.copying
    quad.draw(renderer, target)
  }

  /** Ready to show before the first sketch is: a black stage. */
  async start(renderer: WebGPURenderer): Promise<void> {
    clear(renderer, this.target)
    const stand = makeTarget('stage/mix/stand-in', 1, 1, { depth: this.depth })
    this.layer.value = stand.texture
    await this.ground.compile(renderer, this.target)
    await this.over.compile(renderer, this.target)
    await this.showing.compile(renderer, null)
    await this.bare.compile(renderer, null)
    this.layer.value = this.target.texture
    stand.dispose()
  }

  /** What is mixed stays: the stage may be frozen. */
  resize(renderer: WebGPURenderer, width: Pixels, height: Pixels): void {
    this.keep(renderer)
    const before = this.target
    this.target = makeTarget('stage/mix', width, height, { depth: this.depth })
    copy(renderer, before, this.target)
    this.mixed.value = this.target.texture
    this.layer.value = this.target.texture
    before.dispose()
  }

  dispose(): void {
    this.ground.dispose()
    this.over.dispose()
    this.showing.dispose()
    this.bare.dispose()
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
