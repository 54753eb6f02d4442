// A number of a chain as the shader sees it: a uniform that follows whatever was given, once a frame.
import { Vector2, Vector4, type UniformNode } from 'three/webgpu'
import { uniform } from 'three/tsl'
import { messageOf } from '../core/errors'
import { clamp } from '../core/signal'
import type { PlannedNumber } from './chain-plan'
import type { KnownNumber } from './function-record'
import type { LiveProps } from './live-chain'
import { stepOf } from './sequence'

/** Told what is wrong with a value, in a sentence. */
export type Complain = (text: string, thrown?: unknown) => void

export class LiveNumber {
  readonly node: UniformNode<'float'> | UniformNode<'vec4'>
  /** What a function may know besides. */
  readonly known: KnownNumber
  private readonly fixed = uniform(0)
  private readonly turned = new Vector2()
  private readonly four: Vector4 | null
  private moves = false

  constructor(private plan: PlannedNumber) {
    this.four = typeof plan.fallback === 'number' ? null : new Vector4()
    this.node = this.four ? uniform(this.four) : uniform(0)
    this.known = { fixed: this.fixed.greaterThan(0.5), turned: uniform(this.turned) }
  }

  /** Another chain's value for the same place of the shader. */
  take(plan: PlannedNumber, props: LiveProps, complain: Complain): void {
    this.plan = plan
    this.fixed.value = typeof plan.value === 'number' || plan.value === undefined ? 1 : 0
    this.moves = typeof plan.value === 'function' || (Array.isArray(plan.value) && this.four === null)
    this.set(props, complain)
  }

  /** The value of this frame. */
  sample(props: LiveProps, complain: Complain): void {
    if (this.moves) this.set(props, complain)
  }

  private set(props: LiveProps, complain: Complain): void {
    const { name, value, fallback } = this.plan
    if (this.four) this.setFour(this.four, props, complain)
    else if (typeof fallback === 'number') {
      const { range } = this.plan
      const number = value === undefined ? fallback : this.numberOf(value, name, fallback, props, complain)
      this.node.value = range ? clamp(number, range.min, range.max) : number
      if (this.fixed.value > 0) {
        // A shader knows the number in 32 bits; of a large one that is another place on the circle.
        const known = Math.fround(number)
        this.turned.set(Math.cos(known), Math.sin(known))
      }
    }
  }

  private setFour(four: Vector4, props: LiveProps, complain: Complain): void {
    const { name, value, fallback } = this.plan
    const given = typeof value === 'function' ? this.call(value, name, props, complain) : value
    const list: readonly unknown[] = Array.isArray(given) ? given : given === FAILED ? [] : [given, given, given, given]
    const at = (i: number): number => {
      const otherwise = typeof fallback === 'number' ? fallback : (fallback[i] ?? 0)
      return list[i] === undefined ? otherwise : this.numberOf(list[i], name, otherwise, props, complain)
    }
    four.set(at(0), at(1), at(2), at(3))
  }

  private numberOf(value: unknown, name: string, fallback: number, props: LiveProps, complain: Complain): number {
    let now = value
    if (Array.isArray(now)) now = stepOf(now, props.time, props.clock)
    if (typeof now === 'function') {
      now = this.call(now, name, props, complain)
      if (now === FAILED) return fallback
    } else if (typeof now === 'boolean' || isWritten(now)) now = Number(now)
    if (typeof now === 'number' && Number.isFinite(now)) return now
    complain(`${name} was given ${wordFor(now)} where a number is needed. ${fallback} stands in.`)
    return fallback
  }

  private call(fn: unknown, name: string, props: LiveProps, complain: Complain): unknown {
    if (typeof fn !== 'function') return FAILED
    try {
      return fn(props) as unknown
    } catch (thrown) {
      const { fallback } = this.plan
      complain(`The function for ${name} failed: ${messageOf(thrown)}. ${String(fallback)} stands in.`, thrown)
      return FAILED
    }
  }
}

const FAILED = Symbol('failed')

/** A number in quotes. */
function isWritten(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
}

function wordFor(value: unknown): string {
  if (typeof value === 'string') return `the text '${value}'`
  if (typeof value === 'object' && value !== null) return 'an object'
  return String(value)
}
