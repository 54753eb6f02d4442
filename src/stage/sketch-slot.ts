// A place for one sketch. It keeps the last good picture when the sketch throws, says so once, and knows when to give up on it.
import type { RenderTarget } from 'three/webgpu'
import type { Tick } from '../contracts/frame'
import type { Pixels } from '../core/units'
import type { StageContext, SketchInstance } from './sketch-instance'

/** Frames in a row that may fail before the sketch is taken off the stage. */
const PATIENCE = 10

export class SketchSlot {
  private failures = 0
  private told = false

  constructor(
    private readonly lent: StageContext,
    readonly instance: SketchInstance,
  ) {}

  get target(): RenderTarget {
    return this.instance.output.target
  }

  /** True once the sketch has failed too often in a row. */
  get failed(): boolean {
    return this.failures >= PATIENCE
  }

  /** True when it has drawn without failing. */
  get sound(): boolean {
    return this.failures === 0
  }

  /** Draws one frame; a sketch that throws keeps its last picture. */
  play(tick: Tick): void {
    if (this.failed) return
    try {
      this.instance.play(tick)
      this.failures = 0
    } catch (thrown) {
      this.failures++
      if (this.told) return
      this.told = true
      void this.tell(thrown)
    }
  }

  resize(width: Pixels, height: Pixels): void {
    this.instance.resize(width, height)
  }

  private async tell(thrown: unknown): Promise<void> {
    const { lent, instance } = this
    const remedy = 'Its last picture stays; mend the sketch and save it again.'
    const error = await instance.writtenError('frame', thrown, remedy)
    lent.log.error(`sketch ${instance.id}`, error.message)
  }

  dispose(): void {
    this.instance.dispose()
  }
}
