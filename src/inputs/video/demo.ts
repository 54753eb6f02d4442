// The built-in moving picture: a slow film made of photographs. A pure function of engine time, drawn only when asked.
import type { ImagePicture } from '../../contracts/frame'
import type { PictureSource } from '../../contracts/input'
import type { Clock } from '../../core/clock'
import type { Pixels, Seconds, Size } from '../../core/units'
import { drawDawn } from '../demo-dawn'
import { cut, layersAt, type Layer } from '../demo-film'
import { PHOTOS } from '../demo-photos'
import type { InputKind } from '../input-kind'

/** It is drawn no larger than it is looked at: where the processor draws, bringing in all of it takes most of a frame. */
const WIDTHS: readonly Pixels[] = [240, 320, 480, 640, 960]
const ASPECT = 16 / 9
/** New pictures a second. */
const RATE = 30
/** A photo wider than this is made smaller once, so that drawing it stays cheap; zooming in stays sharp. */
const PHOTO_WIDTH: Pixels = 1280

class DemoFilm implements PictureSource {
  readonly kind = 'demo'
  readonly label = 'Demo film'
  private readonly canvas = new OffscreenCanvas(1, 1)
  private readonly pen = this.canvas.getContext('2d', { alpha: false })
  private readonly photos: (ImageBitmap | null)[] = PHOTOS.map(() => null)
  private readonly loading: (Promise<void> | undefined)[] = PHOTOS.map(() => undefined)
  private rest: Promise<void> | null = null
  private drawn = -1
  private picture: ImagePicture | null = null
  private serial = 0
  private sought: Seconds | null = null
  private over = false

  constructor(
    private readonly clock: Clock,
    private readonly needed: () => Size,
  ) {}

  newest(): ImagePicture | null {
    const time = this.sought ?? this.clock.now()
    const frame = Math.floor(time * RATE + 1e-6)
    if (!this.over && (frame !== this.drawn || !this.picture)) this.draw(frame)
    return this.picture
  }

  async seek(time: Seconds): Promise<void> {
    this.sought = time
    await Promise.all(layersAt(time, PHOTOS.length).map(({ photo }) => this.load(photo)))
    this.draw(Math.floor(time * RATE + 1e-6))
  }

  dispose(): void {
    this.over = true
    for (const photo of this.photos) photo?.close()
    this.photos.fill(null)
  }

  private draw(frame: number): void {
    const time = frame / RATE
    const layers = layersAt(time, PHOTOS.length)
    const top = layers.at(-1)
    this.fit()
    if (this.pen && top) {
      for (const layer of layers) this.drawLayer(this.pen, layer, time)
      this.rest ??= this.loadAfter(top.photo)
    }
    this.drawn = frame
    this.picture = {
      kind: 'image',
      image: this.canvas,
      width: this.canvas.width,
      height: this.canvas.height,
      capturedAt: Math.max(0, time),
      serial: ++this.serial,
      mirror: false,
    }
  }

  private fit(): void {
    const needed = this.needed()
    const least = Math.max(needed.width, needed.height * ASPECT)
    const width = WIDTHS.find((enough) => enough >= least) ?? Math.max(...WIDTHS)
    if (this.canvas.width === width) return
    this.canvas.width = width
    this.canvas.height = Math.round(width / ASPECT)
  }

  private drawLayer(pen: OffscreenCanvasRenderingContext2D, { photo, travel, opacity }: Layer, time: Seconds): void {
    const plan = PHOTOS[photo]
    const image = this.photos[photo]
    const { width: across, height: down } = this.canvas
    pen.globalAlpha = opacity
    if (plan && image) {
      const { x, y, width, height } = cut(plan.from, plan.to, travel, image.width, image.height, ASPECT)
      pen.drawImage(image, x, y, width, height, 0, 0, across, down)
    } else {
      void this.load(photo)
      drawDawn(pen, across, down, time)
    }
    pen.globalAlpha = 1
  }

  /** Fetches all photos, in the order of the film, as soon as it runs: it then plays on where the network goes away. */
  private async loadAfter(first: number): Promise<void> {
    for (let i = 0; i < PHOTOS.length && !this.over; i++) await this.load((first + i) % PHOTOS.length)
  }

  /** Fetches one photo, once. One that can't be had leaves the dawn in its place. */
  private load(photo: number): Promise<void> {
    return (this.loading[photo] ??= this.fetchPhoto(photo))
  }

  private async fetchPhoto(photo: number): Promise<void> {
    const plan = PHOTOS[photo]
    if (!plan || this.over) return
    try {
      const answer = await fetch(`${import.meta.env.BASE_URL}demo/${plan.file}`)
      if (!answer.ok) return
      const full = await createImageBitmap(await answer.blob())
      const image = full.width > PHOTO_WIDTH ? await shrink(full) : full
      if (this.over) return image.close()
      this.photos[photo] = image
      this.drawn = -1
    } catch {
      // No network or a damaged file: the dawn is drawn instead, and the show goes on.
    }
  }
}

async function shrink(full: ImageBitmap): Promise<ImageBitmap> {
  const small = await createImageBitmap(full, {
    resizeWidth: PHOTO_WIDTH,
    resizeHeight: Math.round((full.height * PHOTO_WIDTH) / full.width),
    resizeQuality: 'high',
  })
  full.close()
  return small
}

export default {
  id: 'demo',
  label: 'Demo film',
  help: 'The built-in film: photographs, slowly travelled over. Needs nothing.',
  live: false,
  needsPlace: false,
  open: async ({ clock, needed }): Promise<PictureSource> => new DemoFilm(clock, needed),
} satisfies InputKind
