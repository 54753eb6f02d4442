// What can be done with the page: close the topmost layer, bring the panel, browse for a file, fill the screen.
import { Scope, type Disposable } from '../core/scope'
import type { Show } from '../show/show'
import { toggleFullscreen } from './fullscreen'
import { ADDRESS } from './ui-host'

export interface PageActs {
  /** Opens the browser's own dialogue for a film, a picture or a sound. */
  browse(): void
  /** Whether the panel is to be open from now on. */
  turnPanel(): boolean
}

/** From the top. */
const LAYERS = [
  ADDRESS.help,
  ADDRESS.log,
  ADDRESS.bank,
  ADDRESS.pieces,
  ADDRESS.code,
  ADDRESS.panel,
  ADDRESS.hud,
] as const

export function definePageActions(show: Show, { browse, turnPanel }: PageActs): Disposable {
  const scope = new Scope()
  scope.defer(
    show.action('page/close', { label: 'Close the topmost layer' }, () => {
      const top = LAYERS.find((address) => show.toggle(address))
      return top ? show.send({ target: top, value: false }) : null
    }),
  )
  scope.defer(
    show.action('page/turn-panel', { label: 'The panel, and away' }, () =>
      show.send({ target: ADDRESS.panel, value: turnPanel() }),
    ),
  )
  scope.defer(show.action('source/browse', { label: 'Open a film, a picture or a sound' }, browse))
  scope.defer(show.action('stage/fullscreen', { label: 'Full screen, and back' }, () => toggleFullscreen()))
  return scope
}
