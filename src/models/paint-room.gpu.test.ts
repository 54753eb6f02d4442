// The room with real models on real backends: starts, paints the newest, follows the hand, and moves with the device.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { closeRooms, entry, picture, stand } from '../../test/contracts/model.stand'
import { type Gpu, requestGpu } from '../gpu/device'
import { gpuToPixels, pixelsToGpu } from './runtimes/tfjs/gpu-pixels'
import { difference } from './self-test'
import type { StyleTransfer } from './paint-room'

let software: Gpu

beforeAll(async () => {
  software = await requestGpu()
})
afterAll(() => software.device.destroy())
afterEach(closeRooms)

describe('playing', () => {
  it('loads when it is told, says so, and paints in the chosen style', async () => {
    const { room, show, clock } = stand(['whole', 'other'])
    const heard: unknown[] = []
    room.on('model', (event) => heard.push(event))
    room.on('progress', (progress) => heard.push(progress))
    expect(room.styles.map((style) => style.id)).toEqual(['whole-warm', 'whole-cold', 'other-warm', 'other-cold'])
    room.tick({ time: 0 }, picture())
    expect(room.stats).toEqual({
      modelFps: 0,
      paintings: 0,
      tensors: 0,
      backend: null,
      way: null,
      busy: false,
      capturedAt: null,
      size: null,
      sizeBy: 'auto',
      share: 1,
    })
    expect(room.takes).toBeNull()
    await room.load()
    const waiting = { what: 'whole', done: null, left: null }
    expect(heard).toEqual([waiting, { ...waiting, done: 1 }, waiting, { id: 'whole', backend: 'wasm' }, null])
    expect(room.takes).toBe('image')
    expect(room.strength).toBe(0)
    await room.paintToEnd(picture())
    expect(room.strength).toBe(1)
    const warm = room.newest()
    expect(warm?.mix).toEqual({ 'whole-warm': 1 })
    expect(warm?.picture).toMatchObject({ kind: 'pixels', width: 256, height: 128, serial: 0 })
    clock.advance(0.5)
    room.setStyle('whole-cold')
    await room.paintToEnd(picture())
    expect(room.newest()?.mix).toEqual({ 'whole-cold': 1 })
    expect(mean(room, 2)).toBeGreaterThan(mean(room, 0))
    expect(room.stats).toMatchObject({ paintings: 2, modelFps: 2, backend: 'wasm', busy: false })
    show.send({ target: 'style/current', value: 'none', origin: 'keyboard' })
    await room.paintToEnd(picture(1))
    expect(room.strength).toBe(0)
    expect(room.stats.paintings).toBe(2)
  })

  it('takes the newest picture when idle, queues nothing, and paints nothing twice', async () => {
    const { room } = stand(['whole'])
    await room.load()
    const painted: number[] = []
    for (let burst = 0; burst < 4; burst++) {
      for (let i = 0; i < 10; i++) room.tick({ time: 0 }, picture(burst * 10 + i))
      await expect.poll(() => room.stats.busy).toBe(false)
      painted.push(room.newest()?.picture.serial ?? -1)
    }
    // One for each time it was idle when a picture came: the first of every ten.
    expect(painted).toEqual([0, 10, 20, 30])
    const still = picture(30)
    room.tick({ time: 0 }, still)
    await expect.poll(() => room.stats.busy).toBe(false)
    const before = room.stats.paintings
    room.tick({ time: 0 }, still)
    expect(room.stats.busy).toBe(false)
    room.setStyle('whole-cold')
    room.tick({ time: 0 }, still)
    expect(room.stats.busy).toBe(true)
    await expect.poll(() => room.stats.paintings).toBe(before + 1)
  })

  it('works at any aspect and size, fixed where the address says so', async () => {
    const { room, show } = stand(['whole'])
    await room.load()
    show.send({ target: 'model/size', value: 128, origin: 'panel' })
    await room.paintToEnd(picture(0, 20, 40))
    expect(room.newest()?.picture).toMatchObject({ width: 64, height: 128 })
    expect(room.stats).toMatchObject({ size: 128, sizeBy: 'pinned' })
    const fixed = stand(['whole'], { size: { width: 48, height: 40 } })
    await fixed.room.load()
    await fixed.room.paintToEnd(picture(0, 20, 40))
    expect(fixed.room.newest()?.picture).toMatchObject({ width: 48, height: 40 })
    expect(fixed.room.stats).toMatchObject({ size: 48, sizeBy: 'pinned' })
  })

  it('is governed when it is told to be: the size and the pause follow the times it sees, and the hand', async () => {
    const { room, show, clock } = stand(['whole'], { governed: true })
    await room.load()
    let serial = 0
    const frame = async (dt: number): Promise<void> => {
      room.tick({ time: clock.now() }, picture(serial++, 32, 32))
      clock.advance(dt)
      await expect.poll(() => room.stats.busy).toBe(false)
    }
    for (let i = 0; i < 8; i++) await frame(0.5)
    // Half a second a painting, as this clock has it, is too long for 256.
    expect(room.stats).toMatchObject({ size: 128, sizeBy: 'auto', share: 1 })
    show.send({ target: 'model/size', value: 192, origin: 'panel' })
    show.send({ target: 'model/cadence', value: 1, origin: 'panel' })
    for (let i = 0; i < 30; i++) await frame(0.1)
    const { paintings } = room.stats
    for (let i = 0; i < 40; i++) await frame(0.1)
    expect(room.stats.paintings - paintings).toBe(4)
    expect(room.stats).toMatchObject({ size: 192, sizeBy: 'pinned' })
  })

  it('glides over the chosen time', async () => {
    const { room, clock } = stand(['whole'])
    await room.load()
    await room.paintToEnd(picture())
    room.setStyle('whole-cold', { seconds: 2 })
    await room.paintToEnd(picture())
    clock.advance(1)
    await room.paintToEnd(picture())
    expect(room.newest()?.mix).toEqual({ 'whole-warm': 0.125, 'whole-cold': 0.875 })
    clock.advance(1)
    await room.paintToEnd(picture())
    expect(room.newest()?.mix).toEqual({ 'whole-cold': 1 })
  })

  it('goes to another model with its style, and back from memory', async () => {
    const { room, show } = stand(['whole', 'other'])
    await room.load()
    await room.paintToEnd(picture())
    room.setStyle('other-cold')
    await room.paintToEnd(picture())
    expect(room.newest()?.mix).toEqual({ 'other-cold': 1 })
    expect(show.text('model/id')).toBe('other')
    show.send({ target: 'model/id', value: 'whole', origin: 'panel' })
    expect(show.text('style/current')).toBe('whole-warm')
    await room.paintToEnd(picture())
    expect(room.newest()?.mix).toEqual({ 'whole-warm': 1 })
  })

  it('paints the same styles with the edition that is asked for, and with the other where that one will not', async () => {
    const light = { ...entry('light'), editionOf: 'whole', styles: entry('whole').styles ?? [] }
    const { room, show, texts } = stand(['whole', light, 'other'])
    expect(room.styles.map((style) => style.id)).toEqual(['whole-warm', 'whole-cold', 'other-warm', 'other-cold'])
    room.setStyle('whole-cold')
    await room.load()
    const paints = async (serial: number): Promise<unknown[]> => {
      await room.paintToEnd(picture(serial))
      return [show.text('model/id'), show.text('style/current'), room.newest()?.mix, room.newest()?.picture.serial]
    }
    const cold = { 'whole-cold': 1 }
    expect(await paints(0)).toEqual(['whole', 'whole-cold', cold, 0])
    show.send({ target: 'model/id', value: 'light', origin: 'panel' })
    expect(await paints(1)).toEqual(['light', 'whole-cold', cold, 1])
    // It is remembered while another bank paints.
    room.setStyle('other-warm')
    expect(await paints(2)).toEqual(['other', 'other-warm', { 'other-warm': 1 }, 2])
    room.setStyle('whole-cold')
    expect(await paints(3)).toEqual(['light', 'whole-cold', cold, 3])
    show.send({ target: 'model/id', value: 'whole', origin: 'panel' })
    expect(await paints(4)).toEqual(['whole', 'whole-cold', cold, 4])
    expect(texts()).toEqual([])

    const broken = { ...entry('missing'), editionOf: 'whole', styles: entry('whole').styles ?? [] }
    const second = stand(['whole', broken])
    await second.room.load()
    second.show.send({ target: 'model/id', value: 'missing', origin: 'panel' })
    await second.room.paintToEnd(picture())
    expect([second.show.text('model/id'), second.room.newest()?.mix]).toEqual(['whole', { 'whole-warm': 1 }])
    expect(second.texts()).toEqual([expect.stringContaining('models/missing/weights.safetensors')])
  })

  it('is the same picture for the same steps', async () => {
    const run = async (): Promise<Uint8ClampedArray> => {
      const { room, clock } = stand(['whole'])
      await room.load()
      room.setStyle('whole-cold', { seconds: 1 })
      for (let i = 0; i < 4; i++) {
        await room.paintToEnd(picture(i))
        clock.advance(0.1)
      }
      const newest = room.newest()?.picture
      return newest?.kind === 'pixels' ? newest.data.slice() : new Uint8ClampedArray()
    }
    expect(difference(await run(), await run())).toEqual({ mean: 0, worst: 0 })
  })

  it('paints thumbnails between pictures, on a canvas of their own', async () => {
    const { room } = stand(['whole', 'other'])
    await room.load()
    const [canvas, other] = [document.createElement('canvas'), document.createElement('canvas')]
    canvas.width = 80
    const [early, wanted, absent] = [
      room.thumbnail('whole-warm', canvas),
      room.thumbnail('whole-cold', canvas),
      room.thumbnail('other-warm', other),
    ]
    expect(await early).toBe(false)
    await room.paintToEnd(picture())
    await room.paintToEnd(picture())
    expect(await wanted).toBe(true)
    expect(await absent).toBe(false)
    expect([canvas.width, canvas.height]).toEqual([96, 48])
    const pixel = canvas.getContext('2d')?.getImageData(48, 24, 1, 1).data ?? [0, 0, 0]
    expect(pixel[2]).toBeGreaterThan(pixel[0] ?? 0)
  })
})

