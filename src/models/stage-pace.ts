// How the stage keeps its time: frames in a window, how many of them late, and the pace it has when nobody paints.
import type { Seconds } from '../core/units'

/** A frame is late when it took this much longer than the stage's own pace. */
const LATE = 1.5
/** Frames in a row without a painting that tell the stage's own pace. */
const ALONE = 12
/** Frames after a painting that may still wait for it. */
const WAKE = 2
/** A gap like this is no slow frame: the page was out of sight. */
const AWAY: Seconds = 1
/** Before the stage has shown its own pace. */
const USUAL: Seconds = 1 / 60

/** A window is this long and has this many frames; when frames are rare, four do. */
const LENGTH: Seconds = 0.5
const FRAMES = 20
const LONG: Seconds = 2
const FEW = 4

export interface PaceWindow {
  length: Seconds
  /** The mean. */
  gap: Seconds
  /** Late frames, of all. */
  late: number
}

export class StagePace {
  /** The stage's gap between frames while nobody paints; 0 until that is known. */
  alone: Seconds = 0
  /** How many of its frames are late all the same, of all. */
  lateAlone = 0
  private readonly quiet = new Float64Array(ALONE)
  private readonly sorted = new Float64Array(ALONE)
  private readonly window: PaceWindow = { length: 0, gap: 0, late: 0 }
  private quietFrames = 0
  private sinceWork = WAKE
  private length: Seconds = 0
  private frames = 0
  private late = 0
  private age: Seconds = Number.POSITIVE_INFINITY

  /** The gap that the stage should keep. */
  get interval(): Seconds {
    return this.alone > 0 ? this.alone : USUAL
  }

  /** @param working a painting is under way */
  frame(dt: Seconds, working: boolean): void {
    this.age += dt
    this.sinceWork = working ? 0 : this.sinceWork + 1
    if (!(dt > 0) || dt > AWAY) {
      this.restart()
      this.quietFrames = 0
      return
    }
    this.length += dt
    this.frames++
    if (dt > this.interval * LATE) this.late++
    if (this.sinceWork <= WAKE) this.quietFrames = 0
    else this.listen(dt)
  }

  /** The window that has just become full, or null. The same object every time. */
  take(): PaceWindow | null {
    const full = this.length >= LENGTH && this.frames >= FRAMES
    if (!full && !(this.length >= LONG && this.frames >= FEW)) return null
    this.window.length = this.length
    this.window.gap = this.length / this.frames
    this.window.late = this.late / this.frames
    this.restart()
    return this.window
  }

  /** How old the newest measure of the stage's own pace is. */
  get aloneAge(): Seconds {
    return this.age
  }

  /** Ends a pause that was too slow to have all its frames. False when it had none. */
  settle(): boolean {
    if (this.quietFrames < 2) return false
    this.measure()
    return true
  }

  restart(): void {
    this.length = 0
    this.frames = 0
    this.late = 0
  }

  private listen(dt: Seconds): void {
    this.quiet[this.quietFrames] = dt
    this.quietFrames++
    if (this.quietFrames === ALONE) this.measure()
  }

  private measure(): void {
    const count = this.quietFrames
    this.sorted.fill(Number.POSITIVE_INFINITY)
    for (let i = 0; i < count; i++) this.sorted[i] = this.quiet[i] ?? 0
    this.sorted.sort()
    const alone = this.sorted[Math.floor((count - 1) / 2)] ?? USUAL
    let late = 0
    for (let i = 0; i < count; i++) if ((this.quiet[i] ?? 0) > alone * LATE) late++
    this.alone = alone
    this.lateAlone = late / count
    this.age = 0
    this.quietFrames = 0
  }
}
