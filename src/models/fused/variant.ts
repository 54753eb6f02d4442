// The ways in which one and the same plan can be written as shaders: which runs best depends on the processor.
import type { Gpu } from '../../gpu/device'
import type { Numbers } from './numbers'
import type { Processor } from './tile'

export interface Variant {
  readonly numbers: Numbers
  /** The processor that the threads' work is cut for. */
  readonly tile: Processor
}

/** The variants that run on `gpu`, the one to begin with first. */
export function variantsFor({ device, software }: Pick<Gpu, 'device' | 'software'>): readonly Variant[] {
  const tile: Processor = software ? 'software' : 'gpu'
  const half = device.features.has('shader-f16')
  const numbers: readonly Numbers[] = half ? ['f16', 'f32'] : ['f32', 'packed']
  return numbers.map((n) => ({ numbers: n, tile }))
}

/** 'fused f16', for the HUD and reports. */
export function variantName({ numbers, tile }: Variant): string {
  return `fused ${numbers}${tile === 'software' ? ' (software)' : ''}`
}
