// One painting as the bridge keeps it: its colours, what the picture looked like when it was painted, and where everything has gone since.
import type { RenderTarget, WebGPURenderer } from 'three/webgpu'
import type { Picture } from '../../contracts/frame'
import type { Disposable } from '../../core/scope'
import type { Pixels } from '../../core/units'
import { clear } from '../passes'
import { makeTarget } from '../targets'

export class HistoryFrame implements Disposable {
  readonly paint: RenderTarget
  readonly trace: RenderTarget
  /** How much of the field is lost, one number. */
  readonly loss: RenderTarget
  readonly flows: readonly [RenderTarget, RenderTarget]
  /** Of the picture that it is a painting of; null while nothing is kept. */
  serial: number | null = null
  /** The painting itself; null while it is being painted. */
  picture: Picture | null = null
  private turn: 0 | 1 = 0

  constructor(label: string) {
    this.paint = makeTarget(`${label}/paint`, 1, 1)
    this.trace = makeTarget(`${label}/trace`, 1, 1)
    this.loss = makeTarget(`${label}/loss`, 1, 1)
    this.flows = [makeTarget(`${label}/flow even`, 1, 1), makeTarget(`${label}/flow odd`, 1, 1)]
  }

  /** The field of movement as it stands. */
  get flow(): RenderTarget {
    return this.flows[this.turn]
  }

  /** The one that the next step is drawn into, after which `turnOver` makes it the field. */
  get nextFlow(): RenderTarget {
    return this.flows[this.turn === 0 ? 1 : 0]
  }

  turnOver(): void {
    this.turn = this.turn === 0 ? 1 : 0
  }

  /** Nothing has moved yet. */
  rest(renderer: WebGPURenderer, width: Pixels, height: Pixels): void {
    this.trace.setSize(width, height)
    for (const flow of this.flows) flow.setSize(width, height)
    clear(renderer, this.flow)
    clear(renderer, this.loss)
  }

  dispose(): void {
    for (const target of [this.paint, this.trace, this.loss, ...this.flows]) target.dispose()
  }
}
