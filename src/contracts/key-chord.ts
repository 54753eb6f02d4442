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

/** The parameter that holds the chord a performer gave the key `id`; empty: as it was built. */
export function keyAddress(id: string): string {
  return `${KEY_ADDRESSES}${id}`
}

export const KEY_ADDRESSES = 'page/keys/'

/** What an event presses; null for a modifier by itself. */
export function chordOf(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): Chord | null {
  if (['Control', 'Meta', 'Alt', 'Shift', 'AltGraph', 'Dead', 'Process'].includes(event.key)) return null
  // With Alt a Mac types signs; the key is the letter that lies there.
  const letter = event.altKey ? /^Key([A-Z])$/.exec(event.code)?.[1] : undefined
  const typed = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toLowerCase() : event.key
  const key = letter?.toLowerCase() ?? typed
  // A sign tells of its Shift by itself.
  const shift = event.shiftKey && (key.length > 1 || /\p{L}/u.test(key))
  const parts = [event.ctrlKey || event.metaKey ? 'Mod' : '', event.altKey ? 'Alt' : '', shift ? 'Shift' : '', key]
  return parts.filter((part) => part !== '').join('-')
}