describe('on WebGPU', () => {
  it('is forced onto a software GPU, keeps off it otherwise and says why', async () => {
    const auto = stand(['whole'], { gpu: software })
    await auto.room.load()
    expect(auto.room.stats.backend).toBe('wasm')
    expect(auto.texts()).toEqual([
      expect.stringMatching(/^The graphics adapter \(.+\) is a software one.*\?backend=webgpu forces the GPU\.$/),
    ])
    const forced = stand(['whole', 'other'], { gpu: software, backend: 'webgpu' })
    await forced.room.load()
    expect(forced.room.stats.backend).toBe('webgpu')
    expect(forced.room.takes).toBe('gpu')
    const canvas = document.createElement('canvas')
    const thumbnail = forced.room.thumbnail('whole-cold', canvas)
    const { data } = picture()
    await forced.room.paintToEnd(pixelsToGpu(software.device, data, 32, 16))
    expect(await thumbnail).toBe(true)
    expect(forced.room.newest()?.picture.kind).toBe('gpu')
    expect(forced.texts()).toEqual([])
    // While the next model has not painted yet, the last painting stays.
    forced.room.setStyle('other-cold')
    forced.room.tick({ time: 0 }, null)
    await expect.poll(() => forced.show.text('model/id'), { timeout: 30_000 }).toBe('other')
    const held = forced.room.newest()?.picture
    expect(held?.kind === 'gpu' && mean3(await gpuToPixels(software.device, held))).toBeGreaterThan(0)
    for (let i = 1; i < 5; i++) {
      const next = { ...pixelsToGpu(software.device, picture(i).data, 32, 16), serial: i }
      await forced.room.paintToEnd(next)
      expect(forced.room.newest()).toMatchObject({ mix: { 'other-cold': 1 }, picture: { serial: i } })
    }
    // A picture of the wrong kind, as in the moment of a change, is passed over.
    await forced.room.paintToEnd(picture(5))
    expect(forced.room.newest()?.picture.serial).toBe(4)
  })

  it('a lost device takes its painting along; on the next one it paints again, or on WASM if there is none', async () => {
    const first = await requestGpu()
    const { room, texts } = stand(['whole'], { gpu: first, backend: 'webgpu' })
    await room.load()
    const { data } = picture()
    const paint = async (gpu: Gpu): Promise<Uint8ClampedArray> => {
      await room.paintToEnd(pixelsToGpu(gpu.device, data, 32, 16))
      const newest = room.newest()?.picture
      if (newest?.kind !== 'gpu') throw new Error('no painting on the GPU')
      return gpuToPixels(gpu.device, newest)
    }
    const expected = await paint(first)
    first.device.destroy()
    await first.device.lost
    expect(room.newest()).toBeNull()
    expect(room.takes).toBeNull()
    const second = await requestGpu()
    await room.useGpu(second)
    expect(difference(await paint(second), expected).worst).toBe(0)
    second.device.destroy()
    await second.device.lost
    await room.useGpu(null)
    await room.paintToEnd(picture())
    expect(room.stats.backend).toBe('wasm')
    expect(room.newest()?.picture.kind).toBe('pixels')
    expect(texts()).toEqual([
      'The painter was to run on WebGPU, but there is none here. It paints on the processor (WASM), fewer pictures a second.',
    ])
  })
})

/** Of one channel of the newest painting. */
function mean(room: StyleTransfer, channel: number): number {
  const newest = room.newest()?.picture
  if (newest?.kind !== 'pixels') return Number.NaN
  const values = newest.data.filter((_, i) => i % 4 === channel)
  return values.reduce((a, b) => a + b, 0) / values.length
}

/** Of the colours of RGBA pixels. */
function mean3(rgba: Uint8ClampedArray): number {
  return difference(rgba, new Uint8ClampedArray(rgba.length)).mean
}
