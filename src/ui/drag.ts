// A horizontal drag over a track: a press jumps there, shift makes it fine, a finger that scrolls the panel changes nothing.
import { clamp } from '../core/signal'
import type { Pixels, Unit01 } from '../core/units'

/** With shift, the hand travels ten times as far for the same change. */
const FINE = 0.1
/** A finger has to move this far before it drags and doesn't scroll. */
const SLOP: Pixels = 6

export interface DragOptions {
  /** Where the control stands when the hand comes. */
  start(): Unit01
  move(travel: Unit01): void
}

/** The listeners live and die with `track`. */
export function dragTravel(track: HTMLElement, { start, move }: DragOptions): void {
  let pointer: number | null = null
  let travel: Unit01 = 0
  let lastX: Pixels = 0
  let pressedX: Pixels = 0
  let dragging = false

  const under = (x: Pixels): Unit01 => {
    const box = track.getBoundingClientRect()
    return clamp((x - box.left) / Math.max(1, box.width), 0, 1)
  }

  track.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || pointer !== null) return
    pointer = event.pointerId
    track.setPointerCapture(pointer)
    lastX = pressedX = event.clientX
    travel = start()
    dragging = event.pointerType !== 'touch'
    if (!dragging || event.shiftKey) return
    travel = under(event.clientX)
    move(travel)
  })

  track.addEventListener('pointermove', (event) => {
    if (event.pointerId !== pointer) return
    if (!dragging && Math.abs(event.clientX - pressedX) < SLOP) return
    dragging = true
    const width = Math.max(1, track.getBoundingClientRect().width)
    const change = ((event.clientX - lastX) / width) * (event.shiftKey ? FINE : 1)
    lastX = event.clientX
    if (change === 0) return
    travel += change
    move(clamp(travel, 0, 1))
  })

  track.addEventListener('pointerup', (event) => {
    if (event.pointerId !== pointer) return
    pointer = null
    // A tap of a finger jumps, as a click does.
    if (!dragging) move(under(event.clientX))
  })
  // The browser took the finger for scrolling.
  track.addEventListener('pointercancel', () => (pointer = null))
}
