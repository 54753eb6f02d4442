// A small copy of what the stage shows, renewed now and then: a canvas goes black with its device, this one does not.
import type { Show } from '../show/show'
import type { Seconds } from '../core/units'
import { fill, type HeldPicture } from './canvas'

const EVERY: Seconds = 0.5
const LONG_SIDE = 960

export class HoldFrame {
  private readonly copy: HTMLCanvasElement
  private readonly pen: CanvasRenderingContext2D | null
  private at: Seconds = -EVERY

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.copy = canvas.ownerDocument.createElement('canvas')
    this.pen = this.copy.getContext('2d', { alpha: false })
  }

  /** To be called in the task that drew the canvas, while its picture can still be read by the page. */
  drawn(time: Seconds): void {
    if (time >= this.at && time < this.at + EVERY) return
    this.at = time
    const scale = Math.min(1, LONG_SIDE / Math.max(this.canvas.width, this.canvas.height))
    const width = Math.max(1, Math.round(this.canvas.width * scale))
    const height = Math.max(1, Math.round(this.canvas.height * scale))
    if (this.copy.width !== width || this.copy.height !== height) {
      this.copy.width = width
      this.copy.height = height
    }
    this.pen?.drawImage(this.canvas, 0, 0, width, height)
  }

  /** Leaves the copy in the page, where the canvas is; it is black when the stage is to be. */
  hold(show: Show): HeldPicture {
    const { canvas, copy } = this
    fill(copy)
    canvas.before(copy)
    copy.style.visibility = canvas.style.visibility
    const stop = show.onEach(() => {
      copy.style.visibility = show.toggle('stage/blackout') ? 'hidden' : 'visible'
    }, 'stage/blackout')
    return {
      canvas: copy,
      dispose: () => {
        stop()
        copy.remove()
      },
    }
  }
}
