// The envelopes of beginnings, whole and by group, and how each repeats: what tempo and beat are read from.
import type { Seconds } from '../core/units'
import { RunningAutocorrelation } from './autocorrelation'
import { GROUPS, type Flux } from './flux'
import { OnsetDetector } from './onset'

const MEMORY: Seconds = 4
/** Hops that make one value of the envelopes. */
const HOPS = 2
/** The whole, low, middle, high. */
const ENVELOPES = GROUPS.length + 1

export class Rhythm {
  /** Time between two values of the envelopes. */
  readonly dt: Seconds
  /** How the whole, the low, the middle and the high envelope repeat. */
  readonly repeats: readonly RunningAutocorrelation[]
  /** How much begins lately: a count of onsets that forgets. */
  busy = 0
  private readonly detectors: readonly OnsetDetector[]
  private readonly sums = new Float64Array(ENVELOPES)
  private hops = 0

  /** @param longest the longest lag that will be asked for */
  constructor(
    private readonly hop: Seconds,
    longest: Seconds,
  ) {
    this.dt = hop * HOPS
    const lags = Math.ceil(longest / this.dt) + 2
    this.repeats = Array.from({ length: ENVELOPES }, () => new RunningAutocorrelation(lags, this.dt, MEMORY))
    this.detectors = Array.from({ length: ENVELOPES }, () => new OnsetDetector(hop))
  }

  /** Values of the envelopes that were heard, at most as many as are kept. */
  get known(): number {
    return this.repeats[0]?.known ?? 0
  }

  /** One hop on; returns the strength of an onset that begins now, or 0. Envelopes move on when `advanced` says so. */
  push(flux: Flux): number {
    const onset = this.detect(0, flux.all)
    this.detect(1, flux.low)
    this.detect(2, flux.mid)
    this.detect(3, flux.high)
    this.busy = this.busy * Math.exp(-this.hop / MEMORY) + (onset > 0 ? 1 : 0)
    this.hops = (this.hops + 1) % HOPS
    if (this.hops === 0) this.advance()
    return onset
  }

  /** True after a `push` that completed a value of the envelopes. */
  get advanced(): boolean {
    return this.hops === 0
  }

  private detect(which: number, flux: number): number {
    const detector = this.detectors[which]
    if (!detector) return 0
    const onset = detector.push(flux)
    this.sums[which] = (this.sums[which] ?? 0) + detector.salience / HOPS
    return onset
  }

  private advance(): void {
    for (let e = 0; e < ENVELOPES; e++) {
      this.repeats[e]?.push(this.sums[e] ?? 0)
      this.sums[e] = 0
    }
  }
}
