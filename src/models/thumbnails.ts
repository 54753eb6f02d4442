// Painted thumbnails of the current source: they wait for a moment between paintings, the newest wish for a canvas wins.
import type { Picture } from '../contracts/frame'
import type { Painter } from '../contracts/model'
import { clamp } from '../core/signal'
import type { Pixels } from '../core/units'
import type { GpuPainter } from './runtimes/tfjs/tfjs-painter'

interface Wish {
  readonly style: string
  readonly done: (painted: boolean) => void
}

const LONG_SIDE: readonly [Pixels, Pixels] = [64, 96]
/** Paintings for the stage between two thumbnails. */
const SPACING = 3

export class Thumbnails {
  private readonly wishes = new Map<HTMLCanvasElement, Wish>()
  private paintings = SPACING

  /** Resolves true when `canvas` shows the painting, false when it won't come (no such style here, or a newer wish). */
  wish(style: string, canvas: HTMLCanvasElement): Promise<boolean> {
    this.wishes.get(canvas)?.done(false)
    return new Promise((done) => this.wishes.set(canvas, { style, done }))
  }

  /** Call after each painting for the stage. */
  painted(): void {
    this.paintings++
  }

  /** True when it is a thumbnail's turn; `idle`: the stage has nothing to paint. */
  due(idle: boolean): boolean {
    return this.wishes.size > 0 && (idle || this.paintings >= SPACING)
  }

  /**
   * Paints the oldest wish.
   * @param inModel the style's name in the painter's model; undefined when the model hasn't that style
   * @param size the working size for a long side
   */
  async paintOne(
    painter: Painter,
    picture: Picture,
    inModel: (style: string) => string | undefined,
    size: (long: Pixels) => { width: Pixels; height: Pixels },
  ): Promise<void> {
    const [next] = this.wishes
    if (!next) return
    const [canvas, { style, done }] = next
    this.wishes.delete(canvas)
    this.paintings = 0
    const name = inModel(style)
    if (name === undefined) {
      done(false)
      return
    }
    try {
      const long = clamp(Math.max(canvas.width, canvas.height), ...LONG_SIDE)
      const { width, height } = size(long)
      const painting = await painter.paint({ picture, mix: { [name]: 1 }, width, height })
      done(put(canvas, painting, painter))
    } catch (thrown) {
      done(false)
      throw thrown
    }
  }

  clear(): void {
    for (const { done } of this.wishes.values()) done(false)
    this.wishes.clear()
  }
}

function put(canvas: HTMLCanvasElement, painting: Picture, painter: Painter): boolean {
  if (canvas.width !== painting.width) canvas.width = painting.width
  if (canvas.height !== painting.height) canvas.height = painting.height
  if (painting.kind === 'gpu') return isGpuPainter(painter) && painter.show(canvas, painting)
  if (painting.kind !== 'pixels') return false
  const context = canvas.getContext('2d')
  context?.putImageData(new ImageData(painting.data, painting.width, painting.height), 0, 0)
  return context !== null
}

function isGpuPainter(painter: Painter): painter is GpuPainter {
  return painter.takes === 'gpu' && 'show' in painter
}
