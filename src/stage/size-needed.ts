// How large the pictures that come in have to be: what is made of them is the stage and the painting, and no more is looked at.
import type { Size } from '../core/units'

/** Of pictures that come in, as far as it is known before they do. */
const WIDE = 16 / 9

/** Of the house, what is asked. */
interface Lookers {
  /** Its stage is null while a lost one is being made again: it will be as it was. */
  keeper(): { readonly stage: { readonly drawn: Size } | null }
  painter(): { modelSize(aspect: number): Size }
}

/** The box that the stage and the painting fit into, whenever it is asked for. */
export function sizeNeeded({ keeper, painter }: Lookers): () => Size {
  let drawn: Size = { width: Infinity, height: Infinity }
  return () => {
    drawn = keeper().stage?.drawn ?? drawn
    const { width, height } = painter().modelSize(WIDE)
    return { width: Math.max(drawn.width, width), height: Math.max(drawn.height, height) }
  }
}
