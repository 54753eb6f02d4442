// The show after a reload: what the performer played last is played again by itself, unless it might be what ended the page.
import type { Log } from '../core/log'
import type { Evaluation } from './repl'

const KEY = 'on-air'
/** Parts of a text that were played one after another, and that many signs of them. */
const MOST = 40
const ROOM = 200_000

interface OnAir {
  /** 'trying': it has not been on stage for a frame; 'stopped': it did not come to an end, and was stopped. */
  readonly state: 'trying' | 'playing' | 'stopped'
  /** What was evaluated, one after the other. */
  readonly parts: readonly string[]
}

export interface Manner {
  /** The text plays alone: nothing that was played before counts any more. */
  readonly alone: boolean
  /** Numbers in it are being turned: it takes its own place. */
  readonly quiet: boolean
}

export interface EncoreOptions {
  /** Null where the browser keeps nothing: then there is none. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null
  readonly log: Log
  /** Resolves when the stage has drawn. */
  drawn(): Promise<void>
}

export class SessionRestore {
  private parts: readonly string[] = []
  private quiet = false
  private turn = 0

  constructor(private readonly options: EncoreOptions) {}

  /** Before `code` is run. Returns what is to be called when it is known what came of it. */
  begin(code: string, { alone, quiet }: Manner): (evaluation: Evaluation) => void {
    const before = alone ? [] : quiet && this.quiet ? this.parts.slice(0, -1) : this.parts
    this.quiet = quiet
    return this.try([...before, code].slice(-MOST))
  }

  /** Something else is on stage now, or nothing. */
  clear(): void {
    this.turn++
    this.parts = []
    this.quiet = false
    this.options.storage?.removeItem(KEY)
  }

  /** Plays what was on stage when the page was left; says so when it can't be trusted. Never rejects. */
  async again(evaluate: (code: string) => Promise<Evaluation>): Promise<void> {
    const { log } = this.options
    const found = this.read()
    if (!found) return
    this.clear()
    if (found.state !== 'playing') {
      const why =
        found.state === 'stopped'
          ? 'it did not come to an end and was stopped'
          : 'the page ended before it was on stage for a frame'
      log.warn(
        'code',
        `What was played last is not played again: ${why}. Its text is where it was; look it over, and play it when it is mended.`,
      )
      return
    }
    const settle = this.try(found.parts)
    for (const part of found.parts) {
      const evaluation = await evaluate(part)
      if (evaluation.ok) continue
      settle(evaluation)
      log.warn(
        'code',
        `What was played before the reload did not play again: ${evaluation.errors[0]?.message ?? 'it failed'}. Its text is where it was; mend it, and play it.`,
      )
      return
    }
    settle({ ok: true })
    log.note('code', 'What was played before the reload plays again.')
  }

  private try(parts: readonly string[]): (evaluation: Evaluation) => void {
    const turn = ++this.turn
    this.write({ state: 'trying', parts })
    return (evaluation) => {
      if (!evaluation.ok && evaluation.errors.some(({ stopped }) => stopped)) {
        this.clear()
        this.write({ state: 'stopped', parts: [] })
        return
      }
      if (evaluation.ok) this.parts = parts
      // What is asked for later has the last word.
      void this.options.drawn().then(() => {
        if (turn !== this.turn) return
        if (this.parts.length > 0) this.write({ state: 'playing', parts: this.parts })
        else this.clear()
      })
    }
  }

  private write(what: OnAir): void {
    const json = JSON.stringify(what)
    try {
      if (json.length < ROOM) this.options.storage?.setItem(KEY, json)
      else this.options.storage?.removeItem(KEY)
    } catch {
      // A full store: then there is no encore.
    }
  }

  private read(): OnAir | null {
    try {
      const found: unknown = JSON.parse(this.options.storage?.getItem(KEY) ?? 'null')
      if (typeof found !== 'object' || found === null || !('state' in found) || !('parts' in found)) return null
      const { state, parts } = found
      if (state !== 'trying' && state !== 'playing' && state !== 'stopped') return null
      if (!Array.isArray(parts)) return null
      return { state, parts: parts.filter((part) => typeof part === 'string') }
    } catch {
      return null
    }
  }
}

/** Two frames: the first may have begun before. */
export function framesShown(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))
}
