// Taking back and doing again, as actions: a pad, a phone and a sentence can reach them like anything else.
import { Scope, type Disposable } from '../core/scope'
import type { Show } from './show'

export function defineShowActions(show: Show): Disposable {
  const scope = new Scope()
  scope.defer(
    show.action('show/undo', { label: 'Take back the last move', record: false, undo: false }, () => void show.undo()),
  )
  scope.defer(show.action('show/redo', { label: 'Do it again', record: false, undo: false }, () => void show.redo()))
  return scope
}
