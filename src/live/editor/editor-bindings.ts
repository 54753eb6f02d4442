// What the editor's keys do.
import { redo, toggleComment, undo } from '@codemirror/commands'
import type { Command, KeyBinding } from '@codemirror/view'
import type { Show } from '../../core/show'
import type { Drafts } from './drafts'
import { EDITOR_KEYS, type EditorKey } from './editor-keys'
import type { Player } from './player'
import { replace } from './replace'

export interface BindingsOptions {
  player(): Player
  readonly drafts: Drafts
  readonly show: Show
}

export function editorBindings({ player, drafts, show }: BindingsOptions): KeyBinding[] {
  const flip = (target: string): void => void show.send({ target, value: !show.toggle(target), origin: 'keyboard' })
  const deeds: Record<EditorKey, Command | (() => void)> = {
    'code-block': () => void player().play('block'),
    'code-line': () => void player().play('line'),
    'code-all': () => void player().play('all'),
    'code-hush': () => void player().hush(),
    'code-good': (view: Parameters<Command>[0]) => {
      const { good } = drafts
      if (good === null || good === view.state.doc.toString()) return true
      drafts.remember(view.state.doc.toString(), 'replaced')
      replace(view, good)
      return true
    },
    'code-comment': toggleComment,
    'code-undo': undo,
    'code-redo': redo,
    'code-hide': () => flip('page/code'),
    'code-keys': () => flip('page/help'),
    'code-log': () => flip('page/log'),
  }
  return EDITOR_KEYS.map(({ id, chord }) => ({
    key: chord,
    preventDefault: true,
    run: (view) => {
      deeds[id](view)
      // A key of the table is spent, whether or not there was something for it to do.
      return true
    },
  }))
}
