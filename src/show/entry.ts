// A parameter at work: what a hand set it to, the way there, and what moves it besides. What is read is all of them together.
import { clamp } from '../core/signal'
import type { Seconds } from '../core/units'
import type { Origin } from './command'
import type { Layer } from './modulation'
import { wrapped, type ParamSpec, type ParamValue } from './param'
import { Ramp, type Way } from './ramp'

export class Entry {
  /** What a hand set. */
  base: ParamValue
  /** What counts now. */
  value: ParamValue
  /** What listeners were told last. */
  told: ParamValue
  private ramp: Ramp | null = null

  /** @param layers what moves it; others add and take away */
  constructor(
    readonly address: string,
    public spec: ParamSpec,
    value: ParamValue,
    readonly layers: Layer[],
  ) {
    this.base = value
    this.value = value
    this.told = value
  }

  /** True while a signal moves it. */
  get driven(): boolean {
    return this.layers.length > 0 && this.isNumber
  }

  /** True while it is on its way to what a hand set. */
  get underWay(): boolean {
    return this.ramp !== null
  }

  /** True while it is on its way or driven: it wants `move` once a frame. */
  get moves(): boolean {
    return this.ramp !== null || this.driven
  }

  /** Who moves it. */
  get mover(): Origin {
    return this.layers.at(-1)?.origin ?? this.ramp?.way.origin ?? 'modulation'
  }

  get group(): string | undefined {
    return this.ramp?.way.group
  }

  private get isNumber(): boolean {
    return this.spec.kind === 'number' || this.spec.kind === 'auto'
  }

  /** A new base at once; a way that was under way ends here. */
  set(value: ParamValue, now: Seconds): void {
    this.base = value
    this.ramp = null
    this.move(now)
  }

  /** A new base, and a way there from where the value is. Only numbers have ways. */
  go(value: number, way: Way, now: Seconds): void {
    const from = this.nearest(this.unmodulated(now), value)
    this.base = value
    this.ramp = new Ramp(from, value, way, now)
    this.move(now)
  }

  /** Takes the value of `now`; true when it is another than listeners know of. */
  move(now: Seconds): boolean {
    this.value = this.at(now)
    return this.value !== this.told
  }

  private at(now: Seconds): ParamValue {
    const { spec } = this
    const modulated = this.driven
    if ((spec.kind !== 'number' && spec.kind !== 'auto') || (!modulated && !this.ramp)) {
      return this.base
    }
    let value = this.unmodulated(now)
    if (this.ramp?.isOver(now)) this.ramp = null
    if (modulated) for (const layer of this.layers) value = layer.apply(value)
    return clamp(spec.cyclic === true ? wrapped(spec, value) : value, spec.min, spec.max)
  }

  private unmodulated(now: Seconds): number {
    const { ramp, base, spec } = this
    if (ramp) return ramp.valueAt(now)
    return typeof base === 'number' ? base : 'start' in spec ? spec.start : 0
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
