// Puts another text in the place of the whole, as a step that can be taken back.
import { Transaction } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'

export function replace(view: EditorView, text: string): void {
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    selection: { anchor: 0 },
    annotations: Transaction.userEvent.of('input.replace'),
    scrollIntoView: true,
  })
}
