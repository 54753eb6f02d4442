// Commands that wait for their time: a queue in order of when they are due, and of when they were sent.
import type { Seconds } from '../core/units'
import type { BeatTime } from './beat-time'
import type { Command, Moment } from './command'

export interface Scheduled {
  readonly id: number
  readonly command: Command
  /** Engine time at which it is due, by the tempo of now. */
  readonly due: Seconds
}

/** In seconds; or in beats, for a moment that moves with the tempo. */
export type Pending = { readonly time: Seconds } | { readonly beat: number }

interface Waiting {
  readonly id: number
  readonly command: Command
  readonly at: Pending
}

/** Closer to a boundary than this counts as on it, beats. */
const ON_IT = 1e-6
/** So that a flood can't fill the memory. */
const MOST = 10_000

export class Schedule {
  private waiting: Waiting[] = []
  private made = 0

  constructor(private readonly beats: () => BeatTime) {}

  /** True: no more can wait. */
  get full(): boolean {
    return this.waiting.length >= MOST
  }

  /** When a command of that moment is due; null: that is now, or past. */
  pending(when: Moment, now: Seconds): Pending | null {
    if (when === 'now') return null
    if (typeof when === 'number') return when > now ? { time: when } : null
    const { beatsPerBar } = this.beats()
    const grid =
      when === 'beat' ? 1 : when === 'bar' ? beatsPerBar : 'bars' in when ? when.bars * beatsPerBar : when.beats
    const beat = this.beats().beatAt(now)
    const boundary = Math.ceil(beat / grid - ON_IT) * grid
    return boundary - beat > ON_IT ? { beat: boundary } : null
  }

  keep(command: Command, pending: Pending): void {
    this.waiting.push({ id: ++this.made, command, at: pending })
  }

  /** Takes out what is due at `now`, in order: of one group that is due together, one list. */
  due(now: Seconds): readonly (readonly Command[])[] {
    if (this.waiting.length === 0 || !this.waiting.some((w) => this.isDue(w, now))) return NONE
    const ready = this.waiting.filter((w) => this.isDue(w, now))
    this.waiting = this.waiting.filter((w) => !ready.includes(w))
    const lists: Command[][] = []
    for (const { command } of ready.sort((a, b) => this.timeOf(a) - this.timeOf(b) || a.id - b.id)) {
      const last = lists.at(-1)
      if (last && command.group !== undefined && last[0]?.group === command.group) last.push(command)
      else lists.push([command])
    }
    return lists
  }

  list(): readonly Scheduled[] {
    return this.waiting
      .map((w) => ({ id: w.id, command: w.command, due: this.timeOf(w) }))
      .sort((a, b) => a.due - b.due || a.id - b.id)
  }

  /** By number, or all of a group. Returns how many are gone. */
  cancel(which: number | { readonly group: string }): number {
    const before = this.waiting.length
    this.waiting = this.waiting.filter(({ id, command }) =>
      typeof which === 'number' ? id !== which : command.group !== which.group,
    )
    return before - this.waiting.length
  }

  private isDue({ at }: Waiting, now: Seconds): boolean {
    return 'time' in at ? at.time <= now : this.beats().beatAt(now) >= at.beat - ON_IT
  }

  private timeOf({ at }: Waiting): Seconds {
    return 'time' in at ? at.time : this.beats().timeOf(at.beat)
  }
}

const NONE: readonly (readonly Command[])[] = []

/** Why `when` is no moment. */
export function momentProblem(when: unknown): string {
  if (typeof when === 'number') return `its time is ${when}`
  return "its time is neither seconds nor 'now', 'beat', 'bar', { beats } or { bars }"
}

export function isMoment(when: unknown): when is Moment {
  if (when === 'now' || when === 'beat' || when === 'bar') return true
  if (typeof when === 'number') return Number.isFinite(when)
  if (typeof when !== 'object' || when === null) return false
  const length: unknown = Reflect.get(when, 'bars') ?? Reflect.get(when, 'beats')
  return typeof length === 'number' && Number.isFinite(length) && length > 0
}
