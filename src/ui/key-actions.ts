// What the keys of the table do besides opening and closing.
import type { KeyContext } from './keys'
import { ADDRESS, NO_STYLE } from './ui-host'

export function flip({ show }: KeyContext, address: string): void {
  if (show.param(address)?.spec.kind !== 'toggle') return
  show.send({ target: address, value: !show.toggle(address), origin: 'keyboard' })
}

/** Goes to `value`; from there, back to what was before (or to `otherwise` when nothing was). */
export function swap({ show, before }: KeyContext, address: string, value: string, otherwise?: string): void {
  const spec = show.param(address)?.spec
  if (spec?.kind !== 'choice') return
  const now = show.text(address)
  const next = now === value ? (before.get(`${address} ${value}`) ?? otherwise) : value
  if (next === undefined || !spec.options.some((o) => o.value === next)) return
  if (now !== value) before.set(`${address} ${value}`, now)
  show.send({ target: address, value: next, origin: 'keyboard' })
}

export function pickStyle({ hooks }: KeyContext, code: string, add: boolean): void {
  const style = hooks.styles()[Number(code.at(-1)) - 1]
  if (style) hooks.setStyle(style.id, { add })
}

export function noStyle({ show, hooks, before }: KeyContext): void {
  const now = show.text(ADDRESS.style)
  if (now !== NO_STYLE) {
    before.set(ADDRESS.style, now)
    hooks.setStyle(NO_STYLE)
    return
  }
  const last = before.get(ADDRESS.style) ?? hooks.styles()[0]?.id
  if (last) hooks.setStyle(last)
}

export function stepStyle({ show, hooks }: KeyContext, by: 1 | -1): void {
  if (show.text(ADDRESS.style) === 'path' && hooks.path) {
    if (by > 0) hooks.path.next()
    else hooks.path.previous()
    return
  }
  const next = neighbour(hooks.styles(), show.text(ADDRESS.style), by)
  if (next) hooks.setStyle(next.id)
}

export function stepSketch({ show, hooks }: KeyContext, by: 1 | -1): void {
  const next = neighbour(hooks.sketches(), show.text(ADDRESS.sketch), by)
  if (next) hooks.loadSketch(next.id)
}

/** The next or previous of a ring; from nowhere, the first or the last. */
function neighbour<T extends { readonly id: string }>(ring: readonly T[], id: string, by: 1 | -1): T | undefined {
  const at = ring.findIndex((r) => r.id === id)
  if (at < 0) return by > 0 ? ring[0] : ring.at(-1)
  return ring[(at + by + ring.length) % ring.length]
}

/** Plays the path, or holds it where it is. */
export function turnPath({ show, hooks }: KeyContext): void {
  const { path } = hooks
  if (!path) return
  const runs = show.text(ADDRESS.style) === 'path' && !path.now.paused
  show.send({ target: 'style/path/paused', value: runs, origin: 'keyboard' })
  show.send({ target: ADDRESS.style, value: 'path', origin: 'keyboard' })
}
