// When something begins: peaks of the flux above an adaptive threshold, reported without looking ahead.
import type { Seconds } from '../core/units'
import { RunningMedian } from './running-median'

export interface OnsetOptions {
  /** How far back the threshold looks. @defaultValue 1.2 */
  window?: Seconds
  /** Least rise above the threshold's base, in units of the flux. @defaultValue 0.05 */
  least?: number
  /** Widths of the flux's own spread (median to lower quartile) that a rise must exceed. @defaultValue 6.5 */
  spread?: number
  /** Share of the recent strongest onset that a rise must reach. @defaultValue 0.08 */
  relative?: number
  /** Two onsets are never closer than this. @defaultValue 0.06 */
  refractory?: Seconds
}

export class OnsetDetector {
  private readonly recent: RunningMedian
  private readonly options: Required<OnsetOptions>
  private strongest = 0
  private before = 0
  private sinceOnset: Seconds = 10
  private armed = true
  /** How far the newest flux stands above the base, 0 when below the threshold. */
  salience = 0

  constructor(
    private readonly dt: Seconds,
    { window = 1.2, least = 0.05, spread = 6.5, relative = 0.08, refractory = 0.06 }: OnsetOptions = {},
  ) {
    this.options = { window, least, spread, relative, refractory }
    this.recent = new RunningMedian(Math.max(8, Math.round(window / dt)))
  }

  /** Takes the newest flux; returns the strength of an onset that begins now (0..1 and above), or 0. */
  push(flux: number): number {
    const { least, spread, relative, refractory } = this.options
    const base = this.recent.quantile(0.5)
    const width = base - this.recent.quantile(0.2)
    const rise = flux - base
    this.recent.push(flux)
    this.strongest *= Math.exp(-this.dt / 3)
    this.sinceOnset += this.dt
    const threshold = Math.max(least, spread * width, relative * this.strongest)
    this.salience = Math.max(0, rise - 0.5 * threshold)
    if (rise < this.before * 0.7 || rise < 0.5 * threshold) this.armed = true
    const rising = rise > this.before
    this.before = rise
    if (rise > this.strongest) this.strongest = rise
    if (!this.armed || !rising || rise < threshold || this.sinceOnset < refractory) return 0
    this.armed = false
    this.sinceOnset = 0
    return rise
  }
}
