// Pictures on their way to the GPU: upright, mirrored, in the right colours, on every way in, and nothing made once it runs.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DrawableImage, GpuPicture, ImagePicture } from '../contracts/frame'
import { requestGpu } from './device'
import { watchDevice } from './resource-counter'
import { NO_WAY_IN, PictureImporter, type ImportWay } from './picture-import'

const WIDTH = 60
const HEIGHT = 40
/** Top left, top right, bottom left, bottom right. */
const CORNERS = [
  [220, 40, 30],
  [40, 190, 70],
  [30, 60, 210],
  [240, 230, 90],
] as const

let device: GPUDevice

beforeAll(async () => {
  device = (await requestGpu()).device
})

afterAll(() => device.destroy())

describe.each<ImportWay>(['copy', 'bitmap', 'canvas'])('by way of %s', (way) => {
  it.each([false, true])('brings a canvas in upright, mirror %s', async (mirror) => {
    const importer = new PictureImporter(device, { ways: [way] })
    const result = await importer.importExactly(picture(quarters(), 1, mirror))
    expect(await corners(result)).toBeNear(mirror ? swapped() : CORNERS, 2)
    importer.dispose()
  })

  it('makes a large picture smaller without moving its quarters', async () => {
    const importer = new PictureImporter(device, { ways: [way], maxSide: 24 })
    const result = await importer.importExactly(picture(quarters(), 1, true))
    expect([result.width, result.height]).toEqual([24, 16])
    expect(await corners(result)).toBeNear(swapped(), 2)
    importer.dispose()
  })

  it('makes no GPU object for the second picture', async () => {
    const count = watchDevice(device)
    const importer = new PictureImporter(device, { ways: [way], maxSide: 24 })
    const canvas = quarters()
    await importer.importExactly(picture(canvas, 1, true))
    const made = count.made
    expect(made).toBeGreaterThan(0)
    const others = watchOthers(device)
    for (let serial = 2; serial < 6; serial++) {
      const result = await importer.importExactly(picture(canvas, serial, serial % 2 === 0))
      expect(result.serial).toBe(serial)
    }
    expect(count.made).toBe(made)
    expect(others.made).toBe(0)
    others.stop()
    importer.dispose()
  })
})

it('brings in an ImageBitmap and an <img>', async () => {
  const importer = new PictureImporter(device)
  const bitmap = await createImageBitmap(quarters())
  expect(await corners(importer.import(picture(bitmap, 1, false)))).toBeNear(CORNERS, 2)
  const image = new Image()
  image.src = quarters().toDataURL()
  await image.decode()
  expect(await corners(await importer.importExactly(picture(image, 2, true)))).toBeNear(swapped(), 2)
  importer.dispose()
})

it('brings in the frame a <video> shows, in the colours a 2-D canvas gives it', async () => {
  const video = await film()
  const pen = new OffscreenCanvas(WIDTH, HEIGHT).getContext('2d')
  pen?.drawImage(video, 0, 0)
  const pixels = pen?.getImageData(0, 0, WIDTH, HEIGHT).data ?? new Uint8ClampedArray()
  for (const way of ['copy', 'bitmap', 'canvas'] as const) {
    const importer = new PictureImporter(device, { ways: [way] })
    const result = await importer.importExactly(picture(video, 1, false))
    expect([result.width, result.height]).toEqual([WIDTH, HEIGHT])
    expect(await corners(result)).toBeNear(cornersOf(pixels, WIDTH, HEIGHT), 2)
    expect(await corners(result)).toBeNear(CORNERS, 16)
    importer.dispose()
  }
  video.srcObject = null
})

it('gives the same object for the same picture, and the same texture for the next', () => {
  const importer = new PictureImporter(device)
  const first = picture(quarters(), 1, false)
  const result = importer.import(first)
  expect(importer.import(first)).toBe(result)
  const next = importer.import(picture(quarters(), 2, false))
  expect(next).not.toBe(result)
  expect(next.texture).toBe(result.texture)
  importer.dispose()
})

it('changes its size with the picture, and keeps no more than one texture of the size before', () => {
  const count = watchDevice(device)
  const importer = new PictureImporter(device)
  for (let serial = 1; serial < 9; serial++) {
    const canvas = quarters(serial % 2 === 0 ? 32 : 48)
    expect(importer.import(picture(canvas, serial, false)).width).toBe(canvas.width)
  }
  expect(count.textures).toBe(2)
  importer.dispose()
  expect(count.textures).toBe(0)
})

it('finds its way round a browser that refuses to copy, and remembers it', async () => {
  const { copyExternalImageToTexture } = device.queue
  let refused = 0
  device.queue.copyExternalImageToTexture = (source, destination, size): undefined => {
    if (source.source instanceof HTMLCanvasElement) {
      refused++
      throw new DOMException('external images cannot be imported', 'OperationError')
    }
    copyExternalImageToTexture.call(device.queue, source, destination, size)
  }
  try {
    const importer = new PictureImporter(device)
    for (let serial = 1; serial < 9; serial++) await importer.importExactly(picture(quarters(), serial, false))
    const result = await importer.importExactly(picture(quarters(), 9, true))
    expect(result.serial).toBe(9)
    expect(await corners(result)).toBeNear(swapped(), 2)
    expect(refused).toBe(3)
    importer.dispose()
  } finally {
    device.queue.copyExternalImageToTexture = copyExternalImageToTexture
  }
})

