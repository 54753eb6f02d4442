// A backing for each line that begins and ends with its glyphs, so that the text can be read and the picture be seen.
import { RangeSetBuilder, type Extension } from '@codemirror/state'
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from '@codemirror/view'

const TAB = 2
const known = new Map<number, Decoration>()

/** A line that begins after `indent` columns; what is wrapped of it begins there too. */
function backed(indent: number): Decoration {
  const made =
    known.get(indent) ?? Decoration.line({ class: 'cm-backed', attributes: { style: `--indent: ${indent}` } })
  known.set(indent, made)
  return made
}

export const backing: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet

    constructor(view: EditorView) {
      this.decorations = build(view)
    }

    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged) this.decorations = build(update.view)
    }
  },
  { decorations: (plugin) => plugin.decorations },
)

function build({ state, visibleRanges }: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  for (const { from, to } of visibleRanges) {
    for (let pos = from; pos <= to;) {
      const line = state.doc.lineAt(pos)
      if (line.text.trim() !== '') builder.add(line.from, line.from, backed(indentOf(line.text)))
      pos = line.to + 1
    }
  }
  return builder.finish()
}

/** Columns before the first glyph. */
export function indentOf(text: string): number {
  let columns = 0
  for (const sign of text) {
    if (sign === '\t') columns += TAB - (columns % TAB)
    else if (sign === ' ') columns++
    else break
  }
  return columns
}
