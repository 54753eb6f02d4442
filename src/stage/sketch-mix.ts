// One deck's sketches laid over each other while one becomes the next; a single one is handed on as it is.
import type { RenderTarget, TextureNode, UniformNode, WebGPURenderer } from 'three/webgpu'
import { uniform, vec2, vec4 } from 'three/tsl'
import type { Disposable } from '../core/scope'
import type { Pixels, Unit01 } from '../core/units'
import type { StageSize } from './canvas'
import { FullscreenPass, quadSt } from './fullscreen-pass'
import { samplerOf, textureSlot } from './passes'
import { makeTarget, type TargetOptions } from './targets'

/** Where layers are mixed. */
export interface LayerMix {
  /** This picture and nothing else, as it is now or will be; until the next `lay`. */
  only(picture: RenderTarget): void
  /** @param share of the picture over what is there, 0..1; 1 covers all that is under it */
  lay(renderer: WebGPURenderer, picture: RenderTarget, share: Unit01): void
}

export class SketchMix implements LayerMix, Disposable {
  private readonly target: RenderTarget
  private alone: RenderTarget | null = null
  private readonly layer: TextureNode
  private readonly share: UniformNode<'float'> = uniform(1)
  private readonly ground: FullscreenPass
  private readonly over: FullscreenPass

  constructor(label: string, { width, height }: StageSize, depth: NonNullable<TargetOptions['depth']>) {
    this.target = makeTarget(label, width, height, { depth })
    this.layer = textureSlot(this.target)
    const colour = samplerOf(this.layer, vec2(0))(quadSt).rgb
    this.ground = new FullscreenPass(`${label}/ground`, vec4(colour, 1))
    this.over = new FullscreenPass(`${label}/over`, vec4(colour, this.share), 'over')
  }

  get picture(): RenderTarget {
    return this.alone ?? this.target
  }

  only(picture: RenderTarget): void {
    this.alone = picture
  }

  lay(renderer: WebGPURenderer, picture: RenderTarget, share: Unit01): void {
    this.alone = null
    this.layer.value = picture.texture
    this.share.value = share
    const pass = share < 1 ? this.over : this.ground
    pass.draw(renderer, this.target)
  }

  resize(width: Pixels, height: Pixels): void {
    this.target.setSize(width, height)
  }

  dispose(): void {
    this.ground.dispose()
    this.over.dispose()
    this.target.dispose()
  }
}
