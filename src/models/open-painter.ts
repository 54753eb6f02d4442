// Which backend paints: tries them in order, each with the self-test, and says so when one has to be left.
import type { ModelBackend, Painter } from '../contracts/model'
import { messageOf } from '../core/errors'
import type { Log } from '../core/log'
import type { Shelf } from '../show/store'
import { adapterName, type Gpu } from '../gpu/device'
import type { LoadedModel } from './loaded-model'
import { selfTest } from './self-test'

export type BackendChoice = 'auto' | ModelBackend

/** The backends to try, best first, and what the performer should know about the choice. */
export function backendOrder(choice: BackendChoice, gpu: Gpu | null): { order: ModelBackend[]; notice: string | null } {
  if (!gpu) {
    const notice =
      choice === 'webgpu'
        ? 'The painter was to run on WebGPU, but there is none here. It paints on the processor (WASM), fewer pictures a second.'
        : null
    return { order: ['wasm'], notice }
  }
  if (choice === 'wasm') return { order: ['wasm', 'webgpu'], notice: null }
  if (choice === 'auto' && gpu.software) {
    const notice = `The graphics adapter (${adapterName(gpu)}) is a software one, on which a painting takes seconds. The painter runs on the processor (WASM) instead; ?backend=webgpu forces the GPU.`
    return { order: ['wasm', 'webgpu'], notice }
  }
  return { order: ['webgpu', 'wasm'], notice: null }
}

/**
 * A painter that has passed the self-test, on the first of `order` that works.
 * @param proven what has passed before, and is kept: after a lost device the same model on the same adapter comes back without a test
 * @throws what the last one threw, when none works
 */
export async function openPainter(
  model: LoadedModel,
  order: readonly ModelBackend[],
  gpu: Gpu | null,
  log: Log,
  proven: Set<string>,
  variants?: Shelf,
): Promise<Painter> {
  let failure: unknown = new Error('there is no backend left to paint on')
  for (const [i, backend] of order.entries()) {
    try {
      return await open(model, backend, gpu, log, proven, variants)
    } catch (thrown) {
      failure = thrown
      const next = order[i + 1]
      if (!next) break
      const where = next === 'wasm' ? 'on the processor (WASM)' : 'on the GPU'
      log.warn(`model ${model.header.id}`, `${sentence(messageOf(thrown))} Painting ${where} now.`)
    }
  }
  throw failure
}

async function open(
  model: LoadedModel,
  backend: ModelBackend,
  gpu: Gpu | null,
  log: Log,
  proven: Set<string>,
  variants?: Shelf,
): Promise<Painter> {
  if (backend !== 'webgpu' || !gpu) {
    const { createWasmPainter } = await import('./runtimes/wasm/wasm-painter')
    return tested(await createWasmPainter(model, log), model, backend, gpu, proven)
  }
  if (model.kind === 'plan') {
    try {
      const { openFused } = await import('./runtimes/fused/autotune-start')
      return await tested(await openFused(gpu, model, variants), model, 'fused', gpu, proven)
    } catch (thrown) {
      log.warn(`model ${model.header.id}`, `${sentence(messageOf(thrown))} Painting with TensorFlow.js on the GPU now.`)
    }
  }
  // Neither TensorFlow.js nor what speaks to it is in the first bundle.
  const { createGpuPainter } = await import('./runtimes/tfjs/tfjs-painter')
  return tested(await createGpuPainter(gpu, model), model, 'tfjs', gpu, proven)
}

/** @throws what is wrong with the painter, which is let go then */
async function tested(
  painter: Painter,
  model: LoadedModel,
  way: ModelBackend | 'fused' | 'tfjs',
  gpu: Gpu | null,
  proven: Set<string>,
): Promise<Painter> {
  const proof = `${model.header.id} ${way} ${way === 'wasm' || !gpu ? '' : adapterName(gpu)}`
  if (!model.selfTest || proven.has(proof)) return painter
  const wrong = await selfTest(painter, model.selfTest, gpu)
  if (!wrong) {
    proven.add(proof)
    return painter
  }
  painter.dispose()
  throw wrong
}

function sentence(text: string): string {
  return /[.!?)]$/.test(text) ? text : `${text}.`
}
