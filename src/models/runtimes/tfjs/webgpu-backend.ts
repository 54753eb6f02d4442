// TensorFlow.js on the shared GPUDevice. Its engine is one for the whole page, so there is one backend at a time.
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import type { Gpu } from '../../../gpu/device'
import type { Tf } from './program'

export interface TfOnGpu {
  readonly tf: Tf
  readonly backend: WebGPUBackend
  readonly device: GPUDevice
}

let current: Promise<TfOnGpu> | null = null
let currentDevice: GPUDevice | null = null

/** TensorFlow.js with its WebGPU backend on `gpu`. A new device (the old one was lost) replaces the backend; old tensors are dead then. */
export function tensorflowOn(gpu: Gpu): Promise<TfOnGpu> {
  if (current && currentDevice === gpu.device) return current
  const before = current
  currentDevice = gpu.device
  current = start(gpu, before)
  // A start that failed may be tried again.
  current.catch(() => {
    if (currentDevice === gpu.device) currentDevice = null
  })
  return current
}

async function start({ device, adapterInfo }: Gpu, before: Promise<TfOnGpu> | null): Promise<TfOnGpu> {
  await before?.catch(() => undefined)
  const [tf, { WebGPUBackend }] = await Promise.all([
    import('@tensorflow/tfjs-core'),
    import('@tensorflow/tfjs-backend-webgpu'),
  ])
  // The package registers a backend that would ask for a device of its own.
  if (tf.engine().registryFactory['webgpu']) tf.removeBackend('webgpu')
  const backend = new WebGPUBackend(device, adapterInfo)
  tf.registerBackend('webgpu', () => backend)
  if (!(await tf.setBackend('webgpu'))) throw new Error('TensorFlow.js could not start on this GPU')
  return { tf, backend, device }
}

/**
 * Destroys the buffers that TensorFlow.js keeps for later use: its pool never shrinks by itself, and after a change of size most of
 * it fits nothing any more. Call it when no work is pending.
 */
export function trimPool({ backend: { bufferManager } }: TfOnGpu): void {
  const free: unknown = Reflect.get(bufferManager, 'freeBuffers')
  if (!(free instanceof Map)) return
  const idle = [...free.values()].flatMap((list: unknown) => (Array.isArray(list) ? list.map((b: unknown) => b) : []))
  for (const buffer of idle) {
    if (!(buffer instanceof GPUBuffer)) continue
    // Taking it and giving it back "not for reuse" keeps the manager's own books right.
    bufferManager.releaseBuffer(bufferManager.acquireBuffer(buffer.size, buffer.usage), false)
  }
}
