// Where in the beat we are: a pulse that runs by itself at the guessed tempo and is pulled to the onsets it hears.
import type { Bpm, Seconds } from '../core/units'
import { RunningAutocorrelation } from './autocorrelation'
import { guessTempo, longestLag, type TempoGuess } from './tempo'

const PHASES = 48
/** Beats back that the phase is read from. */
const LOOK_BACK = 8
const MEMORY: Seconds = 4
/** A guess must repeat this well to be believed, and this well to be kept. */
const BELIEVE = 0.12
const KEEP = 0.06
/** How long another tempo must win before it is taken up. */
const PATIENCE: Seconds = 0.9
/** The beat runs on this long when nothing supports it: a breakdown is not an end. */
const HOLD: Seconds = 5

export class BeatTracker {
  /** Beats per minute; 0 while none is known. */
  tempo: Bpm = 0
  /** Beats since tracking began; its whole part counts beats, its fraction is the phase. Never runs backwards. */
  position = 0

  private readonly envelope: RunningAutocorrelation
  private readonly guess: TempoGuess = { tempo: 0, confidence: 0 }
  private readonly comb = new Float64Array(PHASES)
  private rival: Bpm = 0
  private rivalFor: Seconds = 0
  private unsupported: Seconds = 0
  private heard: Seconds = 0
  private pull = 0
  private astray: Seconds = 0

  /**
   * @param dt time between two values of the envelope
   * @param latency how late the envelope's peaks come after the sound
   */
  constructor(
    private readonly dt: Seconds,
    private readonly latency: Seconds,
  ) {
    this.envelope = new RunningAutocorrelation(Math.ceil(longestLag() / dt) + 2, dt, MEMORY)
  }

  /** One hop on. `value` is the onset envelope, `sounding` false when there's nothing to hear at all. */
  push(value: number, sounding: boolean): void {
    const { dt, guess } = this
    this.envelope.push(value)
    this.heard += dt
    if (this.heard > 1.5) guessTempo(this.envelope, dt, this.tempo, guess)
    this.unsupported = guess.confidence > KEEP && sounding ? 0 : this.unsupported + (sounding ? dt : 2 * dt)
    if (this.unsupported > HOLD) this.tempo = 0
    this.follow()
    if (this.tempo === 0) return
    this.align()
    this.position += (dt * this.tempo * (1 + this.pull)) / 60
  }

  /** Takes the guess up: at once when close, after a while when it is another tempo. */
  private follow(): void {
    const { guess, dt } = this
    if (guess.confidence < BELIEVE) return
    if (this.tempo === 0) {
      this.rivalFor = Math.abs(guess.tempo / (this.rival || 1) - 1) < 0.04 ? this.rivalFor + dt : 0
      this.rival = guess.tempo
      if (this.rivalFor > 0.4) this.adopt(guess.tempo)
      return
    }
    const ratio = guess.tempo / this.tempo
    if (Math.abs(ratio - 1) < 0.04) {
      this.tempo += (guess.tempo - this.tempo) * (1 - Math.exp(-dt / 0.5))
      this.rivalFor = 0
      return
    }
    this.rivalFor = Math.abs(guess.tempo / (this.rival || 1) - 1) < 0.04 ? this.rivalFor + dt : 0
    this.rival = guess.tempo
    if (this.rivalFor > PATIENCE) this.adopt(guess.tempo)
  }

  private adopt(tempo: Bpm): void {
    this.tempo = tempo
    this.rivalFor = 0
    this.pull = 0
    this.astray = 0
    this.jump(this.phaseError())
  }

  /** Bends the pulse's speed so that it meets the onsets; a pulse that is far off for a while jumps. */
  private align(): void {
    const error = this.phaseError()
    this.astray = Math.abs(error) > 0.2 ? this.astray + this.dt : 0
    if (this.astray > 1) {
      this.astray = 0
      this.jump(error)
    }
    this.pull = Math.max(-0.25, Math.min(0.25, error * 1.2))
  }

  /** Forward only: going back would sound a beat twice. */
  private jump(error: number): void {
    this.position += error < 0 ? error + 1 : error
  }

  /** How many beats (-0.5 … 0.5) the pulse is behind what was heard in the last few beats. */
  private phaseError(): number {
    const { comb, envelope, dt } = this
    const period = 60 / this.tempo / dt
    const reach = Math.min(LOOK_BACK, Math.floor((envelope.known - 2) / period))
    let best = 0
    for (let i = 0; i < PHASES; i++) {
      let sum = 0
      for (let k = 0; k < reach; k++) sum += Math.exp(-k / 5) * envelope.past((k + i / PHASES) * period)
      comb[i] = sum
      if (sum > (comb[best] ?? 0)) best = i
    }
    const below = comb[(best + PHASES - 1) % PHASES] ?? 0
    const peak = comb[best] ?? 0
    const above = comb[(best + 1) % PHASES] ?? 0
    if (peak <= 0) return 0
    const bend = below - 2 * peak + above
    const fine = bend < 0 ? (0.5 * (below - above)) / bend : 0
    const sinceBeat = (best + fine) / PHASES + (this.latency * this.tempo) / 60
    const error = sinceBeat - (this.position - Math.floor(this.position))
    return error - Math.round(error)
  }
}
