// The ways in which one and the same plan can be written as shaders: which runs best depends on the processor.
import type { Gpu } from '../../../gpu/device'
import type { Numbers } from './precision'
import type { Processor } from './tile'

export interface Variant {
  readonly numbers: Numbers
  /** The processor that the threads' work is cut for. */
  readonly tile: Processor
}

/**
 * The variants that may run well on `gpu`, the one to begin with first.
 * None of them exchanges numbers within a subgroup: the norms' sums, where it could help, are under a hundredth of the work.
 */
export function variantsFor({ device, software }: Pick<Gpu, 'device' | 'software'>): readonly Variant[] {
  const native = device.features.has('shader-f16')
  if (software) {
    return [
      { numbers: 'f32', tile: 'software' },
      { numbers: native ? 'f16' : 'packed', tile: 'software' },
    ]
  }
  const best: Numbers = native ? 'f16' : 'f32'
  return [
    { numbers: best, tile: 'gpu' },
    { numbers: native ? 'f32' : 'packed', tile: 'gpu' },
    { numbers: best, tile: 'slim' },
  ]
}

/** 'fused f16', for the HUD and reports. */
export function variantName({ numbers, tile }: Variant): string {
  return `fused ${numbers}${tile === 'slim' ? ' slim' : ''}`
}
