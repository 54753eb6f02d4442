// The one table of keys: what each is called, what it does, and which control carries its badge.
import type { Chord } from '../contracts/key-chord'
import type { Show } from '../show/show'
import { flip, noStyle, pickStyle, stepSketch, stepStyle, swap, turnPath } from './key-actions'
import { ADDRESS, type UiHost } from './ui-host'

/** What a key's action may touch. */
export interface KeyContext {
  readonly show: Show
  readonly hooks: UiHost
  /** What a key left behind, by address, so that the same key goes back to it. */
  readonly before: Map<string, string>
  /** Closes the topmost layer; never the show. */
  closeTop(): void
  /** P: brings the panel back when it has only faded, else opens or closes it. */
  togglePanel(): void
  openFile(): void
}

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
  readonly command?: boolean
  /** The control that carries the badge: an address, or a name the page gives its buttons. */
  readonly drives?: string
  readonly action: (context: KeyContext, code: string) => void
}

const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((n) => [`Digit${n}`, `Numpad${n}`])

export const KEYS: readonly KeyBinding[] = [
  {
    id: 'blackout',
    label: 'B',
    group: 'Stage',
    help: 'Blackout, and back',
    key: 'b',
    codes: ['KeyB'],
    drives: ADDRESS.blackout,
    action: (c) => flip(c, ADDRESS.blackout),
  },
  {
    id: 'freeze',
    label: 'F',
    group: 'Stage',
    help: 'Freeze the picture, and let it go',
    key: 'f',
    codes: ['KeyF'],
    drives: ADDRESS.freeze,
    action: (c) => flip(c, ADDRESS.freeze),
  },
  {
    id: 'fullscreen',
    label: '⇧F',
    group: 'Stage',
    help: 'Full screen, and back',
    key: 'f',
    codes: ['KeyF'],
    shift: true,
    drives: 'fullscreen',
    action: (c) => c.hooks.fullscreen(),
  },
  {
    id: 'snapshot',
    label: 'S',
    group: 'Stage',
    help: 'Keep a still of the stage',
    key: 's',
    codes: ['KeyS'],
    action: (c) => c.hooks.snapshot?.(),
  },
  {
    id: 'style-pick',
    label: '1 – 9',
    group: 'Style',
    help: 'Paint in that style',
    codes: digits,
    action: (c, code) => pickStyle(c, code, false),
  },
  {
    id: 'style-add',
    label: '⇧1 – ⇧9',
    group: 'Style',
    help: 'Mix that style in',
    codes: digits,
    shift: true,
    action: (c, code) => pickStyle(c, code, true),
  },
  {
    id: 'style-none',
    label: '0',
    group: 'Style',
    help: 'The raw picture, and back',
    codes: ['Digit0', 'Numpad0'],
    action: noStyle,
  },
  {
    id: 'style-previous',
    label: '[',
    group: 'Style',
    help: 'Previous style, or step of the path',
    key: '[',
    codes: ['BracketLeft'],
    action: (c) => stepStyle(c, -1),
  },
  {
    id: 'style-next',
    label: ']',
    group: 'Style',
    help: 'Next style, or step of the path',
    key: ']',
    codes: ['BracketRight'],
    action: (c) => stepStyle(c, 1),
  },
  {
    id: 'bank',
    label: 'A',
    group: 'Style',
    help: 'The gallery of the styles: painting, results, card',
    key: 'a',
    codes: ['KeyA'],
    drives: 'bank',
    action: (c) => flip(c, ADDRESS.bank),
  },
  {
    id: 'path',
    label: 'R',
    group: 'Style',
    help: 'Play the path through the styles, and hold it',
    key: 'r',
    codes: ['KeyR'],
    drives: 'path',
    action: turnPath,
  },
  {
    id: 'sketch-previous',
    label: ',',
    group: 'Sketch',
    help: 'Previous sketch',
    key: ',',
    codes: ['Comma'],
    action: (c) => stepSketch(c, -1),
  },
  {
    id: 'sketch-next',
    label: '.',
    group: 'Sketch',
    help: 'Next sketch',
    key: '.',
    codes: ['Period'],
    action: (c) => stepSketch(c, 1),
  },
  {
    id: 'code',
    label: 'E',
    group: 'Code',
    help: 'Into the code; Esc leaves it',
    key: 'e',
    codes: ['KeyE'],
    action: (c) => c.hooks.writeCode?.(),
  },
  {
    id: 'code-seen',
    label: '⇧E',
    group: 'Code',
    help: 'The code over the stage, and away',
    key: 'e',
    codes: ['KeyE'],
    shift: true,
    action: (c) => flip(c, ADDRESS.code),
  },
  {
    id: 'pieces',
    label: 'G',
    group: 'Code',
    help: 'The gallery: pieces in code, to play and to change',
    key: 'g',
    codes: ['KeyG'],
    drives: 'pieces',
    action: (c) => flip(c, ADDRESS.pieces),
  },
  {
    id: 'camera',
    label: 'C',
    group: 'Source and sound',
    help: 'Camera, and back',
    key: 'c',
    codes: ['KeyC'],
    drives: ADDRESS.source,
    action: (c) => swap(c, ADDRESS.source, 'camera', 'demo'),
  },
  {
    id: 'demo',
    label: 'D',
    group: 'Source and sound',
    help: 'Demo film, and back',
    key: 'd',
    codes: ['KeyD'],
    drives: ADDRESS.source,
    action: (c) => swap(c, ADDRESS.source, 'demo'),
  },
  {
    id: 'microphone',
    label: 'M',
    group: 'Source and sound',
    help: 'Microphone, and back',
    key: 'm',
    codes: ['KeyM'],
    drives: ADDRESS.sound,
    action: (c) => swap(c, ADDRESS.sound, 'mic', 'demo'),
  },
  {
    id: 'open',
    label: 'O',
    group: 'Source and sound',
    help: 'Open a film, a picture or a sound',
    key: 'o',
    codes: ['KeyO'],
    drives: 'open',
    action: (c) => c.openFile(),
  },
  {
    id: 'help',
    label: '?',
    group: 'Page',
    help: 'This sheet; hold it to see the keys on their controls',
    key: '?',
    shift: 'any',
    drives: 'help',
    action: (c) => flip(c, ADDRESS.help),
  },
  {
    id: 'panel',
    label: 'P',
    group: 'Page',
    help: 'Panel',
    key: 'p',
    codes: ['KeyP'],
    drives: 'panel',
    action: (c) => c.togglePanel(),
  },
  {
    id: 'hud',
    label: 'H',
    group: 'Page',
    help: 'Figures',
    key: 'h',
    codes: ['KeyH'],
    drives: 'hud',
    action: (c) => flip(c, ADDRESS.hud),
  },
  {
    id: 'log',
    label: 'L',
    group: 'Page',
    help: 'Log of notices',
    key: 'l',
    codes: ['KeyL'],
    drives: 'log',
    action: (c) => flip(c, ADDRESS.log),
  },
  {
    id: 'undo',
    label: 'Ctrl Z',
    group: 'Page',
    help: 'Take back the last move (⌘Z on a Mac)',
    key: 'z',
    codes: ['KeyZ'],
    command: true,
    action: (c) => void c.show.undo(),
  },
  {
    id: 'redo',
    label: 'Ctrl ⇧Z',
    group: 'Page',
    help: 'Do it again',
    key: 'z',
    codes: ['KeyZ'],
    command: true,
    shift: true,
    action: (c) => void c.show.redo(),
  },
  {
    id: 'close',
    label: 'Esc',
    group: 'Page',
    help: 'Close the topmost layer',
    key: 'escape',
    action: (c) => c.closeTop(),
  },
]

/** Whether a performer may give the binding another key: not where it stands for a row of keys, and Esc is always the way out. */
export function isMovable({ id, codes = [] }: KeyBinding): boolean {
  return id !== 'close' && codes.length < 3
}

/** The chord a binding was built with, of those that may move. */
export function builtChord({ key = '', command = false, shift = false }: KeyBinding): Chord {
  return [command ? 'Mod' : '', shift === true ? 'Shift' : '', key].filter((part) => part !== '').join('-')
}

/** The badge for a control: the keys that drive it, or undefined. */
export function keysOf(name: string): string | undefined {
  const labels = KEYS.filter((k) => k.drives === name).map((k) => k.label)
  return labels.length > 0 ? labels.join(' ') : undefined
}
