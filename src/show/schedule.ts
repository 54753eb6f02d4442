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

interface Waiting {
  readonly id: number
  readonly command: Command
  /** In seconds; or in beats, for a moment that moves with the tempo. */
  readonly at: { readonly time: Seconds } | { readonly beat: number }
}

/** Closer to a boundary than this counts as on it, beats. */
const ON_IT = 1e-6

export class Schedule {
  private waiting: Waiting[] = []
  private made = 0

  constructor(private readonly beats: () => BeatTime) {}

  /** Keeps `command` for its moment. False: that is now, or past. */
  keep(command: Command, now: Seconds): boolean {
    const at = this.dueAt(command.when ?? 'now', now)
    if (at === null) return false
    this.waiting.push({ id: ++this.made, command: { ...command, when: 'now' }, at })
    return true
  }

  /** Takes out what is due at `now`, in order. */
  due(now: Seconds): readonly Command[] {
    if (this.waiting.length === 0) return NONE
    const ready = this.waiting.filter((w) => this.isDue(w, now))
    if (ready.length === 0) return NONE
    this.waiting = this.waiting.filter((w) => !ready.includes(w))
    return ready.sort((a, b) => this.timeOf(a) - this.timeOf(b) || a.id - b.id).map(({ command }) => command)
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

  private dueAt(when: Moment, now: Seconds): Waiting['at'] | null {
    if (when === 'now') return null
    if (typeof when === 'number') return when > now ? { time: when } : null
    const { beatsPerBar } = this.beats()
    const grid =
      when === 'beat' ? 1 : when === 'bar' ? beatsPerBar : 'bars' in when ? when.bars * beatsPerBar : when.beats
    const beat = this.beats().beatAt(now)
    const boundary = Math.ceil(beat / grid - ON_IT) * grid
    return boundary - beat > ON_IT ? { beat: boundary } : null
  }

  private isDue({ at }: Waiting, now: Seconds): boolean {
    return 'time' in at ? at.time <= now : this.beats().beatAt(now) >= at.beat - ON_IT
  }

  private timeOf({ at }: Waiting): Seconds {
    return 'time' in at ? at.time : this.beats().timeOf(at.beat)
  }
}

const NONE: readonly Command[] = []

/** Why `when` is no moment; null where it is one. */
export function momentProblem(when: unknown): string | null {
  if (when === undefined || when === 'now' || when === 'beat' || when === 'bar') return null
  if (typeof when === 'number') return Number.isFinite(when) ? null : `its time is ${when}`
  if (typeof when === 'object' && when !== null) {
    const length: unknown = Reflect.get(when, 'beats') ?? Reflect.get(when, 'bars')
    if (typeof length === 'number' && Number.isFinite(length) && length > 0) return null
  }
  return "its time is neither seconds nor 'now', 'beat', 'bar', { beats } or { bars }"
}
