// Our own executor on the processor: a plan's fused passes by vector kernels, on as many threads as were asked for and came.
import type { MaskShape } from '../../../contracts/style'
import type { Pixels } from '../../../core/units'
import type { PlanModel } from '../../loaded-model'
import { maskNumbers, maskPlane, shrinkPlane } from '../../mask/mask-shape'
import type { WasmProgram } from '../wasm/wasm-program'
import { mixInto, normVectors } from '../../style-vector'
import { fuse } from '../fused/fuse'
import { Crew } from './worker-context'
import { layoutFixed, type Sized } from './layout'
import { buildParts, hasSimd, type Machine } from './machine'
import { packWeights } from './pack'
import { JOINED, type JoinMessage } from './simd-messages'
import { MOST_PASSES } from './barrier'
import { packWinograd, usesWinograd } from './winograd'

export interface SimdProgram extends WasmProgram {
  dispose(): void
}

export interface SimdOptions {
  /** The most threads, this one included; more than 1 need a page that is isolated. @defaultValue 1 */
  readonly threads?: number
}

/** Null where the browser has no vectors of floats, or the plan has more passes than threads can count. */
export async function createSimdProgram(
  model: PlanModel,
  { threads = 1 }: SimdOptions = {},
): Promise<SimdProgram | null> {
  const { plan, weights } = model
  const fused = fuse(plan)
  if (fused.passes.length > MOST_PASSES || !hasSimd()) return null
  const shared = threads > 1 && globalThis.crossOriginIsolated
  const parts = await buildParts(fused.passes, shared)
  const packed = fused.passes.map((pass) => (usesWinograd(pass) ? packWinograd : packWeights)(pass, weights))
  const fixed = layoutFixed(
    fused,
    packed.map((numbers) => numbers.length),
  )
  const crew = new Crew(parts, fused, fixed, 0)
  crew.machine.grow(fixed.end)
  packed.forEach((numbers, i) => crew.machine.f32.set(numbers, (fixed.weights[i] ?? 0) / 4))
  const helpers = shared ? new Helpers(threads - 1, { parts, fused, fixed, place: 0 }) : null
  const vectors = normVectors(plan)
  return {
    simd: true,
    get threads() {
      return helpers?.all ? threads : 1
    },
    tensors: weights.size,
    setMix(mix, second = null) {
      for (const [turn, each] of [mix, second].entries()) {
        if (!each) continue
        mixInto(weights, each, vectors)
        vectors.forEach(({ gamma, beta }, i) => {
          const at = (fixed.styles[i] ?? 0) / 4 + turn * 2 * gamma.length
          crew.machine.f32.set(gamma, at)
          crew.machine.f32.set(beta, at + gamma.length)
        })
      }
    },
    paint(rgba, width, height, painting, mask = null) {
      const now = helpers?.all ? threads : 1
      const size = crew.size(width, height)
      crew.machine.grow(size.end(threads))
      crew.machine.bytes.set(rgba, size.sized.picture)
      if (mask) putMask(crew.machine, size.sized, mask, rgba, width, height)
      crew.team.call({ width, height, threads: now, masked: mask !== null })
      crew.paint(width, height, now)
      painting.set(crew.machine.bytes.subarray(size.sized.painting, size.sized.painting + painting.length))
    },
    dispose: () => helpers?.dispose(),
  }
}

/** The mask at every size at which something is normed. */
function putMask(
  { f32 }: Machine,
  { masks }: Sized,
  shape: MaskShape,
  rgba: Uint8ClampedArray,
  width: Pixels,
  height: Pixels,
): void {
  const plane = new Float32Array(width * height)
  maskPlane(maskNumbers(shape, width, height), rgba, width, height, shape.drawing, plane)
  for (const [shrink, at] of masks) {
    const pixels = (width / shrink) * (height / shrink)
    shrinkPlane(plane, width, height, shrink, f32.subarray(at / 4, at / 4 + pixels))
  }
}

/** The other threads. They work when all of them are there; if one does not start, none does. */
class Helpers {
  private readonly workers: Worker[]
  private joined = 0

  constructor(count: number, message: JoinMessage) {
    this.workers = Array.from({ length: count }, (_, i) => {
      const worker = new Worker(new URL('./simd-worker.ts', import.meta.url), {
        type: 'module',
        name: `impasto-painter-${i + 2}`,
      })
      worker.addEventListener('message', ({ data }) => {
        if (data === JOINED) this.joined++
      })
      worker.addEventListener('error', (event) => {
        event.preventDefault()
        this.dispose()
      })
      const join: JoinMessage = { ...message, place: i + 1 }
      worker.postMessage(join)
      return worker
    })
  }

  get all(): boolean {
    return this.joined > 0 && this.joined === this.workers.length
  }

  dispose(): void {
    for (const worker of this.workers.splice(0)) worker.terminate()
    this.joined = 0
  }
}
