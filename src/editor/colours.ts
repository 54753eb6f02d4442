// Colours in code: a swatch beside solid(), color() and '#ffaa00' that opens the browser's picker; the picture follows the hand.
import { Transaction, type Extension, type Range } from '@codemirror/state'
import {
  Decoration,
  ViewPlugin,
  WidgetType,
  type Command,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from '@codemirror/view'

export interface ColourInText {
  readonly from: number
  readonly to: number
  /** '#rrggbb'. */
  readonly hex: string
  /** True: three numbers 0 to 1; false: a string. */
  readonly numbers: boolean
}

const UNIT = String.raw`\s*(0|1|0?\.\d+|[01]\.\d*)\s*`
const TRIPLE = new RegExp(String.raw`\b(?:solid|color)\(${UNIT},${UNIT},${UNIT}(?=[,)])`, 'g')
const HEX = /(['"])(#[0-9a-fA-F]{6})\1/g

/** Colours that are written out in `line`; those with a number outside 0 to 1, which a picker can't show, are none. */
export function coloursIn(line: string): ColourInText[] {
  const found: ColourInText[] = []
  for (const match of line.matchAll(TRIPLE)) {
    const parts = match.slice(1, 4).map(Number)
    if (parts.some((part) => part > 1)) continue
    const from = match.index + match[0].indexOf('(') + 1
    const hex = `#${parts
      .map((part) =>
        Math.round(part * 255)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')}`
    found.push({ from, to: match.index + match[0].length, hex, numbers: true })
  }
  for (const match of line.matchAll(HEX)) {
    const from = match.index + 1
    found.push({ from, to: from + 7, hex: (match[2] ?? '').toLowerCase(), numbers: false })
  }
  return found.sort((a, b) => a.from - b.from)
}

/** `hex` as the code writes it. */
export function writtenColour(hex: string, numbers: boolean): string {
  if (!numbers) return hex
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
  return parts.map((part) => String(Number(part.toFixed(3)))).join(', ')
}

export function colours(onTurn: (pos: number) => void): Extension {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet

      constructor(view: EditorView) {
        this.decorations = build(view, onTurn)
      }

      update(update: ViewUpdate): void {
        if (update.docChanged || update.viewportChanged) this.decorations = build(update.view, onTurn)
      }
    },
    { decorations: (plugin) => plugin.decorations },
  )
}

/** Opens the picker of the colour on the cursor's line that is nearest. */
export const pickColour: Command = (view) => {
  const { head } = view.state.selection.main
  const line = view.state.doc.lineAt(head)
  const swatches = [...view.contentDOM.querySelectorAll<HTMLInputElement>('input.cm-swatch')]
  const distance = (swatch: HTMLInputElement): number => Math.abs(view.posAtDOM(swatch) - head)
  const near = swatches
    .filter((swatch) => view.state.doc.lineAt(view.posAtDOM(swatch)).number === line.number)
    .sort((a, b) => distance(a) - distance(b))
  near[0]?.showPicker()
  return true
}

function build(view: EditorView, onTurn: (pos: number) => void): DecorationSet {
  const marks: Range<Decoration>[] = []
  for (const { from, to } of view.visibleRanges) {
    for (let pos = from; pos <= to;) {
      const line = view.state.doc.lineAt(pos)
      for (const colour of coloursIn(line.text)) {
        const widget = new Swatch(colour.hex, colour.numbers, onTurn)
        marks.push(Decoration.widget({ widget, side: -1 }).range(line.from + colour.from))
      }
      pos = line.to + 1
    }
  }
  return Decoration.set(marks)
}

class Swatch extends WidgetType {
  constructor(
    private readonly hex: string,
    private readonly numbers: boolean,
    private readonly onTurn: (pos: number) => void,
  ) {
    super()
  }

  override eq(other: Swatch): boolean {
    return other.hex === this.hex && other.numbers === this.numbers
  }

  override toDOM(view: EditorView): HTMLElement {
    const input = document.createElement('input')
    input.type = 'color'
    input.className = 'cm-swatch'
    input.value = this.hex
    input.tabIndex = -1
    input.setAttribute('aria-label', `Colour ${this.hex}`)
    input.addEventListener('input', () => this.write(view, input))
    input.addEventListener('change', () => view.focus())
    return input
  }

  /** The picker stays open while the colour is written: its input is kept. */
  override updateDOM(dom: HTMLElement): boolean {
    if (!(dom instanceof HTMLInputElement)) return false
    if (dom.value !== this.hex) dom.value = this.hex
    dom.setAttribute('aria-label', `Colour ${this.hex}`)
    return true
  }

  override ignoreEvent(): boolean {
    return true
  }

  private write(view: EditorView, input: HTMLInputElement): void {
    const pos = view.posAtDOM(input)
    const line = view.state.doc.lineAt(pos)
    const colour = coloursIn(line.text).find(({ from }) => line.from + from >= pos)
    if (!colour) return
    view.dispatch({
      changes: {
        from: line.from + colour.from,
        to: line.from + colour.to,
        insert: writtenColour(input.value, colour.numbers),
      },
      annotations: Transaction.userEvent.of('input.type.turn'),
    })
    this.onTurn(pos)
  }
}
