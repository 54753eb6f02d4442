// What happens to the stage in the course of an evening: freeze, blackout, pictures, sizes, loss. Nothing blacks out, nothing piles up.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defineSketch, type SketchModule } from './define-sketch'
import { makeRenderer } from './renderer'
import { at, pixels, testStage, type TestStage } from './test-stage'

let t: TestStage

beforeEach(async () => {
  t = await testStage('webgpu', { width: 32, height: 16 })
})

afterEach(async () => {
  await t.end()
})

const flat = (red: number, green: number, blue: number): SketchModule =>
  defineSketch({ title: 'Flat', about: '', setup: ({ solid }) => ({ show: solid(red, green, blue) }) })
const RED = flat(1, 0, 0)
const BLUE = flat(0, 0, 1)

async function middle(): Promise<number[]> {
  return at(await t.read(), 32, 16, 8).slice(0, 3)
}

describe('freeze and blackout', () => {
  it('act on the next frame, also while the sketch fails', async () => {
    let fail = false
    const moving = defineSketch({
      title: 'M',
      about: '',
      setup: ({ solid, time }) => ({
        show: solid(1, 1, 1).grade({ exposure: () => (time() > 1 ? -4 : 0) }),
        frame() {
          if (fail) throw new Error('broken')
        },
      }),
    })
    await t.stage.load(moving, { id: 'm', seconds: 0 })
    t.play()
    t.show.send({ target: 'stage/freeze', value: true, origin: 'keyboard' })
    t.play(1, 2)
    expect(await middle()).toEqual([255, 255, 255])
    t.show.send({ target: 'stage/freeze', value: false, origin: 'keyboard' })
    t.play()
    expect((await middle())[0]).toBeLessThan(90)
    fail = true
    t.show.send({ target: 'stage/blackout', value: true, origin: 'keyboard' })
    t.play()
    expect(await middle()).toEqual([0, 0, 0])
    expect(t.stage.canvas.style.visibility).toBe('hidden')
    t.show.send({ target: 'stage/blackout', value: false, origin: 'keyboard' })
    t.play()
    expect((await middle())[0]).toBeGreaterThan(40)
    expect(t.stage.canvas.style.visibility).toBe('visible')
  })
})

describe('what lives on the device', () => {
  const everything = defineSketch({
    title: 'Everything',
    about: '',
    setup: ({ painting, picture }) => ({
      show: painting
        .displace(picture)
        .edgeGlow()
        .feedback()
        .bloom()
        .hold()
        .rgbSplit()
        .kaleidoscope()
        .grade()
        .vignette(),
    }),
  })

  it('is made once: a frame makes nothing, 20 swaps leave nothing', async () => {
    const { count } = t
    if (!count) throw new Error('This test needs a device to count on.')
    t.stage.setPicture(
      'raw',
      pixels(16, 16, (x) => [x * 16, 0, 0]),
    )
    for (let i = 0; i < 2; i++) await t.stage.load(everything, { id: `e${i}`, seconds: 0 })
    t.play(4)
    const { buffers, textures, bytes, made } = count
    for (let i = 0; i < 60; i++) {
      t.stage.setPicture(
        'raw',
        pixels(16, 16, (x) => [x * 16, i, 0], i),
      )
      t.play()
    }
    expect(count).toMatchObject({ buffers, textures, bytes, made, readbacks: 0 })
    for (let i = 0; i < 20; i++) {
      await t.stage.load(everything, { id: `e${i % 3}`, seconds: 0 })
      t.play(3)
    }
    expect(count).toMatchObject({ buffers, textures, bytes, readbacks: 0 })
  })

  it('is gone when the stage is', async () => {
    const { count } = t
    t.stage.setPicture(
      'raw',
      pixels(16, 16, () => [9, 9, 9]),
    )
    await t.stage.load(everything, { id: 'e', seconds: 0 })
    t.play(3)
    await t.stage.dispose()
    await t.stage.dispose()
    expect(count).toMatchObject({ buffers: 0, textures: 0, bytes: 0 })
    expect(t.mount.children).toHaveLength(0)
  })
})

