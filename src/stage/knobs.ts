// A sketch's knobs: parameters at sketch/<id>/<name>, read as signals.
import type { ParamSpecs } from '../show/param'
import type { ParamSpec, ParamValue } from '../show/param'
import type { Show } from '../show/show'
import type { Signal } from '../core/signal'

export class Knobs {
  readonly signals: Readonly<Record<string, Signal>>
  private removals: (() => void)[] = []

  /** It was on stage: its signals keep what they were last. Before that they follow what the knobs will begin with. */
  private left = false

  constructor(
    private readonly show: Show,
    private readonly id: string,
    private readonly specs: ParamSpecs,
  ) {
    this.signals = Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, this.signal(name, spec)]))
  }

  /** Declares them, when the sketch comes on stage; ones that were there before keep their values. */
  define(): void {
    this.remove()
    this.left = false
    this.removals = Object.entries(this.specs).map(([name, spec]) => this.show.define(this.address(name), spec))
  }

  /** Takes them off the panel. The signals go on giving their last value, for a sketch that is still fading. */
  remove(): void {
    this.left = this.removals.length > 0
    for (const removal of this.removals) removal()
    this.removals = []
  }

  private signal(name: string, spec: ParamSpec): Signal {
    const address = this.address(name)
    let last = numberOf(spec, spec.default)
    return () => {
      if (this.removals.length > 0) {
        const param = this.show.param(address)
        if (param) last = numberOf(param.spec, param.value)
      } else if (!this.left) last = numberOf(spec, this.show.recall(address, spec))
      return last
    }
  }

  private address(name: string): string {
    return `sketch/${this.id}/${name}`
  }
}

/** A knob's value as a number: a toggle is 0 or 1, a choice the number of its option, a text its length. */
function numberOf(spec: ParamSpec, value: ParamValue): number {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (spec.kind === 'choice')
    return Math.max(
      0,
      spec.options.findIndex((option) => option.value === value),
    )
  return value.length
}
