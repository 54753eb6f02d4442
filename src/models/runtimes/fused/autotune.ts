// The trial at the first start on an adapter: the other variants are compiled while the first one paints, and paint in turns with it.
import { RealClock } from '../../../core/clock'
import type { GpuPicture } from '../../../contracts/frame'
import type { Pixels, Seconds } from '../../../core/units'
import type { Gpu } from '../../../gpu/device'
import type { PlanModel } from '../../loaded-model'
import { selfTest } from '../../self-test'
import { createFusedPainter, type FusedPainter } from './fused-painter'
import type { Variant } from './variant'

/** When compiling has taken longer than this, no further variant is tried: on a slow adapter that would cost more than it gives. */
const COMPILING: Seconds = 4
/** Paintings of each variant, the first of them not counted. */
const ROUNDS = 4
/** What a challenger has to be faster by. */
const BETTER = 0.95

export interface Trial {
  /**
   * Paints with each in turn and resolves with the fastest; the others are let go, but for the one that paints. That one must be
   * idle, and stay so until this is done: a dozen paintings. The size is one that nobody else paints at, or what is on stage would
   * be painted over.
   */
  run(width: Pixels, height: Pixels): Promise<FusedPainter>
  /** Without a run. */
  dispose(): void
}

/**
 * Compiles the challengers of `champion`, in the background, for as long as that is worth it. One that fails or paints wrong is
 * none.
 */
export async function prepareTrial(
  gpu: Gpu,
  model: PlanModel,
  champion: FusedPainter,
  offered: readonly Variant[],
): Promise<Trial> {
  const clock = new RealClock()
  const began = clock.now()
  const challengers: FusedPainter[] = []
  const { variant } = champion
  for (const other of offered) {
    if (other.numbers === variant.numbers && other.tile === variant.tile) continue
    if (clock.now() - began + champion.compiling > COMPILING) break
    const challenger = await challenge(gpu, model, other)
    if (challenger) challengers.push(challenger)
  }
  return {
    async run(width, height) {
      const picture = blank(gpu.device, width, height)
      try {
        const all = [champion, ...challengers]
        const seconds = await timed(all, picture, clock)
        const fastest = all.reduce((best, painter, i) => {
          const [mine = Infinity, least = Infinity] = [seconds[i], seconds[all.indexOf(best)]]
          return mine < least * (best === champion ? BETTER : 1) ? painter : best
        }, champion)
        for (const painter of challengers) if (painter !== fastest) painter.dispose()
        return fastest
      } catch (thrown) {
        for (const painter of challengers) painter.dispose()
        throw thrown
      } finally {
        picture.texture.destroy()
      }
    },
    dispose() {
      for (const painter of challengers) painter.dispose()
    },
  }
}

async function challenge(gpu: Gpu, model: PlanModel, variant: Variant): Promise<FusedPainter | null> {
  try {
    const painter = await createFusedPainter(gpu, model, variant)
    if (!model.selfTest || !(await selfTest(painter, model.selfTest, gpu))) return painter
    painter.dispose()
  } catch {
    // The champion goes on; nobody has to know.
  }
  return null
}

/** The shortest time of each, GPU time where it can be measured. They take turns, so that a busy moment is nobody's fault. */
async function timed(painters: readonly FusedPainter[], picture: GpuPicture, clock: RealClock): Promise<Seconds[]> {
  const least = painters.map(() => Infinity)
  const { width, height } = picture
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, painter] of painters.entries()) {
      const began = clock.now()
      await painter.paint({ picture, mix: {}, width, height })
      const took = painter.gpuTime() ?? clock.now() - began
      if (round > 0) least[i] = Math.min(least[i] ?? Infinity, took)
    }
  }
  return least
}

function blank(device: GPUDevice, width: Pixels, height: Pixels): GpuPicture {
  const texture = device.createTexture({
    label: 'models/trial/picture',
    size: [width, height],
    format: 'rgba8unorm',
    usage: GPUTextureUsage.TEXTURE_BINDING,
  })
  return { kind: 'gpu', texture, width, height, capturedAt: 0, serial: 0 }
}
