// Brings a picture of the DOM onto the device: one lasting texture, upright, mirrored if asked, with a way round every refusal.
import type { DrawableImage, GpuPicture, ImagePicture } from '../contracts/frame'
import type { Disposable } from '../core/scope'
import type { Pixels } from '../core/units'
import { cappedSize, sizeOfImage, typeOfImage, type ImageType } from './image-size'
import { ImportTexture } from './import-texture'

/**
 * The ways in, best first. 'copy': the image straight onto the GPU. 'bitmap': through an ImageBitmap, a frame late.
 * 'canvas': through a 2-D canvas and memory; slow, and works everywhere.
 */
export type ImportWay = 'copy' | 'bitmap' | 'canvas'

const WAYS: readonly ImportWay[] = ['copy', 'bitmap', 'canvas']
/** A way that failed this often in a row is not tried again for that type of image. */
const PATIENCE = 3

export interface PictureImporterOptions {
  /** Longest side of the texture; larger pictures are made smaller. @defaultValue 1280 */
  maxSide?: Pixels
  /** @defaultValue all, best first */
  ways?: readonly ImportWay[]
  /** Told when no way in is left; once, until one works again. @defaultValue nobody */
  warn?: (text: string) => void
}

/** Said when a picture can't be brought in at all. */
export const NO_WAY_IN =
  'The picture of this source cannot be brought to the graphics processor. The last picture stands; choose another source, or reload the page.'

export class PictureImporter implements Disposable {
  private readonly texture: ImportTexture
  private readonly ways: readonly ImportWay[]
  private readonly maxSide: Pixels
  private readonly failures = new Map<string, number>()
  private source: ImagePicture | null = null
  private result: GpuPicture | null = null
  private waiting: ImageBitmap | null = null
  private waitingFor: ImagePicture | null = null
  private decoding: Promise<void> | null = null
  /** Types of image whose copying has been checked. */
  private readonly trusted = new Set<ImageType>()
  private warned = false
  private over = false

  constructor(
    private readonly device: GPUDevice,
    private readonly options: PictureImporterOptions = {},
  ) {
    this.ways = options.ways ?? WAYS
    this.maxSide = Math.min(options.maxSide ?? 1280, device.limits.maxTextureDimension2D)
    this.texture = new ImportTexture(device)
  }

  /**
   * The picture as a texture. The same object until there is a newer picture; its content is replaced by the next call
   * with a newer one. While no way in works, the last texture (black at first).
   */
  import(picture: ImagePicture): GpuPicture {
    this.takeBitmap()
    if (this.result && picture === this.source) return this.result
    this.source = picture
    const type = typeOfImage(picture.image)
    for (const way of this.ways) {
      if (this.fails(type, way) >= PATIENCE) continue
      if (this.attempt(way, picture)) return this.result ?? this.blank(picture)
    }
    this.warnOnce()
    return this.result ?? this.blank(picture)
  }

  /** As `import`, but waits for a way that is a frame late; for the manual clock. */
  async importExactly(picture: ImagePicture): Promise<GpuPicture> {
    this.import(picture)
    while (this.decoding) {
      await this.decoding
      this.import(picture)
    }
    return this.import(picture)
  }

  dispose(): void {
    this.over = true
    this.waiting?.close()
    this.waiting = null
    this.texture.dispose()
  }

  private attempt(way: ImportWay, picture: ImagePicture): boolean {
    const { image, mirror } = picture
    if (way === 'bitmap') return this.decode(picture)
    try {
      const { width, height } = sizeOfImage(image)
      if (width === 0 || height === 0) return false
      const target = cappedSize(width, height, this.maxSide)
      if (way === 'copy') this.checked(image, () => this.texture.copy(image, width, height, target, mirror))
      else this.texture.write(image, target, mirror)
      this.finish(picture, way)
      return true
    } catch {
      this.failed(typeOfImage(image), way)
      return false
    }
  }

  /** Runs `copy`; the first time for a type of image, errors that the device only tells later count as well. */
  private checked(image: DrawableImage, copy: () => void): void {
    const type = typeOfImage(image)
    if (this.trusted.has(type)) return copy()
    this.trusted.add(type)
    this.device.pushErrorScope('validation')
    try {
      copy()
    } finally {
      const told = this.device.popErrorScope()
      told.then(
        (error) => {
          if (!error || this.over) return
          this.failures.set(key(type, 'copy'), PATIENCE)
          this.source = null
        },
        // A lost device tells nothing; the importer is made anew with the next one.
        () => undefined,
      )
    }
  }

  /** Starts making a bitmap unless one is being made already: nothing queues, the newest picture wins. */
  private decode(picture: ImagePicture): boolean {
    if (this.decoding) {
      this.source = null
      return true
    }
    this.decoding = createImageBitmap(picture.image)
      .then(
        (bitmap) => {
          this.waiting?.close()
          this.waiting = this.over ? null : bitmap
          this.waitingFor = picture
          if (this.over) bitmap.close()
        },
        () => this.failed(typeOfImage(picture.image), 'bitmap'),
      )
      .finally(() => {
        this.decoding = null
        // The next call tries again, with what is newest then.
        if (!this.waiting) this.source = null
      })
    return true
  }

  /** Puts a bitmap that is ready into the texture. */
  private takeBitmap(): void {
    const { waiting, waitingFor } = this
    if (!waiting || !waitingFor) return
    this.waiting = null
    this.waitingFor = null
    try {
      const target = cappedSize(waiting.width, waiting.height, this.maxSide)
      this.texture.copy(waiting, waiting.width, waiting.height, target, waitingFor.mirror)
      this.finish(waitingFor, 'bitmap')
    } catch {
      this.failed(typeOfImage(waitingFor.image), 'bitmap')
    } finally {
      waiting.close()
    }
  }

  private finish(picture: ImagePicture, way: ImportWay): void {
    this.failures.set(key(typeOfImage(picture.image), way), 0)
    this.warned = false
    const { capturedAt, serial } = picture
    const texture = this.texture.current
    this.result = { kind: 'gpu', texture, width: texture.width, height: texture.height, capturedAt, serial }
  }

  /** Before anything came in: a black texture of the picture's size. */
  private blank(picture: ImagePicture): GpuPicture {
    const { capturedAt, serial } = picture
    const size = cappedSize(Math.max(1, picture.width), Math.max(1, picture.height), this.maxSide)
    const texture = this.texture.shape(size)
    return { kind: 'gpu', texture, width: texture.width, height: texture.height, capturedAt, serial }
  }

  private fails(type: ImageType, way: ImportWay): number {
    return this.failures.get(key(type, way)) ?? 0
  }

  private failed(type: ImageType, way: ImportWay): void {
    this.failures.set(key(type, way), this.fails(type, way) + 1)
  }

  private warnOnce(): void {
    // What failed today may work with the next source: every way gets its chance again.
    this.failures.clear()
    if (this.warned) return
    this.warned = true
    this.options.warn?.(NO_WAY_IN)
  }
}

function key(type: ImageType, way: ImportWay): string {
  return `${type} ${way}`
}
