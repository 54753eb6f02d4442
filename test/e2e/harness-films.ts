// Films for the fake camera, written from Node: y4m, 4:2:0, in the colours that Chromium reads back.
import { closeSync, openSync, writeSync } from 'node:fs'
import type { Hertz, Pixels, Seconds } from '../../src/core/units'
import { colourAt, type Raster, type Rgb } from './harness-pictures'

export interface FilmSize {
  /** Even, as 4:2:0 needs. */
  readonly width: Pixels
  readonly height: Pixels
  /** Frames a second, whole. */
  readonly fps: Hertz
  readonly seconds: Seconds
}

export interface Film extends FilmSize {
  /** The colour of a pixel; row 0 is the top, frames count from 0. */
  draw(frame: number, x: Pixels, y: Pixels): Rgb
}

/**
 * Writes a film that `--use-file-for-fake-video-capture` plays in a loop.
 * @throws {RangeError} the size is odd
 */
export function writeFilm(path: string, film: Film): void {
  const { width, height, fps, seconds } = film
  if (width % 2 !== 0 || height % 2 !== 0) throw new RangeError(`A 4:2:0 film has even sides: got ${width}x${height}.`)
  const file = openSync(path, 'w')
  try {
    writeSync(file, `YUV4MPEG2 W${width} H${height} F${fps}:1 Ip A1:1 C420jpeg\n`)
    const planes = new Uint8Array((width * height * 3) / 2)
    const frames = Math.round(fps * seconds)
    for (let frame = 0; frame < frames; frame++) {
      drawPlanes(planes, film, frame)
      writeSync(file, 'FRAME\n')
      writeSync(file, planes)
    }
  } finally {
    closeSync(file)
  }
}

/** A slow sway across a still picture and back, so that the loop has no seam. */
export function panOver(picture: Raster, size: FilmSize): Film {
  const frames = Math.round(size.fps * size.seconds)
  // As much of the picture as has the film's shape, and a tenth less, to have somewhere to go.
  const scale = 0.9 * Math.min(picture.width / size.width, picture.height / size.height)
  const roomX = picture.width - 1 - scale * (size.width - 1)
  const roomY = picture.height - 1 - scale * (size.height - 1)
  return {
    ...size,
    draw(frame, x, y) {
      const turn = (2 * Math.PI * frame) / frames
      const left = roomX * (0.5 - 0.5 * Math.cos(turn))
      const top = roomY * (0.5 - 0.5 * Math.sin(turn))
      return colourAt(picture, Math.round(left + scale * x), Math.round(top + scale * y))
    },
  }
}

/** BT.709, limited range (16..235), what Chromium takes the fake camera's film for; chroma is the mean of 2x2 pixels. */
function drawPlanes(planes: Uint8Array, { width, height, draw }: Film, frame: number): void {
  const halfWidth = width / 2
  const chroma = width * height
  const quarter = chroma / 4
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      let u = 0
      let v = 0
      for (let corner = 0; corner < 4; corner++) {
        const px = x + (corner & 1)
        const py = y + (corner >> 1)
        const [r, g, b] = draw(frame, px, py)
        const luma = 0.2126 * r + 0.7152 * g + 0.0722 * b
        planes[py * width + px] = Math.round(16 + (219 / 255) * luma)
        u += (b - luma) / 1.8556
        v += (r - luma) / 1.5748
      }
      const at = (y / 2) * halfWidth + x / 2
      planes[chroma + at] = Math.round(128 + (224 / 255) * (u / 4))
      planes[chroma + quarter + at] = Math.round(128 + (224 / 255) * (v / 4))
    }
  }
}
