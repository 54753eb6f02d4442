// A row of the panel: name, control, value, made from a parameter's spec. It sends commands and shows what the Show says, nothing else.
import type { ParamSpec, ParamValue } from '../show/param'
import type { Param } from '../show/show-view'
import { autoControl } from './row-auto'
import { choiceControl } from './row-choice'
import { numberControl } from './row-number'
import { element } from './element'
import { keysOf } from '../control/keyboard/keys'

/** The middle and right of a row. */
export interface RowControl {
  /** Goes behind the name; the first is the control itself. */
  readonly parts: readonly HTMLElement[]
  /** Takes the focus, and the name as its label. */
  readonly focus: HTMLElement
  /** Shows the value. Called when it changed, and once a frame while a signal moves it. */
  show(value: ParamValue): void
}

export interface ControlHost {
  readonly param: Param
  send(value: ParamValue): void
  reset(): void
}

export interface Row {
  readonly element: HTMLElement
  /** The spec it was made for; with another it is made anew. */
  readonly spec: ParamSpec
  update(): void
}

export function createRow(host: ControlHost): Row {
  const { param } = host
  const { spec, address } = param
  const control = controlFor(host)
  const id = `param-${address.replaceAll(/[^\w-]/g, '-')}`
  const radio = control.focus.getAttribute('role') === 'radiogroup'
  control.focus.id = id
  const name = radio
    ? element('span', { class: 'name', text: spec.label, attributes: { id: `${id}-name` } })
    : element('label', { class: 'name', text: spec.label, attributes: { for: id } })
  if (radio) control.focus.setAttribute('aria-labelledby', `${id}-name`)
  const moves = element('span', {
    class: 'moves',
    title: 'Moves by itself',
    attributes: { role: 'img', 'aria-label': 'moves by itself' },
  })
  moves.hidden = true
  name.prepend(moves)
  const root = element(
    'div',
    {
      class: `row ${spec.kind}`,
      ...(spec.help === undefined ? {} : { title: spec.help }),
      attributes: { 'data-address': address },
    },
    [name, ...control.parts],
  )
  const keys = keysOf(address)
  if (keys !== undefined) root.dataset['keys'] = keys

  root.addEventListener('dblclick', (event) => {
    // In a text field a double click selects a word.
    if (event.target instanceof HTMLInputElement && event.target.type === 'text') return
    host.reset()
  })

  let shown: ParamValue | null = null
  const update = (): void => {
    if (moves.hidden === param.driven) {
      moves.hidden = !param.driven
      root.classList.toggle('driven', param.driven)
    }
    if (shown === param.value) return
    shown = param.value
    control.show(param.value)
  }
  update()
  return { element: root, spec, update }
}

function controlFor(host: ControlHost): RowControl {
  const { spec } = host.param
  switch (spec.kind) {
    case 'number':
      return numberControl(host, spec)
    case 'auto':
      return autoControl(host, spec)
    case 'choice':
      return choiceControl(host, spec)
    case 'toggle':
      return toggleControl(host)
    case 'text':
      return textControl(host)
  }
}

function toggleControl(host: ControlHost): RowControl {
  const input = element('input', { attributes: { type: 'checkbox', role: 'switch' } })
  input.addEventListener('change', () => host.send(input.checked))
  return { parts: [input], focus: input, show: (value) => (input.checked = value === true) }
}

/** Enter or leaving the field takes the text; Escape leaves it as it was. */
function textControl(host: ControlHost): RowControl {
  const input = element('input', { attributes: { type: 'text', autocomplete: 'off', spellcheck: 'false' } })
  const show = (value: ParamValue): void => void (input.value = String(value))
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') host.send(input.value)
    if (event.key === 'Escape') show(host.param.value)
  })
  input.addEventListener('change', () => {
    if (input.value !== host.param.value) host.send(input.value)
  })
  return { parts: [input], focus: input, show }
}
