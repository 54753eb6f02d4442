// Help on the word under the pointer, or by a key on the word at the cursor.
import { StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state'
import { hoverTooltip, showTooltip, type Command, type Tooltip } from '@codemirror/view'
import type { FunctionDoc } from '../live/describe-dialect'
import { explain, ownerOf } from './dialect-words'
import { explanation } from './explanation'

const show = StateEffect.define<Tooltip | null>()

const shown = StateField.define<Tooltip | null>({
  create: () => null,
  update(tooltip, { docChanged, selection, effects }) {
    let now = docChanged || selection ? null : tooltip
    for (const effect of effects) if (effect.is(show)) now = effect.value
    return now
  },
  provide: (it) => showTooltip.from(it),
})

export function whatIsThis(docs: () => readonly FunctionDoc[]): Extension {
  return [shown, hoverTooltip(({ state }, pos) => tooltipAt(state, pos, docs()), { hoverTime: 400 })]
}

/** Shows the help on the word at the cursor, or takes it away. */
export function explainHere(docs: () => readonly FunctionDoc[]): Command {
  return ({ state, dispatch }) => {
    const now = state.field(shown) ? null : tooltipAt(state, state.selection.main.head, docs())
    dispatch({ effects: show.of(now) })
    return true
  }
}

function tooltipAt(state: EditorState, pos: number, docs: readonly FunctionDoc[]): Tooltip | null {
  const line = state.doc.lineAt(pos)
  const at = pos - line.from
  for (const { index: from, 0: name } of line.text.matchAll(/[A-Za-z_$][\w$]*/g)) {
    if (at < from || at > from + name.length) continue
    const doc = explain(docs, name, ownerOf(line.text.slice(0, from)))
    if (!doc) return null
    return {
      pos: line.from + from,
      end: line.from + from + name.length,
      above: false,
      create: () => ({ dom: explanation(doc) }),
    }
  }
  return null
}
