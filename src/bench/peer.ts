// Another runtime on the same weights: onnxruntime-web, loaded only when it is asked for, to be measured and compared with.
import type * as OrtModule from 'onnxruntime-web'
import type { InferenceSession, Tensor } from 'onnxruntime-web'
import type { StyleMix } from '../contracts/style'
import type { PlanModel } from '../models/loaded-model'
import { mixInto, mixWeights, normVectors } from '../models/style-vector'
import { onnxModel, PAINTING, PICTURE } from './onnx-model'

export type PeerProvider = 'wasm' | 'webgpu'

export interface PeerOptions {
  readonly provider: PeerProvider
  /** WASM threads, this one included. The first peer of a page decides: onnxruntime starts its threads once. More than 1 needs a cross-origin isolated page. @defaultValue 1 */
  readonly threads?: number
  readonly model: PlanModel
  readonly width: number
  readonly height: number
}

export interface Peer {
  /** 'onnxruntime-web 1.30.0' */
  readonly name: string
  /** The mix of styles from now on. At first: the model's first style. */
  setMix(mix: StyleMix): void
  /** A painting of `rgba`, both width x height; on WebGPU it is read back. One at a time: WASM works on this thread. */
  run(rgba: Uint8ClampedArray): Promise<Uint8ClampedArray<ArrayBuffer>>
  dispose(): Promise<void>
}

export interface GpuPeerOptions extends Pick<PeerOptions, 'model' | 'width' | 'height'> {
  /** RGBA, width x height. */
  readonly picture: Uint8ClampedArray
  readonly mix: StyleMix
}

/** A peer whose pictures stay on its GPU device. */
export interface GpuPeer {
  readonly device: GPUDevice
  /** Paints the picture that it was opened with, to the end of the work. */
  paint(): Promise<void>
  /** The last painting, RGBA. */
  pixels(): Promise<Uint8ClampedArray<ArrayBuffer>>
  dispose(): Promise<void>
}

type Ort = typeof OrtModule
type Floats = Float32Array<ArrayBuffer>

/** @throws {Error} what onnxruntime says when the provider does not start here */
export async function openPeer({ provider, threads = 1, model, width, height }: PeerOptions): Promise<Peer> {
  const ort = await (provider === 'wasm' ? loadWasm() : loadWebGpu())
  ort.env.wasm.numThreads = threads
  ort.env.logLevel = 'error'
  const session = await ort.InferenceSession.create(onnxModel(model, width, height), {
    executionProviders: [provider],
    graphOptimizationLevel: 'all',
  })
  return new OrtPeer(ort, session, model, width, height)
}

/** As `openPeer` on WebGPU, but fed from GPU buffers and painting into one. @throws {Error} what onnxruntime says */
export async function openPeerOnGpu({ model, width, height, picture, mix }: GpuPeerOptions): Promise<GpuPeer> {
  const ort = await loadWebGpu()
  ort.env.wasm.numThreads = 1
  ort.env.logLevel = 'error'
  const session = await ort.InferenceSession.create(onnxModel(model, width, height), {
    executionProviders: ['webgpu'],
    graphOptimizationLevel: 'all',
    preferredOutputLocation: 'gpu-buffer',
  })
  const device = await ort.env.webgpu.device
  const buffers: GPUBuffer[] = []
  const onDevice = (data: Floats, dims: readonly number[]): Tensor => {
    // onnxruntime's own buffers are multiples of 16 bytes.
    const size = Math.ceil(data.byteLength / 16) * 16
    const { STORAGE, COPY_DST, COPY_SRC } = GPUBufferUsage
    const buffer = device.createBuffer({ label: 'bench/peer/feed', size, usage: STORAGE | COPY_DST | COPY_SRC })
    device.queue.writeBuffer(buffer, 0, data)
    buffers.push(buffer)
    return ort.Tensor.fromGpuBuffer(buffer, { dataType: 'float32', dims })
  }
  const feeds: Record<string, Tensor> = { [PICTURE]: onDevice(planesOf(picture), [1, 3, height, width]) }
  for (const [name, vector] of mixed(model, mix)) feeds[name] = onDevice(vector, [vector.length])
  let painting: Tensor | null = null
  return {
    device,
    async paint() {
      const before = painting
      painting = (await session.run(feeds))[PAINTING] ?? null
      await device.queue.onSubmittedWorkDone()
      before?.dispose()
    },
    async pixels() {
      if (!painting) throw new Error('onnxruntime gave no painting')
      return pixelsOf((await painting.getData()) as Float32Array)
    },
    async dispose() {
      painting?.dispose()
      await session.release()
      for (const buffer of buffers) buffer.destroy()
    },
  }
}

