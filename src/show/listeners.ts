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
    for (const { moves } of this.changes) if (moves) return true
    return false
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
    for (const { prefix, moves, tell } of this.changes) {
      const within = changes.filter((c) => isWithin(c.address, prefix) && (moves || c.moving !== true))
      if (within[0]) this.guarded(within[0].address, () => tell(within))
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

/** The changes as one message; its own fields are the first one's. */
export function messageFrom(changes: readonly [Change, ...Change[]] | readonly Change[]): Message | null {
  const first = changes[0]
  return first ? { ...first, changes } : null
}
