// What a sketch shows, for the mix: a picture of its own, drawn when all else is; or one that is there already, and need not be drawn twice.
import type { RenderTarget, WebGPURenderer } from 'three/webgpu'
import { vec4 } from 'three/tsl'
import type { Pixels } from '../core/units'
import { DrawnPass, type Pass } from './passes'
import type { Sampler } from './sampler'
import type { TargetOptions } from './targets'

export interface SketchPictureOptions {
  readonly label: string
  readonly show: Sampler
  /** Gives what is there already; null: nothing is. */
  readonly drawn: () => RenderTarget | null
  readonly size: { readonly x: Pixels; readonly y: Pixels }
  readonly depth: NonNullable<TargetOptions['depth']>
}

export class SketchPicture implements Pass {
  private readonly own: DrawnPass
  private readonly drawn: () => RenderTarget | null

  constructor({ label, show, drawn, size, depth }: SketchPictureOptions) {
    this.drawn = drawn
    // The stage shows red, green and blue as they are over black; alpha has done its work in the chain.
    this.own = new DrawnPass(label, (st) => vec4(show(st).rgb.max(0), 1), size, { depth })
  }

  get target(): RenderTarget {
    return this.drawn() ?? this.own.target
  }

  draw(renderer: WebGPURenderer): void {
    if (!this.drawn()) this.own.draw(renderer)
  }

  compile(renderer: WebGPURenderer): Promise<void> {
    return this.own.compile(renderer)
  }

  resize(width: Pixels, height: Pixels): void {
    this.own.resize(width, height)
  }

  dispose(): void {
    this.own.dispose()
  }
}
