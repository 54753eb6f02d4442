// How a parameter's number is written, and how a hand's step lands on it.
import { clamp } from '../core/signal'
import { fromTravel, toTravel, type NumberRange } from '../show/param'
import type { Unit01 } from '../core/units'

/** '0.45', '12 s', '90°', '2.0×'; as many decimals as the step needs. */
export function formatNumber(spec: NumberRange, value: number): string {
  const digits = value.toFixed(decimals(spec, value))
  const text = Number(digits) === 0 ? digits.replace('-', '') : digits
  if (spec.unit === undefined || spec.unit === '') return text
  return /^[°×%]$/.test(spec.unit) ? text + spec.unit : `${text} ${spec.unit}`
}

/** One press of an arrow key. Without a declared step, a hundredth of the range, or of the travel where the curve is log. */
export function stepNumber(spec: NumberRange, value: number, steps: number): number {
  if (spec.step === undefined && spec.curve === 'log') return fromTravel(spec, toTravel(spec, value) + steps / 100)
  const step = spec.step ?? (spec.max - spec.min) / 100
  return onGrid(spec, value + steps * step)
}

/** The number at a travel of the slider, on the grid of a declared step. */
export function travelNumber(spec: NumberRange, travel: Unit01): number {
  return onGrid(spec, fromTravel(spec, travel))
}

function onGrid(spec: NumberRange, value: number): number {
  const bounded = clamp(value, spec.min, spec.max)
  if (spec.step === undefined) return tidy(bounded)
  // Both ends stay reachable where the range isn't a whole number of steps.
  if (bounded === spec.min || bounded === spec.max) return bounded
  return clamp(tidy(spec.min + Math.round((bounded - spec.min) / spec.step) * spec.step), spec.min, spec.max)
}

/** Takes off the dust of binary fractions: 0.30000000000000004 is 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(9))
}

function decimals(spec: NumberRange, value: number): number {
  if (spec.step === undefined && spec.curve === 'log') return Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  const step = spec.step ?? (spec.max - spec.min) / 100
  if (step >= 1) return Number.isInteger(step) ? 0 : 1
  return step >= 0.1 ? 1 : step >= 0.005 ? 2 : 3
}
