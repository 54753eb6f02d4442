// What moves by itself: parameters on their way, and modulations by address, whether there is such a parameter or not.
import type { Signal } from '../core/signal'
import type { Seconds } from '../core/units'
import type { Change } from './change'
import type { Entry } from './entry'
import { Layer, type Modulation } from './modulation'

export interface MoversOptions {
  entry(address: string): Entry | undefined
  now(): Seconds
  /** A modulation ended, and what it moved is elsewhere at once. */
  moved(change: Change): void
  /** A parameter is driven, or no longer. */
  layout(): void
  complain(text: string): void
}

export class Movers {
  /** A modulation waits for its parameter, and outlives it. */
  private readonly layers = new Map<string, Layer[]>()
  private readonly drives = new Map<string, () => void>()
  private readonly moving = new Set<Entry>()

  constructor(private readonly options: MoversOptions) {}

  get isStill(): boolean {
    return this.moving.size === 0
  }

  /** What modulates an address; what is added later is in it as well. */
  layersOf(address: string): Layer[] {
    const layers = this.layers.get(address) ?? []
    this.layers.set(address, layers)
    return layers
  }

  /** It may move from now on. */
  take(entry: Entry): void {
    if (entry.moves) this.moving.add(entry)
  }

  /** It is no longer there. */
  drop(entry: Entry): void {
    this.moving.delete(entry)
    if (entry.layers.length === 0) this.layers.delete(entry.address)
  }

  /** Returns the removal. */
  modulate(address: string, modulation: Modulation): () => void {
    const { entry, complain, layout } = this.options
    const layer = new Layer(modulation, (found) =>
      complain(`'${address}' was modulated: ${found}. It counts for nothing until it is a number.`),
    )
    const layers = this.layersOf(address)
    layers.push(layer)
    const moved = entry(address)
    if (moved) this.take(moved)
    if (moved) layout()
    return () => this.remove(address, layers, layer)
  }

  /** One signal in place of the hand; `null` lets go. */
  drive(address: string, read: Signal | null): void {
    this.drives.get(address)?.()
    this.drives.delete(address)
    if (read) this.drives.set(address, this.modulate(address, { mode: 'set', read }))
  }

  /** Once a frame. @param tell null: nobody hears */
  tick(now: Seconds, tell: ((change: Change) => void) | null): void {
    for (const entry of this.moving) {
      if (entry.move(now)) {
        tell?.(changeOf(entry))
        entry.told = entry.value
      }
      if (!entry.moves) this.moving.delete(entry)
    }
  }

  private remove(address: string, layers: Layer[], layer: Layer): void {
    const at = layers.indexOf(layer)
    if (at < 0) return
    layers.splice(at, 1)
    const { entry, now, moved, layout } = this.options
    const left = entry(address)
    if (!left) {
      if (layers.length === 0) this.layers.delete(address)
      return
    }
    if (left.move(now())) {
      const change = { ...changeOf(left), origin: layer.origin }
      left.told = left.value
      moved(change)
    }
    layout()
  }
}

function changeOf(entry: Entry): Change {
  const { address, value, told: before, mover: origin, group } = entry
  return { address, value, before, origin, moving: true, ...(group !== undefined && { group }) }
}
