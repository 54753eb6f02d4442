// The one beat clock: which beat it is, at what tempo, and who says so. Advanced once a frame with engine time; it has no time of its own.
import { ImpastoError } from '../core/errors'
import type { Disposable } from '../core/scope'
import { clamp } from '../core/signal'
import type { Bpm, Seconds, Unit01 } from '../core/units'
import { Lead } from './lead'
import { LEAP, PhaseLock } from './phase-lock'
import { SourceSlot } from './source-slot'
import { FASTEST, SLOWEST } from './tempo-range'
import type { HeardBeat, TempoSourceRecord } from './tempo-source'
import { TEMPO_SOURCES } from './tempo-sources'
import { BEATS_PER_BAR, Timeline, type BeatTime } from './timeline'
import { wrapped } from './wrapped'

export const DEFAULT_BPM: Bpm = 120
/** A bar line that was passed by less than this, in beats, is the one that is meant. */
const JUST_PASSED = 0.25
/** A hand that is this near to the beat of a source, in beats, says which one of them it is, and not where. */
const HAND = 0.2
/** An event's own time may differ from the frame's by this much. */
const EVENT: Seconds = 1

export interface TransportOptions {
  /** This frame's sound. @defaultValue silence */
  readonly hear?: () => HeardBeat
  /** Told once of a source that throws. @defaultValue nobody */
  readonly complain?: (text: string, thrown: unknown) => void
  /** @defaultValue all of src/transport/sources */
  readonly sources?: readonly TempoSourceRecord[]
}

const DEAF: HeardBeat = { tempo: 0, phase: 0 }

/**
 * Beat 0 is engine time 0. `beat` never falls and never jumps, but for `resync`, which leaps ahead, and for beats that are stepped by hand.
 * Bars begin where `beat` is a multiple of `beatsPerBar`.
 * @example
 * const transport = new Transport({ hear: () => features })
 * transport.advance(clock.now())
 * transport.beat
 */
export class Transport implements BeatTime, Disposable {
  readonly beatsPerBar = BEATS_PER_BAR
  /** While false the beat stands still. */
  playing = true
  private readonly lock = new PhaseLock(DEFAULT_BPM)
  /** From the last frame on. */
  private readonly line = new Timeline(DEFAULT_BPM)
  private readonly slots: readonly SourceSlot[]
  private readonly lead: Lead
  private named: SourceSlot | null = null
  private fixed: Bpm = DEFAULT_BPM
  /** Beats that a hand has put between the leading source and the clock. */
  private offset = 0
  private barBegan = false
  /** The tempo of the source was reached since it was taken over. */
  private reached = false
  /** What the source said last of whether it runs. */
  private told: boolean | null = null
  /** It was started from there with this frame. */
  private starts = false

  constructor({ hear = () => DEAF, complain = () => undefined, sources = TEMPO_SOURCES }: TransportOptions = {}) {
    const options = {
      hear,
      complain,
      fixedTempo: () => this.fixed,
      leads: (slot: SourceSlot) => this.lead.followed === slot,
    }
    this.slots = sources.map((record) => new SourceSlot(record, options))
    this.lead = new Lead(this.slots, this.lock, this.beatsPerBar)
  }

  /** The tempo that it runs at now. */
  get bpm(): Bpm {
    return this.lock.bpm
  }

  /** A growing number: beats since the start. */
  get beat(): number {
    return this.lock.beat
  }

  /** Where in the beat, 0 on it. */
  get phase(): Unit01 {
    return this.beat - Math.floor(this.beat)
  }

  /** Whole bars since the start. */
  get bar(): number {
    return Math.floor(this.beat / this.beatsPerBar)
  }

  /** Which beat of the bar, 0 on the one. */
  get beatInBar(): number {
    return Math.floor(this.beat) % this.beatsPerBar
  }

  /** Beats that were leapt over since the start: what lasts a number of beats does not count them. */
  get skipped(): number {
    return this.lock.skipped
  }

  /** Who leads: a source's id; '' before the first frame. */
  get source(): string {
    return this.lead.slot?.record.id ?? ''
  }

  /** False while the source that leads says nothing and the clock runs on by itself. */
  get following(): boolean {
    return this.lead.followed !== null
  }

  /** The tempo of the internal source: set by hand, kept within 20 to 400. */
  get fixedBpm(): Bpm {
    return this.fixed
  }

  /** @throws {ImpastoError} it is no number */
  set fixedBpm(bpm: Bpm) {
    this.fixed = clamp(finite('A tempo', bpm), SLOWEST, FASTEST)
  }

  /** 'auto', or the id of the one source to go by. */
  get mode(): string {
    return this.named?.record.id ?? 'auto'
  }

  /** @throws {ImpastoError} there is no such source */
  set mode(id: string) {
    const slot = this.slots.find((each) => each.record.id === id)
    if (id !== 'auto' && !slot) {
      throw new ImpastoError({
        asked: `The tempo source '${id}' was chosen`,
        found: 'there is none of that name',
        remedy: `There are auto, ${this.slots.map((each) => each.record.id).join(', ')}.`,
      })
    }
    this.named = slot ?? null
  }

  beatAt(time: Seconds): number {
    return this.line.beatAt(time)
  }

  timeOf(beat: number): Seconds {
    return this.line.timeOf(beat)
  }