describe('pictures', () => {
  const shown = defineSketch({ title: 'P', about: '', setup: ({ painting }) => ({ show: painting.fit('stretch') }) })

  it('come from two GPU textures in turn without anything being made', async () => {
    const { device, count } = t
    if (!device || !count) throw new Error('This test needs a device.')
    const textures = [200, 90].map((value) => {
      const usage = GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.COPY_DST
      const texture = device.createTexture({ label: 'test/painting', size: [4, 4], format: 'rgba8unorm', usage })
      device.queue.writeTexture({ texture }, new Uint8Array(64).fill(value), { bytesPerRow: 16 }, [4, 4])
      return texture
    })
    await t.stage.load(shown, { id: 'p', seconds: 0 })
    const turn = async (serial: number): Promise<number[]> => {
      const texture = textures[serial % 2]
      if (!texture) throw new Error('unreachable')
      t.stage.setPicture(
        'painted',
        { kind: 'gpu', texture, width: 4, height: 4, capturedAt: 0, serial },
        { mix: { 'great-wave': 1 }, mask: '' },
      )
      t.play()
      return middle()
    }
    expect(await turn(0)).toEqual([200, 200, 200])
    expect(await turn(1)).toEqual([90, 90, 90])
    const { textures: alive } = count
    expect(await turn(2)).toEqual([200, 200, 200])
    expect(await turn(3)).toEqual([90, 90, 90])
    expect(count.textures).toBe(alive)
    t.stage.setPicture('painted', null)
    t.stage.setPicture(
      'raw',
      pixels(2, 2, () => [1, 2, 3]),
    )
    t.play()
    expect(await middle()).toEqual([1, 2, 3])
    for (const texture of textures) texture.destroy()
  })

  it('mix by the strength', async () => {
    await t.stage.load(shown, { id: 'p', seconds: 0 })
    t.show.define('style/strength', { kind: 'number', label: 'Strength', min: 0, max: 1, default: 0.25 })
    t.stage.setPicture(
      'raw',
      pixels(4, 4, () => [200, 0, 0]),
    )
    t.stage.setPicture(
      'painted',
      pixels(4, 4, () => [0, 200, 0]),
    )
    t.play()
    expect(await middle()).toEqual([150, 50, 0])
  })

  it('of the page are mirrored when they say so, and kept in shape', async () => {
    const drawn = new OffscreenCanvas(32, 16)
    const pen = drawn.getContext('2d')
    if (!pen) throw new Error('This test needs a canvas.')
    pen.fillStyle = '#f00'
    pen.fillRect(0, 0, 16, 8)
    const image = await createImageBitmap(drawn)
    t.stage.setPicture('raw', { kind: 'image', image, mirror: true, width: 32, height: 16, capturedAt: 0, serial: 1 })
    await t.stage.load(shown, { id: 'p', seconds: 0 })
    t.play()
    const got = await t.read()
    expect(at(got, 32, 26, 3)).toEqual([255, 0, 0, 255])
    expect(at(got, 32, 5, 3)).toEqual([0, 0, 0, 255])
    expect(at(got, 32, 26, 12)).toEqual([0, 0, 0, 255])
  })
})

describe('the fit of a picture on the stage', () => {
  /** Every row its own grey. */
  const square = pixels(32, 32, (_, y) => [y * 8, y * 8, y * 8])

  it('covers: a picture that is too tall loses more below than above, where faces are', async () => {
    t.stage.setPicture('raw', square)
    const covering = defineSketch({ title: 'C', about: '', setup: ({ picture }) => ({ show: picture }) })
    await t.stage.load(covering, { id: 'c', seconds: 0 })
    t.play()
    const got = await t.read()
    expect(at(got, 32, 0, 0)).toEqual([32, 32, 32, 255])
    expect(at(got, 32, 31, 15)).toEqual([152, 152, 152, 255])
  })

  it('contains: all of it, and nothing beside it', async () => {
    t.stage.setPicture(
      'raw',
      pixels(2, 2, () => [90, 90, 90]),
    )
    const containing = defineSketch({
      title: 'C',
      about: '',
      setup: ({ picture }) => ({ show: picture.fit('contain') }),
    })
    await t.stage.load(containing, { id: 'c', seconds: 0 })
    t.play()
    const got = await t.read()
    expect([7, 8, 23, 24].map((x) => at(got, 32, x, 8)[0])).toEqual([0, 90, 90, 0])
  })
})

