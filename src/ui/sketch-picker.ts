// The sketches, each with a still of the piece.
import type { Show } from '../show/show'
import { button, element } from './element'
import { ADDRESS, type UiHost, type PageSketch } from './ui-host'

export interface SketchPicker {
  readonly element: HTMLElement
  /** A few times a second while it is seen. */
  refresh(): void
}

export function createSketchPicker(show: Show, hooks: UiHost): SketchPicker {
  const root = element('div', { class: 'sketches', attributes: { role: 'group', 'aria-label': 'Sketches' } })
  let known = ''
  return {
    element: root,
    refresh() {
      const sketches = hooks.sketches()
      const names = sketches.map((s) => `${s.id} ${s.title} ${s.about} ${s.still ?? ''}`).join('|')
      if (names !== known) {
        known = names
        root.replaceChildren(...sketches.map((s) => makeTile(s, show)))
      }
      const current = show.text(ADDRESS.sketch)
      for (const [i, tile] of [...root.children].entries()) {
        const playing = sketches[i]?.id === current
        tile.classList.toggle('current', playing)
        tile.setAttribute('aria-pressed', String(playing))
      }
    },
  }
}

function makeTile(sketch: PageSketch, show: Show): HTMLElement {
  const root = button(`${sketch.title}: ${sketch.about}`, '', () =>
    show.send({ action: 'sketch/load', args: { id: sketch.id }, origin: 'panel' }),
  )
  root.title = sketch.about
  const still =
    sketch.still === undefined
      ? element('span', { class: 'still', text: sketch.title.charAt(0) })
      : element('img', { class: 'still', attributes: { src: sketch.still, alt: '' } })
  root.append(still, element('span', { class: 'title', text: sketch.title }))
  return root
}
