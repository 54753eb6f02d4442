// How much the painter is asked for: the size and cadence that a hand fixed, or what the governor chooses from what it sees.
import type { Clock } from '../core/clock'
import { Scope, type Disposable } from '../core/scope'
import type { Show } from '../show/show'
import type { Pixels, Seconds, Size, Unit01 } from '../core/units'
import { Governor } from './governor'
import { USUAL_SIZE } from './quality-levels'
import { rounded, workSize, type WorkSize } from './model-size'

export interface InferenceBudgetOptions {
  readonly show: Show
  readonly clock: Clock
  /** A fixed working size instead of the parameter `model/size`. */
  readonly fixed: Size | null
  /** False: 'auto' is the usual size and every picture is painted, so that a run by hand is the same every time. */
  readonly governed: boolean
}

/** What of a model's header says how large it works. */
interface Needs {
  readonly size: WorkSize | null
  readonly multiple: Pixels
}

export class InferenceBudget implements Disposable {
  private readonly scope = new Scope()
  private readonly governor = new Governor()
  private last: Seconds | null = null
  private begun: Seconds = 0
  private asked: Pixels = 0

  constructor(private readonly options: InferenceBudgetOptions) {
    defineParams(options.show, this.scope)
  }

  /** Of the time, how much the painter may work. */
  get share(): Unit01 {
    return this.options.governed ? this.governor.share : 1
  }

  /** False when a hand, the address or the model has fixed the size. */
  isAuto(needs: Needs | undefined): boolean {
    return needs?.size == null && this.options.fixed === null && this.pinned('model/size') === null
  }

  /** The working size for pictures of this aspect (width / height). */
  sizeFor(needs: Needs | undefined, aspect: number): WorkSize {
    if (needs?.size) return needs.size
    const multiple = needs?.multiple ?? 4
    const { fixed, governed } = this.options
    if (fixed) return { width: rounded(fixed.width, multiple), height: rounded(fixed.height, multiple) }
    const chosen = governed ? this.governor.size : USUAL_SIZE
    return workSize(aspect, this.pinned('model/size') ?? chosen, multiple)
  }

  /** One frame of the stage, before it is decided whether to paint. */
  frame(time: Seconds, needs: Needs | undefined, working: boolean, wanted: boolean): void {
    if (!this.options.governed) return
    const { governor } = this
    const size = this.isAuto(needs)
      ? null
      : (needs?.size?.width ?? this.options.fixed?.width ?? this.pinned('model/size'))
    governor.pin(size, this.pinned('model/cadence'))
    governor.frame(this.last === null ? 0 : time - this.last, working, wanted)
    this.last = time
  }

  mayPaint(time: Seconds): boolean {
    return !this.options.governed || this.governor.mayPaint(time)
  }

  began(): void {
    this.begun = this.options.clock.now()
    this.asked = this.governor.size
    this.governor.began(this.begun)
  }

  /** @param gpuTime that the painting took, where it can be measured */
  painted(gpuTime: Seconds | null): void {
    const now = this.options.clock.now()
    this.governor.painted(now, this.asked, gpuTime ?? now - this.begun)
  }

  /** Another painter: what was learned of the one before no longer holds. */
  renew(): void {
    this.governor.renew()
  }

  dispose(): void {
    this.scope.dispose()
  }

  private pinned(address: string): number | null {
    const value = this.options.show.param(address)?.value
    return typeof value === 'number' ? value : null
  }
}

function defineParams(show: Show, scope: Scope): void {
  const size = show.define('model/size', {
    kind: 'auto',
    label: 'Size',
    help: 'The longer side of what the model paints. Larger is finer and slower; by itself it is as large as the stage stays smooth with.',
    unit: 'px',
    min: 128,
    max: 1024,
    step: 32,
    default: 'auto',
    start: USUAL_SIZE,
  })
  const cadence = show.define('model/cadence', {
    kind: 'auto',
    label: 'Cadence',
    help: 'Paintings a second, at most. By itself as many as the stage stays smooth with.',
    unit: '/s',
    min: 1,
    max: 60,
    step: 1,
    default: 'auto',
    start: 12,
  })
  scope.defer(size)
  scope.defer(cadence)
}
