// Chords read from events, and written for people.
import { expect, it } from 'vitest'
import { chordLabel, chordOf } from './key-chord'

const NONE = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

it.each([
  ['b', 'KeyB', {}, 'b', 'B'],
  ['B', 'KeyB', { shiftKey: true }, 'Shift-b', '⇧B'],
  ['?', 'Slash', { shiftKey: true }, '?', '?'],
  ['Enter', 'Enter', { ctrlKey: true, shiftKey: true }, 'Mod-Shift-Enter', 'Ctrl ⇧Enter'],
  ['©', 'KeyG', { altKey: true }, 'Alt-g', 'Alt G'],
  ['ArrowUp', 'ArrowUp', { altKey: true, shiftKey: true }, 'Alt-Shift-ArrowUp', 'Alt ⇧↑'],
  [' ', 'Space', { metaKey: true }, 'Mod-Space', 'Ctrl Space'],
  ['-', 'Minus', { ctrlKey: true }, 'Mod--', 'Ctrl -'],
])('%s on %s with %j is %s', (key, code, modifiers, chord, label) => {
  const found = chordOf({ ...NONE, ...modifiers, key, code })
  expect([found, chordLabel(found ?? '')]).toEqual([chord, label])
})

it('a modifier alone is none', () => {
  expect(chordOf({ ...NONE, shiftKey: true, key: 'Shift', code: 'ShiftLeft' })).toBeNull()
})
