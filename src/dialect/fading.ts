// A chain that leaves slowly: it goes on being drawn, over the one that takes its place, and less of it shows from frame to frame.
import { uniform, vec2, vec4 } from 'three/tsl'
import type { RenderTarget, WebGPURenderer } from 'three/webgpu'
import type { Tick } from '../contracts/frame'
import type { Disposable } from '../core/scope'
import type { Seconds } from '../core/units'
import { samplerOf } from '../stage/passes'
import { FullscreenPass } from '../stage/fullscreen-pass'
import type { Vec2Node } from '../stage/sampler'
import { makeTarget } from '../stage/targets'
import { beginsAtFirstRow, firstRowSlot } from './first-row'
import type { LiveOutput } from './live-output'
import type { LiveProgram } from './live-program'

export class Fading implements Disposable {
  private readonly target: RenderTarget
  private readonly quad: FullscreenPass
  private readonly share = uniform(1)
  private age: Seconds = 0

  constructor(
    private readonly program: LiveProgram,
    { width, height }: RenderTarget,
    private readonly seconds: Seconds,
    st: Vec2Node,
  ) {
    const label = `stage/live ${program.output.key}/leaving`
    this.target = makeTarget(label, width, height, { depth: '8bit' })
    beginsAtFirstRow(this.target)
    const colour = samplerOf(firstRowSlot(this.target), vec2(1))(st)
    this.quad = new FullscreenPass(`${label}/draw`, vec4(colour.rgb, this.share), 'over')
  }

  get over(): boolean {
    return this.age >= this.seconds
  }

  draw(renderer: WebGPURenderer, tick: Tick, target: RenderTarget, before: (output: LiveOutput) => RenderTarget): void {
    this.age += tick.dt
    const { width, height } = target
    if (width !== this.target.width || height !== this.target.height) {
      this.target.setSize(width, height)
      this.program.resize(width, height)
    }
    const share = Math.max(0, 1 - this.age / this.seconds)
    this.share.value = share * share * (3 - 2 * share)
    this.program.draw(renderer, tick, this.target, before)
    this.quad.draw(renderer, target)
  }

  dispose(): void {
    this.program.dispose()
    this.quad.dispose()
    this.target.dispose()
  }
}
