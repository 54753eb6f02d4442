// Another runtime on the same weights: onnxruntime-web, loaded only when it is asked for, to be measured and compared with.
import type * as OrtModule from 'onnxruntime-web'
import type { InferenceSession, Tensor } from 'onnxruntime-web'
import type { StyleMix } from '../core/contracts'
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

type Ort = typeof OrtModule

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
  private readonly picture: Float32Array
  private readonly feeds: Record<string, Tensor> = {}

  constructor(
    private readonly ort: Ort,
    private readonly session: InferenceSession,
    private readonly model: PlanModel,
    private readonly width: number,
    private readonly height: number,
  ) {
    this.name = `onnxruntime-web ${ort.env.versions.web ?? ''}`
    this.picture = new Float32Array(3 * width * height)
    this.feeds[PICTURE] = new ort.Tensor('float32', this.picture, [1, 3, height, width])
    this.setMix({})
  }

  setMix(mix: StyleMix): void {
    const { header, plan, weights } = this.model
    const ids = header.styles.map((style) => style.id)
    const vectors = normVectors(plan)
    mixInto(weights, mixWeights(ids, mix, new Float32Array(ids.length)), vectors)
    for (const { style, gamma, beta } of vectors) {
      this.feeds[`${style}.gamma`] = new this.ort.Tensor('float32', gamma, [gamma.length])
      this.feeds[`${style}.beta`] = new this.ort.Tensor('float32', beta, [beta.length])
    }
  }

  async run(rgba: Uint8ClampedArray): Promise<Uint8ClampedArray<ArrayBuffer>> {
    const area = this.width * this.height
    for (let i = 0; i < area; i++) {
      for (let c = 0; c < 3; c++) this.picture[c * area + i] = (rgba[i * 4 + c] ?? 0) / 255
    }
    const { [PAINTING]: painting } = await this.session.run(this.feeds)
    if (!painting) throw new Error('onnxruntime gave no painting')
    const planes = (await painting.getData()) as Float32Array
    const pixels = new Uint8ClampedArray(area * 4).fill(255)
    for (let i = 0; i < area; i++) {
      for (let c = 0; c < 3; c++) pixels[i * 4 + c] = (planes[c * area + i] ?? 0) * 255
    }
    painting.dispose()
    return pixels
  }

  async dispose(): Promise<void> {
    await this.session.release()
  }
}
