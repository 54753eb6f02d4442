// Keys by name: how a chord is written, read from an event and shown. 'Mod' is ⌘ on a Mac and Ctrl elsewhere.

/** 'Mod-Shift-Enter', 'Alt-g', 'F1': modifiers in the order Mod, Alt, Shift, then the key as KeyboardEvent.key has it. */
export type Chord = string

/** A key that some room offers, for the sheet of keys. */
export interface KeyOffer {
  readonly id: string
  readonly group: string
  readonly chord: Chord
  readonly help: string
}

const ARROWS: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' }

/** As printed on the badge and in the help: 'Ctrl ⇧Enter'. */
export function chordLabel(chord: Chord): string {
  const parts = chord.split(/-(?!$)/)
  const key = parts.pop() ?? ''
  const words = parts.map((part) => (part === 'Mod' ? 'Ctrl ' : part === 'Shift' ? '⇧' : `${part} `))
  return words.join('') + (ARROWS[key] ?? (key.length === 1 ? key.toUpperCase() : key))
}
