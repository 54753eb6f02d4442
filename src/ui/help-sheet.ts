// The sheet of keys, made from the table, so that it can't leave one out; a key that is pressed on takes the next chord.
import { chordLabel, chordOf, KEY_ADDRESSES, keyAddress, type Chord, type KeyOffer } from '../contracts/key-chord'
import type { Disposable } from '../core/scope'
import type { Show } from '../show/show'
import { button, element } from './element'
import { builtChord, isMovable } from '../contracts/key-binding'
import { KEYS } from '../control/keyboard/keys'

export interface HelpSheet extends Disposable {
  readonly element: HTMLElement
}

interface Row {
  readonly id: string
  readonly group: string
  readonly help: string
  /** As it was built. */
  readonly label: string
  /** Null: it stays where it is. */
  readonly chord: Chord | null
  /** Works on the stage, or while code is written: the same chord can mean something in each. */
  readonly onStage: boolean
}

const WORDS =
  'Press a key of this sheet, then the one you want for it; Backspace brings the first one back. In the panel: arrow keys step a value, shift makes a drag fine, a double click or Delete goes back to the default.'

/** @param more keys that other rooms offer */
export function createHelpSheet(show: Show, close: () => void, more: readonly KeyOffer[] = []): HelpSheet {
  const rows: Row[] = [
    ...KEYS.map((k) => ({ ...k, chord: isMovable(k) ? builtChord(k) : null, onStage: true })),
    ...more.map((k) => ({ ...k, label: chordLabel(k.chord), onStage: false })),
  ]
  const words = element('p', { text: WORDS, attributes: { role: 'status' } })
  const labels = new Map<string, HTMLElement>()
  const chordNow = ({ id, chord }: Row): Chord | null => show.text(keyAddress(id)) || chord

  const write = (row: Row): void => {
    const given = show.text(keyAddress(row.id))
    const label = labels.get(row.id)
    if (label) label.textContent = given === '' ? row.label : chordLabel(given)
  }
  const give = (row: Row, chord: Chord | null): void => {
    const taken = rows.find((r) => r !== row && r.onStage === row.onStage && chord !== null && chordNow(r) === chord)
    if (taken) {
      words.textContent = `${chordLabel(chord ?? '')} is "${taken.help}" already. Give that another key first.`
      return
    }
    words.textContent = WORDS
    show.send({ target: keyAddress(row.id), value: chord === row.chord ? '' : (chord ?? ''), origin: 'panel' })
  }
  const key = (row: Row): HTMLElement => {
    const label = element('kbd', { text: row.label })
    labels.set(row.id, label)
    if (row.chord === null) return label
    let waiting = false
    const wait = (now: boolean): void => {
      waiting = now
      made.toggleAttribute('data-waiting', now)
      if (now) label.textContent = 'Press…'
      else write(row)
    }
    const made = button(`Another key for: ${row.help}`, '', () => wait(true))
    made.replaceChildren(label)
    made.addEventListener('blur', () => wait(false))
    made.addEventListener('keydown', (event) => {
      if (!waiting || event.key === 'Tab') return
      // What is pressed now is no key of the stage.
      event.preventDefault()
      event.stopPropagation()
      const chord = chordOf(event)
      if (chord === null || event.repeat) return
      if (event.key === 'Backspace') give(row, null)
      else if (event.key !== 'Escape') give(row, chord)
      wait(false)
    })
    return made
  }
  const group = (name: string): HTMLElement =>
    element('div', {}, [
      element('h3', { text: name }),
      element(
        'dl',
        {},
        rows
          .filter((row) => row.group === name)
          .map((row) =>
            element('div', { attributes: { 'data-binding': row.id } }, [
              element('dt', {}, [key(row)]),
              element('dd', { text: row.help }),
            ]),
          ),
      ),
    ])
  const root = element('section', { class: 'help layer surface', attributes: { 'aria-label': 'Keys' } }, [
    element('header', {}, [element('h2', { text: 'Keys' }), button('Close the keys', '×', close)]),
    element('div', { class: 'groups' }, [...new Set(rows.map((row) => row.group))].map(group)),
    words,
  ])
  rows.forEach(write)
  return { element: root, dispose: show.onEach(() => rows.forEach(write), KEY_ADDRESSES) }
}
