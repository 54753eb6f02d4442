// What the editor's keys do.
import { startCompletion } from '@codemirror/autocomplete'
import { redo, toggleComment, undo } from '@codemirror/commands'
import type { Command, EditorView, KeyBinding } from '@codemirror/view'
import { keyAddress, type Chord } from '../contracts/key-chord'
import type { Show } from '../show/show'
import type { FunctionDoc } from '../live/describe-dialect'
import { pickColour } from './colours'
import { EDITOR_KEYS, type EditorKey } from './editor-keys'
import type { Player } from './player'
import type { Tour } from './tour/tour'
import { turnHere } from './number-scrub'
import { explainHere } from './hover-docs'

export interface BindingsOptions {
  player(): Player
  tour(): Tour
  docs(): readonly FunctionDoc[]
  readonly show: Show
  /** Plays what stands there while it is turned. */
  onTurn(pos: number): void
  readonly deeds: Deeds
}

/** What goes beyond the text. */
export interface Deeds {
  lastGood(): void
  versions(): void
  save(): void
  open(): void
  link(): void
  window(): void
  hydra(): void
}

/** The chord of a key, as the performer has it. */
export function chordNow(show: Show, id: EditorKey): Chord {
  return show.text(keyAddress(id)) || (EDITOR_KEYS.find((key) => key.id === id)?.chord ?? '')
}

/** Keys that are another's where they have nothing to do. */
const PASSED_ON: readonly EditorKey[] = [
  'code-more',
  'code-less',
  'code-more-fine',
  'code-less-fine',
  'code-tour-put',
  'code-tour-next',
  'code-tour-back',
]

export function editorBindings({ player, tour, docs, show, onTurn, deeds }: BindingsOptions): KeyBinding[] {
  const flip = (target: string): void => void show.send({ target, value: !show.toggle(target), origin: 'keyboard' })
  const commands: Record<EditorKey, Command | ((view: EditorView) => void)> = {
    'code-block': () => void player().play('block'),
    'code-line': () => void player().play('line'),
    'code-all': () => void player().play('all'),
    'code-hush': () => void player().hush(),
    'code-good': () => deeds.lastGood(),
    'code-versions': () => deeds.versions(),
    'code-pieces': () => flip('page/pieces'),
    'code-comment': toggleComment,
    'code-undo': undo,
    'code-redo': redo,
    'code-complete': startCompletion,
    'code-what': explainHere(docs),
    'code-more': turnHere(1, 'plain', onTurn),
    'code-less': turnHere(-1, 'plain', onTurn),
    'code-more-fine': turnHere(1, 'fine', onTurn),
    'code-less-fine': turnHere(-1, 'fine', onTurn),
    'code-colour': pickColour,
    'code-save': () => deeds.save(),
    'code-open': () => deeds.open(),
    'code-link': () => deeds.link(),
    'code-window': () => deeds.window(),
    'code-tour': () => tour().toggle(),
    'code-tour-put': () => tour().put(),
    'code-tour-next': () => tour().next(),
    'code-tour-back': () => tour().back(),
    'code-hydra': () => deeds.hydra(),
    'code-hide': () => flip('page/code'),
    'code-keys': () => flip('page/help'),
    'code-log': () => flip('page/log'),
  }
  return EDITOR_KEYS.map(({ id }) => ({
    key: chordNow(show, id),
    // A key of the table is spent, whether or not there was something for it to do.
    run: (view) => commands[id](view) === true || !PASSED_ON.includes(id),
  }))
}
