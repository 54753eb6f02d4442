// From painting to painting on a real stage: the picture's detail comes through, what moves is followed, and a frame makes nothing.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineSketch } from '../define-sketch'
import { at, pixels, testStage, type TestStage } from '../test-stage'

const WIDTH = 96
const HEIGHT = 48
const SHOWN = defineSketch({ title: 'P', about: '', setup: ({ painting }) => ({ show: painting.fit('stretch') }) })

let t: TestStage

afterEach(async () => {
  await t.end()
})

async function lit(backend: 'webgpu' | 'webgl2', detail: number, steady = 1): Promise<void> {
  t = await testStage(backend, { width: WIDTH, height: HEIGHT })
  t.show.send({ target: 'stage/detail', value: detail, origin: 'panel' })
  t.show.send({ target: 'stage/steady', value: steady, origin: 'panel' })
  await t.stage.load(SHOWN, { id: 'p', seconds: 0 })
}

/** Grey, with a fine line down the picture at `x` and its shadow beside it. */
const line = (x: number, serial: number) =>
  pixels(WIDTH, HEIGHT, (px) => (px === x ? [190, 190, 190] : px === x + 1 ? [10, 10, 10] : [100, 100, 100]), serial)

/** A soft bright hill in the middle of the height, `x` along: something that can be followed. */
const hill = (x: number, width: number, height: number) => (px: number, py: number) => {
  const away = ((px / width - x) / 0.08) ** 2 + ((py / height - 0.5) / 0.2) ** 2
  return Math.round(60 + 180 * Math.exp(-away))
}

async function row(): Promise<number[][]> {
  const got = await t.read()
  return Array.from({ length: WIDTH }, (_, x) => at(got, WIDTH, x, HEIGHT / 2).slice(0, 3))
}

describe.each(['webgpu', 'webgl2'] as const)('The bridge on %s', (backend) => {
  it('carries what is too fine for the model onto the painting, in light and not in colour', async () => {
    await lit(backend, 1)
    await t.stage.prepare()
    t.stage.setPicture('raw', line(40, 1))
    t.stage.setPicture(
      'painted',
      pixels(24, 12, () => [40, 90, 140], 1),
    )
    t.play(2)
    const shown = await row()
    const [far, on] = [shown[80] ?? [], shown[40] ?? []]
    expect(far).toEqual([40, 90, 140])
    const brighter = on.map((value, i) => value - (far[i] ?? 0))
    expect(Math.min(...brighter)).toBeGreaterThan(40)
    expect(Math.max(...brighter) - Math.min(...brighter)).toBeLessThan(3)
    // The line moves with the next picture, with no painting of it.
    t.stage.setPicture('raw', line(60, 2))
    t.play()
    const moved = await row()
    expect(moved[60]?.[0]).toBeGreaterThan(60)
    expect(moved[40]?.[0]).toBeLessThan(50)
  })
})

it('A painting that comes while its passes are being compiled is shown once they are', async () => {
  // With WebGPU pipelines are made aside, and what is drawn meanwhile is left out: a still picture's only painting would stay black.
  await lit('webgpu', 0)
  t.stage.setPicture('raw', line(40, 1))
  t.stage.setPicture(
    'painted',
    pixels(24, 12, () => [40, 90, 140], 1),
  )
  const make = GPUDevice.prototype.createRenderPipelineAsync
  const making = vi.spyOn(GPUDevice.prototype, 'createRenderPipelineAsync').mockImplementation(async function (
    this: GPUDevice,
    wanted,
  ) {
    const made = await make.call(this, wanted)
    t.play()
    return made
  })
  await t.stage.prepare()
  expect(making.mock.calls.length).toBeGreaterThan(5)
  making.mockRestore()
  t.play(2)
  expect((await row())[80]).toEqual([40, 90, 140])
})

it('Detail of now is not laid on a painting of long ago', async () => {
  await lit('webgpu', 1)
  const painted = pixels(24, 12, () => [40, 90, 140], 1)
  const on = async (behind: number): Promise<number> => {
    t.stage.setPicture('raw', { ...line(40, 1), capturedAt: behind })
    t.stage.setPicture('painted', painted)
    t.play(2)
    return ((await row())[40]?.[0] ?? 0) - 40
  }
  const full = await on(0.1)
  expect(full).toBeGreaterThan(40)
  const half = await on(0.6)
  expect(half).toBeGreaterThan(full * 0.3)
  expect(half).toBeLessThan(full * 0.8)
  expect(await on(1.1)).toBeLessThan(3)
})

