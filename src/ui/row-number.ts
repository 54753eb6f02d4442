// A number's control: a slider that drags fine with shift and steps with the arrow keys, and the value behind it.
import { toTravel, type NumberSpec } from '../show/param'
import { dragTravel } from './drag'
import { element } from './element'
import { formatNumber, stepNumber, travelNumber } from './number-format'
import type { ControlHost, RowControl } from './row'

/** Steps of a key; Home and End go all the way. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: -Infinity,
  End: Infinity,
}

export function numberControl(host: ControlHost, spec: NumberSpec): RowControl {
  const now = (): number => (typeof host.param.value === 'number' ? host.param.value : spec.default)
  // The input carries focus, name and value for keyboards and readers; the track under it takes the pointer, because only
  // so can shift make a drag fine.
  const input = element('input', { attributes: { type: 'range', min: '0', max: '1', step: 'any' } })
  const fill = element('span', { class: 'fill', attributes: { 'aria-hidden': 'true' } })
  const track = element('div', { class: 'track' }, [fill, input])
  const text = document.createTextNode('')
  const value = element('output', { class: 'value', attributes: { 'aria-hidden': 'true' } }, [text])

  dragTravel(track, {
    start: () => toTravel(spec, now()),
    move: (travel) => host.send(travelNumber(spec, travel)),
  })
  track.addEventListener('pointerdown', () => input.focus({ preventScroll: true, focusVisible: false }))
  input.addEventListener('input', () => host.send(travelNumber(spec, input.valueAsNumber)))
  input.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      host.reset()
      return
    }
    const steps = STEPS[event.key]
    if (steps === undefined) return
    event.preventDefault()
    if (Number.isFinite(steps)) host.send(stepNumber(spec, now(), steps))
    else host.send(steps < 0 ? spec.min : spec.max)
  })

  return {
    parts: [track, value],
    focus: input,
    show(shown) {
      if (typeof shown !== 'number') return
      const travel = toTravel(spec, shown)
      const words = formatNumber(spec, shown)
      input.valueAsNumber = travel
      input.setAttribute('aria-valuetext', words)
      fill.style.transform = `scaleX(${travel.toFixed(4)})`
      track.style.setProperty('--travel', travel.toFixed(4))
      text.data = words
    },
  }
}
