// Which sketches are on stage and how much of each shows: the newest fades in over all the others, however fast they follow one another.
import type { WebGPURenderer } from 'three/webgpu'
import type { Tick } from '../contracts/frame'
import type { Disposable } from '../core/scope'
import type { Pixels, Seconds, Unit01 } from '../core/units'
import type { SketchSlot } from './sketch-slot'
import type { LayerMix } from './sketch-mix'

/** Decks that play at once. One more, and the oldest, of which least is seen, goes early. */
const MOST = 3

interface Layer {
  readonly deck: SketchSlot
  readonly seconds: Seconds
  /** How far it has come, 0..1. */
  share: Unit01
}

export class Crossfade implements Disposable {
  private readonly layers: Layer[] = []

  /** The deck that is on stage or coming; null before the first. */
  get current(): SketchSlot | null {
    return this.layers.at(-1)?.deck ?? null
  }

  /** The first is there at once; each later one takes `seconds`. */
  bring(deck: SketchSlot, seconds: Seconds): void {
    this.layers.push({ deck, seconds, share: this.layers.length === 0 ? 1 : 0 })
    if (this.layers.length > MOST) this.layers.shift()?.deck.dispose()
  }

  play(tick: Tick): void {
    for (const { deck } of this.layers) deck.play(tick)
  }

  /** Goes on by `dt`, lets go of what is covered, and draws the mix. */
  mix(renderer: WebGPURenderer, mixer: LayerMix, dt: Seconds): void {
    for (const layer of this.layers) {
      if (layer.share < 1) layer.share = layer.seconds > 0 ? Math.min(1, layer.share + dt / layer.seconds) : 1
    }
    const top = this.layers.findLastIndex(({ share }) => share >= 1)
    for (const { deck } of this.layers.splice(0, Math.max(0, top))) deck.dispose()
    const { current } = this
    if (current && this.layers.length === 1) {
      mixer.only(current.target)
      return
    }
    // The lowest has nothing under it to be seen through it.
    this.layers.forEach(({ deck, share }, i) => mixer.lay(renderer, deck.target, i === 0 ? 1 : eased(share)))
  }

  resize(width: Pixels, height: Pixels): void {
    for (const { deck } of this.layers) deck.resize(width, height)
  }

  dispose(): void {
    for (const { deck } of this.layers.splice(0)) deck.dispose()
  }
}

/** Slow at both ends, so that the change has no corner in it. */
function eased(share: Unit01): Unit01 {
  return share * share * (3 - 2 * share)
}
