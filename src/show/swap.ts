// An action that goes to a choice, and from there back to what was before: one key for there and back.
import type { ActionSpec } from './action'
import type { Show } from './show'

/**
 * @param target the choice parameter
 * @param otherwise where it goes back to when nothing was before
 * @example defineSwap(show, 'source/swap', 'source/kind', { label: 'That source, and back', otherwise: 'demo' })
 */
export function defineSwap(
  show: Show,
  address: string,
  target: string,
  { label, otherwise }: Pick<ActionSpec, 'label'> & { readonly otherwise: string },
): () => void {
  const before = new Map<string, string>()
  const kind = { kind: 'text', label: 'Which', default: otherwise } as const
  return show.action(address, { label, args: { kind } }, ({ kind: wanted }, { origin, group }) => {
    const now = show.text(target)
    const there = String(wanted)
    const next = now === there ? (before.get(there) ?? otherwise) : there
    if (now !== there) before.set(there, now)
    return show.send({ target, value: next, origin, group })
  })
}
