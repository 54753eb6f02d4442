// The size and type of anything the DOM can draw from, and the size it gets on the device.
import type { DrawableImage } from '../contracts/frame'
import type { Pixels, Size } from '../core/units'

export type ImageType = 'video' | 'frame' | 'bitmap' | 'canvas' | 'element'

export function typeOfImage(image: DrawableImage): ImageType {
  if (image instanceof HTMLVideoElement) return 'video'
  if (image instanceof ImageBitmap) return 'bitmap'
  if (image instanceof HTMLImageElement) return 'element'
  if (image instanceof HTMLCanvasElement || image instanceof OffscreenCanvas) return 'canvas'
  return 'frame'
}

/** In the image's own pixels; 0 while it has none. */
export function sizeOfImage(image: DrawableImage): Size {
  if (image instanceof HTMLVideoElement) return { width: image.videoWidth, height: image.videoHeight }
  if (image instanceof HTMLImageElement) return { width: image.naturalWidth, height: image.naturalHeight }
  if ('displayWidth' in image) return { width: image.displayWidth, height: image.displayHeight }
  return image
}

/** The same shape with no side longer than `maxSide`; never larger than it was. */
export function cappedSize(width: Pixels, height: Pixels, maxSide: Pixels): Size {
  const scale = Math.min(1, maxSide / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
