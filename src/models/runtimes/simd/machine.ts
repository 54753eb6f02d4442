// The kernels of one model, compiled, on a memory that one or several threads share.
import type { Activation } from '../../plan'
import type { Pass } from '../fused/fuse'
import { slicesOf } from '../fused/view'
import { assemble, f32x4, type Kernel, kernel, MOST_PAGES, store } from './assembler'
import { convKernel, type ConvShape, depthwiseKernel, type DepthwiseShape } from './conv-kernel'
import { pixelBytes } from './layout'
import { blocksOf, sideOf } from './pack'
import { rowKernels } from './row-kernels'
import { fromParts, intoParts, partShapes, usesWinograd } from './winograd'

export type Run = (...args: number[]) => void
type RowKernel =
  | 'from-picture'
  | 'from-picture-on-grain'
  | 'to-picture'
  | 'copy'
  | 'add'
  | 'norm'
  | 'norm-relu'
  | 'masked-norm'
  | 'masked-norm-relu'
  | 'statistics'
  | Activation

const PAGE = 65_536

/** What a thread needs to build its machine; can be posted to it. */
export interface Parts {
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
}

/** True where the browser runs WebAssembly with vectors of four floats. */
export function hasSimd(): boolean {
  return WebAssembly.validate(assemble([probe(false)], false))
}

/** Compiles what `passes` need. @param shared whether several threads will work on the memory */
export async function buildParts(passes: readonly Pass[], shared: boolean): Promise<Parts> {
  // Multiply and add as one instruction: not in every browser yet, and not the same last digit everywhere.
  const relaxed = WebAssembly.validate(assemble([probe(true)], false))
  const kernels = new Map<string, Kernel>(rowKernels(relaxed).map((k) => [k.name, k]))
  for (const pass of passes) {
    if (usesWinograd(pass)) {
      const dilation = pass.layer?.dilation ?? 1
      const there = intoParts(slicesOf(pass.source), dilation)
      for (const k of [there, fromParts(slicesOf(pass), dilation)]) kernels.set(k.name, k)
    }
    for (const shape of convShapes(pass)) {
      const conv = convKernel(shape, relaxed)
      kernels.set(conv.name, conv)
    }
    const shape = depthwiseShape(pass)
    if (!shape) continue
    const depthwise = depthwiseKernel(shape, relaxed)
    kernels.set(depthwise.name, depthwise)
  }
  const memory = new WebAssembly.Memory(shared ? { initial: 1, maximum: MOST_PAGES, shared } : { initial: 1 })
  return { module: await WebAssembly.compile(assemble([...kernels.values()], shared)), memory }
}

/** For each block of output channels. */
export function convShapes(pass: Pass): ConvShape[] {
  if (pass.kind !== 'conv') return []
  if (usesWinograd(pass)) return partShapes(pass)
  const side = sideOf(pass)
  const from = pixelBytes(pass.source)
  return blocksOf(pass).map(({ vectors }) => ({
    rows: side,
    run: side * slicesOf(pass.source) * 4,
    step: from * (pass.layer?.stride ?? 1),
    spread: pixelBytes(pass) * (pass.folded ? 2 : 1),
    vectors,
  }))
}

export function depthwiseShape(pass: Pass): DepthwiseShape | null {
  if (pass.kind !== 'depthwise' || !pass.layer) return null
  return { kernel: pass.layer.kernel, stride: pass.layer.stride, slices: slicesOf(pass) }
}

export class Machine {
  readonly kernels: Readonly<Record<RowKernel, Run>>
  f32: Float32Array = new Float32Array(0)
  i32: Int32Array = new Int32Array(0)
  bytes: Uint8ClampedArray = new Uint8ClampedArray(0)

  constructor({ module, memory }: Parts) {
    this.memory = memory
    const { exports } = new WebAssembly.Instance(module, { env: { memory } })
    this.kernels = exports as unknown as Record<RowKernel, Run>
    this.view()
  }

  private readonly memory: WebAssembly.Memory

  kernel(name: string): Run {
    const run = (this.kernels as Readonly<Record<string, Run>>)[name]
    if (!run) throw new Error(`no kernel '${name}' was built`)
    return run
  }

  /** Makes the memory at least this large. @throws {RangeError} when there is no more */
  grow(bytes: number): void {
    const missing = Math.ceil((bytes - this.memory.buffer.byteLength) / PAGE)
    if (missing > 0) this.memory.grow(missing)
    this.look(bytes)
  }

  /** Sees at least this much of the memory, which another thread has made large enough: the news takes a moment to come here. */
  look(bytes: number): void {
    while (this.bytes.length < bytes || this.bytes.buffer !== this.memory.buffer) this.view()
  }

  private view(): void {
    const { buffer } = this.memory
    this.f32 = new Float32Array(buffer)
    this.i32 = new Int32Array(buffer)
    this.bytes = new Uint8ClampedArray(buffer)
  }
}

function probe(relaxed: boolean): Kernel {
  const one = f32x4.all(1)
  return kernel('probe', ['i32'], (_, to) => store(to.get, f32x4.fma(relaxed, one, one, one)))
}
