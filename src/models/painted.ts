// What a painting was made of, so that the same picture is not painted twice with the same weights.
import type { Picture } from '../core/contracts'
import type { WorkSize } from './model-size'

export interface Painted {
  readonly serial: number
  readonly source: object
  readonly size: WorkSize
  readonly weights: Float64Array
}

/** What tells two pictures apart besides their serial: what they are drawn from. */
export function sourceOf(picture: Picture): object {
  if (picture.kind === 'gpu') return picture.texture
  return picture.kind === 'image' ? picture.image : picture.data
}

export function isSameWork(painted: Painted | null, picture: Picture, size: WorkSize, weights: Float64Array): boolean {
  if (!painted || painted.serial !== picture.serial || painted.source !== sourceOf(picture)) return false
  if (painted.size.width !== size.width || painted.size.height !== size.height) return false
  return weights.every((weight, i) => weight === painted.weights[i])
}
