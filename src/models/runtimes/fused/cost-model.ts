// What a painting costs, counted from its steps: dispatches, multiplications, bytes, and the fewest bytes that would do.
import type { Pixels } from '../../../core/units'
import { demand } from './buffer-allocator'
import { type Step, type Steps, sumsBytes } from './dispatches'
import { packWeights } from './pack'
import { readsPicture, storedIn } from './view'
import { weightElement } from './precision'
import type { Weights } from '../../weights'

export interface Account {
  readonly dispatches: number
  /** Multiply-adds of the convolutions, channels that only fill up a vec4 not counted. */
  readonly multiplyAdds: number
  /** Each pass reads its pictures and weights once, and writes once; bytes. */
  readonly bytes: number
  /** Weights, picture and painting once, each stored picture written and read once; bytes. */
  readonly leastBytes: number
}

export function accountOf({ list, store, fused }: Steps, weights: Weights, width: Pixels, height: Pixels): Account {
  const pixels = width * height
  const pictureBytes = pixels * 4
  let multiplyAdds = 0
  let bytes = 0
  let leastBytes = 2 * pictureBytes
  for (const step of list) {
    const { pass, tile } = step
    const sums = sumsBytes(step, width, height)
    if (step.norm) {
      bytes += sums
      continue
    }
    multiplyAdds += addsOf(step, pixels)
    const weightBytes = (packWeights(pass, tile, weights).length / 4) * weightElement(store, pass).bytes
    const written = [pass.target, pass.side].filter((s) => s !== null)
    const moved = [...storedIn(pass.source), ...written].reduce((all, s) => all + demand(s) * pixels * store.bytes, 0)
    bytes +=
      weightBytes + moved + sums + (pass.target ? 0 : pictureBytes) + (readsPicture(pass.source) ? pictureBytes : 0)
    leastBytes += weightBytes
  }
  for (const stored of fused.stored) if (!stored.side) leastBytes += 2 * demand(stored) * pixels * store.bytes
  return { dispatches: list.length, multiplyAdds, bytes, leastBytes }
}

/** What a dispatch takes, in multiply-adds or what takes as long, of a picture of `pixels`. */
export function costOf(step: Step, pixels: number): number {
  const { shrink, channels } = step.pass
  // Loads and stores; and a dispatch of nothing takes its time as well.
  const other = step.norm ? 0 : (16 * pixels * channels) / (shrink * shrink)
  return 1e5 + other + (step.norm ? 0 : addsOf(step, pixels))
}

function addsOf({ pass }: Step, pixels: number): number {
  const { layer, folded } = pass
  if (!layer) return 0
  const outputs = (pixels / (pass.shrink * pass.shrink)) * pass.channels
  const taps = folded ? 4 : layer.kernel * layer.kernel
  return outputs * taps * (pass.kind === 'conv' ? layer.in : 1)
}
