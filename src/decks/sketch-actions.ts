// What can be done with sketches: play one by its id, step through them.
import { Scope, type Disposable } from '../core/scope'
import { ImpastoError } from '../core/errors'
import type { SketchInfo } from '../contracts/engine-api'
import type { Asked } from '../show/action'
import type { Show } from '../show/show'

const CURRENT = 'sketch/current'

export function defineSketchActions(show: Show, list: () => readonly SketchInfo[]): Disposable {
  const scope = new Scope()
  const step = (by: 1 | -1, { origin, group }: Asked): ImpastoError | null => {
    const all = list()
    const at = all.findIndex(({ id }) => id === show.text(CURRENT))
    const next = at < 0 ? (by > 0 ? all[0] : all.at(-1)) : all[(at + by + all.length) % all.length]
    if (next) return show.send({ target: CURRENT, value: next.id, origin, group })
    return new ImpastoError({
      asked: 'The next sketch was asked for',
      found: 'there is none in the folder sketches',
      remedy: 'What plays goes on.',
    })
  }
  const id = { kind: 'text', label: 'Sketch', help: "Its file's name, without .ts.", default: '' } as const
  scope.defer(
    show.action('sketch/load', { label: 'Play a sketch', args: { id } }, ({ id: value = '' }, { origin, group }) =>
      // Without a name it is the one that plays.
      value === '' ? null : show.send({ target: CURRENT, value, origin, group }),
    ),
  )
  scope.defer(show.action('sketch/next', { label: 'Next sketch' }, (_, asked) => step(1, asked)))
  scope.defer(show.action('sketch/previous', { label: 'Previous sketch' }, (_, asked) => step(-1, asked)))
  return scope
}
