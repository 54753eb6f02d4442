// Turns numbers by drag, wheel and key; what is written is played as it changes.
import { Transaction, type Extension } from '@codemirror/state'
import { EditorView, type Command } from '@codemirror/view'
import type { Pixels } from '../core/units'
import { numberAt, turned, type Pace } from './numbers'

/** So far does the pointer go for a step. */
const PER_STEP: Pixels = 4
/** So far, before a press becomes a drag. */
const SLACK: Pixels = 3
/** Milliseconds: a wheel that has just scrolled the text goes on scrolling it. */
const SCROLLING = 250

/** `onTurn` plays what stands at `pos`. */
export function turning(onTurn: (pos: number) => void): Extension {
  let scrolled = -Infinity
  return EditorView.domEventHandlers({
    mousedown(event, view) {
      if (event.button !== 0 || event.altKey || event.detail > 1) return false
      const at = numberUnder(view, event)
      if (at === null) return false
      drag(view, event, at, onTurn)
      // The press may still become a click, which places the cursor.
      return true
    },
    wheel(event, view) {
      const at = event.timeStamp - scrolled < SCROLLING ? null : numberUnder(view, event)
      if (at === null || event.deltaY === 0) {
        scrolled = event.timeStamp
        return false
      }
      event.preventDefault()
      turn(view, at, event.deltaY < 0 ? 1 : -1, paceOf(event))
      onTurn(at)
      return true
    },
  })
}

/** A step of the number at the cursor; nothing, so that another key may act, where there is none. */
export function turnHere(steps: 1 | -1, pace: Pace, onTurn: (pos: number) => void): Command {
  return (view) => {
    const { head } = view.state.selection.main
    if (!turn(view, head, steps, pace)) return false
    onTurn(Math.min(head, view.state.doc.length))
    return true
  }
}

function drag(view: EditorView, start: MouseEvent, at: number, onTurn: (pos: number) => void): void {
  start.preventDefault()
  const target = view.dom.ownerDocument
  const controller = new AbortController()
  const { signal } = controller
  const line = view.state.doc.lineAt(at)
  const number = numberAt(line.text, at - line.from)
  let moved = false
  let done = 0
  const move = (event: MouseEvent): void => {
    const dx = event.clientX - start.clientX
    moved ||= Math.abs(dx) > SLACK
    const steps = Math.trunc(dx / PER_STEP)
    if (!moved || steps === done || !number) return
    const from = line.from + number.from
    turn(view, from, steps - done, paceOf(event))
    done = steps
    onTurn(from)
  }
  const up = (): void => {
    controller.abort()
    view.focus()
    if (!moved) view.dispatch({ selection: { anchor: at } })
  }
  target.addEventListener('mousemove', move, { signal })
  target.addEventListener('mouseup', up, { signal })
}

/** False when there is no number at `pos`. */
function turn(view: EditorView, pos: number, steps: number, pace: Pace): boolean {
  const line = view.state.doc.lineAt(pos)
  const number = numberAt(line.text, pos - line.from)
  if (!number) return false
  const insert = turned(number.written, steps, pace)
  const from = line.from + number.from
  const head = view.state.selection.main.head
  const inside = head >= from && head <= line.from + number.to
  view.dispatch({
    changes: { from, to: line.from + number.to, insert },
    ...(inside ? { selection: { anchor: from + insert.length } } : {}),
    // Steps that follow one another are taken back as one.
    annotations: Transaction.userEvent.of('input.type.turn'),
  })
  return true
}

function numberUnder(view: EditorView, { clientX: x, clientY: y }: MouseEvent): number | null {
  const pos = view.posAtCoords({ x, y })
  if (pos === null) return null
  const line = view.state.doc.lineAt(pos)
  const number = numberAt(line.text, pos - line.from)
  if (!number) return null
  const left = view.coordsAtPos(line.from + number.from, 1)
  const right = view.coordsAtPos(line.from + number.to, -1)
  return left && right && x >= left.left && x <= right.right && y >= left.top && y <= right.bottom ? pos : null
}

function paceOf({ shiftKey, ctrlKey, metaKey }: MouseEvent): Pace {
  return shiftKey ? 'fine' : ctrlKey || metaKey ? 'coarse' : 'plain'
}
