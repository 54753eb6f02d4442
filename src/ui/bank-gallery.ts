// The gallery of the styles: each painting, what the net makes of three pictures and of the one that plays, and the card of its bank.
import type { BankCard, StyleCard } from '../contracts/bank-card'
import { messageOf } from '../core/errors'
import type { Log } from '../core/log'
import type { Show } from '../show/show'
import { button, element } from './element'
import { near } from './grid-navigation'
import { ADDRESS, type UiHost, type PageStyle } from './ui-host'

export interface BankGallery {
  readonly element: HTMLElement
  /** It has come into sight, or gone. */
  seen(now: boolean): void
}

const WORDS = 'Arrows look round, Enter paints with the style, Esc leaves all as it is.'

export function createBankGallery(show: Show, hooks: UiHost, log: Log, close: () => void): BankGallery {
  const grid = element('div', { class: 'paintings', attributes: { role: 'group', 'aria-label': 'Styles' } })
  const card = element('article', { class: 'style-card', attributes: { 'aria-live': 'polite' } })
  const root = element(
    'section',
    { class: 'bank layer surface', attributes: { role: 'dialog', 'aria-label': 'The styles' } },
    [
      element('header', {}, [element('h2', { text: 'The styles' }), button('Close the styles', '×', close)]),
      element('div', { class: 'both' }, [
        element('div', { class: 'wall' }, [grid, element('p', { text: WORDS })]),
        card,
      ]),
    ],
  )
  const cards = new Map<string, Promise<BankCard | null>>()
  let tiles: readonly HTMLButtonElement[] = []
  let known = ''
  let looked = ''

  const cardOf = (model: string): Promise<BankCard | null> => {
    const asked =
      cards.get(model) ??
      (hooks.card?.(model) ?? Promise.resolve(null)).catch((thrown: unknown) => {
        log.warn('styles', messageOf(thrown))
        return null
      })
    cards.set(model, asked)
    return asked
  }
  const choose = (style: PageStyle): void => {
    show.send({ action: 'style/choose', args: { style: style.id }, origin: 'panel' })
    close()
  }
  const look = async (style: PageStyle): Promise<void> => {
    if (looked === style.id) return
    looked = style.id
    const bank = await cardOf(style.model)
    // The hand has gone on meanwhile.
    if (looked !== style.id) return
    const canvas = element('canvas', { attributes: { 'aria-label': 'Your picture in this style' } })
    canvas.width = canvas.height = 96
    card.replaceChildren(...cardParts(style, bank, canvas))
    const painted = await hooks.paintThumbnail?.(style.id, canvas).catch(() => false)
    canvas.classList.toggle('painted', painted === true)
  }
  const focus = (index: number): void => {
    const at = Math.min(Math.max(index, 0), tiles.length - 1)
    tiles.forEach((tile, i) => (tile.tabIndex = i === at ? 0 : -1))
    tiles[at]?.focus()
    tiles[at]?.scrollIntoView({ block: 'nearest' })
  }
  const fill = (): void => {
    const styles = hooks.styles()
    const names = styles.map(({ id }) => id).join()
    if (names !== known) {
      known = names
      looked = ''
      // A card that could not be had may be there now.
      cards.clear()
      tiles = styles.map((style) => {
        const made = button(style.title, '', () => choose(style))
        made.dataset['style'] = style.id
        const still = element('img', { attributes: { alt: '', loading: 'lazy' } })
        if (style.thumbnail !== undefined) still.src = style.thumbnail
        made.append(still, element('span', { class: 'title', text: style.title.replace(/ \([^)]*\)$/, '') }))
        for (const event of ['focus', 'pointerenter'] as const) made.addEventListener(event, () => void look(style))
        void cardOf(style.model).then((bank) => {
          const { painting } = bank?.styles[style.inModel ?? style.id] ?? {}
          if (painting !== undefined) still.src = painting
        })
        return made
      })
      grid.replaceChildren(...tiles)
    }
    const current = show.text(ADDRESS.style)
    for (const tile of tiles) tile.classList.toggle('current', tile.dataset['style'] === current)
    focus(
      Math.max(
        0,
        tiles.findIndex((tile) => tile.dataset['style'] === current),
      ),
    )
  }
  root.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const at = tiles.findIndex((tile) => tile === document.activeElement)
    const to = at < 0 ? null : near(event.key, at, tiles)
    if (event.key === 'Escape' || event.key === 'a') close()
    else if (to !== null) focus(to)
    // No key of the stage while a style is looked for, but for those that hide it.
    else if (!['b', 'f', 'Tab'].includes(event.key)) return event.stopPropagation()
    else return
    event.preventDefault()
    event.stopPropagation()
  })

  return {
    element: root,
    seen(now) {
      if (now && !root.contains(document.activeElement)) fill()
      if (!now && root.contains(document.activeElement) && document.activeElement instanceof HTMLElement)
        document.activeElement.blur()
    },
  }
}

function cardParts(style: PageStyle, bank: BankCard | null, canvas: HTMLCanvasElement): HTMLElement[] {
  const said = bank?.styles[style.inModel ?? style.id]
  const now = element('figure', {}, [canvas, element('figcaption', { text: 'Your picture now' })])
  const results = (said?.results ?? []).map((src) =>
    element('img', { attributes: { src, alt: `Painted in ${style.title}` } }),
  )
  return [
    element('div', { class: 'pictures' }, [
      ...(said?.painting === undefined
        ? []
        : [element('img', { class: 'original', attributes: { src: said.painting, alt: style.title } })]),
      now,
      ...results,
    ]),
    element('h3', { text: said?.work ?? style.title }),
    element('p', { class: 'painter', text: painterOf(said, style) }),
    element(
      'dl',
      {},
      rows(said, bank).flatMap(([name, text]) => [element('dt', { text: name }), element('dd', { text })]),
    ),
  ]
}

function painterOf(said: StyleCard | undefined, style: PageStyle): string {
  if (!said) return style.by ?? ''
  const years = [said.year, said.died === undefined ? undefined : `the painter died in ${said.died}`]
  const words = [said.painter, ...years].filter((part) => part !== undefined).join(', ')
  return said.attributed ? `Attributed to ${words}` : words
}

function rows(said: StyleCard | undefined, bank: BankCard | null): [string, string][] {
  const all: [string, string | undefined][] = [
    ['Picture from', said?.source],
    ['Bad at', said?.weak],
    ['The bank', bank?.about],
    ['Trained', bank?.trained],
    ['Losses', bank?.losses],
    ['Cost', bank?.cost],
    ['Its limits', bank && bank.weak.length > 0 ? bank.weak.join(' ') : undefined],
    ['Photographs', bank?.pictures],
    ['Licence', bank?.licence],
  ]
  return all.filter((row): row is [string, string] => row[1] !== undefined)
}
