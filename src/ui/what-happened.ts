// What a key did, in one line: 'The Scream → Udnie', 'Camera', 'Blackout off'. Keys that only open and close say nothing.
import type { Change, Message } from '../show/change'
import type { ParamSpec, ParamValue } from '../show/param'
import type { Show } from '../show/show'
import { formatNumber } from './number-format'

/** Of everything that changed at once, what a performer would name: a choice before a switch, a switch before a number. */
const RANK: Readonly<Record<ParamSpec['kind'], number>> = { choice: 0, toggle: 1, text: 2, auto: 3, number: 4 }

/** The line for what a message changed; null where there is nothing to tell. */
export function whatHappened(show: Show, { changes }: Pick<Message, 'changes'>): string | null {
  const named = changes
    .flatMap((change) => {
      const spec = show.param(change.address)?.spec
      return spec && !change.address.startsWith('page/') ? [{ change, spec }] : []
    })
    .toSorted((a, b) => RANK[a.spec.kind] - RANK[b.spec.kind])
  const [first] = named
  return first ? line(first.spec, first.change) : null
}

function line(spec: ParamSpec, { value, before }: Change): string {
  switch (spec.kind) {
    case 'choice': {
      const label = (wanted: ParamValue): string =>
        spec.options.find((option) => option.value === wanted)?.label ?? String(wanted)
      return before === '' ? `${spec.label}: ${label(value)}` : `${label(before)} → ${label(value)}`
    }
    case 'toggle':
      return value === true ? spec.label : `${spec.label} off`
    case 'text':
      return `${spec.label}: ${String(value)}`
    case 'auto':
    case 'number':
      return `${spec.label}: ${typeof value === 'number' ? formatNumber(spec, value) : String(value)}`
  }
}
