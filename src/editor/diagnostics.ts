// Mistakes at their place in the code: the word underlined, what is wrong on a line of its own below. Editing the line takes it away.
import { StateEffect, StateField, type EditorState, type Extension, type Range } from '@codemirror/state'
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view'
import type { LiveProblem } from '../live/live-problem'

/** Shows these and no others. `line`: where to put one that does not know its place, 1-based. */
export const showMistakes = StateEffect.define<{ problems: readonly LiveProblem[]; line: number }>()

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let now = marks
    if (transaction.docChanged) {
      const touched = new Set<number>()
      transaction.changes.iterChangedRanges((fromA, toA) => {
        const { doc } = transaction.startState
        for (let n = doc.lineAt(fromA).number; n <= doc.lineAt(toA).number; n++) touched.add(n)
      })
      const { doc } = transaction.startState
      now = now.update({ filter: (from) => !touched.has(doc.lineAt(from).number) }).map(transaction.changes)
    }
    for (const effect of transaction.effects) {
      if (!effect.is(showMistakes)) continue
      const { problems, line } = effect.value
      now = Decoration.set(
        problems.flatMap((problem) => decorate(transaction.state, problem, line)),
        true,
      )
    }
    return now
  },
  provide: (it) => EditorView.decorations.from(it),
})

export const mistakes: Extension = field

function decorate({ doc }: EditorState, problem: LiveProblem, otherwise: number): Range<Decoration>[] {
  const line = doc.line(Math.min(Math.max(problem.line ?? otherwise, 1), doc.lines))
  const column = Math.min(Math.max((problem.column ?? 1) - 1, 0), line.length)
  const word = problem.column === null ? null : wordAt(line.text, column)
  const indent = word?.from ?? line.text.length - line.text.trimStart().length
  const below = Decoration.widget({ widget: new Words(problem, indent), block: true, side: 1 }).range(line.to)
  if (!word) return [below]
  const mark = Decoration.mark({ class: 'cm-mistake', attributes: { title: words(problem) } })
  return [mark.range(line.from + word.from, line.from + word.to), below]
}

/** The name, number or sign at `column`; the last sign of the line where the column is its end. Null on an empty line. */
export function wordAt(text: string, column: number): { from: number; to: number } | null {
  if (text.trim() === '') return null
  const at = Math.min(column, text.trimEnd().length - 1)
  const isWord = (i: number): boolean => /[\w$]/.test(text[i] ?? '')
  if (!isWord(at)) return { from: at, to: at + 1 }
  let from = at
  let to = at
  while (from > 0 && isWord(from - 1)) from--
  while (isWord(to)) to++
  return { from, to }
}

function words({ message, hint }: LiveProblem): string {
  return hint === null ? sentence(message) : `${sentence(message)} ${hint}`
}

/** `text` with its full stop. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}

class Words extends WidgetType {
  constructor(
    private readonly problem: LiveProblem,
    private readonly indent: number,
  ) {
    super()
  }

  override eq(other: Words): boolean {
    return words(other.problem) === words(this.problem) && other.indent === this.indent
  }

  override toDOM(): HTMLElement {
    const root = document.createElement('div')
    root.className = 'cm-mistake-words'
    root.setAttribute('role', 'alert')
    root.style.paddingLeft = `${this.indent}ch`
    const text = document.createElement('span')
    text.textContent = words(this.problem)
    root.append(text)
    return root
  }
}
