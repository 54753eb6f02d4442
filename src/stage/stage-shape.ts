// How large the stage is, and how much of that is drawn.
import type { Show } from '../show/show'
import type { Pixels, Seconds } from '../core/units'
import type { StageSize } from './canvas'
import { DynamicResolution } from './dynamic-resolution'

export class StageShape {
  /** What fills the stage's element, or was asked for by name. */
  full: StageSize
  /** What the sketches draw; enlarged on its way out. */
  drawn: StageSize
  private wanted: StageSize | null = null
  private readonly scale: DynamicResolution | null

  /** @param saving 'never': all pixels are drawn, always. 'software': the processor draws them */
  constructor(
    full: StageSize,
    private readonly show: Show,
    saving: 'never' | 'hardware' | 'software',
  ) {
    this.full = full
    this.drawn = full
    this.scale = saving === 'never' ? null : new DynamicResolution(saving === 'software', longerOf(full))
    this.drawn = this.scaled()
  }

  /** Takes effect with the next frame. */
  ask(width: Pixels, height: Pixels): void {
    this.wanted = { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) }
  }

  /** One frame, `dt` after the one before. True when `drawn` has another size than in the last one. */
  frame(dt: Seconds): boolean {
    const { wanted, full, scale } = this
    this.wanted = null
    if (wanted && (wanted.width !== full.width || wanted.height !== full.height)) {
      this.full = wanted
      scale?.resize(longerOf(wanted))
    } else if (this.pinned === null) scale?.frame(dt)
    const before = this.drawn
    this.drawn = this.scaled()
    return this.drawn !== before
  }

  private get pinned(): number | null {
    const value = this.show.param('stage/scale')?.value
    return typeof value === 'number' ? value : null
  }

  /** The same object while nothing changes, for this runs every frame. */
  private scaled(): StageSize {
    const { full, drawn } = this
    const scale = this.pinned ?? this.scale?.scale ?? 1
    const width = Math.max(1, Math.round(full.width * scale))
    const height = Math.max(1, Math.round(full.height * scale))
    return drawn.width === width && drawn.height === height ? drawn : { width, height }
  }
}

function longerOf({ width, height }: StageSize): Pixels {
  return Math.max(width, height)
}
