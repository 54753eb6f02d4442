// Times compute passes by the GPU's own clock, whoever records them: puts timestamps of its own into every pass.
import type { Disposable } from '../core/scope'
import type { Seconds } from '../core/units'

/** Passes timed in one piece of work; a query set holds two stamps for each. */
const MOST = 2048
const BYTES = MOST * 2 * 8

interface Stopwatch {
  readonly stamps: GPUQuerySet
  readonly resolved: GPUBuffer
  readonly read: GPUBuffer
  used: number
}

interface Makers {
  readonly buffer: GPUDevice['createBuffer']
  readonly queries: GPUDevice['createQuerySet']
}

export interface GpuTimer extends Disposable {
  /** From now on passes are timed. */
  start(): void
  /** The sum of the passes since `start`; null when no device here has a clock, or no pass was run. Call it when the work is done. */
  stop(): Promise<Seconds | null>
}

/** Null where the browser has no WebGPU. */
export function timeGpu(): GpuTimer | null {
  if (!('gpu' in navigator)) return null
  const begin = GPUCommandEncoder.prototype.beginComputePass
  const encode = GPUDevice.prototype.createCommandEncoder
  const makers = { buffer: GPUDevice.prototype.createBuffer, queries: GPUDevice.prototype.createQuerySet }
  const ownerOf = new WeakMap<GPUCommandEncoder, GPUDevice>()
  const watches = new Map<GPUDevice, Stopwatch>()
  let running = false
  let full = false

  GPUDevice.prototype.createCommandEncoder = function (this: GPUDevice, descriptor) {
    const encoder = encode.call(this, descriptor)
    if (running) ownerOf.set(encoder, this)
    return encoder
  }
  GPUCommandEncoder.prototype.beginComputePass = function (this: GPUCommandEncoder, descriptor) {
    const device = running ? ownerOf.get(this) : undefined
    if (!device?.features.has('timestamp-query')) return begin.call(this, descriptor)
    const watch = watches.get(device) ?? createWatch(device, makers)
    watches.set(device, watch)
    if (watch.used === MOST) {
      full = true
      return begin.call(this, descriptor)
    }
    const at = watch.used++ * 2
    // Whoever times itself gets no figure for this pass: a pass has room for one stopwatch.
    return begin.call(this, {
      ...descriptor,
      timestampWrites: {
        querySet: watch.stamps,
        beginningOfPassWriteIndex: at,
        endOfPassWriteIndex: at + 1,
      },
    })
  }

  return {
    start() {
      running = true
      full = false
      for (const watch of watches.values()) watch.used = 0
    },
    async stop() {
      running = false
      let total: Seconds | null = null
      for (const [device, watch] of watches) {
        if (watch.used === 0) continue
        const spent = await read(device, watch, encode)
        total = (total ?? 0) + spent
      }
      return full ? null : total
    },
    dispose() {
      GPUDevice.prototype.createCommandEncoder = encode
      GPUCommandEncoder.prototype.beginComputePass = begin
      for (const { stamps, resolved, read: buffer } of watches.values()) {
        for (const thing of [stamps, resolved, buffer]) thing.destroy()
      }
      watches.clear()
    },
  }
}

/** Past whoever counts what this device makes: the stopwatch is no part of the work. */
function createWatch(device: GPUDevice, make: Makers): Stopwatch {
  const { QUERY_RESOLVE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage
  return {
    stamps: make.queries.call(device, { label: 'bench/time/stamps', type: 'timestamp', count: MOST * 2 }),
    resolved: make.buffer.call(device, { label: 'bench/time/resolved', size: BYTES, usage: QUERY_RESOLVE | COPY_SRC }),
    read: make.buffer.call(device, { label: 'bench/time/read', size: BYTES, usage: COPY_DST | MAP_READ }),
    used: 0,
  }
}

async function read(
  device: GPUDevice,
  { stamps, resolved, read: buffer, used }: Stopwatch,
  encode: GPUDevice['createCommandEncoder'],
): Promise<Seconds> {
  const encoder = encode.call(device, { label: 'bench/time' })
  encoder.resolveQuerySet(stamps, 0, used * 2, resolved, 0)
  encoder.copyBufferToBuffer(resolved, 0, buffer, 0, used * 16)
  device.queue.submit([encoder.finish()])
  await buffer.mapAsync(GPUMapMode.READ, 0, used * 16)
  const times = new BigUint64Array(buffer.getMappedRange(0, used * 16))
  let nanoseconds = 0
  for (let i = 0; i < times.length; i += 2) {
    const [from = 0n, to = 0n] = [times[i], times[i + 1]]
    // The clock may be set back between two stamps: such a pass tells nothing.
    if (to > from) nanoseconds += Number(to - from)
  }
  buffer.unmap()
  return nanoseconds / 1e9
}
