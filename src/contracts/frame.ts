// A turn of the frame loop, and the pictures that pass through it.
import type { Pixels, Seconds } from '../core/units'

/** One turn of the frame loop. */
export interface Tick {
  /** Engine time, seconds since start. */
  readonly time: Seconds
  /** Since the tick before; 0 on the first. */
  readonly dt: Seconds
  /** Counts from 0. */
  readonly frame: number
}

/** Anything the DOM can draw from. */
export type DrawableImage =
  HTMLVideoElement | VideoFrame | ImageBitmap | HTMLCanvasElement | OffscreenCanvas | HTMLImageElement

interface PictureBase {
  readonly width: Pixels
  readonly height: Pixels
  /** When the light fell on the sensor (or the file's frame was due), engine time. */
  readonly capturedAt: Seconds
  /** Grows by one with every new picture of the same source; equal means: the same picture. */
  readonly serial: number
}

/** A picture as the DOM has it. Row 0 is the top. */
export interface ImagePicture extends PictureBase {
  readonly kind: 'image'
  readonly image: DrawableImage
  /** True when it must be shown with left and right exchanged. */
  readonly mirror: boolean
}

/** A picture on the shared GPUDevice: rgba8unorm, sRGB-encoded values, row 0 is the top, already mirrored if it should be. */
export interface GpuPicture extends PictureBase {
  readonly kind: 'gpu'
  readonly texture: GPUTexture
}

/** A picture in memory: RGBA, 8 bit, sRGB-encoded, row 0 is the top, already mirrored if it should be. */
export interface PixelPicture extends PictureBase {
  readonly kind: 'pixels'
  readonly data: Uint8ClampedArray<ArrayBuffer>
}

export type Picture = ImagePicture | GpuPicture | PixelPicture
