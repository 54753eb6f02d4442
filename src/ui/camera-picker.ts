// The cameras, each with a live thumbnail. Only while the hand is in the picker are others opened than the one that plays:
// a camera's light going on unasked is a surprise.
import type { Show } from '../show/show'
import { button, element } from './element'
import { ADDRESS, type UiHost } from './ui-host'

interface Tile {
  readonly label: string
  readonly root: HTMLButtonElement
  readonly video: HTMLVideoElement
  /** Counts up whenever the preview is asked for or let go, so that a late stream knows it is unwanted. */
  asked: number
  live: boolean
}

export interface CameraPicker {
  readonly element: HTMLElement
  /** Takes up the list of cameras from the Show. */
  rebuild(): void
  /** A few times a second; `seen` is false while the panel or the section is folded away. */
  refresh(seen: boolean): void
  dispose(): void
}

export function createCameraPicker(show: Show, hooks: UiHost): CameraPicker {
  const root = element('div', { class: 'cameras', attributes: { role: 'group', 'aria-label': 'Cameras' } })
  let tiles: Tile[] = []
  let known = ''
  let inside = false
  root.addEventListener('pointerenter', () => (inside = true))
  root.addEventListener('pointerleave', () => (inside = false))
  root.addEventListener('focusin', () => (inside = true))
  root.addEventListener('focusout', () => (inside = false))

  const close = (tile: Tile): void => {
    tile.asked++
    tile.live = false
    stop(tile.video.srcObject)
    tile.video.srcObject = null
    tile.video.classList.remove('live')
  }
  const open = (tile: Tile): void => {
    const ask = ++tile.asked
    tile.live = true
    hooks.previewCamera?.(tile.label).then(
      (stream) => {
        if (tile.asked !== ask || !stream) return stop(stream)
        tile.video.srcObject = stream
        tile.video.classList.add('live')
      },
      // A camera that can't be previewed keeps its name; choosing it says why it won't play.
      () => undefined,
    )
  }

  return {
    element: root,
    rebuild() {
      const spec = show.param(ADDRESS.camera)?.spec
      const options = spec?.kind === 'choice' ? spec.options.filter((o) => o.value !== '') : []
      const names = options.map((o) => `${o.value}\n${o.label}`).join('\n')
      if (names === known) return
      known = names
      for (const tile of tiles) close(tile)
      tiles = options.map((o) => makeTile(show, o.value, o.label))
      root.replaceChildren(...tiles.map((t) => t.root))
    },
    refresh(seen) {
      const playing = show.text(ADDRESS.source) === 'camera'
      const current = show.text(ADDRESS.camera)
      for (const tile of tiles) {
        const chosen = playing && tile.label === current
        tile.root.classList.toggle('current', chosen)
        tile.root.setAttribute('aria-pressed', String(chosen))
        const wanted = seen && (inside || chosen)
        if (wanted && !tile.live) open(tile)
        if (!wanted && tile.live) close(tile)
      }
    },
    dispose() {
      for (const tile of tiles) close(tile)
    },
  }
}

function makeTile(show: Show, value: string, label: string): Tile {
  const root = button(label, '', () => {
    show.send({ target: ADDRESS.camera, value, origin: 'panel' })
    const kinds = show.param(ADDRESS.source)?.spec
    if (kinds?.kind === 'choice' && kinds.options.some((o) => o.value === 'camera')) {
      show.send({ target: ADDRESS.source, value: 'camera', origin: 'panel' })
    }
  })
  root.title = label
  const video = element('video', { attributes: { playsinline: '', 'aria-hidden': 'true' } })
  video.muted = true
  video.autoplay = true
  root.append(video, element('span', { class: 'title', text: label }))
  return { label: value, root, video, asked: 0, live: false }
}

function stop(stream: MediaProvider | null): void {
  if (stream instanceof MediaStream) for (const track of stream.getTracks()) track.stop()
}
