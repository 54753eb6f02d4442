// External sources as a sketch knows them: s0..s3, and pictures that chains begin with. Opening them is the engine's; here is what was asked for.
import type { DrawableImage, ImagePicture } from '../../core/contracts'
import { LiveTexture } from './live-texture'

/** What a source is asked to show. */
export type SourceRequest =
  | { readonly kind: 'camera'; readonly index: number }
  | { readonly kind: 'video' | 'image'; readonly url: string }
  | { readonly kind: 'screen' }
  | { readonly kind: 'element'; readonly element: DrawableImage }

export interface SourceSettings {
  /** How it is read between its texels. @defaultValue 'nearest' */
  readonly mag?: 'nearest' | 'linear'
  readonly min?: 'nearest' | 'linear'
}

export class LiveSource extends LiveTexture {
  readonly key: string
  filter: 'nearest' | 'linear' = 'nearest'
  /** The newest frame; put here by whoever opens sources. */
  newest: () => ImagePicture | null = () => null
  private wanted: SourceRequest | null = null
  private asks = 0

  /** @param changed called whenever something else is asked for; resolves when that is there, or known not to come */
  constructor(
    readonly index: number,
    private readonly changed: (source: LiveSource) => Promise<void>,
  ) {
    super()
    this.key = `s${index}`
  }

  get request(): SourceRequest | null {
    return this.wanted
  }

  /** Grows with every request, the same one again too. */
  get turn(): number {
    return this.asks
  }

  initCam(index = 0, settings: SourceSettings = {}): Promise<void> {
    return this.ask({ kind: 'camera', index }, settings)
  }

  initVideo(url: string, settings: SourceSettings = {}): Promise<void> {
    return this.ask({ kind: 'video', url }, settings)
  }

  initImage(url: string, settings: SourceSettings = {}): Promise<void> {
    return this.ask({ kind: 'image', url }, settings)
  }

  initScreen(settings: SourceSettings = {}): Promise<void> {
    return this.ask({ kind: 'screen' }, settings)
  }

  /** Shows a canvas, a film or a picture of the page's own. */
  init({ src }: { src: DrawableImage }, settings: SourceSettings = {}): Promise<void> {
    return this.ask({ kind: 'element', element: src }, settings)
  }

  clear(): void {
    void this.ask(null, {})
  }

  private ask(request: SourceRequest | null, { mag = 'nearest' }: SourceSettings): Promise<void> {
    this.wanted = request
    this.filter = mag
    this.asks++
    return this.changed(this)
  }
}
