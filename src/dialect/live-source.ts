// External sources as a sketch knows them: s0..s3, and pictures that chains begin with. Opening them is the engine's; here is what was asked for.
import type { ImagePicture } from '../contracts/frame'
import type { SourceRequest } from '../contracts/input'
import type { Pixels } from '../core/units'
import { LiveTexture } from './live-texture'

/** Where sources are opened: a room of the engine. */
export interface SourceApi {
  /** Shows something else at that number; resolves when it is there, or known not to come. */
  open(index: number, request: SourceRequest | null): Promise<void>
  newest(index: number): ImagePicture | null
}

export interface SourceSettings {
  /** How it is read between its texels. @defaultValue 'nearest' */
  readonly mag?: 'nearest' | 'linear'
  readonly min?: 'nearest' | 'linear'
}

export class LiveSource extends LiveTexture {
  readonly key: string
  filter: 'nearest' | 'linear' = 'nearest'

  constructor(
    readonly index: number,
    private readonly door: SourceApi,
  ) {
    super()
    this.key = `s${index}`
  }

  /** The newest frame; null until there is one. */
  newest(): ImagePicture | null {
    return this.door.newest(this.index)
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

  /** The picture of another performer, which is not to be had here: it is told, and the sketch goes on. */
  initStream(name: string, settings: SourceSettings = {}): Promise<void> {
    return this.ask({ kind: 'stream', name }, settings)
  }

  /** Shows a canvas, a film or a picture of the page's own, or with `dynamic: false` what that shows now. Whatever else it is given is told. */
  init(
    { src, dynamic = true }: { src?: unknown; dynamic?: boolean } = {},
    settings: SourceSettings = {},
  ): Promise<void> {
    return this.ask({ kind: 'element', element: src, still: !dynamic }, settings)
  }

  /** Shows a new canvas, in pixels, and hands over what draws on it. */
  initCanvas(width: Pixels = 1000, height: Pixels = 1000): CanvasRenderingContext2D | null {
    const canvas = Object.assign(document.createElement('canvas'), { width, height })
    void this.init({ src: canvas })
    return canvas.getContext('2d')
  }

  clear(): void {
    void this.ask(null, {})
  }

  ask(request: SourceRequest | null, { mag = 'nearest' }: SourceSettings): Promise<void> {
    this.filter = mag
    return this.door.open(this.index, request)
  }
}
