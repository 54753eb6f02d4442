// The beat itself: it runs along a line and is bent towards it where it is off, so that it never jumps and never goes back.
import { clamp } from '../core/signal'
import type { Bpm, Seconds, Unit01 } from '../core/units'
import { Timeline } from './timeline'
import { wrapped } from './wrapped'

/** How soon an error in phase is made up for, where it is small. */
const SETTLE: Seconds = 0.25
/** The most that the beat runs faster or slower for it. */
const BEND = 0.25
/** An error below this, in beats, is none. */
const NONE = 1e-6
/** Tempo changes by this part a beat; one that has further to go than `LEAP` is there after a beat. */
const SLEW = 0.02
export const LEAP = 0.08

export class PhaseLock {
  /** Grows, and stands still. */
  beat = 0
  /** Beats that were leapt over. */
  skipped = 0
  /** The moment of `beat`. */
  time: Seconds = 0
  /** Where the beat should be. */
  private readonly goal: Timeline
  private slew = SLEW

  constructor(bpm: Bpm) {
    this.goal = new Timeline(bpm)
  }

  get bpm(): Bpm {
    return this.goal.bpm
  }

  /** Another tempo, now. */
  setTempo(bpm: Bpm): void {
    this.goal.setTempo(bpm, this.time)
    this.slew = SLEW
  }

  /** One step of tempo towards `bpm`; true when it is there. */
  steer(bpm: Bpm, dt: Seconds): boolean {
    const away = Math.log(bpm / this.bpm)
    if (Math.abs(away) > LEAP) this.slew = Math.max(this.slew, Math.abs(away))
    const most = (this.slew * dt * this.bpm) / 60
    if (Math.abs(away) > most) {
      this.goal.setTempo(this.bpm * Math.exp(Math.sign(away) * most), this.time)
      return false
    }
    this.setTempo(bpm)
    return true
  }

  /** On to `time`. @param pull how much the error is bent away, 0..1 */
  run(time: Seconds, pull: Unit01): void {
    const dt = time - this.time
    const free = (dt * this.bpm) / 60
    this.time = time
    const goal = this.goal.beatAt(time)
    const error = goal - this.beat - free
    // Exactly on the line, so that sums of frames don't drift from it.
    if (Math.abs(error) < NONE) this.beat = Math.max(this.beat, goal)
    else this.beat += free + clamp(error * (1 - Math.exp(-dt / SETTLE)), -BEND * free, BEND * free) * pull
  }

  /** Stands still until `time`. */
  rest(time: Seconds): void {
    this.time = time
    this.goal.moveTo(this.beat, time)
  }

  /** The goal goes the short way to a place of a circle. */
  align(position: number, period: number): void {
    const goal = this.goal.beatAt(this.time)
    let step = wrapped(position - goal, period)
    // A place that has jumped is reached the short way from the beat, and not from where the beat was going.
    if (Math.abs(step) > period / 4) step = this.beat + wrapped(position - this.beat, period) - goal
    if (step !== 0) this.goal.moveTo(goal + step, this.time)
  }

  /** Forgets what it still had to make up for. */
  forgive(): void {
    this.goal.moveTo(this.beat, this.time)
  }

  /** The goal goes on or back; the beat follows bit by bit. */
  shift(beats: number): void {
    this.goal.moveTo(this.goal.beatAt(this.time) + beats, this.time)
  }

  /** It is `beat` now: leaps there when that is ahead, and waits for it when that is behind. */
  leap(beat: number): void {
    this.goal.moveTo(beat, this.time)
    if (beat <= this.beat) return
    this.skipped += beat - this.beat
    this.beat = beat
  }

  /** It is `beat` at `time`; a beat behind is not gone back to. */
  set(beat: number, time: Seconds): void {
    this.time = time
    this.beat = Math.max(this.beat, beat)
    this.goal.moveTo(this.beat, time)
  }
}
