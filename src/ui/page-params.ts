// The page's own parameters: which layers are open. They live in the Show like everything else, and are remembered.
import { keyAddress, type KeyOffer } from '../contracts/key-chord'
import { Scope, type Disposable } from '../core/scope'
import type { Show } from '../show/show'
import { isMovable } from '../contracts/key-binding'
import { KEYS } from '../control/keyboard/keys'
import { ADDRESS } from './ui-host'
import type { PageMemory } from './page-memory'

const LAYERS = [
  { address: ADDRESS.hud, label: 'Figures', remembered: true },
  { address: ADDRESS.panel, label: 'Panel', remembered: true },
  { address: ADDRESS.pin, label: 'Keep the panel open', remembered: true },
  { address: ADDRESS.code, label: 'Code', remembered: true },
  { address: ADDRESS.pieces, label: 'Pieces', remembered: false },
  { address: ADDRESS.bank, label: 'The styles', remembered: false },
  { address: ADDRESS.log, label: 'Log', remembered: false },
  { address: ADDRESS.help, label: 'Keys', remembered: false },
] as const

/**
 * Declares them, all off on the first evening: the page opens as a picture. What the Show was told before (by the URL)
 * goes before what the page remembers, and is not remembered itself.
 */
export function definePageParams(show: Show, memory: PageMemory, more: readonly KeyOffer[] = []): Disposable {
  const scope = new Scope()
  const told = show.snapshot()
  for (const { address, label, remembered } of LAYERS) {
    const last = remembered ? memory.layer(address) : undefined
    if (last !== undefined && !(address in told)) show.remember({ [address]: last })
    scope.defer(show.define(address, { kind: 'toggle', label, default: false, undo: false }))
  }
  for (const { id, help } of [...KEYS.filter(isMovable), ...more])
    scope.defer(show.define(keyAddress(id), { kind: 'text', label: help, default: '', undo: false }))
  scope.defer(
    show.onEach(({ address, value, origin }) => {
      const layer = LAYERS.find((l) => l.address === address)
      if (layer?.remembered && origin !== 'url') memory.setLayer(address, value === true)
    }, 'page/'),
  )
  return scope
}
