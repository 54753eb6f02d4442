// A key of the stage: how it is pressed, and the command that it sends. The keyboard is one map to addresses among others.
import type { Command } from '../show/command'
import type { Chord } from './key-chord'

export interface KeyBinding {
  readonly id: string
  /** As printed on the badge and in the help. */
  readonly label: string
  readonly group: 'Stage' | 'Style' | 'Sketch' | 'Code' | 'Source and sound' | 'Page'
  readonly help: string
  /** The character it types, lower case; letters and signs follow the keyboard's layout. */
  readonly key?: string
  /** Where it lies (KeyboardEvent.code), for digits and for layouts that have no such character. */
  readonly codes?: readonly string[]
  /** @defaultValue false */
  readonly shift?: boolean | 'any'
  /** With Ctrl or ⌘. @defaultValue false */
  readonly mod?: boolean
  /** The control that carries the badge: an address, or a name the page gives its buttons. @defaultValue the command's own */
  readonly drives?: string
  /** What it sends; the origin is the keyboard's. */
  readonly sends: Omit<Command, 'origin'>
  /** It works wherever the keyboard is: in code, fields, lists and windows of the page's own. @defaultValue false */
  readonly everywhere?: boolean
  /** It stands for nine keys, whose digit is the argument `index`. @defaultValue false */
  readonly digits?: boolean
}

/** Whether a performer may give the binding another key: not where it stands for a row of keys, and Esc is always the way out. */
export function isMovable({ id, digits = false }: KeyBinding): boolean {
  return id !== 'close' && !digits
}

/** The chord a binding was built with, of those that may move. */
export function builtChord({ key = '', mod = false, shift = false }: KeyBinding): Chord {
  return [mod ? 'Mod' : '', shift === true ? 'Shift' : '', key].filter((part) => part !== '').join('-')
}
