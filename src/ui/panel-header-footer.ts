// The panel's two ends: what must never scroll away at the top, and the page's own switches at the foot.
import type { Show } from '../show/show'
import { button, element } from './element'
import { keysOf } from '../control/keyboard/keys'
import { ADDRESS } from './ui-host'

export interface PanelEnd {
  readonly element: HTMLElement
  /** Shows what is armed. */
  update(): void
}

export function createPanelHead(show: Show): PanelEnd {
  const blackout = toggle(show, ADDRESS.blackout, 'Blackout', 'Blackout: black on every output, at once')
  const freeze = toggle(show, ADDRESS.freeze, 'Freeze', 'Freeze: holds the picture that is on stage')
  const full = withKeys(
    button('Full screen', 'Full', () => show.send({ action: 'stage/fullscreen', origin: 'panel' })),
    'fullscreen',
  )
  full.title = 'Full screen'
  const close = withKeys(
    button('Close the panel', '×', () => set(show, ADDRESS.panel, false)),
    'panel',
  )
  close.title = 'Close the panel'
  close.classList.add('close')
  return {
    element: element('div', { class: 'head', attributes: { role: 'toolbar', 'aria-label': 'Stage' } }, [
      blackout,
      freeze,
      full,
      close,
    ]),
    update() {
      arm(show, blackout, ADDRESS.blackout)
      arm(show, freeze, ADDRESS.freeze)
    },
  }
}

export function createPanelFoot(show: Show, openFile: () => void): PanelEnd {
  const pin = toggle(show, ADDRESS.pin, 'Keep open', 'The panel stays when the hand goes')
  const parts = element('div', { class: 'foot' }, [
    withKeys(button('Open a film, a picture or a sound', 'Open file', openFile), 'open'),
    withKeys(
      button('Figures', 'Figures', () => set(show, ADDRESS.hud, !show.toggle(ADDRESS.hud))),
      'hud',
    ),
    withKeys(
      button('Log of notices', 'Log', () => set(show, ADDRESS.log, true)),
      'log',
    ),
    withKeys(
      button('Keys', 'Keys', () => set(show, ADDRESS.help, true)),
      'help',
    ),
    withKeys(
      button('Pieces in code, to play and to change', 'Gallery', () => set(show, ADDRESS.pieces, true)),
      'pieces',
    ),
    withKeys(
      button('The styles: paintings, results and cards', 'Styles', () => set(show, ADDRESS.bank, true)),
      'bank',
    ),
    pin,
    // A page of its own, in a tab of its own: the show goes on.
    element('a', {
      text: 'Bench',
      title: 'How fast every runtime paints on this machine, in a new tab',
      attributes: { href: '/bench.html', target: '_blank', rel: 'noopener' },
    }),
  ])
  return { element: parts, update: () => arm(show, pin, ADDRESS.pin) }
}

function toggle(show: Show, address: string, text: string, title: string): HTMLButtonElement {
  const made = button(text, text, () => set(show, address, !show.toggle(address)))
  made.title = title
  return withKeys(made, address)
}

function arm(show: Show, made: HTMLButtonElement, address: string): void {
  const on = show.toggle(address)
  made.setAttribute('aria-pressed', String(on))
  made.classList.toggle('armed', on)
}

function withKeys(made: HTMLButtonElement, name: string): HTMLButtonElement {
  const keys = keysOf(name)
  if (keys !== undefined) made.dataset['keys'] = keys
  return made
}

function set(show: Show, target: string, value: boolean): void {
  show.send({ target, value, origin: 'panel' })
}
