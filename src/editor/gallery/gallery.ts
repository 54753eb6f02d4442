// The gallery of pieces: what each looks like, moving, and Enter plays it and lays its code open.
import { movingThumbnail } from '../moving-thumbnail'
import type { Piece } from './pieces'
import './gallery.css'

export interface Gallery {
  readonly element: HTMLElement
  readonly open: boolean
  show(): void
  hide(): void
}

export interface GalleryOptions {
  readonly pieces: readonly Piece[]
  /** The hand has chosen: the piece is to be played, its code shown. */
  choose(piece: Piece): void
  /** It has closed, by whatever way. */
  onClose(chosen: boolean): void
}

export function createGallery({ pieces, choose, onClose }: GalleryOptions): Gallery {
  const element = document.createElement('section')
  element.className = 'gallery'
  element.hidden = true
  element.setAttribute('role', 'dialog')
  element.setAttribute('aria-label', 'Pieces')
  let last = 0
  let cards: readonly HTMLButtonElement[] = []

  let before: HTMLElement | null = null
  const hide = (chosen = false): void => {
    if (element.hidden) return
    element.hidden = true
    onClose(chosen)
    // The keyboard goes back to where it was.
    if (!chosen) before?.focus()
    before = null
  }
  const fill = (): void => {
    const made: HTMLButtonElement[] = []
    const groups = [...new Set(pieces.map(({ level }) => level))].map((level) => {
      const grid = document.createElement('div')
      grid.className = 'pieces'
      for (const piece of pieces.filter((each) => each.level === level)) {
        const button = card(piece)
        button.addEventListener('click', () => {
          hide(true)
          choose(piece)
        })
        made.push(button)
        grid.append(button)
      }
      const group = document.createElement('section')
      group.append(text('h2', sentenceCase(level)), grid)
      return group
    })
    const words = text('p', 'Arrows look round, Enter plays a piece and shows its code, Esc leaves all as it is.')
    element.replaceChildren(words, ...groups)
    cards = made
  }
  const focus = (index: number): void => {
    last = Math.min(Math.max(index, 0), cards.length - 1)
    cards.forEach((each, i) => (each.tabIndex = i === last ? 0 : -1))
    cards[last]?.focus()
    cards[last]?.scrollIntoView({ block: 'nearest' })
  }
  element.addEventListener('focusin', ({ target }) => {
    const index = cards.findIndex((each) => each === target)
    if (index >= 0) last = index
  })
  element.addEventListener('keydown', (event) => {
    const to = moves(event.key, last, cards)
    // What looks round is no key of the stage; all others are, blackout first.
    if (to !== null || ['Escape', 'Enter', ' '].includes(event.key)) event.stopPropagation()
    if (event.key === 'Escape') hide()
    else if (to !== null) focus(to)
    else return
    event.preventDefault()
  })

  return {
    element,
    get open() {
      return !element.hidden
    },
    show() {
      if (cards.length === 0) fill()
      if (element.hidden && document.activeElement instanceof HTMLElement) before = document.activeElement
      element.hidden = false
      focus(last)
    },
    hide: () => hide(),
  }
}

function card({ id, title, about, painted }: Piece): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.dataset['piece'] = id
  const name = text('strong', title)
  if (painted) name.append(text('em', 'painted'))
  button.append(movingThumbnail(`pieces/${id}`), name, text('span', about))
  return button
}

/** Where a key leads from a card, or null when it is none of these keys. Up and down go by what lies above and below. */
function moves(key: string, from: number, cards: readonly HTMLElement[]): number | null {
  if (key === 'ArrowRight') return from + 1
  if (key === 'ArrowLeft') return from - 1
  if (key === 'Home') return 0
  if (key === 'End') return cards.length - 1
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return null
  const here = cards[from]?.getBoundingClientRect()
  if (!here) return null
  const down = key === 'ArrowDown'
  let nearest = from
  let least = Number.POSITIVE_INFINITY
  for (const [index, each] of cards.entries()) {
    const there = each.getBoundingClientRect()
    const dy = down ? there.top - here.top : here.top - there.top
    const far = dy * 4 + Math.abs(there.left - here.left)
    if (dy < here.height / 2 || far >= least) continue
    nearest = index
    least = far
  }
  return nearest
}

function text(tag: string, words: string): HTMLElement {
  const made = document.createElement(tag)
  made.textContent = words
  return made
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
