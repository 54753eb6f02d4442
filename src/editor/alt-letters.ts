// Alt with a letter on a Mac types a sign, or nothing yet (a dead key): the binding is found by the letter that lies there.
import type { Extension } from '@codemirror/state'
import { EditorView, type KeyBinding } from '@codemirror/view'
import type { Chord } from '../contracts/key-chord'

/** Runs what Alt and a letter stand for in `bindings`, where the keyboard made a sign of it. */
export function altLetters(bindings: readonly KeyBinding[]): Extension {
  return EditorView.domEventHandlers({
    keydown(event, view) {
      const chord = signedChord(event)
      const binding = chord === null ? undefined : bindings.find(({ key }) => key === chord)
      return binding?.run?.(view) ?? false
    },
  })
}

/** The chord of Alt and a letter that did not come as the letter; null of anything else, which the editor's own keymap knows. */
function signedChord({ key, code, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): Chord | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase()
  if (letter === undefined || !altKey || ctrlKey || metaKey || /^[a-z]$/i.test(key)) return null
  return `Alt-${shiftKey ? 'Shift-' : ''}${letter}`
}
