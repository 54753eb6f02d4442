// Keeps a slow WebGL from being given a frame before the last one is drawn: two that wait in line come together, and then none for long.
import type { WebGPURenderer } from 'three/webgpu'
import type { Seconds } from '../core/units'
import { webgl } from './renderer'

/** Graphics that need less for a frame are left to the browser, which keeps two frames under way and so loses no time. */
const SLOW: Seconds = 0.04
/** How quickly the measured time follows, with each frame. */
const FOLLOWS = 0.3
/** A frame that takes longer than this is waited for no more. */
const LOST: Seconds = 3

export class BackPressure {
  private fence: WebGLSync | null = null
  private since: Seconds = 0
  private took: Seconds = 0

  private constructor(private readonly gl: WebGL2RenderingContext) {}

  /** Null on WebGPU, where the browser itself waits. */
  static of(renderer: WebGPURenderer): BackPressure | null {
    const gl = webgl(renderer)
    return gl && new BackPressure(gl)
  }

  /** All commands of a frame have been given. */
  drawn(now: Seconds): void {
    if (this.fence) return
    this.fence = this.gl.fenceSync(this.gl.SYNC_GPU_COMMANDS_COMPLETE, 0)
    this.since = now
  }

  /** True while the last frame is being drawn and takes so long that the next would wait for it. */
  busy(now: Seconds): boolean {
    const { gl, fence } = this
    if (!fence) return false
    const waited = now - this.since
    if (gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED && waited >= 0 && waited < LOST) {
      return Math.max(this.took, waited) > SLOW
    }
    this.took += (Math.min(waited, LOST) - this.took) * FOLLOWS
    gl.deleteSync(fence)
    this.fence = null
    return false
  }
}
