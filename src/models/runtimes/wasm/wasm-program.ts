// A model that paints on the processor, whoever computes: our own kernels where they know the plan and paint it right, else TensorFlow.js.
import { messageOf } from '../../../core/errors'
import type { MaskShape } from '../../../contracts/style'
import type { Pixels } from '../../../core/units'
import type { LoadedModel, SelfTest } from '../../loaded-model'
import { toRgba, wrongIn } from '../../self-test'
import { mixWeights } from '../../style-vector'
import type { LoadMessage } from './wasm-messages'

export interface WasmProgram {
  readonly simd: boolean
  /** That work at a painting now. */
  readonly threads: number
  /** Tensors that are held. */
  readonly tensors: number
  /** One weight a style, in the header's order, summing to 1. */
  setMix(mix: Float32Array, second?: Float32Array | null): void
  /** Paints `rgba` into `painting`, both width x height x 4, with the second mix where a mask says so. Blocks this thread. */
  paint(
    rgba: Uint8ClampedArray,
    width: Pixels,
    height: Pixels,
    painting: Uint8ClampedArray,
    mask?: MaskShape | null,
  ): void
}

export interface Opened<Program = WasmProgram> {
  readonly program: Program
  /** What our own kernels did wrong; null where they paint, or were not asked to. */
  readonly wrong: string | null
}

/** @throws {ImpastoError} when TensorFlow.js is needed and does not start */
export async function openWasmProgram(message: LoadMessage): Promise<Opened> {
  const { program, wrong } = await openOwn(message)
  if (program) return { program, wrong }
  // Not loaded where our own kernels paint.
  const { createTensorflowProgram } = await import('../tfjs/tensorflow-wasm')
  return { program: await createTensorflowProgram(message), wrong }
}

async function openOwn({ model, simd, threads, own }: LoadMessage): Promise<Opened<WasmProgram | null>> {
  if (!own || !simd || model.kind !== 'plan') return { program: null, wrong: null }
  try {
    const { createSimdProgram } = await import('../simd/simd-program')
    const program = await createSimdProgram(model, { threads })
    const wrong = program && model.selfTest && tried(program, model.selfTest, styleIds(model))
    if (wrong === null) return { program, wrong }
    program?.dispose()
    return { program: null, wrong }
  } catch (thrown) {
    return { program: null, wrong: messageOf(thrown) }
  }
}

function tried(
  program: WasmProgram,
  { width, height, picture, cases }: SelfTest,
  ids: readonly string[],
): string | null {
  const painted = new Uint8ClampedArray(width * height * 4)
  for (const { mix, painting } of cases) {
    program.setMix(mixWeights(ids, mix, new Float32Array(ids.length)))
    program.paint(toRgba(picture), width, height, painted)
    const wrong = wrongIn(painted, painting)
    if (wrong !== null) return wrong
  }
  return null
}

function styleIds({ header }: LoadedModel): string[] {
  return header.styles.map((style) => style.id)
}
