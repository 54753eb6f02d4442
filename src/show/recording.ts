// What was sent to the show and when, as plain data; and the same again, by the clock.
import { ImpastoError } from '../core/errors'
import type { Disposable } from '../core/scope'
import type { Seconds } from '../core/units'
import type { Command } from './command'
import type { ShowView } from './show-view'

export interface RecordedCommand {
  /** Since the recording began. */
  readonly at: Seconds
  /** With the origin it had; nothing that is no data. */
  readonly command: Command
}

export interface Recording {
  readonly version: 1
  readonly seconds: Seconds
  /** In the order they were sent. */
  readonly commands: readonly RecordedCommand[]
}

type Sends = Pick<ShowView, 'send'>
type Hears = Pick<ShowView, 'onCommand'>

/**
 * Records from now on what is sent to `show`, which may be a branch of it.
 * @example
 * const recorder = new Recorder(show, clock.now)
 * const recording = recorder.stop()
 */
export class Recorder implements Disposable {
  private readonly commands: RecordedCommand[] = []
  private readonly begun: Seconds
  private ended: Seconds | null = null
  private readonly unhear: () => void

  /** @param now engine time */
  constructor(
    show: Hears,
    private readonly now: () => Seconds,
  ) {
    this.begun = now()
    this.unhear = show.onCommand(({ sender: _sender, ...command }, at) =>
      this.commands.push({ at: at - this.begun, command }),
    )
  }

  /** Ends the recording; once more changes nothing. */
  stop(): Recording {
    this.unhear()
    this.ended ??= this.now()
    return { version: 1, seconds: this.ended - this.begun, commands: [...this.commands] }
  }

  dispose(): void {
    this.unhear()
  }
}

/** Plays a recording: everything is sent again, as 'recording', as long after `begun` as it was after its own beginning. */
export class Replay {
  private next = 0

  constructor(
    private readonly show: Sends,
    private readonly recording: Recording,
    private readonly begun: Seconds,
  ) {}

  /** True when all of it was sent and its time is over. */
  isOver(now: Seconds): boolean {
    return this.next >= this.recording.commands.length && now - this.begun >= this.recording.seconds
  }

  /** Once a frame: sends what is due. What was sent as one is sent as one. */
  tick(now: Seconds): void {
    const { commands } = this.recording
    for (let first = commands[this.next]; first && first.at <= now - this.begun; first = commands[this.next]) {
      const { at, command } = first
      const together: Command[] = []
      for (let one: RecordedCommand | undefined = first; one; one = commands[this.next]) {
        if (one.at !== at || one.command.group !== command.group) break
        together.push(this.again(one.command))
        this.next++
        if (command.group === undefined) break
      }
      this.show.send(together)
    }
  }

  /** A group is another one each time it is played. */
  private again(command: Command): Command {
    const { group } = command
    const renamed = group === undefined ? undefined : `recording ${this.begun} ${group}`
    return { ...command, origin: 'recording', ...(renamed !== undefined && { group: renamed }) }
  }
}

/**
 * A recording from a file.
 * @throws {ImpastoError} it is none
 */
export function readRecording(data: unknown): Recording {
  const { version, seconds, commands } = Object(data) as Partial<Record<keyof Recording, unknown>>
  if (version !== 1) throw problem(`its version is ${typeof version === 'number' ? version : 'missing'}, not 1`)
  if (!isTime(seconds)) throw problem('it has no length in seconds')
  if (!Array.isArray(commands)) throw problem('it has no list of commands')
  let last = 0
  for (const [i, each] of (commands as unknown[]).entries()) {
    const { at, command } = Object(each) as Partial<Record<keyof RecordedCommand, unknown>>
    if (!isTime(at) || at < last)
      throw problem(`command ${i + 1} has no time, or one before the command in front of it`)
    if (typeof command !== 'object' || command === null) throw problem(`command ${i + 1} is none`)
    last = at
  }
  return { version, seconds, commands: commands as RecordedCommand[] }
}

function isTime(value: unknown): value is Seconds {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}

function problem(found: string): ImpastoError {
  return new ImpastoError({ asked: 'A recording was opened', found, remedy: 'Nothing is played; record it anew.' })
}
