// Lends the painter to live code: one picture at a time, in styles of its own, whatever the stage's own style is meanwhile.
import type { Picture } from '../contracts/frame'
import type { PaintApi } from '../contracts/model'
import type { StyleInfo, StyleMix } from '../contracts/style'
import type { PathApi } from '../contracts/style-path'
import type { Seconds } from '../core/units'
import { fits, occupy, type ModelLoader } from './model-loader'
import type { WorkSize } from './model-size'
import type { StyleMixer } from '../style/style-mix'

export interface SharedPainterOptions {
  readonly keeper: ModelLoader
  readonly desk: StyleMixer
  readonly path: PathApi
  /** The model to have is another one now. */
  want(): void
  size(aspect: number): WorkSize
  now(): Seconds
  /** A painting is done. */
  painted(): void
}

export class SharedPainter implements PaintApi {
  /** The bank that live code paints with; null while the stage's own style decides. */
  model: string | null = null
  /** When the chain was drawn that its newest painting is of; null before the first. */
  capturedAt: Seconds | null = null

  constructor(private readonly options: SharedPainterOptions) {}

  get path(): PathApi {
    return this.options.path
  }

  get styles(): readonly StyleInfo[] {
    return this.options.desk.styles
  }

  get moving(): readonly string[] {
    return this.options.desk.moving
  }

  get takes(): 'gpu' | 'image' | null {
    return this.options.keeper.seat?.painter.takes ?? null
  }

  modelSize(aspect: number): WorkSize {
    return this.options.size(aspect)
  }

  paintAs(picture: Picture, mix: StyleMix): Promise<Picture> | null {
    const { keeper, desk, want, size, painted, now } = this.options
    const known = Object.entries(desk.resolve(mix)).flatMap(([id, weight]) => {
      const style = desk.find(id)
      return style && weight > 0 ? [{ style, weight }] : []
    })
    const [heaviest] = known.toSorted((a, b) => b.weight - a.weight)
    if (!heaviest) return null
    this.model = heaviest.style.model
    want()
    const { seat } = keeper
    if (!seat || seat.busy || seat.model.header.bank !== this.model || !fits(seat, picture)) return null
    const inModel = known.filter(({ style }) => style.model === this.model)
    const sum = inModel.reduce((total, { weight }) => total + weight, 0)
    const parts = Object.fromEntries(inModel.map(({ style, weight }) => [style.inModel, weight / sum]))
    const drawn = now()
    const work = seat.painter.paint({ picture, mix: parts, ...size(picture.width / picture.height) })
    const counted = work.then(
      () => {
        keeper.painted(seat)
        // The stage's own picture is no longer what this painter painted last.
        seat.painted = null
        this.capturedAt = drawn
        painted()
      },
      (thrown: unknown) => keeper.failed(seat, thrown),
    )
    void occupy(seat, counted)
    return work
  }

  async idle(): Promise<void> {
    const { keeper } = this.options
    while (keeper.opening) await keeper.opening
    await keeper.seat?.busy
  }

  /** The stage's own style decides again. */
  giveBack(): void {
    this.model = null
    this.capturedAt = null
  }
}
