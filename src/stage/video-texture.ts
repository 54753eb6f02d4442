// One place for a picture (the camera's, or the painting of it): whatever kind arrives becomes one texture node that chains sample.
import {
  ClampToEdgeWrapping,
  DataTexture,
  ExternalTexture,
  LinearFilter,
  MirroredRepeatWrapping,
  NearestFilter,
  Texture,
  type TextureNode,
} from 'three/webgpu'
import { texture } from 'three/tsl'
import type { DrawableImage, GpuPicture, ImagePicture, Picture, PixelPicture } from '../contracts/frame'
import type { Disposable } from '../core/scope'
import type { Pixels, Unit01 } from '../core/units'

/** How a slot's pictures are read. */
export interface SlotManner {
  /** Between texels. @defaultValue 'linear' */
  readonly filter?: 'linear' | 'nearest'
  /** Beyond the edges. @defaultValue 'mirror' */
  readonly edge?: 'mirror' | 'clamp'
  /** How much the black covers that stands there before the first picture. @defaultValue 1 */
  readonly alpha?: Unit01
}

/** What a chain needs to know of a picture that it shows. */
export interface ShownPicture {
  readonly node: TextureNode
  /** Width by height, for the fit. */
  readonly aspect: number
  /** True when left and right have to be exchanged on the way. */
  readonly mirror: boolean
}

export class PictureTexture implements Disposable, ShownPicture {
  readonly node: TextureNode
  /** Of the picture shown, for the fit; 1 while there is none. */
  aspect = 1
  width: Pixels = 1
  height: Pixels = 1
  /** True when left and right have to be exchanged on the way. */
  mirror = false
  private shown: Picture | null = null
  private readonly black: DataTexture
  private pixels: DataTexture | null = null
  private image: Texture<Sendable> | null = null
  /** A model paints into two textures in turn: each keeps its wrapper, so that a frame makes nothing. */
  private readonly wrapped = new Map<GPUTexture, ExternalTexture>()

  constructor(
    private readonly label: string,
    private manner: SlotManner = {},
  ) {
    const nothing = new Uint8ClampedArray([0, 0, 0, 255 * (manner.alpha ?? 1)])
    this.black = pixelTexture(`${label}/nothing`, nothing, 1, 1, manner)
    this.node = texture(this.black)
    this.node.mergeable = false
  }

  get picture(): Picture | null {
    return this.shown
  }

  /** Shows `picture` from the next frame on. Call it every frame: the same picture again costs nothing. */
  set(picture: Picture | null): void {
    if (picture === this.shown) return
    if (picture === null) this.node.value = this.black
    else if (picture.kind === 'gpu') this.node.value = this.wrap(picture)
    else if (picture.kind === 'pixels') this.node.value = this.uploadPixels(picture)
    else this.node.value = this.uploadImage(picture)
    this.shown = picture
    this.width = picture?.width ?? 1
    this.height = picture?.height ?? 1
    this.aspect = this.width / this.height
    this.mirror = picture?.kind === 'image' && picture.mirror
  }

  /** From the next picture on, pictures are read in this manner. */
  read(manner: SlotManner): void {
    if (manner.filter === this.manner.filter && manner.edge === this.manner.edge) return
    this.manner = manner
    this.set(null)
    this.letGo()
  }

  dispose(): void {
    this.shown = null
    this.black.dispose()
    this.letGo()
  }

  private letGo(): void {
    this.pixels?.dispose()
    this.image?.dispose()
    this.pixels = null
    this.image = null
    for (const wrapper of this.wrapped.values()) wrapper.dispose()
    this.wrapped.clear()
  }

  private wrap({ texture: gpu }: GpuPicture): ExternalTexture {
    const known = this.wrapped.get(gpu)
    if (known) {
      // Moved to the end: the front is what was not shown for longest.
      this.wrapped.delete(gpu)
      this.wrapped.set(gpu, known)
      return known
    }
    const made = asPicture(new ExternalTexture(gpu), `${this.label}/external`, this.manner)
    this.wrapped.set(gpu, made)
    if (this.wrapped.size > KEPT_WRAPPERS) {
      const [oldest] = this.wrapped
      if (oldest) {
        this.wrapped.delete(oldest[0])
        oldest[1].dispose()
      }
    }
    return made
  }

  private uploadPixels({ data, width, height }: PixelPicture): DataTexture {
    const old = this.pixels
    if (old && old.image.width === width && old.image.height === height) {
      old.image.data = data
      old.needsUpdate = true
      return old
    }
    this.pixels = pixelTexture(`${this.label}/pixels`, data, width, height, this.manner)
    this.node.value = this.pixels
    old?.dispose()
    return this.pixels
  }

  private uploadImage({ image, width, height }: ImagePicture): Texture {
    const old = this.image
    const same = this.shown?.kind === 'image' && this.shown.width === width && this.shown.height === height
    const sent = sendable(image, width, height)
    if (old && same) {
      old.image = sent
      old.needsUpdate = true
      return old
    }
    this.image = asPicture(new Texture<Sendable>(sent), `${this.label}/image`, this.manner)
    this.image.needsUpdate = true
    this.node.value = this.image
    old?.dispose()
    return this.image
  }
}

/** A model's two, the converter's two, and as many again while one takes over from the other. */
const KEPT_WRAPPERS = 8

/** What a texture takes: an image, or a parcel that holds one. */
type Sendable = DrawableImage | { readonly data: DrawableImage; readonly width: Pixels; readonly height: Pixels }

/**
 * With WebGL 2 three.js uploads pictures and canvases as they are, and of everything else its `data`. A film or a video frame
 * has none and would come out black, so it travels in a parcel. (With WebGPU neither comes here: they are on the device already.)
 */
function sendable(image: DrawableImage, width: Pixels, height: Pixels): Sendable {
  const moves = 'videoWidth' in image || 'displayWidth' in image
  return moves ? { data: image, width, height } : image
}

function pixelTexture(
  name: string,
  data: Uint8ClampedArray<ArrayBuffer>,
  width: Pixels,
  height: Pixels,
  manner: SlotManner,
): DataTexture {
  const made = asPicture(new DataTexture(data, width, height), name, manner)
  made.needsUpdate = true
  return made
}

/** Values as they are (no colour space), row 0 on top, no mipmaps. */
function asPicture<T extends Texture>(made: T, name: string, { filter = 'linear', edge = 'mirror' }: SlotManner): T {
  const scaling = filter === 'linear' ? LinearFilter : NearestFilter
  const wrapping = edge === 'mirror' ? MirroredRepeatWrapping : ClampToEdgeWrapping
  made.name = name
  made.flipY = false
  made.generateMipmaps = false
  made.minFilter = scaling
  made.magFilter = scaling
  made.wrapS = wrapping
  made.wrapT = wrapping
  return made
}
