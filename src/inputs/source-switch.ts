// Decides which source is on: a new one takes over at once, a lost one holds its last picture for a moment and then gives way to the demo.
import type { ImagePicture } from '../contracts/frame'
import type { PictureSource } from '../contracts/input'
import type { Clock } from '../core/clock'
import type { Disposable } from '../core/scope'
import type { Seconds } from '../core/units'

/** How long the last picture of a lost source stays. */
export const HOLD: Seconds = 2

interface Loss {
  readonly at: Seconds
  /** The source whose next frame ends the loss; null when only another source can. */
  readonly source: PictureSource | null
  /** The last picture that source had given. */
  readonly serial: number
}

export interface SwitchOptions {
  /** Whether pictures of this source are shown with left and right exchanged. */
  mirrored(source: PictureSource): boolean
  /** A lost source gives pictures again. */
  onBack(source: PictureSource): void
}

export class SourceSwitch implements Disposable {
  private home: PictureSource | null = null
  private shown: PictureSource | null = null
  private loss: Loss | null = null
  private seen: ImagePicture | null = null
  private given: ImagePicture | null = null

  constructor(
    private readonly clock: Clock,
    private readonly options: SwitchOptions,
  ) {}

  /** The source that is on stage; during a loss, the one whose picture is. */
  get current(): PictureSource | null {
    return this.shown
  }

  /** True from a loss until the lost source or another is on. */
  get lost(): boolean {
    return this.loss !== null
  }

  /** Gives the source that is always there. It is on until another plays. */
  setHome(home: PictureSource): void {
    this.home = home
    this.shown ??= home
  }

  /** Puts `source` on stage now and lets go of the one before. */
  play(source: PictureSource): void {
    const before = [this.shown, this.loss?.source]
    this.shown = source
    this.loss = null
    for (const old of before) this.release(old)
  }

  playHome(): void {
    if (this.home) this.play(this.home)
  }

  /** What played is lost, or what should have played never came: the last picture stands, then the demo plays. */
  lose(): void {
    this.loss ??= { at: this.clock.now(), source: null, serial: -1 }
  }

  /** As `lose`, but a newer frame of the source on stage ends it. */
  pause(): void {
    if (!this.shown) return
    this.loss = { at: this.clock.now(), source: this.shown, serial: this.shown.newest()?.serial ?? -1 }
  }

  /** The newest picture of what is on; its serial grows by one with every new picture, across all sources. */
  newest(): ImagePicture | null {
    if (this.loss) this.settle(this.loss)
    const source = this.shown
    if (!source) return null
    const frozen = this.loss !== null && source !== this.home && this.given !== null
    if (frozen) return this.given
    const picture = source.newest()
    const mirror = this.options.mirrored(source)
    if (picture && (picture !== this.seen || this.given?.mirror !== mirror)) {
      this.seen = picture
      this.given = { ...picture, mirror, serial: (this.given?.serial ?? 0) + 1 }
    }
    return this.given
  }

  async seek(time: Seconds): Promise<void> {
    if (this.loss) this.settle(this.loss)
    await this.shown?.seek(time)
  }

  dispose(): void {
    const all = new Set([this.shown, this.loss?.source, this.home])
    this.shown = null
    this.loss = null
    this.home = null
    this.given = null
    for (const source of all) source?.dispose()
  }

  private settle(loss: Loss): void {
    const { source } = loss
    const fresh = source?.newest()
    if (source && fresh && fresh.serial !== loss.serial) {
      this.shown = source
      this.loss = null
      this.options.onBack(source)
      return
    }
    if (this.shown === this.home || !this.home || this.clock.now() - loss.at < HOLD) return
    const old = this.shown
    this.shown = this.home
    if (old !== source) this.release(old)
  }

  private release(source: PictureSource | null | undefined): void {
    if (source && source !== this.home && source !== this.shown) source.dispose()
  }
}
