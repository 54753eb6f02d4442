// The styles as a grid of painted thumbnails: a click chooses, shift and a click mixes in, a ring says it warms, the accent says it plays.
import { messageOf } from '../core/errors'
import type { Log } from '../core/log'
import type { Show } from '../show/show'
import type { Pixels, Seconds } from '../core/units'
import { button, element } from './element'
import { ADDRESS, NO_STYLE, type UiHost, type PageStyle } from './ui-host'

const SIZE: Pixels = 64
/** Between two thumbnails, so that painting them is never what the machine is busy with. */
const PAUSE: Seconds = 1.5
/** Between the first ones, while there are tiles without a picture. */
const FIRST_PAUSE: Seconds = 0.2
/** Below this share a style isn't seen in the mix. */
const SEEN = 0.005
/** Above this share it plays alone, and its share needs no telling. */
const ALONE = 0.995

interface Tile {
  readonly id: string
  readonly root: HTMLButtonElement
  canvas: HTMLCanvasElement
  readonly share: HTMLElement
}

export interface StylePicker {
  readonly element: HTMLElement
  /** A few times a second while it is seen: what is ready, what plays, what is mixed in. */
  refresh(): void
  /** Once a display frame while it is seen: repaints the next thumbnail when it is time. */
  paint(time: Seconds): void
}

export function createStylePicker(show: Show, hooks: UiHost, log: Log): StylePicker {
  const root = element('div', { class: 'styles', attributes: { role: 'group', 'aria-label': 'Styles' } })
  let tiles: Tile[] = []
  let known = ''
  let turn = 0
  let next: Seconds = 0
  let busy = false
  let broken = false

  return {
    element: root,
    refresh() {
      const styles = hooks.styles()
      const names = styles.map((s) => s.id).join(' ')
      if (names !== known || tiles.length === 0) {
        known = names
        tiles = [makeRaw(show), ...styles.map((style, i) => makeTile(style, i, show))]
        root.replaceChildren(...tiles.map((t) => t.root))
      }
      const current = show.text(ADDRESS.style)
      for (const [i, tile] of tiles.entries()) {
        const style = styles[i - 1]
        const share = tile.id === NO_STYLE ? 0 : shareOf(show, tile.id)
        const mixed = share > SEEN && current !== NO_STYLE
        const playing = tile.id === current || mixed
        tile.root.setAttribute('aria-pressed', String(playing))
        tile.root.classList.toggle('current', tile.id === current)
        tile.root.toggleAttribute('data-warming', style !== undefined && !style.ready)
        tile.share.style.transform = `scaleX(${mixed && share < ALONE ? share : 0})`
      }
    },
    paint(time) {
      if (busy || broken || time < next || !hooks.paintThumbnail) return
      const styles = hooks.styles()
      const ready = tiles.filter((t) => styles.some((s) => s.id === t.id && s.ready))
      const bare = ready.find((t) => !t.canvas.classList.contains('painted'))
      const tile = bare ?? ready[turn++ % Math.max(1, ready.length)]
      if (!tile) {
        next = time + PAUSE
        return
      }
      busy = true
      hooks
        .paintThumbnail(tile.id, tile.canvas)
        .then((done) => {
          if (done) tile.canvas.classList.add('painted')
          else renew(tile)
        })
        .catch((thrown: unknown) => {
          broken = true
          log.info(
            'thumbnails',
            `The thumbnail of '${tile.id}' could not be painted: ${messageOf(thrown)}. The thumbnails stay as they are; the styles themselves can still be played.`,
          )
        })
        .finally(() => {
          busy = false
          next = time + (bare ? FIRST_PAUSE : PAUSE)
        })
    },
  }
}

/** A canvas that was painted on one backend can't be painted on another: a new one takes its place over the still. */
function renew(tile: Tile): void {
  const fresh = tile.canvas.cloneNode()
  if (!(fresh instanceof HTMLCanvasElement)) return
  fresh.classList.remove('painted')
  tile.canvas.replaceWith(fresh)
  tile.canvas = fresh
}

function makeTile(style: PageStyle, index: number, show: Show): Tile {
  const root = button(style.title, '', (event) =>
    show.send({ action: 'style/choose', args: { style: style.id, add: event.shiftKey }, origin: 'panel' }),
  )
  root.title = `${style.title}. Shift and a click mix it in.`
  if (index < 9) root.dataset['keys'] = String(index + 1)
  const canvas = element('canvas', { attributes: { 'aria-hidden': 'true' } })
  canvas.width = canvas.height = Math.round(SIZE * Math.min(2, devicePixelRatio))
  if (style.thumbnail !== undefined) root.append(element('img', { attributes: { src: style.thumbnail, alt: '' } }))
  else root.append(element('span', { class: 'initials', text: initials(style.title) }))
  const share = element('span', { class: 'share' })
  root.append(canvas, element('span', { class: 'ring' }), share)
  return { id: style.id, root, canvas, share }
}

function makeRaw(show: Show): Tile {
  const root = button('Raw picture', '', () =>
    show.send({ action: 'style/choose', args: { style: NO_STYLE }, origin: 'panel' }),
  )
  root.title = 'The raw picture, unpainted'
  root.dataset['keys'] = '0'
  const share = element('span', { class: 'share' })
  root.append(element('span', { class: 'initials', text: 'Raw' }), share)
  return { id: NO_STYLE, root, canvas: element('canvas'), share }
}

function shareOf(show: Show, id: string): number {
  return show.number(ADDRESS.mix + id)
}

function initials(title: string): string {
  return title
    .split(/[\s-]+/)
    .filter((word) => word.toLowerCase() !== 'the')
    .map((word) => word.charAt(0).toUpperCase())
    .slice(0, 2)
    .join('')
}