it('What a model of a size of its own has squeezed is drawn out again, over the picture that it was painted from', async () => {
  t = await testStage('webgpu', { width: WIDTH, height: HEIGHT })
  t.show.send({ target: 'stage/detail', value: 0, origin: 'panel' })
  await t.stage.load(defineSketch({ title: 'P', about: '', setup: ({ painting }) => ({ show: painting }) }), {
    id: 'p',
    seconds: 0,
  })
  t.stage.setPicture('raw', line(40, 1))
  t.stage.paintingBegun(1)
  t.play()
  t.stage.setPicture(
    'painted',
    pixels(24, 24, (_, y) => (y < 3 ? [0, 200, 0] : [200, 0, 0]), 1),
  )
  t.play()
  const got = await t.read()
  expect([3, 9].map((y) => at(got, WIDTH, 48, y).slice(0, 3))).toEqual([
    [0, 200, 0],
    [200, 0, 0],
  ])
})

it('Without detail the painting is as the model made it, and so it is where the picture is no finer', async () => {
  await lit('webgpu', 0)
  t.stage.setPicture('raw', line(40, 1))
  t.stage.setPicture(
    'painted',
    pixels(WIDTH, HEIGHT, (x) => [x, 90, 255 - x], 1),
  )
  t.play()
  expect((await row()).every(([red, green, blue], x) => red === x && green === 90 && blue === 255 - x)).toBe(true)
  t.show.send({ target: 'stage/detail', value: 1, origin: 'panel' })
  t.play()
  expect((await row()).every(([red, green, blue], x) => red === x && green === 90 && blue === 255 - x)).toBe(true)
})

