// Measures how long compute passes keep the GPU busy, by timestamps that come back a frame or two later and hold nobody up.
import type { Disposable } from '../core/scope'
import type { Seconds } from '../core/units'

/** Passes that one measurement may have. */
const PASSES = 16
/** Two timestamps of 64 bits each. */
const BYTES_A_PASS = 16
const A_NANOSECOND: Seconds = 1e-9

/** Labels begin with it; what is read back for timing is no picture, and is not counted as one. */
export const TIMER_LABEL = 'gpu/timer/'

export class GpuTimer implements Disposable {
  private readonly queries: GPUQuerySet
  private readonly resolved: GPUBuffer
  private readonly read: GPUBuffer
  private readonly writes: readonly GPUComputePassTimestampWrites[]
  private busy = false
  private passes = 0

  private constructor(device: GPUDevice) {
    this.queries = device.createQuerySet({ label: `${TIMER_LABEL}queries`, type: 'timestamp', count: PASSES * 2 })
    const size = PASSES * BYTES_A_PASS
    this.resolved = device.createBuffer({
      label: `${TIMER_LABEL}resolved`,
      size,
      usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC,
    })
    this.read = device.createBuffer({
      label: `${TIMER_LABEL}read`,
      size,
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    })
    this.writes = Array.from({ length: PASSES }, (_, i) => ({
      querySet: this.queries,
      beginningOfPassWriteIndex: i * 2,
      endOfPassWriteIndex: i * 2 + 1,
    }))
  }

  /** Null where the adapter has no timestamps. */
  static on(device: GPUDevice): GpuTimer | null {
    return device.features.has('timestamp-query') ? new GpuTimer(device) : null
  }

  /** For the descriptor of pass number `i` of a measurement; undefined beyond the sixteenth, which is not measured then. */
  pass(i: number): GPUComputePassTimestampWrites | undefined {
    this.passes = Math.min(i + 1, PASSES)
    return this.writes[i]
  }

  /** Behind the last pass, in its encoder. */
  finish(encoder: GPUCommandEncoder): void {
    if (this.busy) return
    encoder.resolveQuerySet(this.queries, 0, this.passes * 2, this.resolved, 0)
    encoder.copyBufferToBuffer(this.resolved, 0, this.read, 0, this.passes * BYTES_A_PASS)
  }

  /**
   * The sum of the passes of the measurement that was submitted last. Null when one is still being fetched, when the device is lost,
   * and when the clock of the GPU made no sense.
   */
  async seconds(): Promise<Seconds | null> {
    if (this.busy) return null
    const { passes, read } = this
    this.busy = true
    try {
      await read.mapAsync(GPUMapMode.READ, 0, passes * BYTES_A_PASS)
      const times = new BigUint64Array(read.getMappedRange(0, passes * BYTES_A_PASS))
      let sum = 0
      for (let i = 0; i < passes; i++) sum += Number((times[i * 2 + 1] ?? 0n) - (times[i * 2] ?? 0n))
      read.unmap()
      return sum > 0 ? sum * A_NANOSECOND : null
    } catch {
      return null
    } finally {
      this.busy = false
    }
  }

  dispose(): void {
    this.queries.destroy()
    this.resolved.destroy()
    this.read.destroy()
  }
}
