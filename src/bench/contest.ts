// The words of the bench: who paints, what is asked of them, what is measured.
import type { Disposable } from '../core/scope'
import type { Bytes, Pixels, Seconds } from '../core/units'
import type { PlanModel } from '../models/loaded-model'

/** What every runtime is asked to paint. */
export interface Task {
  readonly model: PlanModel
  /** One of the model's. */
  readonly style: string
  readonly width: Pixels
  readonly height: Pixels
  /** RGBA of width x height. */
  readonly picture: Uint8ClampedArray<ArrayBuffer>
}

/** A way to paint that can be asked to try. */
export interface Runtime {
  /** In reports and addresses: 'tfjs-webgpu'. */
  readonly id: string
  readonly title: string
  /** One sentence for the page: what it is and where a painting begins and ends. */
  readonly about: string
  readonly runsOn: 'gpu' | 'cpu'
  /** Ours or the peer's. */
  readonly side: 'ours' | 'peer'
  /** True: measured only when it is asked for. @defaultValue false */
  readonly extra?: boolean
  /** @throws when it can't run here; the message says why and goes into its row */
  open(task: Task): Promise<Contestant>
}

/** A runtime that is ready to paint one task, again and again. */
export interface Contestant extends Disposable {
  /** Paints once, to its end. */
  paint(): Promise<void>
  /** The last painting, RGBA; may read back, and is never measured. */
  pixels(): Promise<Uint8ClampedArray>
  /** Its own device, to tell what it keeps there; missing off the GPU. */
  readonly device?: GPUDevice
  /** What its plan says about a painting; missing where there is no plan to count from. */
  readonly plan?: { readonly bytes: Bytes; readonly leastBytes: Bytes }
}

/** What the GPU was asked to do during a piece of work, whoever asked. */
export interface GpuWork {
  /** Compute dispatches. */
  readonly dispatches: number
  /** Bytes of the buffers and textures bound to these dispatches, each once a dispatch. */
  readonly boundBytes: Bytes
  /** Buffers, textures, views, samplers, bind groups, layouts, pipelines, shaders and query sets. */
  readonly made: number
  /** Maps for reading, as the ledger counts them: the few bytes of a timer are no picture. */
  readonly readbacks: number
}

export interface Measured {
  readonly wall: Seconds
  /** Sum of the compute passes by the GPU's own clock; null where the browser gives none, or none was run. */
  readonly gpu: Seconds | null
  readonly work: GpuWork
}

/** Measures pieces of work. */
export interface Meter {
  measure(work: () => Promise<void>): Promise<Measured>
  /** Bytes alive on a device that was asked for since the meter was made; null where it doesn't know the device. */
  alive(device: GPUDevice): Bytes | null
}