describe('outputs', () => {
  it('follow a new size', async () => {
    await t.stage.load(flat(0, 1, 0), { id: 'green', seconds: 0 })
    t.stage.resize(48, 20)
    t.play(2)
    expect([t.stage.canvas.width, t.stage.canvas.height]).toEqual([48, 20])
    expect(at(await t.read(), 48, 47, 19)).toEqual([0, 255, 0, 255])
  })

  it('show a sketch once on a stage that is frozen from the start, as one is after a loss', async () => {
    t.show.send({ target: 'stage/freeze', value: true, origin: 'keyboard' })
    t.play()
    await t.stage.load(RED, { id: 'red', seconds: 0 })
    t.play(3)
    expect(await middle()).toEqual([255, 0, 0])
  })

  it('keep a frozen picture in a new size', async () => {
    await t.stage.load(RED, { id: 'red', seconds: 0 })
    t.play()
    t.show.send({ target: 'stage/freeze', value: true, origin: 'keyboard' })
    t.stage.resize(48, 20)
    t.play(2)
    expect(at(await t.read(), 48, 47, 19)).toEqual([255, 0, 0, 255])
  })

  it('are drawn with fewer pixels when a hand asks for that, and shown at their size', async () => {
    await t.stage.load(flat(0, 1, 0), { id: 'green', seconds: 0 })
    t.show.send({ target: 'stage/scale', value: 0.5, origin: 'panel' })
    t.play(2)
    expect([t.stage.canvas.width, t.stage.canvas.height, t.stage.scale]).toEqual([16, 8, 0.5])
    expect([t.stage.width, t.stage.height]).toEqual([32, 16])
    expect(at(await t.read(), 32, 31, 15)).toEqual([0, 255, 0, 255])
  })

  it('keep their trails in a new size, and leave nothing of the old one', async () => {
    let gate = 1
    const trail = defineSketch({
      title: 'T',
      about: '',
      setup: ({ solid, time }) => ({
        show: solid(1, 1, 1)
          .grade({ exposure: () => (time() > 1 ? -4 : 0) })
          .hold({ gate: () => gate }),
      }),
    })
    await t.stage.load(trail, { id: 'trail', seconds: 0 })
    t.play(3)
    gate = 0
    t.stage.resize(48, 20)
    t.play(1, 2)
    expect(at(await t.read(), 48, 47, 19)[0]).toBeGreaterThan(200)
    const { textures, bytes } = t.count ?? {}
    for (const [width, height] of [
      [40, 20],
      [64, 32],
      [48, 20],
    ] as const) {
      t.stage.resize(width, height)
      t.play()
    }
    expect(t.count).toMatchObject({ textures, bytes })
  })

  it('show the last picture when the device is lost, until the next stage has drawn', async () => {
    await t.stage.load(RED, { id: 'red', seconds: 0 })
    t.play()
    t.device?.destroy()
    t.play(2)
    const held = t.stage.holdLastPicture()
    await t.stage.dispose()
    expect([...t.mount.children]).toEqual([held.canvas])
    expect([...(held.canvas.getContext('2d')?.getImageData(4, 4, 1, 1).data ?? [])]).toEqual([255, 0, 0, 255])
    const next = await testStage('webgl2', { width: 32, height: 16 }, { held })
    expect(held.canvas.isConnected).toBe(true)
    next.play()
    expect(held.canvas.isConnected).toBe(true)
    await next.stage.load(BLUE, { id: 'blue', seconds: 0 })
    next.play()
    expect(held.canvas.isConnected).toBe(false)
    await next.end()
  })

  it('that can not be drawn on are told of once, and drawn on again when they can be', async () => {
    await t.stage.load(RED, { id: 'red', seconds: 0 })
    t.play()
    const context = t.stage.canvas.getContext('webgpu')
    const configuration = context?.getConfiguration()
    if (!context || !configuration) throw new Error('This test needs a WebGPU canvas.')
    context.unconfigure()
    t.play(3)
    const told = t.log.notices.filter(({ level }) => level === 'error').map(({ text }) => text)
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(
      /^The stage could not draw: .+\. The last picture stays; reload the page if it does not move again\.$/,
    )
    context.configure(configuration)
    t.play()
    expect(await middle()).toEqual([255, 0, 0])
  })

  it('that no renderer can draw on are refused in words', async () => {
    const canvas = document.createElement('canvas')
    canvas.getContext('2d')
    await expect(makeRenderer(canvas, null)).rejects.toThrow(
      /^The stage asked for WebGL 2: .+\. Turn on hardware acceleration in the browser settings, or try a current Chrome, Edge or Firefox\.$/,
    )
  })
})
