// The log: every notice of the evening, newest last, read when there is time.
import type { Log, Notice } from '../core/log'
import type { Disposable } from '../core/scope'
import type { Seconds } from '../core/units'
import { button, element } from './element'

const LEVELS = { note: 'Note', info: 'Note', warning: 'Warning', error: 'Error' } as const

export interface LogLayer extends Disposable {
  readonly element: HTMLElement
}

export function createLogLayer(log: Log, close: () => void): LogLayer {
  const list = element('ol', { attributes: { role: 'log', 'aria-label': 'Notices', tabindex: '0' } })
  const none = element('p', { text: 'Nothing has happened that needs telling.' })
  const root = element('section', { class: 'log layer surface', attributes: { 'aria-label': 'Log' } }, [
    element('header', {}, [element('h2', { text: 'Log' }), button('Close the log', '×', close)]),
    none,
    list,
  ])
  const add = (notice: Notice): void => {
    none.hidden = true
    // The log keeps a bounded number; so does its list.
    while (list.childElementCount >= Math.max(1, log.notices.length)) list.firstElementChild?.remove()
    list.append(line(notice))
    list.scrollTop = list.scrollHeight
  }
  for (const notice of log.notices) {
    none.hidden = true
    list.append(line(notice))
  }
  const unlisten = log.listen(add)
  return {
    element: root,
    dispose() {
      unlisten()
      root.remove()
    },
  }
}

function line(notice: Notice): HTMLElement {
  return element('li', { attributes: { 'data-level': notice.level } }, [
    element('time', { text: clockText(notice.at) }),
    element('span', { class: 'from', text: `${LEVELS[notice.level]}, ${notice.from}` }),
    element('p', { text: notice.text }),
  ])
}

/** 0:07, 12:30, 1:02:03 since the start. */
export function clockText(at: Seconds): string {
  const whole = Math.floor(at)
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor(whole / 60) % 60
  const two = (n: number): string => String(n).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}
