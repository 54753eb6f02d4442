// The room when things break: damaged models, wrong backends, pictures that aren't there. It says so and plays on.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { closeRooms, entry, picture, stand } from '../../test/contracts/model.stand'
import { type Gpu, requestGpu } from '../gpu/device'

let software: Gpu

beforeAll(async () => {
  software = await requestGpu()
})
afterAll(() => software.device.destroy())
afterEach(closeRooms)

describe('trouble', () => {
  it.each([
    ['nan', "tensor 'mix.gamma' must hold finite numbers: number 2 is NaN"],
    ['shape', "tensor 'mix.kernel' [3, 3, 3, 3]: its shape is [3, 3, 9]."],
    ['short', "tensor 'mix.gamma' ends at byte 564: the file is cut off at byte 548."],
    ['missing', 'The painter asked for models/missing/weights.safetensors: '],
    ['damaged', 'models/damaged/model.json must be JSON: it is damaged'],
  ])('a model with %s is named, and the next style plays', async (id, message) => {
    const { room, show, texts } = stand([id, 'whole'])
    await room.load()
    expect(texts()).toEqual([expect.stringContaining(message)])
    expect(texts()[0]).toContain(`models/${id}/`)
    expect(show.text('style/current')).toBe('whole-warm')
    expect(show.text('model/id')).toBe('whole')
    await room.paintToEnd(picture())
    expect(room.newest()?.mix).toEqual({ 'whole-warm': 1 })
  })

  it('a bad model that is chosen while another plays does not stop it, and may be tried again', async () => {
    const { room, show, clock, texts } = stand(['whole', 'nan', 'other'])
    await room.load()
    await room.paintToEnd(picture())
    for (let i = 1; i < 3; i++) {
      clock.advance(2)
      room.setStyle('nan-warm')
      await room.paintToEnd(picture(i))
      expect(show.text('style/current')).toBe('other-warm')
      expect(texts().length).toBe(i)
      expect(room.newest()?.mix).toEqual({ 'other-warm': 1 })
    }
  })

  it('a model.json that even the server could not read is named when it is loaded', async () => {
    const { room, texts } = stand([entry('damaged', true), 'whole'])
    await room.load()
    expect(texts()).toEqual([expect.stringContaining('models/damaged/model.json must be JSON')])
    await room.paintToEnd(picture())
    expect(room.newest()?.mix).toEqual({ 'whole-warm': 1 })
  })

  it('a backend that paints wrong is left for the next, and a model that no backend paints right for the next model', async () => {
    const { room, texts } = stand(['liar', 'whole'], { gpu: software, backend: 'wasm' })
    await room.load()
    expect(texts()).toEqual([
      expect.stringMatching(
        /^The painter tried its own kernels on the processor with a small picture: the painting came out wrong \(\d+\.\d of 255 off on average, \d+ at worst\)\. TensorFlow\.js paints instead, more slowly\.$/,
      ),
      expect.stringMatching(
        /^The painter tried itself on the processor with a small picture: the painting came out wrong \(\d+\.\d of 255 off on average, \d+ at worst\)\. Another way of painting is tried\. Painting on the GPU now\.$/,
      ),
      expect.stringMatching(/^The painter tried itself on the GPU .*Painting with TensorFlow\.js on the GPU now\.$/),
      expect.stringMatching(/^The painter tried itself on the GPU with a small picture: the painting came out wrong/),
    ])
    expect(room.stats.backend).toBe('wasm')
    await room.paintToEnd(picture())
    expect(room.newest()?.mix).toEqual({ 'whole-warm': 1 })
  })

  it('with no model that plays the stage has the picture itself', async () => {
    const { room, show, texts } = stand(['nan', 'short'])
    await room.load()
    expect(texts().at(-1)).toBe('No model can paint. The stage shows the picture itself; the log says why.')
    expect(show.text('style/current')).toBe('none')
    await room.paintToEnd(picture())
    expect(room.newest()).toBeNull()
    const none = stand([])
    await none.room.load()
    expect(none.room.styles).toEqual([])
  })

  it('a picture that cannot be painted is said once and passed over', async () => {
    const { room, texts } = stand(['whole'])
    await room.load()
    const image = document.createElement('video')
    const empty = { kind: 'image', image, mirror: false, width: 32, height: 16, capturedAt: 0 } as const
    await room.paintToEnd({ ...empty, serial: 1 })
    await room.paintToEnd({ ...empty, serial: 2 })
    expect(texts()).toEqual([expect.stringContaining('The painter asked the source for its newest picture: ')])
    await room.paintToEnd(picture(3))
    expect(room.newest()?.picture.serial).toBe(3)
  })
})
