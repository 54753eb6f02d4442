// The pad in the panel: four styles at its corners, and a point that mixes them, moved by pointer, finger, arrow keys or any controller.
import { clamp } from '../core/signal'
import type { Show } from '../show/show'
import { element } from './element'
import { ADDRESS, type UiHost } from './ui-host'

export interface StylePadView {
  readonly element: HTMLElement
  /** Once a display frame while it is seen. */
  frame(): void
}

const X = 'style/pad/x'
const Y = 'style/pad/y'
const CORNERS = [
  { address: 'style/pad/top-left', x: 0, y: 1 },
  { address: 'style/pad/top-right', x: 1, y: 1 },
  { address: 'style/pad/bottom-left', x: 0, y: 0 },
  { address: 'style/pad/bottom-right', x: 1, y: 0 },
] as const
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

export function createStylePad(show: Show, hooks: UiHost): StylePadView {
  const corners = CORNERS.map(() => ({
    still: element('img', { attributes: { alt: '' } }),
    title: element('span', { class: 'title' }),
  }))
  const puck = element('span', { class: 'puck' })
  const root = element(
    'div',
    {
      class: 'pad',
      title: 'Drag, or use the arrow keys; with shift they are finer',
      attributes: { role: 'group', tabindex: '0', 'aria-label': 'Style pad: arrow keys move between the corners' },
    },
    [...corners.map(({ still, title }) => element('div', { class: 'corner-style' }, [still, title])), puck],
  )

  /** A drag is one step of undo, however far it goes. */
  let drags = 0
  const go = (x: number, y: number): void => {
    const group = `pad ${drags}`
    show.send([
      { target: X, value: clamp(x, 0, 1), origin: 'panel', group },
      { target: Y, value: clamp(y, 0, 1), origin: 'panel', group },
      // A press where the point is already counts as well.
      { target: ADDRESS.style, value: 'pad', origin: 'panel', group },
    ])
  }
  const point = (event: PointerEvent): void => {
    const box = root.getBoundingClientRect()
    go((event.clientX - box.left) / Math.max(1, box.width), 1 - (event.clientY - box.top) / Math.max(1, box.height))
  }
  let held: number | null = null
  root.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return
    held = event.pointerId
    drags++
    root.setPointerCapture(held)
    point(event)
  })
  root.addEventListener('pointermove', (event) => event.pointerId === held && point(event))
  for (const end of ['pointerup', 'pointercancel'] as const) root.addEventListener(end, () => (held = null))
  root.addEventListener('keydown', (event) => {
    const step = STEPS[event.key]
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    if (!event.repeat) drags++
    const far = event.shiftKey ? 0.01 : 0.05
    go(show.number(X) + step[0] * far, show.number(Y) + step[1] * far)
  })

  let shown = ''
  return {
    element: root,
    frame() {
      const [x, y] = [show.number(X), show.number(Y)]
      const names = CORNERS.map(({ address }) => show.text(address))
      const leads = show.text(ADDRESS.style) === 'pad'
      const state = `${x} ${y} ${names.join()} ${String(leads)} ${hooks.styles().length}`
      if (state === shown) return
      shown = state
      root.classList.toggle('leads', leads)
      puck.style.left = `${x * 100}%`
      puck.style.top = `${(1 - y) * 100}%`
      CORNERS.forEach((corner, i) => {
        const style = hooks.styles().find(({ id }) => id === names[i])
        const view = corners[i]
        if (!view) return
        view.title.textContent = style?.title ?? 'The picture itself'
        view.still.hidden = style?.thumbnail === undefined
        if (style?.thumbnail !== undefined && view.still.getAttribute('src') !== style.thumbnail)
          view.still.src = style.thumbnail
        const share = (corner.x ? x : 1 - x) * (corner.y ? y : 1 - y)
        view.still.style.opacity = (0.25 + 0.75 * share).toFixed(2)
      })
    },
  }
}
