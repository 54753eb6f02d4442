// Two decks become one picture, in linear light: half of a bright one is half its light.
import type { RenderTarget, TextureNode, UniformNode, WebGPURenderer } from 'three/webgpu'
import { abs, float, int, max, mix, select, step, uniform, vec2, vec3, vec4 } from 'three/tsl'
import { gainsAt, MIX_BLENDS, type MixBlend, type MixCurve } from '../contracts/deck-mix'
import type { Disposable } from '../core/scope'
import type { Pixels, Unit01 } from '../core/units'
import type { StageSize } from './canvas'
import { FullscreenPass, quadSt } from './fullscreen-pass'
import { samplerOf, textureSlot } from './passes'
import type { Vec3Node } from './sampler'
import { makeTarget, type TargetOptions } from './targets'

export interface DeckMixSetting {
  /** 0 is A, 1 is B. */
  readonly crossfade: Unit01
  readonly curve: MixCurve
  readonly blend: MixBlend
}

export class DeckMixer implements Disposable {
  readonly target: RenderTarget
  private readonly a: TextureNode
  private readonly b: TextureNode
  private readonly gainA: UniformNode<'float'> = uniform(1)
  private readonly gainB: UniformNode<'float'> = uniform(0)
  private readonly blend: UniformNode<'int'> = uniform(0, 'int')
  private readonly pass: FullscreenPass

  constructor({ width, height }: StageSize, depth: NonNullable<TargetOptions['depth']>) {
    this.target = makeTarget('stage/decks', width, height, { depth })
    this.a = textureSlot(this.target)
    this.b = textureSlot(this.target)
    const nothing = vec2(0)
    const a = toLight(samplerOf(this.a, nothing)(quadSt).rgb).mul(this.gainA)
    const b = toLight(samplerOf(this.b, nothing)(quadSt).rgb).mul(this.gainB)
    this.pass = new FullscreenPass(
      'stage/decks/draw',
      vec4(fromLight(blended(a, b, this.blend, [this.gainA, this.gainB])), 1),
    )
  }

  /** Draws both as the crossfader says; the picture is `target`. */
  draw(renderer: WebGPURenderer, a: RenderTarget, b: RenderTarget, { crossfade, curve, blend }: DeckMixSetting): void {
    const [gainA, gainB] = gainsAt(crossfade, curve)
    this.a.value = a.texture
    this.b.value = b.texture
    this.gainA.value = gainA
    this.gainB.value = gainB
    this.blend.value = MIX_BLENDS.indexOf(blend)
    this.pass.draw(renderer, this.target)
  }

  compile(renderer: WebGPURenderer, stand: RenderTarget): Promise<void> {
    this.a.value = stand.texture
    this.b.value = stand.texture
    return this.pass.compile(renderer, this.target)
  }

  resize(width: Pixels, height: Pixels): void {
    this.target.setSize(width, height)
  }

  dispose(): void {
    this.pass.dispose()
    this.target.dispose()
  }
}

/** Normal and add: the light of both. What multiplies is white where it is not there, so that either end shows one deck alone. */
function blended(a: Vec3Node, b: Vec3Node, kind: UniformNode<'int'>, gains: readonly UniformNode<'float'>[]): Vec3Node {
  const [gainA = float(1), gainB = float(1)] = gains
  const sum = a.add(b)
  const ways: readonly (readonly [MixBlend, Vec3Node])[] = [
    ['screen', sum.sub(a.mul(b))],
    ['multiply', a.add(float(1).sub(gainA)).mul(b.add(float(1).sub(gainB)))],
    ['difference', abs(a.sub(b))],
    ['lighten', max(a, b)],
  ]
  return ways.reduce<Vec3Node>(
    (made, [name, light]) => select(kind.equal(int(MIX_BLENDS.indexOf(name))), light, made),
    sum,
  )
}

/** sRGB to linear light: IEC 61966-2-1. */
function toLight(colour: Vec3Node): Vec3Node {
  const c = max(colour, vec3(0))
  return mix(c.div(12.92), c.add(0.055).div(1.055).pow(2.4), step(vec3(0.04045), c))
}

function fromLight(light: Vec3Node): Vec3Node {
  const c = max(light, vec3(0))
  return mix(
    c.mul(12.92),
    c
      .pow(1 / 2.4)
      .mul(1.055)
      .sub(0.055),
    step(vec3(0.0031308), c),
  )
}
