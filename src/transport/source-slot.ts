// A source as the clock sees it: each frame's reading, checked, and in the clock's own beats.
import { messageOf } from '../core/errors'
import { clamp } from '../core/signal'
import type { Bpm, Seconds, Unit01 } from '../core/units'
import { octaveOf } from './tempo-range'
import type { HeardBeat, TempoReading, TempoSource, TempoSourceRecord } from './tempo-source'

/** Beats beyond this are a fault: their fractions are no longer exact. */
const MOST_BEATS = 1e9

export interface SlotOptions {
  readonly hear: () => HeardBeat
  readonly fixedTempo: () => Bpm
  readonly leads: (slot: SourceSlot) => boolean
  /** Told once of a source that throws; it counts as silent then. */
  readonly complain: (text: string, thrown: unknown) => void
}

export class SourceSlot {
  /** It said something of this frame that can be so. */
  live = false
  /** Its tempo in the clock's range. */
  bpm: Bpm = 0
  /** Its beat in the clock's beats; whole periods of it may be anything. NaN: it only knows the tempo. */
  position = Number.NaN
  /** After how many beats its position is the same again. */
  period = 1
  confidence: Unit01 = 0
  /** Null: it can't be stopped. */
  playing: boolean | null = null
  /** Beats of the clock to one of the source, a power of two: set by hand. */
  multiple = 1
  readonly source: TempoSource
  private failed = false

  constructor(
    readonly record: TempoSourceRecord,
    private readonly options: SlotOptions,
  ) {
    this.source = record.create({
      hear: options.hear,
      fixedTempo: options.fixedTempo,
      leads: () => options.leads(this),
    })
  }

  get exact(): boolean {
    return this.record.follow === 'exact'
  }

  get trusted(): boolean {
    return this.record.follow === 'trusted'
  }

  read(time: Seconds, beatsPerBar: number): void {
    const reading = this.ask(time)
    this.live = reading !== null && this.take(reading, beatsPerBar)
  }

  private ask(time: Seconds): TempoReading | null {
    try {
      return this.source.read(time)
    } catch (thrown) {
      const { label } = this.record
      if (!this.failed)
        this.options.complain(`The tempo source '${label}' failed: ${messageOf(thrown)}. It counts as silent.`, thrown)
      this.failed = true
      return null
    }
  }

  /** False when it can't be so. */
  private take({ bpm, beat, phase, confidence, playing }: TempoReading, beatsPerBar: number): boolean {
    const factor = octaveOf(bpm * this.multiple) * this.multiple
    if (factor === 0 || !(confidence > 0)) return false
    const place = beat ?? phase
    if (place !== null && !(Math.abs(place) <= MOST_BEATS)) return false
    this.bpm = bpm * factor
    this.position = place === null ? Number.NaN : place * factor
    this.period = beat === null ? factor : beatsPerBar
    this.confidence = clamp(confidence, 0, 1)
    this.playing = playing ?? null
    return true
  }
}
