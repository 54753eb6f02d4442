// The HUD: one line of figures, top right, read at a glance. Texts change four times a second, the beat's dot with every frame.
import type { AudioFeatures } from '../contracts/sound'
import type { Show } from '../show/show'
import type { Seconds } from '../core/units'
import { element } from './element'
import { FIGURES, type Figure } from './figures'
import { keysOf } from '../control/keyboard/keys'
import { ADDRESS, NO_STYLE, type UiHost } from './ui-host'

const EVERY: Seconds = 0.25
/** Opacities of the dot, ready made so that a frame makes no string. */
const GLOW = Array.from({ length: 17 }, (_, i) => (0.25 + (0.75 * i) / 16).toFixed(2))

interface Cell {
  readonly figure: Figure
  readonly root: HTMLElement
  readonly text: Text
  concern: string | null
}

export interface Hud {
  readonly element: HTMLElement
  /** Once a display frame while it is seen. @param time of the display, only its differences count */
  frame(time: Seconds, audio: AudioFeatures): void
}

/** @param still no movement (the performer's system asks for less): the dot only shows that there is a tempo */
export function createHud(show: Show, hooks: UiHost, still: () => boolean): Hud {
  const cells = FIGURES.map(makeCell)
  const dot = element('span', { class: 'beat', attributes: { 'aria-hidden': 'true' } })
  const root = element(
    'div',
    { class: 'hud surface', attributes: { role: 'group', 'aria-label': 'Figures', 'data-keys': keysOf('hud') ?? '' } },
    [...cells.map((c) => c.root), dot],
  )
  let next: Seconds = 0
  let shown = -1

  return {
    element: root,
    frame(time, audio) {
      const heard = audio.tempo > 0
      const level = !heard ? 0 : still() ? 16 : Math.round(audio.beat * 16)
      if (level !== shown) {
        shown = level
        dot.style.opacity = GLOW[level] ?? '0.25'
        dot.classList.toggle('heard', heard)
      }
      if (time < next) return
      next = time + EVERY
      const painting = show.text(ADDRESS.style) !== NO_STYLE
      const input = { stats: hooks.stats(), audio, painting }
      for (const cell of cells) {
        const text = cell.figure.text(input)
        if (cell.text.data !== text) cell.text.data = text
        const concern = cell.figure.concern(input)
        if (concern !== cell.concern) tellConcern(cell, concern)
      }
    },
  }
}

function makeCell(figure: Figure): Cell {
  const text = document.createTextNode('–')
  const value = element('span', { class: 'figure' }, [text])
  value.style.width = `${figure.width}ch`
  const parts = figure.unit === '' ? [value] : [value, element('span', { class: 'unit', text: figure.unit })]
  const root = element('span', { class: 'cell', title: figure.about, attributes: { 'data-figure': figure.id } }, parts)
  return { figure, root, text, concern: null }
}

function tellConcern(cell: Cell, concern: string | null): void {
  cell.concern = concern
  cell.root.classList.toggle('amber', concern !== null)
  cell.root.title = concern ?? cell.figure.about
}
