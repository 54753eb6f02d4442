// The picture that everybody paints: a photograph of the built-in film, cropped to the task's shape.
import type { Size } from '../core/units'
import { ImpastoError, messageOf } from '../core/errors'

const PHOTO = '/demo/astronaut.jpg'

/** RGBA of the size. @throws {ImpastoError} when the photograph can't be had */
export async function taskPicture({ width, height }: Size): Promise<Uint8ClampedArray<ArrayBuffer>> {
  try {
    const response = await fetch(PHOTO)
    if (!response.ok) throw new Error(`the server answered ${response.status}`)
    const photo = await createImageBitmap(await response.blob())
    const pen = new OffscreenCanvas(width, height).getContext('2d', { alpha: false, willReadFrequently: true })
    if (!pen) throw new Error('the browser gave no canvas to draw it on')
    const scale = Math.max(width / photo.width, height / photo.height)
    const [wide, tall] = [photo.width * scale, photo.height * scale]
    pen.imageSmoothingQuality = 'high'
    // The face is in the upper third.
    pen.drawImage(photo, (width - wide) / 2, (height - tall) / 4, wide, tall)
    photo.close()
    return pen.getImageData(0, 0, width, height).data
  } catch (cause) {
    throw new ImpastoError({
      asked: `The bench asked for its picture, ${PHOTO}`,
      found: messageOf(cause),
      remedy: 'Without a picture nothing can be painted; check the connection and start again.',
      cause,
    })
  }
}
