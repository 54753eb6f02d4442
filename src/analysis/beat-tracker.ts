// Where in the beat we are: a pulse that runs by itself at the guessed tempo and is pulled to the onsets it hears.
import type { Bpm, Seconds } from '../core/units'
import { PhaseEstimator, wrapped } from './phase'
import type { Rhythm } from './rhythm'
import { TempoEstimator } from './tempo'

/** Values of the envelopes between two looks at the tempo. */
const EVERY = 8
/** The same for the phase. */
const PHASE_EVERY = 2
/** Fewer onsets than this lately are no rhythm. */
const BUSY = 2.5
/** What must repeat this well to be believed, and to be kept. */
const BELIEVE = 0.2
const KEEP = 0.1
/** How long a first guess must last, and another tempo must win, before it is taken up. */
const FIRST: Seconds = 0.5
const PATIENCE: Seconds = 1
/** The beat runs on this long when nothing supports it: a breakdown is not an end. */
const HOLD: Seconds = 5
/** A pulse that is this far off (beats) for this long jumps. */
const ASTRAY = 0.2
const ASTRAY_FOR: Seconds = 1

export class BeatTracker {
  /** Beats per minute; 0 while none is known. */
  tempo: Bpm = 0
  /** Beats since tracking began; its whole part counts beats, its fraction is the phase. Never runs backwards. */
  position = 0

  private readonly estimator: TempoEstimator
  private readonly phase: PhaseEstimator
  private turn = 0
  private rival: Bpm = 0
  private rivalFor: Seconds = 0
  private unsupported: Seconds = 0
  private pull = 0
  private astray: Seconds = 0

  /** @param latency how late the envelope's peaks come after the sound */
  constructor(
    private readonly rhythm: Rhythm,
    private readonly latency: Seconds,
  ) {
    this.estimator = new TempoEstimator(rhythm)
    this.phase = new PhaseEstimator(rhythm)
  }

  /** One value of the rhythm's envelopes on. `sounding`: false when there is nothing to hear at all. */
  advance(sounding: boolean): void {
    const { dt } = this.rhythm
    this.turn = (this.turn + 1) % EVERY
    if (this.turn === 0) this.look(sounding, EVERY * dt)
    if (this.tempo === 0) return
    if (this.turn % PHASE_EVERY === 0) this.align(PHASE_EVERY * dt)
    this.position += (dt * this.tempo * (1 + this.pull)) / 60
  }

  private look(sounding: boolean, dt: Seconds): void {
    const { rhythm, estimator } = this
    const { guess } = estimator
    const enough = rhythm.busy >= BUSY && rhythm.known * rhythm.dt > 1.5
    if (enough) estimator.update(this.tempo)
    const supported = enough && sounding && guess.regularity > KEEP
    this.unsupported = supported ? 0 : this.unsupported + (sounding ? dt : 2 * dt)
    if (this.unsupported > HOLD) this.tempo = 0
    if (supported && guess.regularity > BELIEVE) this.consider(guess.tempo, dt)
  }

  /** Takes a guess up: at once when close, after a while when it is another tempo. */
  private consider(guess: Bpm, dt: Seconds): void {
    if (this.tempo > 0 && Math.abs(guess / this.tempo - 1) < 0.04) {
      this.tempo += (guess - this.tempo) * (1 - Math.exp(-dt / 0.5))
      this.rivalFor = 0
      return
    }
    this.rivalFor = Math.abs(guess / (this.rival || 1) - 1) < 0.04 ? this.rivalFor + dt : 0
    this.rival = guess
    if (this.rivalFor < (this.tempo > 0 ? PATIENCE : FIRST)) return
    this.tempo = guess
    this.rivalFor = 0
    this.pull = 0
    this.astray = 0
    this.jump(this.phaseError(null))
  }

  /** Bends the pulse's speed so that it meets the onsets; a pulse that stays far off jumps. */
  private align(dt: Seconds): void {
    const error = this.phaseError(this.position)
    this.astray = Math.abs(error) > ASTRAY ? this.astray + dt : 0
    if (this.astray > ASTRAY_FOR) {
      this.astray = 0
      this.jump(error)
    }
    this.pull = Math.max(-0.25, Math.min(0.25, error * 1.2))
  }

  /** Forward only: going back would sound a beat twice. */
  private jump(error: number): void {
    this.position += error < 0 ? error + 1 : error
  }

  /** How many beats (-0.5 … 0.5) the pulse is behind what was heard. `expected`: where it thinks it is. */
  private phaseError(expected: number | null): number {
    const late = (this.latency * this.tempo) / 60
    if (!this.phase.update(this.tempo, expected === null ? null : expected - late)) return 0
    return wrapped(this.phase.sinceBeat + late - this.position)
  }
}
