// Anybody's TensorFlow.js models, made here and run as users' are: image in, image out, on both backends, under the same contract.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PixelPicture } from '../../src/contracts/frame'
import type { Painter } from '../../src/contracts/model'
import { messageOf } from '../../src/core/errors'
import { Log } from '../../src/core/log'
import { type Gpu, requestGpu } from '../../src/gpu/device'
import { tensorflowOn } from '../../src/models/runtimes/tfjs/webgpu-backend'
import { createGpuPainter } from '../../src/models/runtimes/tfjs/tfjs-painter'
import { gpuToPixels, pixelsToGpu } from '../../src/models/runtimes/tfjs/gpu-pixels'
import type { LoadedModel } from '../../src/models/loaded-model'
import { createWasmPainter } from '../../src/models/runtimes/wasm/wasm-painter'
import { graphFiles, savedFiles, userModel } from './model.made'

const log = new Log(() => 0)
const BGR_255 = [{ name: 'x', kind: 'picture', range: [0, 255], channels: 'bgr' }]
const SIGNED = [{ name: 'x', kind: 'picture', range: [-1, 1] }]
let gpu: Gpu

beforeAll(async () => {
  gpu = await requestGpu()
})
afterAll(() => gpu.device.destroy())

/** Real files of a real LayersModel: b → 255 - b, g → 255 - g, r → 130 - r, in BGR of 0..255. */
async function layersFiles(
  shape: [number | null, number | null, number] = [null, null, 3],
): ReturnType<typeof savedLayers> {
  return await savedLayers(shape)
}

async function savedLayers(inputShape: [number | null, number | null, number]) {
  const { tf } = await tensorflowOn(gpu)
  const { layers, sequential } = await import('@tensorflow/tfjs-layers')
  const model = sequential({ layers: [layers.conv2d({ inputShape, filters: 3, kernelSize: 1 })] })
  const kernel = tf.tensor([-1, 0, 0, 0, -1, 0, 0, 0, -1], [1, 1, 3, 3])
  const bias = tf.tensor([255, 255, 130])
  model.setWeights([kernel, bias])
  const files = await new Promise<ReturnType<typeof savedFiles>>((resolve, reject) => {
    const keep = tf.io.withSaveHandler((artifacts) => {
      resolve(savedFiles(artifacts))
      return Promise.resolve({ modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) })
    })
    model.save(keep).catch(reject)
  })
  model.dispose()
  kernel.dispose()
  bias.dispose()
  return files
}

const PICTURE: PixelPicture = {
  kind: 'pixels',
  data: new Uint8ClampedArray(12 * 8 * 4).map((_, i) => [100, 50, 200, 255][i % 4] ?? 0),
  width: 12,
  height: 8,
  capturedAt: 1,
  serial: 7,
}

async function paintOn(backend: 'webgpu' | 'wasm', model: LoadedModel): Promise<{ pixel: number[]; painter: Painter }> {
  const job = { mix: {}, width: 12, height: 8 }
  if (backend === 'wasm') {
    const painter = await createWasmPainter(model, log)
    const painting = await painter.paint({ ...job, picture: PICTURE })
    return { pixel: Array.from(painting.data.subarray(0, 4)), painter }
  }
  const painter = await createGpuPainter(gpu, model)
  const picture = pixelsToGpu(gpu.device, PICTURE.data, 12, 8)
  const painting = await painter.paint({ ...job, picture })
  return { pixel: Array.from((await gpuToPixels(gpu.device, painting)).subarray(0, 4)), painter }
}

