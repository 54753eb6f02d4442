// What a parameter is: an address's unit, range, default and words. The panel, MIDI, presets and URLs all read this.
import { clamp } from '../core/signal'

export type ParamValue = number | boolean | string

interface Described {
  /** The name in the panel, sentence case. */
  label: string
  /** One sentence for hover and the help. */
  help?: string
  /** Other words by which people ask for it: 'darker', 'fade'. */
  words?: readonly string[]
  /** False: a matter of the moment, which undo passes over. @defaultValue true */
  undo?: boolean
  /** False: it begins at its default every evening. @defaultValue true */
  remember?: boolean
}

/** Which numbers there are, and how they are written and moved. */
export interface NumberRange extends Described {
  min: number
  max: number
  /** The smallest sensible change; arrow keys move by it. @defaultValue (max - min) / 100 */
  step?: number
  /** Shown behind the number: 's', 'Hz', 'px', '°', '×'. */
  unit?: string
  /** How a slider or a MIDI knob maps its travel to the range. @defaultValue 'linear' */
  curve?: 'linear' | 'log'
  /** An angle or the like: past the end it begins anew, and ways go the shorter side. @defaultValue false */
  cyclic?: boolean
}

export interface NumberSpec extends NumberRange {
  kind: 'number'
  default: number
}

/** A number that Impasto chooses by itself, 'auto', until a hand fixes it. */
export interface AutoSpec extends NumberRange {
  kind: 'auto'
  default: 'auto'
  /** Where a hand's first step begins. */
  start: number
}

export interface ToggleSpec extends Described {
  kind: 'toggle'
  default: boolean
}

export interface Choice {
  value: string
  label: string
  /** A picture of the choice: URL or data URL. */
  thumbnail?: string
}

export interface ChoiceSpec extends Described {
  kind: 'choice'
  options: readonly Choice[]
  default: string
}

export interface TextSpec extends Described {
  kind: 'text'
  default: string
}

export type ParamSpec = NumberSpec | AutoSpec | ToggleSpec | ChoiceSpec | TextSpec

/** The parameters an extension declares, by the last part of their address. */
export type ParamSpecs = Readonly<Record<string, NumberSpec | ToggleSpec | ChoiceSpec | TextSpec>>

export type SpecValue<S extends ParamSpec> = S extends NumberSpec
  ? number
  : S extends AutoSpec
    ? number | 'auto'
    : S extends ToggleSpec
      ? boolean
      : string

/** A value that fits the spec, or a sentence saying why `value` cannot be made to fit. Numbers are clamped to the range. */
export function fit(spec: ParamSpec, value: unknown): { value: ParamValue } | { problem: string } {
  switch (spec.kind) {
    case 'number': {
      if (typeof value !== 'number' || !Number.isFinite(value)) {
        return { problem: `a finite number from ${spec.min} to ${spec.max} was expected, got ${describe(value)}` }
      }
      return { value: clamp(value, spec.min, spec.max) }
    }
    case 'auto': {
      if (value === 'auto') return { value }
      if (typeof value !== 'number' || !Number.isFinite(value)) {
        return {
          problem: `'auto' or a finite number from ${spec.min} to ${spec.max} was expected, got ${describe(value)}`,
        }
      }
      return { value: clamp(value, spec.min, spec.max) }
    }
    case 'toggle': {
      if (typeof value === 'boolean') return { value }
      if (value === 0 || value === 1) return { value: value === 1 }
      return { problem: `true or false was expected, got ${describe(value)}` }
    }
    case 'choice': {
      if (typeof value === 'string' && spec.options.some((o) => o.value === value)) return { value }
      const known = spec.options.map((o) => `'${o.value}'`).join(', ') || 'nothing yet'
      return { problem: `one of ${known} was expected, got ${describe(value)}` }
    }
    case 'text': {
      if (typeof value === 'string') return { value }
      return { problem: `text was expected, got ${describe(value)}` }
    }
  }
}

/** The default, within its range. */
export function startOf(spec: ParamSpec): ParamValue {
  if (spec.kind !== 'number') return spec.default
  return Number.isFinite(spec.default) ? clamp(spec.default, spec.min, spec.max) : spec.min
}

/** Where a number stands in its range, 0..1, by the spec's curve. */
export function toTravel(spec: NumberRange, value: number): number {
  const { min, max } = spec
  if (max === min) return 0
  if (spec.curve === 'log' && min > 0) return Math.log(value / min) / Math.log(max / min)
  return (value - min) / (max - min)
}

/** The number at a travel of 0..1, by the spec's curve. */
export function fromTravel(spec: NumberRange, travel: number): number {
  const t = clamp(travel, 0, 1)
  const { min, max } = spec
  if (spec.curve === 'log' && min > 0) return min * (max / min) ** t
  return min + (max - min) * t
}

/** The value that is `steps` further: numbers add up, a choice goes round, a toggle flips with every odd step. */
export function stepped(
  spec: ParamSpec,
  value: ParamValue,
  steps: unknown,
): { value: ParamValue } | { problem: string } {
  if (typeof steps !== 'number' || !Number.isFinite(steps))
    return { problem: `a finite number of steps was expected, got ${describe(steps)}` }
  switch (spec.kind) {
    case 'number':
      return fit(spec, spec.cyclic === true ? wrapped(spec, Number(value) + steps) : Number(value) + steps)
    case 'auto':
      return fit(spec, (typeof value === 'number' ? value : spec.start) + steps)
    case 'toggle':
      return { value: Math.abs(Math.round(steps)) % 2 === 1 ? value !== true : value === true }
    case 'choice': {
      const { length } = spec.options
      const at = spec.options.findIndex((option) => option.value === value)
      const next = spec.options[(((at + Math.round(steps)) % length) + length) % length]
      return next ? { value: next.value } : { problem: 'there is nothing to choose from yet' }
    }
    case 'text':
      return { problem: 'a text has no steps' }
  }
}

/** The value at a travel of 0..1, what a fader or a knob sends. */
export function travelled(spec: ParamSpec, travel: unknown): { value: ParamValue } | { problem: string } {
  if (typeof travel !== 'number' || !Number.isFinite(travel))
    return { problem: `a travel from 0 to 1 was expected, got ${describe(travel)}` }
  switch (spec.kind) {
    case 'number':
    case 'auto':
      return fit(spec, fromTravel(spec, travel))
    case 'toggle':
      return { value: travel >= 0.5 }
    case 'choice': {
      const { length } = spec.options
      const option = spec.options[Math.min(length - 1, Math.floor(clamp(travel, 0, 1) * length))]
      return option ? { value: option.value } : { problem: 'there is nothing to choose from yet' }
    }
    case 'text':
      return { problem: 'a text has no travel' }
  }
}

/** `value` on the circle from `min` to `max`. */
export function wrapped({ min, max }: NumberRange, value: number): number {
  const range = max - min
  if (!(range > 0) || !Number.isFinite(value) || (value >= min && value <= max)) return value
  return min + ((((value - min) % range) + range) % range)
}

/** Whatever came through the door, in a few words: it may be anything, and as long as it likes. */
export function describe(value: unknown): string {
  if (typeof value === 'object' && value !== null) return 'an object'
  if (typeof value === 'function') return 'a function'
  const text = typeof value === 'string' ? `'${value}'` : String(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
