// An output on the device: two targets that change places every frame, so that chains may read what was there before.
import { ClampToEdgeWrapping, NearestMipmapNearestFilter, type RenderTarget, type WebGPURenderer } from 'three/webgpu'
import type { Disposable } from '../core/scope'
import type { Pixels } from '../core/units'
import { clear, copy } from '../stage/passes'
import { makeTarget } from '../stage/targets'
import { beginsAtFirstRow } from './first-row'
import type { LiveOutput } from './live-output'

export class OutputPair implements Disposable {
  private targets: readonly [RenderTarget, RenderTarget]
  private turn: 0 | 1 = 0
  private filter: LiveOutput['filter']
  /** True when both hold nothing, and need no clearing. */
  private empty = false

  constructor(
    readonly output: LiveOutput,
    width: Pixels,
    height: Pixels,
    private readonly backend: 'webgpu' | 'webgl2',
  ) {
    this.filter = output.filter
    this.targets = this.make(width, height)
  }

  /** What was drawn last. */
  get newest(): RenderTarget {
    return this.targets[this.turn]
  }

  /** What was there before it: what chains read, see dialect.md on who sees which frame. */
  get before(): RenderTarget {
    return this.targets[this.turn === 0 ? 1 : 0]
  }

  /** Exchanges the two, once a frame and before the drawing. */
  flip(): void {
    this.turn = this.turn === 0 ? 1 : 0
    this.empty = false
  }

  clear(renderer: WebGPURenderer): void {
    if (this.empty) return
    for (const target of this.targets) clear(renderer, target)
    this.empty = true
  }

  /** Takes up a filter that was asked for since. True when the picture was lost with it. */
  refilter(): boolean {
    if (this.filter === this.output.filter) return false
    this.filter = this.output.filter
    const { width, height } = this.newest
    this.dispose()
    this.targets = this.make(width, height)
    this.empty = false
    return true
  }

  /** Feedback stays: performers go to full screen in the middle of it. */
  resize(renderer: WebGPURenderer | null, width: Pixels, height: Pixels): void {
    const [even, odd] = this.targets
    this.targets = this.make(width, height)
    if (renderer) {
      // Row by row, whatever the rows mean.
      for (const target of [even, odd, ...this.targets]) beginsAtFirstRow(target, false)
      copy(renderer, even, this.targets[0])
      copy(renderer, odd, this.targets[1])
      for (const target of this.targets) beginsAtFirstRow(target)
    }
    even.dispose()
    odd.dispose()
  }

  dispose(): void {
    for (const target of this.targets) target.dispose()
  }

  private make(width: Pixels, height: Pixels): readonly [RenderTarget, RenderTarget] {
    const one = (name: string): RenderTarget => {
      const target = makeTarget(`stage/live ${this.output.key}/${name}`, width, height, {
        depth: '8bit',
        filter: this.filter,
      })
      target.texture.wrapS = ClampToEdgeWrapping
      target.texture.wrapT = ClampToEdgeWrapping
      // On WebGPU three.js works out by itself which texel is nearest, unless there might be smaller copies of the picture to choose from.
      // The device's own choice is quicker, and the same as on WebGL.
      if (this.filter === 'nearest' && this.backend === 'webgpu') target.texture.minFilter = NearestMipmapNearestFilter
      beginsAtFirstRow(target)
      return target
    }
    return [one('even'), one('odd')]
  }
}
