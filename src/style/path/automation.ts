// What moves the styles by itself while it is the choice in 'style/current': a path, a pad.
import type { Disposable } from '../../core/scope'
import type { Seconds } from '../../core/units'
import type { RoomStyle } from '../../models/manifest'

export interface StyleAutomation extends Disposable {
  /** Its name among the choices of 'style/current'. */
  readonly id: string
  readonly label: string
  /** The styles there are from now on; declares what depends on them. */
  setStyles(styles: readonly RoomStyle[]): void
  /** Once a frame. @param chosen it moves the styles now */
  advance(time: Seconds, chosen: boolean): void
  /** Writes each style's part into `into`; what they miss of 1 is the picture itself. */
  weigh(into: Float64Array): void
}
