// From the picture to its painting: their colours change over evenly, and the drawing of both keeps its contrast on the way.
import { Vector2, type UniformNode, type WebGPURenderer } from 'three/webgpu'
import { uniform, vec2, vec4 } from 'three/tsl'
import type { Disposable } from '../core/scope'
import type { Unit01 } from '../core/units'
import { meanOf } from './temporal/smooth'
import { samplerOf, textureSlot } from './passes'
import type { ShownPicture } from './video-texture'
import { FullscreenPass } from './fullscreen-pass'
import type { Vec4Node } from './sampler'
import { makeTarget } from './targets'

/** Of the soft pictures, along the shorter side: what is larger than a cell is colour, what is smaller is drawing. */
const CELLS = 32
/** Fetches across a cell. */
const TAPS = 4
/** How alike the drawing of a picture and that of its painting are taken to be: -1..1, a painter keeps about half of what was there. */
const ALIKE = 0.5

/** The weights of a mix: of the picture and the painting, and of what is soft in either. They add up to 1. */
export interface Weights {
  readonly picture: number
  readonly painting: number
  readonly softPicture: number
  readonly softPainting: number
}

/**
 * A plain mix of two drawings that agree in half of their lines is paler than either, and at 0.7 a face is gone. Here only what is
 * soft is mixed evenly; the drawings go by the square roots of their shares, brought back to the contrast that both together had.
 * @param strength 0 is the picture and 1 the painting, both exactly
 */
export function weightsAt(strength: Unit01): Weights {
  const left = 1 - strength
  const contrast = 1 / Math.sqrt(1 + 2 * ALIKE * Math.sqrt(strength * left))
  const picture = Math.sqrt(left) * contrast
  const painting = Math.sqrt(strength) * contrast
  return { picture, painting, softPicture: left - picture, softPainting: strength - painting }
}

interface Soft extends ShownPicture, Disposable {
  draw(renderer: WebGPURenderer): void
  compile(renderer: WebGPURenderer): Promise<void>
}

export class DryWet implements Disposable {
  readonly softRaw: ShownPicture
  readonly softPainted: ShownPicture
  private readonly softs: readonly [Soft, Soft]
  private readonly weights: Readonly<Record<keyof Weights, UniformNode<'float'>>> = {
    picture: uniform(1),
    painting: uniform(0),
    softPicture: uniform(0),
    softPainting: uniform(0),
  }
  private now: Unit01 = 0

  /** @param plain eight bits a channel, for graphics without a GPU */
  constructor(raw: ShownPicture, painted: ShownPicture, plain: boolean) {
    const softs = [
      softOf('stage/strength/picture', raw, plain),
      softOf('stage/strength/painting', painted, plain),
    ] as const
    this.softs = softs
    this.softRaw = softs[0]
    this.softPainted = softs[1]
  }

  get value(): Unit01 {
    return this.now
  }

  set value(strength: Unit01) {
    if (strength === this.now) return
    this.now = strength
    const { picture, painting, softPicture, softPainting } = weightsAt(strength)
    this.weights.picture.value = picture
    this.weights.painting.value = painting
    this.weights.softPicture.value = softPicture
    this.weights.softPainting.value = softPainting
  }

  /** Once a frame, before anything samples the soft pictures. At the ends they count for nothing, and are not drawn. */
  draw(renderer: WebGPURenderer): void {
    if (this.now > 0 && this.now < 1) for (const soft of this.softs) soft.draw(renderer)
  }

  async compile(renderer: WebGPURenderer): Promise<void> {
    for (const soft of this.softs) await soft.compile(renderer)
  }

  mixed(picture: Vec4Node, painting: Vec4Node, softPicture: Vec4Node, softPainting: Vec4Node): Vec4Node {
    const { weights } = this
    const sharp = picture.mul(weights.picture).add(painting.mul(weights.painting))
    const soft = softPicture.mul(weights.softPicture).add(softPainting.mul(weights.softPainting))
    const all = sharp.add(soft)
    // Where drawing is added to drawing there may be more light than there is.
    return vec4(all.rgb.clamp(0, 1), all.a)
  }

  dispose(): void {
    for (const soft of this.softs) soft.dispose()
  }
}

/** The picture with everything smaller than a cell averaged out, turned as the picture is. */
function softOf(label: string, of: ShownPicture, plain: boolean): Soft {
  const target = makeTarget(label, CELLS, CELLS, { depth: plain ? '8bit' : 'half' })
  const cell = uniform(new Vector2(1 / CELLS, 1 / CELLS))
  const sampler = samplerOf(of.node, vec2(0))
  const quad = FullscreenPass.of(label, (st) => meanOf(sampler, st, cell, TAPS))
  return {
    node: textureSlot(target),
    get aspect() {
      return of.aspect
    },
    get mirror() {
      return of.mirror
    },
    draw(renderer) {
      const { aspect } = of
      const width = Math.round(CELLS * Math.max(1, aspect))
      const height = Math.round(CELLS * Math.max(1, 1 / aspect))
      if (target.width !== width || target.height !== height) {
        target.setSize(width, height)
        cell.value.set(1 / width, 1 / height)
      }
      quad.draw(renderer, target)
    },
    compile: (renderer) => quad.compile(renderer, target),
    dispose() {
      quad.dispose()
      target.dispose()
    },
  }
}