describe.each(['wasm', 'webgpu'] as const)('on %s', (backend) => {
  it('a LayersModel in BGR of 0 to 255', async () => {
    const { json, bytes } = await layersFiles()
    const { pixel, painter } = await paintOn(
      backend,
      userModel('layers', json, bytes, { inputs: BGR_255, outputs: BGR_255 }),
    )
    expect(pixel).toEqual([30, 205, 55, 255])
    painter.dispose()
  })

  it('a GraphModel in -1 to 1', async () => {
    const { json, bytes } = graphFiles([-1, 1, -1])
    const { pixel, painter } = await paintOn(
      backend,
      userModel('graph', json, bytes, { inputs: SIGNED, outputs: SIGNED }),
    )
    expect(pixel).toEqual([155, 50, 55, 255])
    painter.dispose()
  })

  it('keeps the time and the number of its picture', async () => {
    const { json, bytes } = graphFiles([1, 1, 1])
    const { painter } = await paintOn(backend, userModel('graph', json, bytes))
    const made = { ...pixelsToGpu(gpu.device, PICTURE.data, 12, 8), capturedAt: 1, serial: 7 }
    const painting = await painter.paint({
      picture: backend === 'wasm' ? PICTURE : made,
      mix: {},
      width: 24,
      height: 8,
    })
    expect(painting).toMatchObject({ width: 24, height: 8, capturedAt: 1, serial: 7 })
    painter.dispose()
  })

  it('holds on to no tensor', async () => {
    const { json, bytes } = graphFiles([1, 1, 1])
    const { painter } = await paintOn(backend, userModel('graph', json, bytes))
    const before = painter.tensors()
    const picture = backend === 'wasm' ? PICTURE : pixelsToGpu(gpu.device, PICTURE.data, 12, 8)
    for (let i = 0; i < 10; i++) await painter.paint({ picture, mix: {}, width: 12, height: 8 })
    expect(painter.tensors()).toBe(before)
    painter.dispose()
  })

  it('refuses a model that takes only one size, unless model.json says so', async () => {
    const { json, bytes } = await layersFiles([8, 12, 3])
    const io = { inputs: BGR_255, outputs: BGR_255 }
    await expect(paintOn(backend, userModel('layers', json, bytes, io))).rejects.toThrow(
      'models/made/model.json: size must be [12, 8], the only size the model takes: it is missing.',
    )
    const { pixel, painter } = await paintOn(backend, userModel('layers', json, bytes, { ...io, size: [12, 8] }))
    expect(pixel).toEqual([30, 205, 55, 255])
    painter.dispose()
  })

  it('refuses what TensorFlow.js cannot run, in its words', async () => {
    const { json, bytes } = graphFiles([1, 1, 1])
    const broken = JSON.parse(JSON.stringify(json).replaceAll('"Conv2D"', '"Oils"')) as typeof json
    await expect(paintOn(backend, userModel('graph', broken, bytes))).rejects.toThrow(
      /models\/made\/model\.json: model \(tfjs\.json\) must be an image-to-image model that TensorFlow\.js can run: .*Oils/,
    )
  })
})

describe('files', () => {
  const { json, bytes } = graphFiles([1, 1, 1])
  const said = (act: () => unknown): string => {
    try {
      act()
    } catch (thrown) {
      return messageOf(thrown)
    }
    return 'nothing was said'
  }

  it('that are cut off or hold NaN are refused by name', () => {
    expect(said(() => userModel('graph', json, bytes.slice(0, 20)))).toContain(
      "models/made: the weights 'kernel' end at byte 36: weights.bin together have 20, so a file is cut off.",
    )
    const sick = graphFiles([1, Number.NaN, 1])
    expect(said(() => userModel('graph', sick.json, sick.bytes))).toContain(
      "models/made/tfjs.json: tensor 'kernel' must hold finite numbers: number 4 is NaN, so the picture would be black.",
    )
  })

  it('of the other kind are refused', () => {
    expect(said(() => userModel('layers', json, bytes))).toContain(
      "models/made/tfjs.json: format must be 'layers-model': it is 'graph-model'.",
    )
    expect(said(() => userModel('graph', { ...json, weightsManifest: 3 }, bytes))).toContain(
      'models/made/tfjs.json: weightsManifest must be a list: it is 3.',
    )
  })
})
