// What can be done and is no value: an address, words, arguments with specs, and what happens.
import type { ImpastoError } from '../core/errors'
import type { Origin } from './command'
import { fit, type ParamSpecs, type ParamValue } from './param'

export interface ActionSpec {
  /** The name in lists and on buttons, sentence case. */
  readonly label: string
  /** One sentence for hover and the help. */
  readonly help?: string
  /** Other words by which people ask for it. */
  readonly words?: readonly string[]
  /** @defaultValue none */
  readonly args?: ParamSpecs
  /** False: what it changes is a matter of the moment, which undo passes over. @defaultValue true */
  readonly undo?: boolean
  /**
   * False: recordings leave it out and have what it sends instead, as for what means something else the next time: 'undo'.
   * @defaultValue true
   */
  readonly record?: boolean
  /** True: a key that is held calls it again and again. @defaultValue false */
  readonly repeat?: boolean
}

export type ActionArgs = Readonly<Record<string, ParamValue>>

/** Who asked for an action. What the action sends is of the same group, and says the same origin. */
export interface Asked {
  readonly origin: Origin
  readonly group: string
  readonly sender?: object
}

/** Does it; an error that it returns, throws or rejects with is told, and what it changed stays. */
export type Run = (args: ActionArgs, asked: Asked) => ImpastoError | null | void | Promise<unknown>

export interface Action {
  readonly address: string
  readonly spec: ActionSpec
}

/** The arguments with their defaults; or a sentence saying which of them can't be made to fit. Others are left out. */
export function fitArgs(spec: ActionSpec, given: unknown): { args: ActionArgs } | { problem: string } {
  const args: Record<string, ParamValue> = {}
  for (const [name, arg] of Object.entries(spec.args ?? {})) {
    const value: unknown = typeof given === 'object' && given !== null ? Reflect.get(given, name) : undefined
    const fitted = value === undefined ? { value: arg.default } : fit(arg, value)
    if ('problem' in fitted) return { problem: `of '${name}' ${fitted.problem}` }
    args[name] = fitted.value
  }
  return { args }
}
