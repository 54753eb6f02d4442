// Who is told what: changes, commands and new layouts. A listener that throws does not starve the others.
import type { Seconds } from '../core/units'
import { isWithin } from './address'
import type { Change, Message } from './change'
import type { Command } from './command'

export interface Listening {
  readonly prefix: string
  /** Also what moves by itself. */
  readonly moves: boolean
  tell(changes: readonly Change[]): void
}

export class Listeners {
  private readonly changes = new Set<Listening>()
  private readonly layouts = new Set<() => void>()
  private readonly commands = new Set<(command: Command, at: Seconds) => void>()

  /** True while anybody wants to hear of what moves by itself. */
  get hearMoves(): boolean {
    for (const listening of this.changes) if (listening.moves) return true
    return false
  }

  get hearCommands(): boolean {
    return this.commands.size > 0
  }

  onChanges(listening: Listening): () => void {
    this.changes.add(listening)
    return () => this.changes.delete(listening)
  }

  onLayout(listener: () => void): () => void {
    this.layouts.add(listener)
    return () => this.layouts.delete(listener)
  }

  onCommand(listener: (command: Command, at: Seconds) => void): () => void {
    this.commands.add(listener)
    return () => this.commands.delete(listener)
  }

  tell(changes: readonly Change[]): void {
    for (const listening of this.changes) {
      const within = part(changes, listening)
      if (within[0]) this.guarded(within[0].address, () => listening.tell(within))
    }
  }

  command(command: Command, at: Seconds): void {
    for (const listener of this.commands) this.guarded(command.target ?? '', () => listener(command, at))
  }

  layout(): void {
    for (const listener of this.layouts) this.guarded('the layout', listener)
  }

  private guarded(address: string, act: () => void): void {
    try {
      act()
    } catch (thrown) {
      console.error(`[impasto] a listener of '${address}' threw`, thrown)
    }
  }
}

const NONE: readonly Change[] = []

/** The changes that it is for. */
function part(changes: readonly Change[], { prefix, moves }: Listening): readonly Change[] {
  const isFor = (change: Change): boolean => isWithin(change.address, prefix) && (moves || change.moving !== true)
  return changes.some(isFor) ? changes.filter(isFor) : NONE
}

/** The changes as one message; its own fields are the first one's. */
export function messageFrom(changes: readonly Change[]): Message | null {
  const first = changes[0]
  return first ? { ...first, changes } : null
}
