// A thread with all it paints with: kernels, meeting place, and the passes of the sizes it has painted last.
import type { Pixels } from '../../../core/units'
import type { Fused } from '../fused/fuse'
import type { Fixed } from './layout'
import { Machine, type Parts } from './machine'
import { SizedPasses } from './sized-passes'
import { Team } from './barrier'

/** The stage's size, and the thumbnails'. */
const KEPT_SIZES = 2

export class Crew {
  readonly machine: Machine
  readonly team: Team
  private readonly sizes: SizedPasses[] = []

  constructor(
    parts: Parts,
    readonly fused: Fused,
    readonly fixed: Fixed,
    readonly place: number,
  ) {
    this.machine = new Machine(parts)
    this.team = new Team(this.machine)
  }

  /** The passes for a size, made once. */
  size(width: Pixels, height: Pixels): SizedPasses {
    const { sizes } = this
    const found = sizes.findIndex((size) => size.width === width && size.height === height)
    const size = sizes.splice(found, found < 0 ? 0 : 1)[0] ?? new SizedPasses(this, width, height)
    sizes.unshift(size)
    sizes.splice(KEPT_SIZES)
    return size
  }

  /** Does its share of the painting; returns when all of it is done. */
  paint(width: Pixels, height: Pixels, threads: number): void {
    const size = this.size(width, height)
    this.machine.look(size.end(threads))
    size.run(threads)
  }
}
