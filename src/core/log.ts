// Notices to the performer: one line each, kept in a log, the same line not twice within a second.
import type { Seconds } from './units'

/** 'note' is for the log alone; the others are shown as they come. */
export type NoticeLevel = 'note' | 'info' | 'warning' | 'error'

export interface Notice {
  readonly level: NoticeLevel
  /** A whole sentence or three: what happened, what it means for the picture, what to do. */
  readonly text: string
  readonly at: Seconds
  /** Where it came from, as a short path: 'camera', 'model bank-1', 'sketch tunnel'. */
  readonly from: string
}

export type NoticeListener = (notice: Notice) => void

const QUIET: Seconds = 1
const KEPT = 200

/** Collects notices; listeners show them. A listener that throws does not starve the others. */
export class Log {
  readonly notices: Notice[] = []
  private readonly listeners = new Set<NoticeListener>()

  /** @param now reads the engine's clock in seconds */
  constructor(private readonly now: () => Seconds) {}

  note(from: string, text: string): void {
    this.add('note', from, text)
  }

  info(from: string, text: string): void {
    this.add('info', from, text)
  }

  warn(from: string, text: string): void {
    this.add('warning', from, text)
  }

  error(from: string, text: string): void {
    this.add('error', from, text)
  }

  /** Calls `listener` for every new notice; returns the unsubscribe. */
  listen(listener: NoticeListener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private add(level: NoticeLevel, from: string, text: string): void {
    const at = this.now()
    const repeated = this.notices.some((n) => n.text === text && n.from === from && Math.abs(at - n.at) < QUIET)
    if (repeated) return
    const notice: Notice = { level, text, at, from }
    this.notices.push(notice)
    if (this.notices.length > KEPT) this.notices.shift()
    for (const listener of this.listeners) {
      try {
        listener(notice)
      } catch (thrown) {
        console.error('[impasto] a notice listener threw', thrown)
      }
    }
  }
}
