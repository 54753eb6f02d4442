// The stage in a real browser: colours arrive as they were sent and right way up, in both backends.
import { afterEach, describe, expect, it } from 'vitest'
import { requestGpu } from '../gpu/device'
import { defineSketch } from './define-sketch'
import { three, tsl } from './sketch-api'
import { at, pixels, testStage, type TestStage } from './test-stage'

let t: TestStage

afterEach(async () => {
  await t.end()
})

const SHOWN = defineSketch({ title: 'Raw', about: 'The picture.', setup: ({ picture }) => ({ show: picture }) })
const RED_BAR = pixels(32, 16, (x, y) => (y < 8 ? [200, 30, 77] : x < 16 ? [3, 128, 254] : [0, 0, 0]))

describe.each(['webgpu', 'webgl2'] as const)('Stage on %s', (backend) => {
  it('shows a colour exactly, the right way up', async () => {
    t = await testStage(backend)
    expect(t.stage.backend).toBe(backend)
    t.stage.setPicture('raw', RED_BAR)
    await t.stage.load(SHOWN, { id: 'raw', seconds: 0 })
    t.play(2)
    const got = await t.read()
    expect(at(got, 32, 3, 2)).toEqual([200, 30, 77, 255])
    expect(at(got, 32, 28, 6)).toEqual([200, 30, 77, 255])
    expect(at(got, 32, 3, 12)).toEqual([3, 128, 254, 255])
    expect(at(got, 32, 28, 12)).toEqual([0, 0, 0, 255])
    // The canvas itself, as the page shows it.
    const pen = new OffscreenCanvas(32, 16).getContext('2d')
    t.play()
    pen?.drawImage(t.stage.canvas, 0, 0)
    expect([...(pen?.getImageData(3, 2, 1, 1).data ?? [])]).toEqual([200, 30, 77, 255])
    expect([...(pen?.getImageData(3, 12, 1, 1).data ?? [])]).toEqual([3, 128, 254, 255])
  })

  it('plays effects', async () => {
    t = await testStage(backend, { width: 64, height: 32 })
    t.stage.setPicture('raw', RED_BAR)
    await t.stage.load(
      defineSketch({
        title: 'All',
        about: '',
        setup: ({ painting, time }) => ({
          show: painting.kaleidoscope({ sides: 5, angle: time }).feedback().bloom({ strength: 1 }),
        }),
      }),
      { id: 'all', seconds: 0 },
    )
    t.play(3)
    const got = await t.read()
    expect(Math.max(...got.filter((_, i) => i % 4 !== 3))).toBeGreaterThan(60)
    expect(t.log.notices.filter((n) => n.level !== 'info')).toEqual([])
  })

  it('puts the painting on solid things, upright: as a map, as a node, and as a form', async () => {
    t = await testStage(backend, { width: 64, height: 32 })
    t.stage.setPicture('raw', RED_BAR)
    const solid = defineSketch({
      title: 'Solid',
      about: '',
      setup({ painting, scene }) {
        const flat = painting.fit('stretch')
        const mapped = new three.MeshBasicMaterial({ map: flat.texture })
        const noded = new three.MeshBasicNodeMaterial()
        noded.colorNode = flat.node()
        // Where the picture is red the plane comes forward, and so hides the grey one.
        noded.positionNode = tsl.positionLocal.add(tsl.vec3(0, 0, flat.node().r))
        const plane = new three.PlaneGeometry(1, 1, 8, 8)
        const left = new three.Mesh(plane, mapped)
        const right = new three.Mesh(plane, noded)
        const grey = new three.Mesh(plane, new three.MeshBasicMaterial({ color: 0x808080 }))
        left.position.x = -0.5
        right.position.x = 0.5
        grey.position.set(0.5, 0, 0.2)
        const world = new three.Scene().add(left, right, grey)
        const camera = new three.OrthographicCamera(-1, 1, 0.5, -0.5, 0.1, 10)
        camera.position.z = 5
        return {
          show: scene(world, camera),
          dispose() {
            plane.dispose()
            for (const mesh of [left, right, grey]) mesh.material.dispose()
          },
        }
      },
    })
    await t.stage.load(solid, { id: 'solid', seconds: 0 })
    t.play(2)
    const got = await t.read()
    expect(at(got, 64, 6, 6)).toEqual([200, 30, 77, 255])
    expect(at(got, 64, 6, 26)).toEqual([3, 128, 254, 255])
    expect(at(got, 64, 38, 6)).toEqual([200, 30, 77, 255])
    expect(at(got, 64, 38, 26)).toEqual([128, 128, 128, 255])
    await t.stage.dispose()
    expect(t.count?.textures ?? 0).toBe(0)
    expect(t.count?.buffers ?? 0).toBe(0)
  })
})

it('A picture on the GPU is refused by a stage that draws with WebGL 2, in words, once', async () => {
  t = await testStage('webgl2')
  const { device } = await requestGpu()
  const texture = device.createTexture({
    label: 'test/picture',
    size: [1, 1],
    format: 'rgba8unorm',
    usage: GPUTextureUsage.TEXTURE_BINDING,
  })
  for (const serial of [1, 2]) {
    t.stage.setPicture('raw', { kind: 'gpu', texture, width: 1, height: 1, capturedAt: 0, serial })
    t.play()
  }
  expect(t.log.notices.map((notice) => notice.text)).toEqual([
    'A picture on the GPU came to a stage that draws with WebGL 2. It is not shown; the one before stays.',
  ])
  device.destroy()
})
