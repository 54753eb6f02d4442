// The golden pictures of every model, found by their names: <picture>.png, <picture>--<case>.png, cases.json says the mix.
import type { PixelPicture } from '../../src/contracts/frame'
import type { StyleMix } from '../../src/contracts/style'

export interface GoldenCase {
  readonly model: string
  /** 'astronaut--mix' */
  readonly name: string
  readonly mix: StyleMix
  readonly picture: () => Promise<PixelPicture>
  readonly painting: () => Promise<PixelPicture>
}

const urls = import.meta.glob<string>('../golden/*/*.png', { query: '?url', import: 'default', eager: true })
const mixes = import.meta.glob<Record<string, StyleMix>>('../golden/*/cases.json', { import: 'default', eager: true })

export const goldenCases: readonly GoldenCase[] = Object.entries(urls).flatMap(([path, painting]) => {
  const [, model = '', name = ''] = /golden\/([^/]+)\/(.+)\.png$/.exec(path) ?? []
  const [picture, which] = name.split('--')
  const mix = which === undefined ? undefined : mixes[`../golden/${model}/cases.json`]?.[which]
  const given = urls[`../golden/${model}/${picture}.png`]
  if (!mix || given === undefined) return []
  return [{ model, name, mix, picture: () => pixelsOf(given), painting: () => pixelsOf(painting) }]
})

/** The exact pixels of a picture file. */
export async function pixelsOf(url: string): Promise<PixelPicture> {
  const file = await (await fetch(url)).blob()
  const bitmap = await createImageBitmap(file, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' })
  const { width, height } = bitmap
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('no 2-D canvas')
  context.drawImage(bitmap, 0, 0)
  bitmap.close()
  const { data } = context.getImageData(0, 0, width, height)
  return { kind: 'pixels', data: new Uint8ClampedArray(data), width, height, capturedAt: 0, serial: 0 }
}
