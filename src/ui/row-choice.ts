// A choice's control: buttons side by side while they fit the row, a list when they don't.
import type { ChoiceSpec } from '../show/param'
import { element } from './element'
import type { ControlHost, RowControl } from './row'

/** What fits side by side beside the name, in characters over all labels. */
const SIDE_BY_SIDE = 20

export function choiceControl(host: ControlHost, spec: ChoiceSpec): RowControl {
  const letters = spec.options.reduce((sum, o) => sum + o.label.length + 2, 0)
  return spec.options.length > 1 && letters <= SIDE_BY_SIDE ? buttons(host, spec) : list(host, spec)
}

function buttons(host: ControlHost, spec: ChoiceSpec): RowControl {
  const group = `choice-${host.param.address}`
  const inputs = spec.options.map((option) => {
    const input = element('input', { attributes: { type: 'radio', name: group, value: option.value } })
    input.addEventListener('change', () => host.send(option.value))
    return input
  })
  const labels = spec.options.map((option, i) => element('label', { text: option.label }, inputs.slice(i, i + 1)))
  const root = element('div', { class: 'choices', attributes: { role: 'radiogroup' } }, labels)
  return {
    parts: [root],
    focus: root,
    show: (value) => {
      for (const input of inputs) input.checked = input.value === value
    },
  }
}

function list(host: ControlHost, spec: ChoiceSpec): RowControl {
  const select = element(
    'select',
    {},
    spec.options.map((o) => element('option', { text: o.label, attributes: { value: o.value } })),
  )
  // What is chosen may be away for now (an unplugged camera): it keeps its place in the list.
  const away = element('option')
  select.addEventListener('change', () => host.send(select.value))
  return {
    parts: [select],
    focus: select,
    show: (value) => {
      const known = spec.options.some((o) => o.value === value)
      away.remove()
      if (!known) {
        away.value = String(value)
        away.textContent = value === '' ? '–' : `${String(value)} (away)`
        select.prepend(away)
      }
      select.value = String(value)
    },
  }
}