it('keeps the last picture and says so once when no way in is left', async () => {
  const said: string[] = []
  const importer = new PictureImporter(device, { ways: ['copy', 'canvas'], warn: (text) => said.push(text) })
  const good = importer.import(picture(quarters(), 1, false))
  const closed = await createImageBitmap(quarters())
  closed.close()
  for (let serial = 2; serial < 5; serial++) expect(importer.import(picture(closed, serial, false))).toBe(good)
  expect(said).toEqual([NO_WAY_IN])
  expect(NO_WAY_IN).toContain('The last picture stands; choose another source')
  expect(await corners(good)).toBeNear(CORNERS, 2)
  expect(importer.import(picture(quarters(), 5, false)).serial).toBe(5)
  importer.dispose()
})

it('lives on when its device is lost, and its successor starts afresh', async () => {
  const other = (await requestGpu()).device
  const importer = new PictureImporter(other)
  const canvas = quarters()
  importer.import(picture(canvas, 1, true))
  other.destroy()
  await other.lost
  expect(() => importer.import(picture(canvas, 2, true))).not.toThrow()
  importer.dispose()
  const next = new PictureImporter(device)
  expect(await corners(next.import(picture(canvas, 2, true)))).toBeNear(swapped(), 2)
  next.dispose()
})

// ---------------------------------------------------------------- helpers

function picture(image: DrawableImage, serial: number, mirror: boolean): ImagePicture {
  return { kind: 'image', image, width: WIDTH, height: HEIGHT, capturedAt: serial / 30, serial, mirror }
}

function quarters(width = WIDTH, height = HEIGHT): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d')
  CORNERS.forEach((colour, i) => {
    if (pen) pen.fillStyle = `rgb(${colour.join(' ')})`
    pen?.fillRect(((i % 2) * width) / 2, (Math.floor(i / 2) * height) / 2, width / 2, height / 2)
  })
  return canvas
}

/** The quarters as a running film, stopped at a frame. */
async function film(): Promise<HTMLVideoElement> {
  const canvas = quarters()
  const pen = canvas.getContext('2d')
  const video = document.createElement('video')
  video.muted = true
  video.srcObject = canvas.captureStream()
  const shown = new Promise((resolve) => video.requestVideoFrameCallback(resolve))
  await video.play()
  pen?.fillRect(WIDTH - 1, HEIGHT - 1, 1, 1)
  await shown
  video.pause()
  return video
}

function swapped(): number[][] {
  return [1, 0, 3, 2].map((i) => [...(CORNERS[i] ?? [])])
}

async function corners({ texture, width, height }: GpuPicture): Promise<number[][]> {
  const bytesPerRow = Math.ceil((width * 4) / 256) * 256
  const buffer = device.createBuffer({
    label: 'test/readback',
    size: bytesPerRow * height,
    usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
  })
  const encoder = device.createCommandEncoder()
  encoder.copyTextureToBuffer({ texture }, { buffer, bytesPerRow }, [width, height])
  device.queue.submit([encoder.finish()])
  await buffer.mapAsync(GPUMapMode.READ)
  const pixels = new Uint8Array(buffer.getMappedRange()).slice()
  buffer.destroy()
  return cornersOf(pixels, width, height, bytesPerRow)
}

/** The middle of each quarter. */
function cornersOf(pixels: ArrayLike<number>, width: number, height: number, bytesPerRow = width * 4): number[][] {
  return [0, 1, 2, 3].map((i) => {
    const x = Math.floor((width * (1 + 2 * (i % 2))) / 4)
    const y = Math.floor((height * (1 + 2 * Math.floor(i / 2))) / 4)
    return [0, 1, 2].map((c) => pixels[y * bytesPerRow + x * 4 + c] ?? -1)
  })
}

/** Counts what the ledger does not: pipelines, bind groups, samplers, shader modules. */
function watchOthers(on: GPUDevice): { made: number; stop(): void } {
  const names = ['createBindGroup', 'createRenderPipeline', 'createShaderModule', 'createSampler'] as const
  const count = {
    made: 0,
    stop: () => {
      for (const name of names) Reflect.deleteProperty(on, name)
    },
  }
  for (const name of names) {
    const make: unknown = Reflect.get(on, name)
    if (typeof make !== 'function') continue
    const counted = (...args: unknown[]): unknown => {
      count.made++
      return Reflect.apply(make, on, args)
    }
    Reflect.set(on, name, counted)
  }
  return count
}

expect.extend({
  toBeNear(received: number[][], wanted: readonly (readonly number[])[], most: number) {
    const worst = Math.max(...received.flatMap((row, i) => row.map((x, c) => Math.abs(x - (wanted[i]?.[c] ?? 999)))))
    return {
      pass: worst <= most,
      message: () => `worst difference ${worst} of ${most}: ${JSON.stringify(received)} for ${JSON.stringify(wanted)}`,
    }
  },
})

declare module 'vitest' {
  interface Matchers<T> {
    toBeNear(wanted: readonly (readonly number[])[], most: number): T
  }
}
