// Both painters against double-precision arithmetic, and what they do with odd pictures, no SIMD, a crash and a lost device.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planModel } from '../../test/contracts/model.made'
import { paintByHand, toBytes } from '../../test/contracts/model.reference'
import { everyOp, tinyModel } from '../../test/contracts/model.tiny'
import type { ImagePicture, PixelPicture } from '../contracts/frame'
import { Log } from '../core/log'
import { type Gpu, requestGpu } from '../gpu/device'
import { createGpuPainter } from './runtimes/tfjs/tfjs-painter'
import { gpuToPixels, pixelsToGpu } from './runtimes/tfjs/gpu-pixels'
import { createWasmPainter, usefulThreads } from './runtimes/wasm/wasm-painter'

const [WIDTH, HEIGHT] = [24, 16]
const MIX = { one: 0.5, two: 0.3, three: 0.2 }
let gpu: Gpu

beforeAll(async () => {
  gpu = await requestGpu()
})
afterAll(() => gpu.device.destroy())

function pattern(width: number, height: number): PixelPicture {
  const data = new Uint8ClampedArray(width * height * 4).map((_, i) =>
    i % 4 === 3 ? 255 : (i * 37 + (i >> 5) * 11) % 256,
  )
  return { kind: 'pixels', data, width, height, capturedAt: 0, serial: 0 }
}

function rgb(rgba: Uint8ClampedArray): number[] {
  return [...rgba].filter((_, i) => i % 4 !== 3)
}

function bytes(picture: PixelPicture): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(rgb(picture.data))
}

function worst(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length)
  return Math.max(...Array.from(a, (v, i) => Math.abs(v - (b[i] ?? 0))))
}

describe('every op', () => {
  const model = planModel(everyOp())
  const picture = pattern(WIDTH, HEIGHT)
  const given = { h: HEIGHT, w: WIDTH, c: 3, data: Float64Array.from(rgb(picture.data), (v) => v / 255) }
  const expected = toBytes(paintByHand(model.plan, model.weights, given, Object.values(MIX)))

  it.each([
    ['our own kernels', { threads: 1 }, '1 thread'],
    ['our own kernels, two threads', { threads: 2 }, '2 threads'],
    ['TensorFlow.js', { own: false }, ''],
  ])('comes out on WASM as by hand, by %s', async (_, options, way) => {
    const painter = await createWasmPainter(model, new Log(() => 0), options)
    const paint = async (): Promise<string> => {
      const painting = await painter.paint({ picture, mix: MIX, width: WIDTH, height: HEIGHT })
      expect(worst(rgb(painting.data), expected)).toBeLessThanOrEqual(1)
      return painter.way
    }
    // Threads take part as soon as they have started.
    await expect.poll(paint).toContain(way)
    await paint()
    painter.dispose()
  })

  it('comes out on WebGPU as by hand', async () => {
    const painter = await createGpuPainter(gpu, model)
    const on = pixelsToGpu(gpu.device, picture.data, WIDTH, HEIGHT)
    const painting = await painter.paint({ picture: on, mix: MIX, width: WIDTH, height: HEIGHT })
    expect(worst(rgb(await gpuToPixels(gpu.device, painting)), expected)).toBeLessThanOrEqual(1)
    painter.dispose()
  })
})

describe('pictures', () => {
  const model = planModel(tinyModel())

  /** Half of it black, the side of `white` white. */
  async function halves(white: 'left' | 'right', mirror = false): Promise<ImagePicture> {
    const canvas = new OffscreenCanvas(64, 32)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    context.fillStyle = '#fff'
    context.fillRect(white === 'left' ? 0 : 32, 0, 32, 32)
    const image = await createImageBitmap(canvas)
    return { kind: 'image', image, mirror, width: 64, height: 32, capturedAt: 0, serial: 0 }
  }

  it('are mirrored for WASM where the source asks for it', async () => {
    const painter = await createWasmPainter(model, new Log(() => 0))
    const job = { mix: { warm: 1 }, width: 64, height: 32 }
    const left = await painter.paint({ ...job, picture: await halves('left') })
    const right = await painter.paint({ ...job, picture: await halves('right') })
    const mirrored = await painter.paint({ ...job, picture: await halves('right', true) })
    expect(worst(mirrored.data, left.data)).toBe(0)
    expect(worst(mirrored.data, right.data)).toBeGreaterThan(50)
    painter.dispose()
  })

  it('are scaled on the GPU by the mean of the area, whatever the factor', async () => {
    const painter = await createGpuPainter(gpu, model)
    // Columns of black and white, one pixel wide, come out as the same grey as a grey picture.
    const stripes = new Uint8ClampedArray(48 * 32 * 4).map((_, i) => ((i >> 2) % 2 === 0 ? 255 : 0))
    const grey = new Uint8ClampedArray(24 * 16 * 4).fill(128)
    const job = { mix: { warm: 1 }, width: 24, height: 16 }
    const paint = async (
      data: Uint8ClampedArray<ArrayBuffer>,
      width: number,
      height: number,
    ): Promise<Uint8ClampedArray> => {
      const painting = await painter.paint({ ...job, picture: pixelsToGpu(gpu.device, data, width, height) })
      return gpuToPixels(gpu.device, painting)
    }
    expect(worst(await paint(stripes, 48, 32), await paint(grey, 24, 16))).toBeLessThanOrEqual(2)
    painter.dispose()
  })

  it('of the wrong kind are refused', async () => {
    const job = { mix: {}, width: 16, height: 16 }
    const onWasm = await createWasmPainter(model, new Log(() => 0))
    const onGpu = await createGpuPainter(gpu, model)
    const texture = pixelsToGpu(gpu.device, pattern(16, 16).data, 16, 16)
    await expect(onWasm.paint({ ...job, picture: texture })).rejects.toThrow("takes pictures from the DOM, not 'gpu'")
    await expect(onGpu.paint({ ...job, picture: pattern(16, 16) })).rejects.toThrow(
      "takes pictures on the GPU, not 'pixels'",
    )
    const empty = document.createElement('video')
    const nothing: ImagePicture = { ...(await halves('left')), image: empty }
    await expect(onWasm.paint({ ...job, picture: nothing })).rejects.toThrow(
      /The painter asked the source for its newest picture: .* The last painting is held until the next picture comes\./,
    )
    // And it goes on with the next.
    expect((await onWasm.paint({ ...job, picture: pattern(16, 16) })).width).toBe(16)
    onWasm.dispose()
    onGpu.dispose()
  })
})