describe('between two paintings', () => {
  const painting = (x: number, serial: number) =>
    pixels(24, 12, (px, py) => [hill(x, 24, 12)(px + 0.5, py + 0.5), 0, 0], serial)
  const raw = (x: number, serial: number) =>
    pixels(
      WIDTH,
      HEIGHT,
      (px, py) => {
        const grey = hill(x, WIDTH, HEIGHT)(px + 0.5, py + 0.5)
        return [grey, grey, grey]
      },
      serial,
    )
  const brightest = (shown: number[][]): number => {
    const most = Math.max(...shown.map(([red = 0]) => red))
    const near = shown.flatMap(([red = 0], x) => (red > most - 12 ? [x] : []))
    return near.reduce((a, b) => a + b, 0) / near.length / WIDTH
  }

  it('the painting goes where the picture goes, at once', async () => {
    await lit('webgpu', 0.5)
    t.stage.setPicture('raw', raw(0.3, 1))
    t.stage.setPicture('painted', painting(0.3, 1), { mix: { one: 1 }, mask: '' })
    t.play()
    expect(Math.abs(brightest(await row()) - 0.3)).toBeLessThan(0.03)
    for (let i = 1; i <= 5; i++) {
      t.stage.setPicture('raw', raw(0.3 + i * 0.03, 1 + i))
      t.play()
    }
    const shown = await row()
    expect(Math.abs(brightest(shown) - 0.45)).toBeLessThan(0.03)
    // It is one thing: nothing is left where it was.
    expect(shown[Math.round(0.3 * WIDTH)]?.[0]).toBeLessThan(110)
  })

  it('the next one takes over gently, but a cut is a cut', async () => {
    await lit('webgpu', 0.5, 0)
    const still = pixels(WIDTH, HEIGHT, (x) => [x * 2, x * 2, x * 2], 1)
    const flat = (value: number, serial: number) => pixels(24, 12, () => [value, value, value], serial)
    const middle = async (): Promise<number> => (await row())[48]?.[0] ?? 0
    const paint = (value: number, serial: number, mix: Record<string, number>): void => {
      t.stage.setPicture('raw', { ...still, serial })
      t.stage.paintingBegun(serial)
      t.play(6, 1 / 60)
      t.stage.setPicture('painted', flat(value, serial), { mix, mask: '' })
    }
    paint(100, 1, { one: 1 })
    t.play()
    expect(await middle()).toBe(100)
    paint(200, 2, { one: 1 })
    t.play(4, 1 / 60)
    const between = await middle()
    expect(between).toBeGreaterThan(110)
    expect(between).toBeLessThan(190)
    t.play(6, 1 / 60)
    expect(await middle()).toBe(200)
    paint(50, 3, { other: 1 })
    t.play()
    expect(await middle()).toBe(50)
  })

  describe('the one before', () => {
    const stripes = (from: number, serial: number) =>
      pixels(WIDTH, HEIGHT, (x) => (x >= from && Math.floor(x / 8) % 2 === 0 ? [200, 200, 200] : [60, 60, 60]), serial)
    const paint = (film: ReturnType<typeof pixels>, made: ReturnType<typeof pixels>, mask = ''): void => {
      t.stage.setPicture('raw', film)
      t.stage.paintingBegun(film.serial)
      t.play(3, 1 / 60)
      t.stage.setPicture('painted', made, { mix: { one: 1 }, mask })
      t.play(6, 1 / 60)
    }
    /** What is shown at a place when the newest painting has taken over. */
    const settled = async (x: number): Promise<number[]> => {
      t.play(30, 1 / 60)
      return (await row())[x] ?? []
    }
    const flat = (value: number, serial: number) => pixels(24, 12, () => [value, value, value], serial)
    const expectNear = (value: number | undefined, wanted: number): void => {
      expect(Math.abs((value ?? -99) - wanted), `${value} is not near ${wanted}`).toBeLessThan(4)
    }

    it.each(['webgpu', 'webgl2'] as const)(
      'stays for the most part where the picture shows the same, and goes where it does not (%s)',
      async (backend) => {
        await lit(backend, 0.05)
        paint(stripes(0, 1), flat(100, 1))
        paint(stripes(0, 2), flat(200, 2))
        expectNear((await settled(84))[0], 135)
        // Whatever stays is gone after a few.
        for (let serial = 3; serial < 12; serial++) paint(stripes(0, serial), flat(200, serial))
        expectNear((await settled(84))[0], 200)
        paint(stripes(0, 12), flat(200, 12))
        paint(stripes(48, 13), flat(100, 13))
        expectNear((await settled(20))[0], 100)
        expectNear((await settled(84))[0], 165)
      },
    )

    it('is gone at once when the mask or the styles are others, and where nothing is to be steady', async () => {
      await lit('webgpu', 0.05)
      paint(stripes(0, 1), flat(100, 1))
      paint(stripes(0, 2), flat(200, 2), 'wipe 100')
      expectNear((await settled(84))[0], 200)
      t.show.send({ target: 'stage/steady', value: 0, origin: 'panel' })
      paint(stripes(0, 3), flat(200, 3), 'wipe 100')
      paint(stripes(0, 4), flat(100, 4), 'wipe 100')
      expectNear((await settled(84))[0], 100)
    })

    it('goes along with what moves', async () => {
      await lit('webgpu', 0.05)
      const spot = (x: number, serial: number, channel: 0 | 1) =>
        pixels(
          24,
          12,
          (px, py) => {
            const colour = hill(x, 24, 12)(px + 0.5, py + 0.5)
            return channel === 0 ? [colour, 60, 0] : [60, colour, 0]
          },
          serial,
        )
      paint(raw(0.3, 1), spot(0.3, 1, 0))
      for (let serial = 2; serial <= 5; serial++) {
        t.stage.setPicture('raw', raw(0.3 + (serial - 1) * 0.03, serial))
        t.play()
      }
      paint(raw(0.45, 6), spot(0.45, 6, 1))
      t.play(30, 1 / 60)
      const shown = await row()
      const [red = 0, green = 0] = shown[Math.round(0.45 * WIDTH)] ?? []
      expect(red).toBeGreaterThan(110)
      expect(green).toBeGreaterThan(110)
      // Nothing of the old one is left where it was.
      expect(shown[Math.round(0.28 * WIDTH)]?.[0]).toBeLessThan(100)
    })
  })

  it('a frame makes nothing and reads nothing back, and nothing is left', async () => {
    await lit('webgpu', 1)
    const { count } = t
    if (!count) throw new Error('This test needs a device to count on.')
    const turn = (serial: number): void => {
      t.stage.setPicture('raw', raw(0.3 + (serial % 10) * 0.02, serial))
      if (serial % 3 === 0) {
        t.stage.setPicture('painted', painting(0.3, serial - 3), { mix: { one: 1 }, mask: '' })
        t.stage.paintingBegun(serial)
      }
      t.play()
    }
    for (let serial = 1; serial < 20; serial++) turn(serial)
    const { buffers, textures, bytes, made } = count
    for (let serial = 20; serial < 60; serial++) turn(serial)
    expect(count).toMatchObject({ buffers, textures, bytes, made, readbacks: 0 })
    await t.stage.dispose()
    expect(count).toMatchObject({ buffers: 0, textures: 0, bytes: 0 })
  })
})
