// What a painting was made of, so that the same picture is not painted twice with the same weights; and the figures of all of them.
import type { Picture } from '../contracts/frame'
import type { ModelBackend } from '../contracts/model'
import type { StyleMix } from '../contracts/style'
import type { Pixels, Seconds, Unit01 } from '../core/units'
import type { LoadedModel } from './loaded-model'
import type { RoomStyle } from './manifest'
import type { WorkSize } from './model-size'

export interface Painted {
  readonly serial: number
  readonly source: object
  readonly size: WorkSize
  readonly weights: Float64Array
  /** `MaskControls.key` of its mask. */
  readonly mask: string
}

export interface PaintStats {
  /** Paintings in the last second. */
  readonly modelFps: number
  readonly paintings: number
  readonly tensors: number
  readonly backend: ModelBackend | null
  /** In which of its ways the painter paints: 'fused f16'; null while none is ready. */
  readonly way: string | null
  readonly busy: boolean
  /** When the picture was taken that the newest painting is of, by live code's painter where that paints; null until there is one. */
  readonly capturedAt: Seconds | null
  /** The longer side of the newest painting; null until there is one. */
  readonly size: Pixels | null
  readonly sizeBy: 'auto' | 'pinned'
  /** Of the time, how much the painter may work. */
  readonly share: Unit01
}

/** What tells two pictures apart besides their serial: what they are drawn from. */
export function sourceOf(picture: Picture): object {
  if (picture.kind === 'gpu') return picture.texture
  return picture.kind === 'image' ? picture.image : picture.data
}

export function isSameWork(
  painted: Painted | null,
  picture: Picture,
  size: WorkSize,
  weights: Float64Array,
  mask: string,
): boolean {
  if (!painted || painted.serial !== picture.serial || painted.source !== sourceOf(picture)) return false
  if (painted.mask !== mask) return false
  if (painted.size.width !== size.width || painted.size.height !== size.height) return false
  return weights.every((weight, i) => weight === painted.weights[i])
}

/** The part of the weights that a model has, normalised, under the room's names or the model's own. */
export function mixOf(
  styles: readonly RoomStyle[],
  { header }: LoadedModel,
  weights: ArrayLike<number>,
  name: 'id' | 'inModel',
): StyleMix {
  const mine = styles.map((style, i) => (style.model === header.bank ? (weights[i] ?? 0) : 0))
  const sum = mine.reduce((a, b) => a + b, 0)
  const mix: Record<string, number> = {}
  styles.forEach((style, i) => {
    const weight = mine[i] ?? 0
    if (weight > 0) mix[style[name]] = weight / sum
  })
  return mix
}
