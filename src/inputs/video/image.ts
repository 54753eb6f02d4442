// A still picture, from a file or an address.
import type { ImagePicture } from '../../contracts/frame'
import type { PictureSource } from '../../contracts/input'
import type { Seconds } from '../../core/units'
import type { InputKind, OpenContext } from '../input-kind'
import { findFault } from '../media-fault'
import { mediaProblem, SourceError } from '../source-problems'

/** Nothing behind this room looks at more, and a poster's scan would fill the graphics memory. */
const MAX_SIDE = 2048
const WITHIN: Seconds = 15

async function openImage({ place, clock }: OpenContext): Promise<PictureSource> {
  const image = await flatten(await load(place.file ? URL.createObjectURL(place.file) : place.url, place.name))
  const picture: ImagePicture = {
    kind: 'image',
    image,
    width: image.width,
    height: image.height,
    capturedAt: clock.now(),
    serial: 1,
    mirror: false,
  }
  let open = true
  return {
    kind: 'image',
    label: place.name,
    newest: () => picture,
    // The same at every time.
    seek: async () => undefined,
    dispose: () => {
      if (open) image.close()
      open = false
    },
  }
}

async function load(url: string, name: string): Promise<HTMLImageElement> {
  const image = new Image()
  image.crossOrigin = 'anonymous'
  image.src = url
  let late = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      late = true
      reject(new Error('no picture within the deadline'))
    }, WITHIN * 1000)
  })
  try {
    await Promise.race([image.decode(), deadline])
    return image
  } catch (thrown) {
    image.src = ''
    throw new SourceError(mediaProblem('picture', name, await findFault(url, late)), thrown)
  } finally {
    clearTimeout(timer)
    if (url.startsWith('blob:')) URL.revokeObjectURL(url)
  }
}

/** Upright, on black instead of transparent, no larger than needed; a drawing without a size of its own gets one. */
async function flatten(image: HTMLImageElement): Promise<ImageBitmap> {
  const width = image.naturalWidth || 1280
  const height = image.naturalHeight || 720
  const scale = Math.min(1, MAX_SIDE / Math.max(width, height))
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)))
  const pen = canvas.getContext('2d', { alpha: false })
  if (pen) {
    pen.imageSmoothingQuality = 'high'
    pen.drawImage(image, 0, 0, canvas.width, canvas.height)
  }
  return createImageBitmap(canvas)
}

export default {
  id: 'image',
  label: 'Picture',
  help: 'A still picture from a file or an address.',
  live: false,
  needsPlace: true,
  open: openImage,
} satisfies InputKind
