// The sheet of keys, made from the table, so that it can't leave one out.
import { chordLabel, type KeyOffer } from '../core/key-map'
import { button, element } from './element'
import { KEYS } from './keys'

/** @param more keys that other rooms offer */
export function createHelpSheet(close: () => void, more: readonly KeyOffer[] = []): HTMLElement {
  const keys = [...KEYS, ...more.map(({ id, group, chord, help }) => ({ id, group, label: chordLabel(chord), help }))]
  const groups = [...new Set(keys.map((k) => k.group))]
  return element('section', { class: 'help layer surface', attributes: { 'aria-label': 'Keys' } }, [
    element('header', {}, [element('h2', { text: 'Keys' }), button('Close the keys', '×', close)]),
    element(
      'div',
      { class: 'groups' },
      groups.map((group) =>
        element('div', {}, [
          element('h3', { text: group }),
          element(
            'dl',
            {},
            keys
              .filter((k) => k.group === group)
              .map((k) =>
                element('div', { attributes: { 'data-binding': k.id } }, [
                  element('dt', {}, [element('kbd', { text: k.label })]),
                  element('dd', { text: k.help }),
                ]),
              ),
          ),
        ]),
      ),
    ),
    element('p', {
      text: 'In the panel: arrow keys step a value, shift makes a drag fine, a double click or Delete goes back to the default.',
    }),
  ])
}
