// Every model paints its golden pictures on every backend, holds on to nothing, and gives its paintings the life the contract promises.
import manifest from 'virtual:impasto-models'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Picture, PixelPicture } from '../../src/contracts/frame'
import type { Painter } from '../../src/contracts/model'
import { Log } from '../../src/core/log'
import { type Gpu, requestGpu } from '../../src/gpu/device'
import { type GpuCount, watchDevice } from '../../src/gpu/resource-counter'
import { createGpuPainter, type GpuPainter } from '../../src/models/runtimes/tfjs/tfjs-painter'
import { gpuToPixels, pixelsToGpu } from '../../src/models/runtimes/tfjs/gpu-pixels'
import { loadModel } from '../../src/models/load-model'
import type { LoadedModel } from '../../src/models/loaded-model'
import { difference, MEAN_ALLOWED, selfTest, WORST_ALLOWED } from '../../src/models/self-test'
import { createWasmPainter } from '../../src/models/runtimes/wasm/wasm-painter'
import { type GoldenCase, goldenCases } from './model.golden'

/** A software GPU takes ten seconds for each: a mix, and one that is not square. */
const ON_GPU = ['chelsea--mix', 'picosdeeuropa--the-scream']

it('finds the models', () => {
  expect(manifest.map((entry) => entry.id)).toContain('bank-1')
})

describe.each(manifest.map((entry) => entry.id))('models/%s', (id) => {
  const cases = goldenCases.filter((golden) => golden.model === id)
  const log = new Log(() => 0)
  let model: LoadedModel

  beforeAll(async () => {
    const entry = manifest.find((e) => e.id === id)
    if (!entry) throw new Error(`no ${id}`)
    model = await loadModel(entry)
  })

  it('has golden pictures and a self-test', () => {
    expect(cases.length).toBeGreaterThan(0)
    expect(model.selfTest?.cases.length).toBeGreaterThan(0)
  })

  describe('on WASM', () => {
    let painter: Painter
    beforeAll(async () => {
      painter = await createWasmPainter(model, log)
    })
    afterAll(() => painter.dispose())

    it.each(cases.map((golden) => golden.name))('paints %s', async (name) => {
      const golden = byName(cases, name)
      const picture = await golden.picture()
      const painting = await painter.paint({ picture, mix: golden.mix, width: picture.width, height: picture.height })
      expectSame(pixels(painting), await golden.painting())
    })

    it('holds on to nothing: tensors are the same after 50 paintings, sizes and mixes', async () => {
      const styles = model.header.styles.map((style) => style.id)
      const picture = await tiny(cases)
      const paint = (i: number): Promise<Picture> =>
        painter.paint({ picture, mix: { [styles[i % styles.length] ?? '']: 1 }, width: 32 + 16 * (i % 3), height: 32 })
      await paint(0)
      const before = painter.tensors()
      for (let i = 1; i < 50; i++) await paint(i)
      expect(painter.tensors()).toBe(before)
      expect(before).toBeGreaterThan(0)
    })

    it('keeps a painting until two paintings later, and refuses a second job while busy', async () => {
      const picture = await tiny(cases)
      const job = { picture, mix: {}, width: 32, height: 32 }
      const first = pixels(await painter.paint(job))
      const copy = first.data.slice()
      await painter.paint(job)
      const third = painter.paint(job)
      await expect(painter.paint(job)).rejects.toThrow('the WASM painter is busy; nothing queues')
      await third
      expect(first.data).toEqual(copy)
    })
  })

  describe('on WebGPU', () => {
    let gpu: Gpu
    let count: GpuCount
    let painter: GpuPainter
    beforeAll(async () => {
      gpu = await requestGpu()
      count = watchDevice(gpu.device)
      painter = await createGpuPainter(gpu, model)
    })
    afterAll(() => {
      painter.dispose()
      gpu.device.destroy()
    })

    it('passes its self-test', async () => {
      expect(model.selfTest && (await selfTest(painter, model.selfTest, gpu))).toBeNull()
    })

    it.each(cases.map((golden) => golden.name).filter((name) => ON_GPU.includes(name)))('paints %s', async (name) => {
      const golden = byName(cases, name)
      const { data, width, height } = await golden.picture()
      const picture = pixelsToGpu(gpu.device, data, width, height)
      const painting = await painter.paint({ picture, mix: golden.mix, width, height })
      expectSame(await gpuToPixels(gpu.device, painting), await golden.painting())
      picture.texture.destroy()
    })

    it('holds on to nothing and reads nothing back: tensors, buffers and textures are the same after 16 paintings', async () => {
      const styles = model.header.styles.map((style) => style.id)
      const { data } = await tiny(cases)
      const picture = pixelsToGpu(gpu.device, data, 32, 32)
      const paint = (i: number): Promise<Picture> =>
        painter.paint({ picture, mix: { [styles[i % styles.length] ?? '']: 1 }, width: 32, height: 16 + 16 * (i % 2) })
      // Two sizes, and the retired sizes of the tests before are let go.
      for (let i = 0; i < 6; i++) await paint(i)
      const alive = (): number[] => [painter.tensors(), count.buffers, count.textures, count.bytes, count.readbacks]
      const before = alive()
      for (let i = 0; i < 16; i++) await paint(i)
      expect(alive()).toEqual(before)
      picture.texture.destroy()
    })

    it('keeps a painting until the one after the next, in textures that take turns', async () => {
      const { data } = await tiny(cases)
      const picture = pixelsToGpu(gpu.device, data, 32, 32)
      const job = { picture, mix: {}, width: 32, height: 32 }
      const first = await painter.paint(job)
      const second = painter.paint(job)
      await expect(painter.paint(job)).rejects.toThrow('is busy; nothing queues')
      expect((await second).texture).not.toBe(first.texture)
      expect((await painter.paint(job)).texture).toBe(first.texture)
      picture.texture.destroy()
    })
  })
})

function byName(cases: readonly GoldenCase[], name: string): GoldenCase {
  const golden = cases.find((c) => c.name === name)
  if (!golden) throw new Error(`no golden picture '${name}'`)
  return golden
}

function pixels(picture: Picture): PixelPicture {
  if (picture.kind !== 'pixels') throw new Error(`the painting came as '${picture.kind}'`)
  return picture
}

/** 32 x 32 of the first golden picture. */
async function tiny(cases: readonly GoldenCase[]): Promise<PixelPicture> {
  const picture = await cases[0]?.picture()
  if (!picture) throw new Error('no golden pictures')
  const data = new Uint8ClampedArray(32 * 32 * 4)
  for (let y = 0; y < 32; y++)
    data.set(picture.data.subarray(y * picture.width * 4, (y * picture.width + 32) * 4), y * 128)
  return { ...picture, data, width: 32, height: 32 }
}

function expectSame(painted: PixelPicture | Uint8ClampedArray, golden: PixelPicture): void {
  const { mean, worst } = difference('data' in painted ? painted.data : painted, golden.data)
  expect(mean).toBeLessThanOrEqual(MEAN_ALLOWED)
  expect(worst).toBeLessThanOrEqual(WORST_ALLOWED)
}
