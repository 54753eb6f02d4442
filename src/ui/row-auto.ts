// The control of a number that Impasto chooses by itself until a hand fixes it: a slider, and the value as the button that lets go.
import type { AutoSpec } from '../show/param'
import { element } from './element'
import { formatNumber } from './number-format'
import type { ControlHost, RowControl } from './row'
import { numberControl } from './row-number'

export function autoControl(host: ControlHost, spec: AutoSpec): RowControl {
  const { default: _, ...range } = spec
  const slider = numberControl(host, { ...range, kind: 'number', default: spec.start })
  const button = element('button', { class: 'by-itself', attributes: { type: 'button' } })
  button.addEventListener('click', () => host.send(host.param.value === 'auto' ? spec.start : 'auto'))
  return {
    parts: [...slider.parts.slice(0, 1), button],
    focus: slider.focus,
    show(value) {
      const auto = value === 'auto'
      slider.show(auto ? spec.start : value)
      if (auto) slider.focus.setAttribute('aria-valuetext', 'auto')
      for (const part of slider.parts) part.classList.toggle('idle', auto)
      button.textContent = typeof value === 'number' ? formatNumber(spec, value) : 'auto'
      button.setAttribute('aria-pressed', String(auto))
      button.setAttribute('aria-label', `${spec.label}: chosen by itself`)
      button.title = auto ? 'Chosen by itself; press to fix it' : 'Fixed by hand; press to have it chosen by itself'
    },
  }
}
