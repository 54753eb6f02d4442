// One line at a time at the bottom left: what happened, what it means, what to do. Then it goes; the log keeps it.
import type { Log, NoticeLevel } from '../core/log'
import { Scope, type Disposable } from '../core/scope'
import type { Seconds } from '../core/units'
import { element } from './element'

export const NOTICE_SECONDS: Seconds = 5
/** More than this many waiting would tell of a past nobody remembers; the log has them all. */
const WAITING = 4

interface Line {
  readonly level: NoticeLevel | 'line'
  readonly text: string
  readonly seconds: Seconds
}

export interface Notices extends Disposable {
  readonly element: HTMLElement
  /** A line that is no notice: the opening, the name of a sketch. It gives way to a notice. */
  say(text: string, seconds: Seconds): void
}

export function createNotices(log: Log): Notices {
  const scope = new Scope()
  // The live regions stand in the page from the start: readers don't hear one that comes with its text.
  const polite = element('div', { class: 'notice', attributes: { role: 'status', 'aria-live': 'polite' } })
  const urgent = element('div', { class: 'notice', attributes: { role: 'alert', 'aria-live': 'assertive' } })
  const root = element('div', { class: 'notices' }, [polite, urgent])
  const waiting: Line[] = []
  let current: Line | null = null
  let timer = 0

  const next = (): void => {
    clearTimeout(timer)
    current = waiting.shift() ?? null
    const place = current?.level === 'error' ? urgent : polite
    for (const each of [polite, urgent]) {
      each.classList.toggle('shown', current !== null && each === place)
      // The text stays while it fades out.
      if (current && each === place) each.replaceChildren(text(current))
      if (current) each.dataset['level'] = current.level
    }
    if (current) timer = window.setTimeout(next, current.seconds * 1000)
  }
  const add = (line: Line): void => {
    waiting.push(line)
    if (waiting.length > WAITING) waiting.shift()
    if (current === null || current.level === 'line') next()
  }

  scope.defer(
    log.listen(({ level, text: words }) => {
      if (level !== 'note') add({ level, text: words, seconds: NOTICE_SECONDS })
    }),
  )
  scope.defer(() => {
    clearTimeout(timer)
    root.remove()
  })
  return {
    element: root,
    say: (words, seconds) => add({ level: 'line', text: words, seconds }),
    dispose: () => scope.dispose(),
  }
}

function text(line: Line): HTMLElement {
  return element('span', { class: 'surface', text: line.text })
}