/** Each build has its own program: that of WebGPU paints on the processor too, but slower. */
async function loadWasm(): Promise<Ort> {
  const [ort, mjs, wasm] = await Promise.all([
    import('onnxruntime-web/wasm'),
    import('onnxruntime-web/ort-wasm-simd-threaded.mjs?url'),
    import('onnxruntime-web/ort-wasm-simd-threaded.wasm?url'),
  ])
  ort.env.wasm.wasmPaths = { mjs: mjs.default, wasm: wasm.default }
  return ort
}

async function loadWebGpu(): Promise<Ort> {
  const [ort, mjs, wasm] = await Promise.all([
    import('onnxruntime-web/webgpu'),
    import('onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url'),
    import('onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url'),
  ])
  ort.env.wasm.wasmPaths = { mjs: mjs.default, wasm: wasm.default }
  return ort
}

class OrtPeer implements Peer {
  readonly name: string
  private readonly picture: Floats
  private readonly feeds: Record<string, Tensor> = {}

  constructor(
    private readonly ort: Ort,
    private readonly session: InferenceSession,
    private readonly model: PlanModel,
    width: number,
    height: number,
  ) {
    this.name = `onnxruntime-web ${ort.env.versions.web ?? ''}`
    this.picture = new Float32Array(3 * width * height)
    this.feeds[PICTURE] = new ort.Tensor('float32', this.picture, [1, 3, height, width])
    this.setMix({})
  }

  setMix(mix: StyleMix): void {
    for (const [name, vector] of mixed(this.model, mix)) {
      this.feeds[name] = new this.ort.Tensor('float32', vector, [vector.length])
    }
  }

  async run(rgba: Uint8ClampedArray): Promise<Uint8ClampedArray<ArrayBuffer>> {
    planesOf(rgba, this.picture)
    const { [PAINTING]: painting } = await this.session.run(this.feeds)
    if (!painting) throw new Error('onnxruntime gave no painting')
    const pixels = pixelsOf((await painting.getData()) as Float32Array)
    painting.dispose()
    return pixels
  }

  async dispose(): Promise<void> {
    await this.session.release()
  }
}

/** The norms' vectors for a mix, by the names under which the file takes them. */
function mixed({ header, plan, weights }: PlanModel, mix: StyleMix): [string, Floats][] {
  const ids = header.styles.map((style) => style.id)
  const vectors = normVectors(plan)
  mixInto(weights, mixWeights(ids, mix, new Float32Array(ids.length)), vectors)
  return vectors.flatMap(({ style, gamma, beta }): [string, Floats][] => [
    [`${style}.gamma`, gamma],
    [`${style}.beta`, beta],
  ])
}

/** RGBA bytes as planes of 0..1. */
function planesOf(rgba: Uint8ClampedArray, planes: Floats = new Float32Array((rgba.length / 4) * 3)): Floats {
  const area = rgba.length / 4
  for (let i = 0; i < area; i++) {
    for (let c = 0; c < 3; c++) planes[c * area + i] = (rgba[i * 4 + c] ?? 0) / 255
  }
  return planes
}

function pixelsOf(planes: Float32Array): Uint8ClampedArray<ArrayBuffer> {
  const area = planes.length / 3
  const pixels = new Uint8ClampedArray(area * 4).fill(255)
  for (let i = 0; i < area; i++) {
    for (let c = 0; c < 3; c++) pixels[i * 4 + c] = (planes[c * area + i] ?? 0) * 255
  }
  return pixels
}
