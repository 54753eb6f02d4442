// Help on one word: how it is called, what it does, what each argument means, and an example.
import { movingThumbnail } from './moving-thumbnail'
import type { Explained } from './dialect-words'

export function explanation(doc: Explained): HTMLElement {
  const root = document.createElement('div')
  root.className = 'cm-explanation'
  root.append(part('code', doc.signature), part('p', doc.doc))
  if (doc.args && doc.args.length > 0) {
    const list = document.createElement('dl')
    for (const { name, help, min, max } of doc.args) {
      const range = min === null || max === null ? '' : ` (${min} to ${max})`
      list.append(part('dt', name), part('dd', help + range))
    }
    root.append(list)
  }
  if (doc.example !== undefined) root.append(part('pre', doc.example), movingThumbnail(`functions/${doc.name}`))
  return root
}

function part(tag: string, text: string): HTMLElement {
  const made = document.createElement(tag)
  made.textContent = text
  return made
}
