// What of the text is playing: a warm edge on its lines, until they are edited or hushed, and a short glow when it is played.
import { StateEffect, StateField, type ChangeDesc, type Extension, type Range } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view'
import type { TextRange } from './blocks'

/** The range was asked for: it glows at once, whatever becomes of it. */
export const asked = StateEffect.define<TextRange>({ map: mapped })
/** The range plays; `alone` when nothing else of the text plays on beside it. */
export const played = StateEffect.define<TextRange & { alone: boolean }>({
  map: (range, changes) => ({ ...mapped(range, changes), alone: range.alone }),
})
/** Nothing of the text plays any more. */
export const silenced = StateEffect.define()
const glowOver = StateEffect.define()

const GLOW = 400

function edge(outputs: readonly string[]): Decoration {
  return Decoration.line({ class: 'cm-on-air', outputs })
}

/** The outputs that a chain of `code` ends in: 'o0' to 'o3'. */
export function outputsOf(code: string): string[] {
  return [...new Set(Array.from(code.matchAll(/\.out\(\s*(o[0-3])?\s*\)/g), ([, output]) => output ?? 'o0'))]
}

const glow = Decoration.line({ class: 'cm-glow' })

const edges = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let now = marks
    if (transaction.docChanged) {
      const { doc } = transaction.startState
      transaction.changes.iterChangedRanges((fromA, toA) => {
        const from = doc.lineAt(fromA).from
        const to = doc.lineAt(toA).to
        now = now.update({ filterFrom: from, filterTo: to, filter: () => false })
      })
      now = now.map(transaction.changes)
    }
    for (const effect of transaction.effects) {
      if (effect.is(silenced)) now = Decoration.none
      if (!effect.is(played)) continue
      const { from, to, alone } = effect.value
      const outputs = outputsOf(transaction.state.sliceDoc(from, to))
      const mark = edge(outputs)
      const add = linesOf(transaction.state.doc, effect.value).map((at) => mark.range(at))
      const stays = (at: number, value: Decoration): boolean =>
        !alone && (at < from || at > to) && !outputsIn(value).some((output) => outputs.includes(output))
      now = now.update({ filter: (at, _, value) => stays(at, value), add })
    }
    return now
  },
  provide: (it) => EditorView.decorations.from(it),
})

const glows = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let now = marks.map(transaction.changes)
    for (const effect of transaction.effects) {
      if (effect.is(glowOver)) now = Decoration.none
      if (effect.is(asked)) {
        const fresh: Range<Decoration>[] = linesOf(transaction.state.doc, effect.value).map((at) => glow.range(at))
        now = Decoration.set(fresh)
      }
    }
    return now
  },
  provide: (it) => EditorView.decorations.from(it),
})

const endGlow = EditorView.updateListener.of(({ view, transactions }) => {
  if (!transactions.some((t) => t.effects.some((e) => e.is(asked)))) return
  setTimeout(() => view.dispatch({ effects: glowOver.of(null) }), GLOW)
})

export const onAir: Extension = [edges, glows, endGlow]

function outputsIn(mark: Decoration): readonly string[] {
  return (mark.spec as { outputs?: readonly string[] }).outputs ?? []
}

function mapped({ from, to }: TextRange, changes: ChangeDesc): TextRange {
  const start = changes.mapPos(from, 1)
  return { from: start, to: Math.max(start, changes.mapPos(to, -1)) }
}

function linesOf(doc: EditorView['state']['doc'], { from, to }: TextRange): number[] {
  const starts: number[] = []
  for (let pos = from; pos <= Math.min(to, doc.length);) {
    const line = doc.lineAt(pos)
    if (line.text.trim() !== '') starts.push(line.from)
    pos = line.to + 1
  }
  return starts
}
