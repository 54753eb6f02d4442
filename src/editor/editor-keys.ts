// The keys that work while code is written: the one table for the editor, the sheet of keys, and whoever remaps them.
import type { KeyOffer } from '../contracts/key-chord'

const GROUP = 'Code'
const LEARNING = 'Learning the code'

/** In the order of the sheet. */
export const EDITOR_KEYS = [
  { id: 'code-block', group: GROUP, chord: 'Mod-Enter', help: 'Play the block' },
  { id: 'code-line', group: GROUP, chord: 'Shift-Enter', help: 'Play the line' },
  { id: 'code-all', group: GROUP, chord: 'Mod-Shift-Enter', help: 'Play all of it' },
  { id: 'code-hush', group: GROUP, chord: 'Mod-.', help: 'Hush: an empty stage' },
  { id: 'code-good', group: GROUP, chord: 'Alt-g', help: 'Back to the last code that played' },
  { id: 'code-versions', group: GROUP, chord: 'Alt-h', help: 'Earlier versions' },
  { id: 'code-pieces', group: GROUP, chord: 'Alt-x', help: 'The gallery of pieces' },
  { id: 'code-comment', group: GROUP, chord: 'Mod-/', help: 'Comment out, and back' },
  { id: 'code-undo', group: GROUP, chord: 'Mod-z', help: 'Take back what was typed' },
  { id: 'code-redo', group: GROUP, chord: 'Mod-Shift-z', help: 'Type it again' },
  { id: 'code-complete', group: GROUP, chord: 'Ctrl-Space', help: 'What could stand here' },
  { id: 'code-what', group: GROUP, chord: 'Alt-i', help: 'What this word does' },
  { id: 'code-more', group: GROUP, chord: 'Alt-ArrowUp', help: 'The number up a step; drag and wheel do it too' },
  { id: 'code-less', group: GROUP, chord: 'Alt-ArrowDown', help: 'The number down a step' },
  { id: 'code-more-fine', group: GROUP, chord: 'Alt-Shift-ArrowUp', help: 'Up a tenth of a step' },
  { id: 'code-less-fine', group: GROUP, chord: 'Alt-Shift-ArrowDown', help: 'Down a tenth of a step' },
  { id: 'code-colour', group: GROUP, chord: 'Alt-c', help: 'Pick the colour on this line' },
  { id: 'code-save', group: GROUP, chord: 'Mod-s', help: 'Save as a file' },
  { id: 'code-open', group: GROUP, chord: 'Mod-o', help: 'Open a file' },
  { id: 'code-link', group: GROUP, chord: 'Alt-k', help: 'Copy a link that carries the code' },
  { id: 'code-window', group: GROUP, chord: 'Alt-w', help: 'The code in a window of its own, and back' },
  { id: 'code-tour', group: LEARNING, chord: 'Alt-t', help: 'The tour, and out of it' },
  { id: 'code-tour-put', group: LEARNING, chord: 'Alt-p', help: "Put the tour's example in" },
  { id: 'code-tour-next', group: LEARNING, chord: 'Alt-n', help: 'On in the tour' },
  { id: 'code-tour-back', group: LEARNING, chord: 'Alt-b', help: 'Back in the tour' },
  { id: 'code-hydra', group: LEARNING, chord: 'Alt-y', help: 'A page for those who come from Hydra' },
  { id: 'code-hide', group: GROUP, chord: 'Mod-Shift-h', help: 'Hide the code' },
  { id: 'code-keys', group: GROUP, chord: 'F1', help: 'This sheet' },
  { id: 'code-log', group: GROUP, chord: 'Alt-l', help: 'The log' },
] as const satisfies readonly KeyOffer[]

export type EditorKey = (typeof EDITOR_KEYS)[number]['id']
