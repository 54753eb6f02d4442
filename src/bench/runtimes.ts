// Everybody who can paint the bank's models in a browser, peers and ours. Each is fetched only when it is its turn.
import { Log } from '../core/log'
import type { Numbers } from '../models/runtimes/fused/precision'
import type { Processor } from '../models/runtimes/fused/tile'
import type { Contestant, Runtime, Task } from './contest'
import { inWorker, onGpu, peerOnCpu, peerOnGpu } from './contestants'

/** Nobody reads the notices of a painter on trial; what it throws is its row's text. */
const SILENT = new Log(() => 0)

/** What the others' paintings are compared with. */
export const REFERENCE = 'tfjs-webgpu'

export const RUNTIMES: readonly Runtime[] = [
  {
    id: REFERENCE,
    title: 'TensorFlow.js WebGPU',
    about:
      'Stock operations of @tensorflow/tfjs-backend-webgpu; texture to texture. The reference for every difference.',
    runsOn: 'gpu',
    side: 'peer',
    async open(task) {
      const { createGpuPainter } = await import('../models/runtimes/tfjs/tfjs-painter')
      return onGpu((gpu) => createGpuPainter(gpu, task.model), task)
    },
  },
  {
    id: 'impasto-webgpu-f32',
    title: 'Impasto WebGPU f32',
    about: 'Passes made for the plan, numbers of 32 bits; texture to texture.',
    runsOn: 'gpu',
    side: 'ours',
    open: (task) => fused(task, 'f32'),
  },
  {
    id: 'impasto-webgpu-f16',
    title: 'Impasto WebGPU f16',
    about: 'The same with pictures and weights in half floats, sums in 32 bits. Needs an adapter with shader-f16.',
    runsOn: 'gpu',
    side: 'ours',
    open: (task) => fused(task, 'f16'),
  },
  {
    id: 'impasto-webgpu-packed',
    title: 'Impasto WebGPU packed f16',
    about: 'Half floats packed in pairs, for adapters without shader-f16.',
    runsOn: 'gpu',
    side: 'ours',
    open: (task) => fused(task, 'packed'),
  },
  {
    id: 'impasto-webgpu-slim',
    title: 'Impasto WebGPU slim',
    about: 'The passes in f32 with less work a thread: more threads at a time, for GPUs with few registers.',
    runsOn: 'gpu',
    side: 'ours',
    extra: true,
    open: (task) => fused(task, 'f32', 'slim'),
  },
  {
    id: 'ort-webgpu',
    title: 'onnxruntime-web WebGPU',
    about: 'The same weights as an ONNX file; from a GPU buffer to a GPU buffer.',
    runsOn: 'gpu',
    side: 'peer',
    async open(task) {
      return peerOnGpu(await import('./peer'), task)
    },
  },
  {
    id: 'impasto-wasm',
    title: 'Impasto WASM',
    about:
      'Our own kernels with SIMD for machines without a GPU, in workers; pixels to pixels, with the way there and back.',
    runsOn: 'cpu',
    side: 'ours',
    async open(task) {
      const { createWasmPainter } = await import('../models/runtimes/wasm/wasm-painter')
      return inWorker(() => createWasmPainter(task.model, SILENT), task)
    },
  },
  {
    id: 'tfjs-wasm',
    title: 'TensorFlow.js WASM',
    about: 'Stock operations with SIMD on one thread, in the same worker as ours; pixels to pixels.',
    runsOn: 'cpu',
    side: 'peer',
    async open(task) {
      const { createWasmPainter } = await import('../models/runtimes/wasm/wasm-painter')
      return inWorker(() => createWasmPainter(task.model, SILENT, { own: false }), task)
    },
  },
  {
    id: 'ort-wasm',
    title: 'onnxruntime-web WASM',
    about: 'The same weights as an ONNX file, on the page itself, with as many threads as ours; pixels to pixels.',
    runsOn: 'cpu',
    side: 'peer',
    async open(task) {
      const { usefulThreads } = await import('../models/runtimes/wasm/wasm-painter')
      return peerOnCpu(await import('./peer'), usefulThreads(), task)
    },
  },
]

async function fused(task: Task, numbers: Numbers, tile?: Processor): Promise<Contestant> {
  const { createFusedPainter } = await import('../models/runtimes/fused/fused-painter')
  return onGpu((gpu) => {
    if (numbers === 'f16' && !gpu.device.features.has('shader-f16')) {
      throw new Error('this adapter or browser has no shader-f16, so that shaders cannot calculate with half floats')
    }
    return createFusedPainter(gpu, task.model, { numbers, ...(tile ? { tile } : {}) })
  }, task)
}
