// The one place where a frame is ordered. Where the ticks come from, and what each part does, is given from outside.
import type { Clock } from '../core/clock'
import type { Tick } from '../contracts/frame'
import { messageOf } from '../core/errors'
import type { Log } from '../core/log'
import type { Seconds } from '../core/units'
import { FrameCount } from './frame-count'

/** Something that calls once per picture the display shows. */
export interface TickSource {
  /** Begins; `shown` is when the picture is due on the display, seconds on any steady scale. Returns the stop. */
  start(onTick: (shown: Seconds) => void): () => void
}

/** The display that `view` is on: this window, or another one that shows the stage. */
export function displayTicks(view: Window): TickSource {
  return {
    start(onTick) {
      let handle = 0
      const turn = (milliseconds: number): void => {
        handle = view.requestAnimationFrame(turn)
        onTick(milliseconds / 1000)
      }
      handle = view.requestAnimationFrame(turn)
      return () => view.cancelAnimationFrame(handle)
    },
  }
}

/** Ticks by hand, for tests and for rendering without a display. */
export class ManualTicks implements TickSource {
  private onTick: ((shown: Seconds) => void) | null = null

  start(onTick: (shown: Seconds) => void): () => void {
    this.onTick = onTick
    return () => {
      this.onTick = null
    }
  }

  tick(shown: Seconds): void {
    this.onTick?.(shown)
  }
}

/** The order of a frame. */
export const PHASES = ['analysis', 'controllers', 'input', 'model', 'composite'] as const
export type Phase = (typeof PHASES)[number]

/** What each part does in its turn; the tick is the same object every frame, with new numbers in it. */
export type FramePhases = Readonly<Partial<Record<Phase, (tick: Tick) => void>>>

export class FrameLoop {
  readonly count = new FrameCount()
  private readonly tick: { time: Seconds; dt: Seconds; frame: number } = { time: 0, dt: 0, frame: 0 }
  private readonly broken = new Set<string>()
  private stopTicks: (() => void) | null = null
  private begun = false

  constructor(
    private readonly clock: Clock,
    private source: TickSource,
    private readonly phases: FramePhases,
    private readonly log: Log,
    /** True while a frame would only wait for the one before: this tick is left out. */
    private readonly busy: (now: Seconds) => boolean = () => false,
  ) {}

  get running(): boolean {
    return this.stopTicks !== null
  }

  start(): void {
    this.stopTicks ??= this.source.start((shown) => this.turn(shown))
  }

  stop(): void {
    this.stopTicks?.()
    this.stopTicks = null
  }

  /** Takes its ticks from another window from now on. Time goes on as it was. */
  follow(source: TickSource): void {
    const { running } = this
    this.stop()
    this.source = source
    this.count.resync()
    if (running) this.start()
  }

  dispose(): void {
    this.stop()
  }

  /** One frame. A part that throws is told of once and never keeps the others from their turn. */
  private turn(shown: Seconds): void {
    const { tick } = this
    const now = this.clock.now()
    if (this.busy(now)) return
    tick.dt = this.begun ? Math.max(0, now - tick.time) : 0
    tick.frame = this.begun ? tick.frame + 1 : 0
    tick.time = now
    this.begun = true
    this.count.add(shown)
    for (const phase of PHASES) {
      try {
        this.phases[phase]?.(tick)
      } catch (thrown) {
        this.report(phase, thrown)
      }
    }
  }

  private report(phase: Phase, thrown: unknown): void {
    const text = `The ${phase} part of the frame failed: ${messageOf(thrown)}. The stage plays on without it; reload the page if it stays so.`
    if (this.broken.has(text)) return
    this.broken.add(text)
    this.log.error('frame loop', text)
  }
}