describe('trouble', () => {
  const model = planModel(tinyModel())
  const job = { picture: pattern(16, 16), mix: { cold: 1 }, width: 16, height: 16 }

  it('a page that is not isolated, or a processor of one core, gets one thread', () => {
    expect(usefulThreads(false, 8)).toBe(1)
    expect([1, 2, 4, 8, 12, 64].map((cores) => usefulThreads(true, cores))).toEqual([1, 2, 2, 4, 6, 8])
  })

  it('own kernels that paint wrong are left for TensorFlow.js, and it is said', async () => {
    const log = new Log(() => 0)
    const { picture: given } = job
    const selfTest = { width: 16, height: 16, picture: bytes(given), cases: [{ mix: {}, painting: bytes(given) }] }
    const painter = await createWasmPainter({ ...model, selfTest }, log)
    expect(log.notices.map((notice) => notice.text)).toEqual([
      expect.stringMatching(
        /^The painter tried its own kernels on the processor with a small picture: the painting came out wrong \([\d.]+ of 255 off on average, \d+ at worst\)\. TensorFlow\.js paints instead, more slowly\.$/,
      ),
    ])
    expect((await painter.paint(job)).width).toBe(16)
    painter.dispose()
  })

  it('WASM without SIMD paints the same and says that it is slow', async () => {
    const log = new Log(() => 0)
    const slow = await createWasmPainter(model, log, { simd: false })
    const fast = await createWasmPainter(model, log)
    const expected = await fast.paint(job)
    expect(worst((await slow.paint(job)).data, expected.data)).toBeLessThanOrEqual(1)
    expect(log.notices.map((notice) => notice.text)).toEqual([
      "This browser's WebAssembly runs without SIMD. The painting comes several times slower; a smaller model size or a current browser helps.",
    ])
    slow.dispose()
    fast.dispose()
  })

  it('a worker that crashes is started again once, and says so; the second time it stays off', async () => {
    let now = 0
    const log = new Log(() => now)
    const workers: Worker[] = []
    const makeWorker = (): Worker => {
      const worker = new Worker(new URL('./runtimes/wasm/wasm-worker.ts', import.meta.url), { type: 'module' })
      workers.push(worker)
      return worker
    }
    const painter = await createWasmPainter(model, log, { makeWorker })
    const before = await painter.paint(job)
    const copy = before.data.slice()
    // A message that the worker can't read is an error it doesn't catch.
    workers[0]?.postMessage(null)
    await expect.poll(() => log.notices.length).toBe(1)
    expect(log.notices[0]?.text).toMatch(
      /^The painter's worker for models\/made\/model\.json was to go on painting: it crashed \(.+\)\. The last painting is held while it starts again\.$/,
    )
    expect(worst((await painter.paint(job)).data, copy)).toBe(0)
    expect(workers.length).toBe(2)
    now = 5
    workers[1]?.postMessage(null)
    await expect.poll(() => log.notices.length).toBe(2)
    expect(log.notices[1]?.text).toContain('It crashed before, so it stays off; a smaller model size may help.')
    await expect(painter.paint(job)).rejects.toThrow(
      "The painter's worker for models/made/model.json was to go on painting: it crashed twice. The stage shows the picture itself; choose the model again or a smaller size.",
    )
    painter.dispose()
  })

  it('a lost device ends the painter with a sentence, and the next device paints the same', async () => {
    const first = await requestGpu()
    const painter = await createGpuPainter(first, model)
    const paint = async (on: Gpu, by: typeof painter): Promise<Uint8ClampedArray> => {
      const picture = pixelsToGpu(on.device, job.picture.data, 16, 16)
      return gpuToPixels(on.device, await by.paint({ ...job, picture }))
    }
    const expected = await paint(first, painter)
    first.device.destroy()
    await first.device.lost
    await expect(
      painter.paint({ ...job, picture: pixelsToGpu(first.device, job.picture.data, 16, 16) }),
    ).rejects.toThrow(
      'The painter of models/made/model.json on WebGPU: the graphics device was lost. The last picture is held until the GPU is back.',
    )
    const second = await requestGpu()
    const next = await createGpuPainter(second, model)
    painter.dispose()
    expect(worst(await paint(second, next), expected)).toBe(0)
    next.dispose()
    second.device.destroy()
  })
})
