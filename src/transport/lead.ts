// Which source leads: the one that was named, or on 'auto' the highest that says something. Hand-over waits for a bar line.
import { LEAP, type PhaseLock } from './phase-lock'
import type { SourceSlot } from './source-slot'
import { wrapped } from './wrapped'

/** A source that falls silent is waited for this long, while the clock runs on; then the next one leads. */
const WAIT_BARS = 4
/** A phase that is off by less, in beats, needs no bar line to be taken over. */
const NEAR = 0.1

export class Lead {
  /** Null before the first frame. */
  slot: SourceSlot | null = null
  /** The clock goes by it, while it says something. */
  taken = false
  /** It was taken over with this frame. */
  fresh = false
  private silent = 0

  /** @param slots the highest priority first */
  constructor(
    private readonly slots: readonly SourceSlot[],
    private readonly lock: PhaseLock,
    private readonly beatsPerBar: number,
  ) {}

  /** The clock follows it now. */
  get followed(): SourceSlot | null {
    return this.taken && this.slot?.live ? this.slot : null
  }

  /**
   * Once a frame, after the slots were read.
   * @param named null: 'auto'
   * @param beats how many went by since the last frame
   * @param now nobody would hear a change of phase: a bar has begun with the last frame, or the clock stands still
   */
  choose(named: SourceSlot | null, beats: number, now: boolean): void {
    this.fresh = false
    this.silent = this.slot?.live ? 0 : this.silent + beats
    if (this.lost) this.taken = false
    const first = this.slot === null
    const next = named ?? this.best()
    if (next !== this.slot) {
      // Until then the clock goes by the one before; who was named by hand is waited for without it.
      if (!first && !named && next && !now && !this.isNear(next)) return
      this.slot = next
      this.taken = false
    }
    if (this.taken || !next?.live || !(first || now || this.isNear(next))) return
    this.taken = true
    this.fresh = true
  }

  private get lost(): boolean {
    return this.silent > WAIT_BARS * this.beatsPerBar
  }

  private best(): SourceSlot | null {
    for (const each of this.slots) if (each.live || (each === this.slot && !this.lost)) return each
    return this.slot
  }

  /** It can be taken over in the middle of a bar. */
  private isNear({ record, bpm, position, period }: SourceSlot): boolean {
    if (record.takeOver === 'at once') return true
    if (Math.abs(Math.log(bpm / this.lock.bpm)) > LEAP) return false
    return Number.isNaN(position) || Math.abs(wrapped(position - this.lock.beat, period)) < NEAR
  }
}
