// Pictures as the tests see them: read from PNG, taken from the stage, compared in steps of 8 bits.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Page } from 'playwright-core'
import { PNG } from 'pngjs'
import type { Engine } from '../../src/contracts/engine-api'
import type { Pixels } from '../../src/core/units'

/** RGBA, 8 bit, row 0 is the top. */
export interface Raster {
  readonly width: Pixels
  readonly height: Pixels
  readonly data: Uint8Array | Uint8ClampedArray
}

/** Red, green, blue, 0..255. */
export type Rgb = readonly [number, number, number]

export function readPng(path: string): Raster {
  const { width, height, data } = PNG.sync.read(readFileSync(path))
  return { width, height, data }
}

/** Writes a picture for somebody to look at; makes the folders on the way. */
export function writePng(path: string, { width, height, data }: Raster): void {
  const png = new PNG({ width, height })
  png.data = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, PNG.sync.write(png))
}

/** The stage as `impasto.snapshot` gives it, brought over to Node. */
export async function snapshot(page: Page, size: { width: Pixels; height: Pixels }): Promise<Raster> {
  const taken = await page.evaluate(async (wanted) => {
    const { impasto } = globalThis as unknown as { impasto: Engine }
    const image = await impasto.snapshot(wanted)
    // As text: the page's socket to Node would send an array number by number.
    const chunk = 0x8000
    let bytes = ''
    for (let at = 0; at < image.data.length; at += chunk) {
      bytes += String.fromCharCode(...image.data.subarray(at, at + chunk))
    }
    return { width: image.width, height: image.height, base64: btoa(bytes) }
  }, size)
  return { width: taken.width, height: taken.height, data: new Uint8Array(Buffer.from(taken.base64, 'base64')) }
}

/**
 * How far apart two pictures are: the mean over all red, green and blue of the distance, in steps of 8 bits (0..255).
 * @throws {RangeError} they are not of one size
 */
export function meanDifference(a: Raster, b: Raster): number {
  let sum = 0
  forEachPair(a, b, (distance) => (sum += distance))
  return sum / (a.width * a.height * 3)
}

/**
 * The largest distance of any red, green or blue, in steps of 8 bits (0..255).
 * @throws {RangeError} they are not of one size
 */
export function worstDifference(a: Raster, b: Raster): number {
  let worst = 0
  forEachPair(a, b, (distance) => (worst = Math.max(worst, distance)))
  return worst
}

/** What is left of a picture without its lines: every square of `cell` pixels in its mean colour. */
export function coarse(picture: Raster, cell: Pixels = 16): Raster {
  const { width, height } = picture
  const data = new Uint8Array(picture.data.length)
  for (let y = 0; y < height; y += cell) {
    for (let x = 0; x < width; x += cell) {
      const square = { x, y, width: Math.min(cell, width - x), height: Math.min(cell, height - y) }
      const colour = meanColour(picture, square)
      for (let py = y; py < y + square.height; py++) {
        for (let px = x; px < x + square.width; px++) data.set([...colour, 255], (py * width + px) * 4)
      }
    }
  }
  return { width, height, data }
}

/** The mean colour, of the whole picture or of a part of it (in its own pixels). */
export function meanColour(
  picture: Raster,
  part: { x: Pixels; y: Pixels; width: Pixels; height: Pixels } = { x: 0, y: 0, ...sizeOf(picture) },
): Rgb {
  const sum = [0, 0, 0] as [number, number, number]
  for (let y = part.y; y < part.y + part.height; y++) {
    for (let x = part.x; x < part.x + part.width; x++) {
      const [r, g, b] = colourAt(picture, x, y)
      sum[0] += r
      sum[1] += g
      sum[2] += b
    }
  }
  const count = part.width * part.height
  return [sum[0] / count, sum[1] / count, sum[2] / count]
}

/** How much is going on in a picture: the standard deviation of its brightness, 0..127.5. A black or single-coloured stage has 0. */
export function contrast(picture: Raster): number {
  let sum = 0
  let squares = 0
  const count = picture.width * picture.height
  for (let i = 0; i < count; i++) {
    const [r, g, b] = colourAt(picture, i % picture.width, Math.floor(i / picture.width))
    const light = 0.299 * r + 0.587 * g + 0.114 * b
    sum += light
    squares += light * light
  }
  return Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2))
}

/** @throws {RangeError} outside the picture */
export function colourAt({ width, height, data }: Raster, x: Pixels, y: Pixels): Rgb {
  const at = (y * width + x) * 4
  const [r, g, b] = [data[at], data[at + 1], data[at + 2]]
  if (x < 0 || x >= width || r === undefined || g === undefined || b === undefined) {
    throw new RangeError(`There is no pixel ${x}, ${y} in a picture of ${width}x${height}.`)
  }
  return [r, g, b]
}

function sizeOf({ width, height }: Raster): { width: Pixels; height: Pixels } {
  return { width, height }
}

function forEachPair(a: Raster, b: Raster, tell: (distance: number) => void): void {
  if (a.width !== b.width || a.height !== b.height) {
    throw new RangeError(`Only pictures of one size compare: ${a.width}x${a.height} and ${b.width}x${b.height}.`)
  }
  for (let i = 0; i < a.data.length; i++) {
    if (i % 4 !== 3) tell(Math.abs((a.data[i] ?? 0) - (b.data[i] ?? 0)))
  }
}
