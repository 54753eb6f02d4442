// The four outputs as a sketch knows them: names that chains end in and are read by.
import { LiveTexture } from './live-texture'

export const OUTPUTS = 4

export class LiveOutput extends LiveTexture {
  readonly key: string
  /** How it is read between its texels. */
  filter: 'nearest' | 'linear' = 'nearest'

  constructor(readonly index: number) {
    super()
    this.key = `o${index}`
  }

  /** Read smoothly between its texels from now on. */
  setLinear(): void {
    this.filter = 'linear'
  }

  /** Read at the nearest texel from now on, as at first. */
  setNearest(): void {
    this.filter = 'nearest'
  }
}
