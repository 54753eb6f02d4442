// The tour's card beside the code: where one is, what is told, an example, and the ways on, each with its key.
import type { TourState } from './progress'
import { END, STEPS } from './steps'
import type { Piece } from './words'

export interface CardOptions {
  /** The tour's words, in pieces. */
  pieces(words: string): readonly Piece[]
  key(id: CardKey): string
  press(id: CardKey): void
  /** Where the page for those who know the language is. */
  readonly page: string
}

export type CardKey = 'code-tour-put' | 'code-tour-back' | 'code-tour-next' | 'code-tour'

export interface Card {
  readonly element: HTMLElement
  /** Shows where the tour is, or nothing where there is none. */
  show(state: TourState): void
  /** The example is in the code, and needs no place on the card any more. */
  put(): void
  /** Says that the step is passed. */
  well(words: string): void
}

export function createCard({ pieces, key, press, page }: CardOptions): Card {
  const element = make('section', 'tour')
  const where = make('p', 'where')
  const title = make('h2')
  const words = make('div', 'words')
  // Readers hear only of what changes in a place that was there before.
  words.setAttribute('aria-live', 'polite')
  words.setAttribute('aria-atomic', 'true')
  const bar = make('div', 'bar')
  const head = make('header')
  head.append(where, title)
  const example = make('pre')
  const known = make('a')
  known.href = page
  // The show goes on in this tab.
  known.target = '_blank'
  known.rel = 'noopener'
  const ways = make('footer')
  const button = (id: CardKey, text: string): HTMLButtonElement => {
    const made = make('button')
    made.type = 'button'
    made.dataset['way'] = id
    const chord = make('kbd')
    chord.textContent = key(id)
    made.append(text, chord)
    made.addEventListener('click', () => press(id))
    return made
  }

  const say = (text: string, ...before: (Node | string)[]): void => {
    const line = make('p')
    line.append(...before, ...pieces(text).map(written))
    words.replaceChildren(line)
  }

  return {
    element,
    show(state) {
      const { at } = state
      element.toggleAttribute('data-on', at !== null)
      element.removeAttribute('data-passed')
      element.removeAttribute('data-put')
      if (at === null) {
        element.removeAttribute('role')
        words.replaceChildren()
        element.replaceChildren(words)
        return
      }
      const step = STEPS[at]
      element.setAttribute('role', 'region')
      element.setAttribute('aria-label', 'The tour')
      where.textContent = step ? `${at + 1} of ${STEPS.length}` : `${STEPS.length} of ${STEPS.length}, done`
      title.textContent = (step ?? END).title
      bar.style.setProperty('--done', String(at / STEPS.length))
      example.textContent = step?.example ?? ''
      // What is done next stands first.
      ways.replaceChildren(
        ...(step?.example === undefined ? [] : [button('code-tour-put', 'Put it in')]),
        ...(step ? [] : [button('code-tour', 'My code again')]),
        ...(at > 0 ? [button('code-tour-back', 'Back')] : []),
        ...(step ? [button('code-tour-next', 'Next'), button('code-tour', 'Leave')] : []),
      )
      known.textContent = step ? 'I know Hydra already' : 'If you come from Hydra'
      const link = at === 0 || !step ? [known] : []
      element.replaceChildren(bar, head, words, ...(step?.example === undefined ? [] : [example]), ...link, ways)
      say((step ?? END).words)
    },
    put: () => element.setAttribute('data-put', ''),
    well(text) {
      element.setAttribute('data-passed', '')
      const praise = make('strong')
      praise.textContent = 'Done.'
      say(text, praise, ' ')
    },
  }
}

function written({ kind, text }: Piece): Node | string {
  if (kind === 'text') return text
  const made = make(kind === 'code' ? 'code' : 'kbd')
  made.textContent = text
  return made
}

function make<K extends keyof HTMLElementTagNameMap>(tag: K, name = ''): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  if (name !== '') made.className = name
  return made
}
