// Our painters as contestants: each on a device of its own, so that what it makes and keeps there can be told apart.
import type { GpuPicture, PixelPicture } from '../contracts/frame'
import type { Pixels } from '../core/units'
import { type Gpu, requestGpu } from '../gpu/device'
import type { GpuPainter } from '../models/runtimes/tfjs/tfjs-painter'
import { gpuToPixels, pixelsToGpu } from '../models/runtimes/tfjs/gpu-pixels'
import type { WasmPainter } from '../models/runtimes/wasm/wasm-painter'
import type { Contestant, Task } from './contest'
import type * as PeerModule from './peer'

/** What a painter may tell about its plan. */
interface Accountable {
  account?(width: Pixels, height: Pixels): NonNullable<Contestant['plan']>
}

/** From a texture on the GPU to a texture on the GPU. @throws no WebGPU, or what `open` throws */
export async function onGpu(open: (gpu: Gpu) => Promise<GpuPainter & Accountable>, task: Task): Promise<Contestant> {
  const { style, width, height } = task
  const gpu = await requestGpu()
  const { device } = gpu
  try {
    const painter = await open(gpu)
    const picture = pixelsToGpu(device, task.picture, width, height)
    let painting: GpuPicture | null = null
    const plan = painter.account?.(width, height)
    return {
      device,
      ...(plan ? { plan } : {}),
      async paint() {
        painting = await painter.paint({ picture, mix: { [style]: 1 }, width, height })
      },
      pixels: () => gpuToPixels(device, painted(painting)),
      dispose() {
        painter.dispose()
        device.destroy()
      },
    }
  } catch (thrown) {
    device.destroy()
    throw thrown
  }
}

/** From pixels on the page to pixels on the page, by way of the painter's worker. */
export async function inWorker(open: () => Promise<WasmPainter>, task: Task): Promise<Contestant> {
  const { style, width, height, picture: data } = task
  const painter = await open()
  const picture: PixelPicture = { kind: 'pixels', data, width, height, capturedAt: 0, serial: 0 }
  let painting: PixelPicture | null = null
  return {
    async paint() {
      painting = await painter.paint({ picture, mix: { [style]: 1 }, width, height })
    },
    pixels: () => Promise.resolve(painted(painting).data),
    dispose: () => painter.dispose(),
  }
}

/** onnxruntime-web on its own GPU device: from a buffer there to a buffer there, so that it need not wait for the page either. */
export async function peerOnGpu({ openPeerOnGpu }: typeof PeerModule, task: Task): Promise<Contestant> {
  const peer = await openPeerOnGpu({ ...task, mix: { [task.style]: 1 } })
  return {
    device: peer.device,
    paint: () => peer.paint(),
    pixels: () => peer.pixels(),
    dispose: () => void peer.dispose(),
  }
}

/** onnxruntime-web on the processor, from pixels on the page to pixels on the page. */
export async function peerOnCpu({ openPeer }: typeof PeerModule, threads: number, task: Task): Promise<Contestant> {
  const peer = await openPeer({ ...task, provider: 'wasm', threads })
  peer.setMix({ [task.style]: 1 })
  let painting: Uint8ClampedArray | null = null
  return {
    async paint() {
      painting = await peer.run(task.picture)
    },
    pixels: () => Promise.resolve(painted(painting)),
    dispose: () => void peer.dispose(),
  }
}

function painted<T>(painting: T | null): T {
  if (painting === null) throw new Error('it has not painted yet')
  return painting
}
