// Styles: how they are mixed, what is known of each, and where in the picture a second mix is.
import type { Pixels, Radians, Unit01 } from '../core/units'

/** How much of each style, by style id. Weights are normalised to sum 1 by whoever uses them; a single style is `{ id: 1 }`. */
export type StyleMix = Readonly<Record<string, number>>

export interface StyleInfo {
  /** As in the model's `styles`: 'great-wave'. Unique over all models. */
  readonly id: string
  /** 'The Great Wave' */
  readonly title: string
  /** The model that paints it. */
  readonly model: string
  /** The painter, for the credit on screen: 'Katsushika Hokusai'. */
  readonly by?: string
}

export const MASK_KINDS = ['luminance', 'wipe', 'radial', 'drawn'] as const
/** By the light of the picture, by a line that moves over it, by the distance from its centre, by a hand. */
export type MaskKind = (typeof MASK_KINDS)[number]

/** What a hand drew: one byte a pixel, row 0 is the top. Its size is its own. */
export interface MaskDrawing {
  readonly width: Pixels
  readonly height: Pixels
  readonly data: Uint8Array<ArrayBuffer>
  /** Another number, another drawing. */
  readonly version: number
}

/** Where in the picture the second mix of a masked painting is. */
export interface MaskShape {
  readonly kind: MaskKind
  /** How much of it the second mix has: 0 nothing, 1 all. A drawn mask has what was drawn. */
  readonly position: Unit01
  /** How wide the edge is. */
  readonly softness: Unit01
  /** Of a wipe: 0 comes from the left, a quarter turn from above. */
  readonly angle: Radians
  readonly invert: boolean
  /** Null where nothing was drawn. */
  readonly drawing: MaskDrawing | null
}

/** One mix here and another there, in one painting. */
export interface StyleMask {
  readonly mix: StyleMix
  readonly shape: MaskShape
}
