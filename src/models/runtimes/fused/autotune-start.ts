// Which variant a model starts with on this machine: the one that won the trial of an earlier start, or else one that is then tried.
import type { Shelf } from '../../../show/store'
import type { Gpu } from '../../../gpu/device'
import type { PlanModel } from '../../loaded-model'
import { createFusedPainter, FusedPainter } from './fused-painter'
import { prepareTrial, type Trial } from './autotune'
import { variantsFor } from './variant'
import { recallVariant, rememberVariant, trialKey } from './variant-memory'

/** @throws {ImpastoError} when the device refuses a shader */
export function openFused(gpu: Gpu, model: PlanModel, kept?: Shelf): Promise<FusedPainter> {
  return createFusedPainter(gpu, model, remembered(gpu, model, kept) ?? {})
}

/**
 * The trial that `painter` has to stand once it paints, with its variants compiled; its outcome is remembered. Null when there is
 * none: it was held before, or the adapter is a software one, where compiling costs more than a trial could gain.
 */
export async function firstTrial(gpu: Gpu, model: PlanModel, painter: unknown, kept?: Shelf): Promise<Trial | null> {
  if (!(painter instanceof FusedPainter) || gpu.software || remembered(gpu, model, kept)) return null
  const trial = await prepareTrial(gpu, model, painter, variantsFor(gpu))
  return {
    async run(width, height) {
      const winner = await trial.run(width, height)
      rememberVariant(kept, keyFor(gpu, model), winner.variant)
      return winner
    },
    dispose: () => trial.dispose(),
  }
}

function remembered(gpu: Gpu, model: PlanModel, kept: Shelf | undefined): ReturnType<typeof recallVariant> {
  return recallVariant(kept, keyFor(gpu, model), variantsFor(gpu))
}

function keyFor(gpu: Gpu, { plan }: PlanModel): string {
  return trialKey(gpu, plan, navigator.userAgent)
}