  /** On to engine time `time`, once a frame. A time before the last one, or none, is the last one. */
  advance(time: Seconds): void {
    const { lock, lead } = this
    const before = lock.time
    const now = time > before && time < Infinity ? time : before
    const dt = now - before
    for (const slot of this.slots) slot.read(now, this.beatsPerBar)
    const led = lead.slot
    lead.choose(this.named, (dt * lock.bpm) / 60, this.barBegan || !this.playing)
    if (lead.slot !== led) this.changed(led)
    const slot = lead.followed
    const first = led === null
    if (slot) this.steer(slot, dt, first)
    const bar = this.bar
    if (!this.playing) lock.rest(now)
    else this.run(now, slot)
    this.barBegan = this.bar > bar
    this.extrapolate()
  }

  /** A hand taps along. @throws {ImpastoError} the time is no number */
  tap(time: Seconds): void {
    finite('A tap', time)
    for (const { source } of this.slots) source.tap?.(time)
  }

  /**
   * "That is the one": a bar begins at `time`. The beat leaps ahead to the next bar line; where one has only just passed, it waits for it.
   * A source that leads keeps its beat where the hand was near to it, and is followed at a distance where it was not.
   * @throws {ImpastoError} the time is no number
   */
  resync(time: Seconds): void {
    const { lock, lead, beatsPerBar } = this
    const since = clamp(lock.time - finite('A bar line', time), -EVENT, EVENT)
    const sinceBeats = this.playing ? (since * lock.bpm) / 60 : 0
    let goal = Math.ceil((lock.beat - sinceBeats - JUST_PASSED) / beatsPerBar) * beatsPerBar + sinceBeats
    const slot = lead.followed
    if (slot && !Number.isNaN(slot.position)) {
      const off = wrapped(slot.position + this.offset - goal, Math.min(1, slot.period))
      if (Math.abs(off) < HAND) goal += off
      this.offset = goal - slot.position
    }
    lock.leap(goal)
    this.extrapolate()
  }

  /**
   * The beat goes on (or back) by so much against the music, a little faster (or slower) until it is there; a bar at most.
   * @throws {ImpastoError} it is no number
   */
  nudge(beats: number): void {
    const by = clamp(finite('A nudge', beats), -this.beatsPerBar, this.beatsPerBar)
    this.offset += by
    this.lock.shift(by)
  }

  /** Twice as fast. @throws {ImpastoError} beyond the fastest tempo */
  double(): void {
    this.multiply(2)
  }

  /** Half as fast. @throws {ImpastoError} below the slowest tempo */
  halve(): void {
    this.multiply(1 / 2)
  }

  /** For tests and renders off line: it is `beat`, from the next frame on. @throws {ImpastoError} it is no number */
  step(beat: number, bpm?: Bpm): void {
    finite('A step', beat)
    for (const { source } of this.slots) source.step?.(beat, bpm)
  }

  dispose(): void {
    for (const { source } of this.slots) source.dispose()
  }

  private changed(led: SourceSlot | null): void {
    if (led) led.multiple = 1
    this.offset = 0
    this.told = null
  }

  private steer(slot: SourceSlot, dt: Seconds, first: boolean): void {
    const { lock, lead } = this
    if (lead.fresh) {
      this.reached = first
      lock.forgive()
    }
    this.starts = slot.playing === true && this.told === false
    if (slot.playing !== null && slot.playing !== this.told) this.playing = slot.playing
    this.told = slot.playing
    const leaps = Math.abs(Math.log(slot.bpm / lock.bpm)) > LEAP
    if (first || (this.reached && (slot.exact || (slot.trusted && !leaps)))) lock.setTempo(slot.bpm)
    else this.reached = lock.steer(slot.bpm, dt)
  }

  /** A source that starts is met where it is: nobody sees a leap of a beat that stood still. */
  private meet({ position, period }: SourceSlot, now: Seconds): void {
    const { lock } = this
    lock.rest(now)
    const away = position + this.offset - lock.beat
    lock.leap(lock.beat + away - Math.floor((away + JUST_PASSED) / period) * period)
  }

  private run(now: Seconds, slot: SourceSlot | null): void {
    const { lock, offset } = this
    if (!slot || Number.isNaN(slot.position)) lock.run(now, 1)
    else if (slot.exact) lock.set(slot.position + offset, now)
    else {
      if (this.starts) this.meet(slot, now)
      else lock.run(now, slot.confidence)
      lock.align(slot.position + offset, slot.period)
    }
  }

  private multiply(factor: number): void {
    const { lock } = this
    const bpm = lock.bpm * factor
    if (bpm < SLOWEST || bpm > FASTEST) {
      throw new ImpastoError({
        asked: `The tempo was to be ${factor > 1 ? 'doubled' : 'halved'}`,
        found: `that would be ${Math.round(bpm)} beats a minute`,
        remedy: `The clock runs at ${SLOWEST} to ${FASTEST}; it stays at ${Math.round(lock.bpm)}.`,
      })
    }
    const slot = this.lead.followed
    if (slot && !slot.exact) {
      slot.multiple *= factor
      this.offset *= factor
    } else this.fixedBpm = bpm
    lock.setTempo(bpm)
    this.extrapolate()
  }

  /** What comes after this frame, as long as nothing else is said. */
  private extrapolate(): void {
    const { lock, line } = this
    line.bpm = this.playing ? lock.bpm : 0
    line.moveTo(lock.beat, lock.time)
  }
}

/** @throws {ImpastoError} */
function finite(what: string, value: number): number {
  if (Number.isFinite(value)) return value
  throw new ImpastoError({
    asked: `${what} was given to the clock`,
    found: `${String(value)} is no finite number`,
    remedy: 'Nothing was changed; give a number.',
  })
}
