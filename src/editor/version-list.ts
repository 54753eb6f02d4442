// Earlier versions of the code, newest first, to be looked through by keyboard and brought back.
import type { Version } from './drafts'

export interface VersionList {
  readonly element: HTMLElement
  /** Opens it with these, or closes it. */
  toggle(versions: readonly Version[]): void
}

export interface VersionListOptions {
  choose(version: Version): void
  /** Called when it closes: the keyboard goes back to the code. */
  onClose(): void
}

export function createVersionList({ choose, onClose }: VersionListOptions): VersionList {
  const element = document.createElement('div')
  element.className = 'versions'
  element.hidden = true
  const list = document.createElement('select')
  list.setAttribute('aria-label', 'Earlier versions')
  list.size = 12
  const text = document.createElement('pre')
  const words = document.createElement('p')
  words.textContent = 'Up and down look, Enter brings it back, Esc leaves all as it is.'
  element.append(list, text, words)
  let shown: readonly Version[] = []

  const look = (): void => {
    text.textContent = shown[list.selectedIndex]?.text ?? ''
  }
  const close = (): void => {
    element.hidden = true
    onClose()
  }
  const take = (): void => {
    const version = shown[list.selectedIndex]
    close()
    if (version) choose(version)
  }
  list.addEventListener('change', look)
  list.addEventListener('dblclick', take)
  list.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') take()
    else if (event.key === 'Escape') close()
    else {
      // Letters look for an entry; they are no keys of the stage.
      event.stopPropagation()
      return
    }
    event.preventDefault()
    event.stopPropagation()
  })

  return {
    element,
    toggle(versions) {
      if (!element.hidden) return close()
      shown = versions
      list.replaceChildren(...versions.map(entry))
      list.selectedIndex = 0
      look()
      element.hidden = false
      list.focus()
    },
  }
}

function entry({ text, at, why }: Version): HTMLOptionElement {
  const option = document.createElement('option')
  const when = new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
  const first = text.trim().split('\n')[0] ?? ''
  option.textContent = `${when} · ${why} · ${first.slice(0, 40)}`
  return option
}
