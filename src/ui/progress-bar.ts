// The bar of what is being waited for, and for how long. The old picture plays on meanwhile.
import type { Progress } from '../contracts/stats'
import type { Seconds } from '../core/units'
import { element } from './element'

export interface ProgressBar {
  readonly element: HTMLElement
  set(progress: Progress | null): void
}

export function createProgressBar(): ProgressBar {
  const text = element('span', { class: 'words' })
  const fill = element('span', { class: 'fill' })
  const bar = element(
    'div',
    { class: 'bar', attributes: { role: 'progressbar', 'aria-valuemin': '0', 'aria-valuemax': '100' } },
    [fill],
  )
  const root = element('div', { class: 'progress surface' }, [text, bar])
  root.hidden = true
  return {
    element: root,
    set(progress) {
      root.hidden = progress === null
      if (!progress) return
      text.textContent = progressText(progress)
      bar.setAttribute('aria-label', progress.what)
      bar.classList.toggle('unknown', progress.done === null)
      if (progress.done === null) bar.removeAttribute('aria-valuenow')
      else bar.setAttribute('aria-valuenow', String(Math.round(progress.done * 100)))
      fill.style.transform = progress.done === null ? '' : `scaleX(${progress.done.toFixed(3)})`
    },
  }
}

/** 'Bank 0, about 12 s left' */
export function progressText({ what, done, left }: Progress): string {
  if (left !== null) return `${what}, ${leftText(left)}`
  return done === null ? what : `${what}, ${Math.round(done * 100)} %`
}

function leftText(left: Seconds): string {
  if (left < 1.5) return 'almost there'
  return left < 90 ? `about ${Math.round(left)} s left` : `about ${Math.round(left / 60)} min left`
}
