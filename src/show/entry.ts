// A parameter at work: what a hand set it to, the way there, and what moves it besides. What is read is all of them together.
import { EASINGS, type Easing } from '../core/easing'
import { clamp, sample, type Signal, type Value } from '../core/signal'
import type { Seconds } from '../core/units'
import type { Origin } from './command'
import type { ParamSpec, ParamValue } from './param'

/** Something that moves a number besides the hand. Several add up. */
export interface Layer {
  /** Who it is, for listeners. */
  readonly origin: Origin
  /** add: `amount` times the signal on top; scale: times the signal; set: so much of the way from what the hand set to the signal. */
  readonly mode: 'add' | 'scale' | 'set'
  readonly read: Signal
  /** @defaultValue 1 */
  readonly amount: Value
}

interface Ramp {
  readonly from: number
  readonly to: number
  readonly begun: Seconds
  readonly length: Seconds
  readonly ease: Easing
  readonly origin: Origin
  readonly group: string | undefined
}

export class Entry {
  /** What a hand set. */
  base: ParamValue
  /** What counts now. */
  value: ParamValue
  readonly layers: Layer[] = []
  private ramp: Ramp | null = null

  constructor(
    readonly address: string,
    public spec: ParamSpec,
    value: ParamValue,
  ) {
    this.base = value
    this.value = value
  }

  /** True while a signal moves it. */
  get driven(): boolean {
    return this.layers.length > 0
  }

  /** True while it is on its way or driven: it wants `move` once a frame. */
  get moves(): boolean {
    return this.ramp !== null || this.layers.length > 0
  }

  /** Who moves it. */
  get mover(): Origin {
    return this.layers.at(-1)?.origin ?? this.ramp?.origin ?? 'modulation'
  }

  get group(): string | undefined {
    return this.ramp?.group
  }

  /** A new base at once; a way that was under way ends here. */
  set(value: ParamValue, now: Seconds): void {
    this.base = value
    this.ramp = null
    this.value = value
    if (this.layers.length > 0) this.move(now)
  }

  /** A new base, and a way there from where the value is. Only numbers have ways. */
  go(
    value: number,
    way: { now: Seconds; length: Seconds; ease: string; origin: Origin; group: string | undefined },
  ): void {
    const from = this.rampAt(way.now)
    this.base = value
    const ease = EASINGS[way.ease] ?? EASINGS['linear'] ?? ((t: number) => t)
    const { now: begun, length, origin, group } = way
    this.ramp = { from: this.nearest(from, value), to: value, begun, length, ease, origin, group }
    this.move(way.now)
  }

  /** Takes the value of `now`; true when it is another than before. */
  move(now: Seconds): boolean {
    const before = this.value
    const { spec } = this
    if (spec.kind !== 'number' && spec.kind !== 'auto') {
      this.value = this.base
      return before !== this.value
    }
    if (typeof this.base !== 'number' && this.layers.length === 0) {
      this.value = this.base
      return before !== this.value
    }
    let value = this.rampAt(now)
    if (this.ramp && now >= this.ramp.begun + this.ramp.length) this.ramp = null
    for (const { mode, read, amount } of this.layers) {
      const signal = sample(read, mode === 'set' ? value : mode === 'scale' ? 1 : 0)
      const much = sample(amount, 0)
      if (mode === 'set') value += (signal - value) * much
      else if (mode === 'scale') value *= 1 + (signal - 1) * much
      else value += signal * much
    }
    value = spec.cyclic === true ? wrap(value, spec.min, spec.max) : value
    this.value = clamp(value, spec.min, spec.max)
    return before !== this.value
  }

  private rampAt(now: Seconds): number {
    const { ramp, base, spec } = this
    if (!ramp) return typeof base === 'number' ? base : 'start' in spec ? spec.start : 0
    const t = ramp.length > 0 ? clamp((now - ramp.begun) / ramp.length, 0, 1) : 1
    return t >= 1 ? ramp.to : ramp.from + (ramp.to - ramp.from) * ramp.ease(t)
  }

  /** Where a way to `to` begins: on a circle, on the side that is nearer. */
  private nearest(from: number, to: number): number {
    const { spec } = this
    if ((spec.kind !== 'number' && spec.kind !== 'auto') || spec.cyclic !== true) return from
    const range = spec.max - spec.min
    if (from - to > range / 2) return from - range
    return to - from > range / 2 ? from + range : from
  }
}

function wrap(value: number, min: number, max: number): number {
  const range = max - min
  if (range <= 0 || (value >= min && value <= max)) return value
  return min + ((((value - min) % range) + range) % range)
}
