// The fixed list of dispatches of a fused plan, with their shaders: all that can be known without a device and a size.
import type { Pixels } from '../../../core/units'
import { finishCode } from './finish-wgsl'
import { type Fused, type NormStep, type Pass } from './fuse'
import { type Levels, levelsOf } from './levels'
import { type NumberStore, STORES } from './precision'
import { passCode, type PassCode } from './pass-wgsl'
import { blocksAlong, corners, domain, sumsTile, type Tile, tileFor, WORKGROUP } from './tile'
import type { Variant } from './variant'
import { slicesOf } from './view'

export interface Step {
  readonly name: string
  readonly pass: Pass
  readonly tile: Tile
  readonly code: PassCode
  /** Null: the pass's own dispatch; else the one that finishes this norm's sums. */
  readonly norm: NormStep | null
}

export interface Steps {
  readonly fused: Fused
  readonly levels: Levels
  readonly store: NumberStore
  /** Its norms are those of two mixes. */
  readonly masked: boolean
  readonly list: readonly Step[]
}

export function stepsOf(fused: Fused, { numbers, tile: processor }: Variant, masked = false): Steps {
  const store = STORES[numbers]
  const levels = levelsOf(fused)
  const list = fused.passes.flatMap((pass): Step[] => {
    const tile = tileFor(pass, processor)
    const work: Step = { name: pass.name, pass, tile, code: passCode(pass, tile, levels, store, masked), norm: null }
    const sums = pass.norms.map((norm): Step => {
      return { name: norm.layer.name, pass, tile, code: finishCode(norm, masked), norm }
    })
    return [work, ...sums]
  })
  return { fused, levels, store, masked, list }
}

/** Tiles across and down that `pass` has at a size. */
export function tilesOf({ pass, tile }: Step, width: Pixels, height: Pixels): readonly [number, number] {
  const { shrink } = domain(pass)
  const { wide, tall, apart } = tile
  return [blocksAlong(width / shrink, wide, apart), blocksAlong(height / shrink, tall, apart)]
}

export function workgroupsOf(step: Step, width: Pixels, height: Pixels): readonly [number, number, number] {
  const slices = slicesOf(step.pass)
  if (step.norm) return [slices, 1, 1]
  const [across, down] = tilesOf(step, width, height)
  const groups = (slices / step.tile.slices) * corners(step.pass)
  return [Math.ceil(across / WORKGROUP), Math.ceil(down / WORKGROUP), groups]
}

/** Bytes of the sums that a step leaves for its norms. */
export function sumsBytes(step: Step, width: Pixels, height: Pixels): number {
  if (step.pass.norms.length === 0) return 0
  const { shrink } = domain(step.pass)
  const { wide, tall, apart } = sumsTile(step.tile)
  const blocks = blocksAlong(width / shrink, wide, apart) * blocksAlong(height / shrink, tall, apart)
  return blocks * corners(step.pass) * slicesOf(step.pass) * 2 * 16
}
