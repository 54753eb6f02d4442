// Counts what lives on a device (buffers, textures, bytes) and what is read back from it, by watching its calls.
import { TIMER_LABEL } from './gpu-timer'

export interface GpuCount {
  buffers: number
  textures: number
  /** Bytes of the live buffers and textures (textures: level 0 times 4/3 when they have mips). */
  bytes: number
  /** Made since the start, whether alive or not. */
  made: number
  /** Calls of mapAsync for reading since the start; the few bytes of a timer (gpu-timer.ts) are no picture and not among them. */
  readbacks: number
}

const BYTES_PER_TEXEL: Record<string, number> = {
  r8unorm: 1,
  rg8unorm: 2,
  rgba16float: 8,
  rgba32float: 16,
  r32float: 4,
  r16float: 2,
  rg16float: 4,
  rg32float: 8,
  'depth24plus-stencil8': 4,
  depth32float: 4,
}

/** Watches `device` from now on. Everything made through it is counted, whoever makes it: three.js, TensorFlow.js or us. */
export function watchDevice(device: GPUDevice): GpuCount {
  const count: GpuCount = { buffers: 0, textures: 0, bytes: 0, made: 0, readbacks: 0 }
  // What is dropped without destroy() is let go when the collector finds it.
  const forgotten = new FinalizationRegistry<() => void>((release) => release())

  const makeBuffer = device.createBuffer.bind(device)
  device.createBuffer = (descriptor) => {
    const buffer = makeBuffer(descriptor)
    track(buffer, descriptor.size, 'buffers')
    const timing = descriptor.label?.startsWith(TIMER_LABEL) === true
    if ((descriptor.usage & GPUBufferUsage.MAP_READ) !== 0 && !timing) watchReads(buffer)
    return buffer
  }
  const makeTexture = device.createTexture.bind(device)
  device.createTexture = (descriptor) => {
    const texture = makeTexture(descriptor)
    const bytes =
      texture.width *
      texture.height *
      texture.depthOrArrayLayers *
      (BYTES_PER_TEXEL[texture.format] ?? 4) *
      texture.sampleCount *
      (texture.mipLevelCount > 1 ? 4 / 3 : 1)
    track(texture, Math.round(bytes), 'textures')
    return texture
  }
  return count

  function track(thing: GPUBuffer | GPUTexture, bytes: number, kind: 'buffers' | 'textures'): void {
    const release = entry(count, bytes, kind)
    const destroy = thing.destroy.bind(thing)
    thing.destroy = (): undefined => {
      release()
      destroy()
    }
    forgotten.register(thing, release)
  }

  function watchReads(buffer: GPUBuffer): void {
    const map = buffer.mapAsync.bind(buffer)
    buffer.mapAsync = (mode, offset, size) => {
      if ((mode & GPUMapMode.READ) !== 0) count.readbacks++
      return map(mode, offset, size)
    }
  }
}

/** Books one thing in; the release books it out once. Knows nothing of the thing itself, or it could never be collected. */
function entry(count: GpuCount, bytes: number, kind: 'buffers' | 'textures'): () => void {
  let alive = true
  count[kind]++
  count.made++
  count.bytes += bytes
  return () => {
    if (!alive) return
    alive = false
    count[kind]--
    count.bytes -= bytes
  }
}
