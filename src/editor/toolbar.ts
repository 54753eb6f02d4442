// The line above the code: whose it is, and the keys one needs first; for a stranger's code, the two ways on; on a first visit, the tour.
import { chordLabel } from '../contracts/key-chord'

export interface StripOptions {
  /** The chord of a key of the editor's table. */
  chord(id: 'code-block' | 'code-all' | 'code-keys' | 'code-tour'): string
  /** Plays the stranger's code. */
  play(): void
  /** Goes back to the performer's own text. */
  mine(): void
  /** True: the tour is offered. */
  offered(): boolean
  /** Begins the tour. */
  tour(): void
  /** Has it offered no more. */
  refuse(): void
}

export interface Strip {
  readonly element: HTMLElement
  /** True: the code came with a link and has not been played. */
  stranger(unplayed: boolean): void
  /** Writes the keys and the offer anew. */
  write(): void
  /** Takes the keyboard to what a visitor does next. */
  focus(): void
}

export function createStrip({ chord, play, mine, offered, tour, refuse }: StripOptions): Strip {
  const element = document.createElement('header')
  element.className = 'strip'
  const words = document.createElement('p')
  const yes = button('Play it', play)
  const no = button('Back to mine', mine)
  const offer = document.createElement('p')
  offer.className = 'offer'
  const take = button('Show me', tour)
  const leave = button('Not now', refuse)
  let unplayed = false
  const write = (): void => {
    const label = (id: Parameters<StripOptions['chord']>[0]): string => chordLabel(chord(id))
    element.toggleAttribute('data-stranger', unplayed)
    words.textContent = unplayed
      ? `This code came with a link. Nothing of it has run: read it first, then play it (${label('code-all')}).`
      : `${label('code-block')} plays the block · Esc gives the keys back to the stage · ${label('code-keys')} all keys`
    offer.textContent = `New here? ${label('code-tour')} shows you around in five minutes.`
    element.replaceChildren(words, ...(unplayed ? [yes, no] : offered() ? [offer, take, leave] : []))
  }
  write()
  return {
    element,
    stranger(now) {
      unplayed = now
      write()
    },
    write,
    focus: () => yes.focus(),
  }
}

function button(text: string, press: () => void): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.textContent = text
  made.addEventListener('click', press)
  return made
}
