// Changes on their way to listeners: several commands may be one message. What is worked out from others is worked out before.
import type { Change } from './change'

export interface Post {
  /** All of it is set: adds what follows from the changes from `first` on. */
  settled(changes: Change[], first: number): void
  tell(changes: readonly Change[]): void
}

export class Outbox {
  private changes: Change[] = []
  /** How many of them are settled. */
  private settled = 0
  private depth = 0
  /** The group whose message is still open. */
  private open: string | null = null

  constructor(private readonly post: Post) {}

  /** Tells `change` at once; or with the rest of its batch or group. */
  add(change: Change): void {
    const { group } = change
    if (this.depth === 0 && this.open !== null && this.open !== group) this.flush()
    this.changes.push(change)
    if (this.depth > 0) return
    this.settle()
    if (group === undefined) return this.flush()
    if (this.open === group) return
    this.open = group
    queueMicrotask(() => this.open === group && this.flush())
  }

  /** Adds `change` to the next `flush`. */
  keep(change: Change): void {
    this.changes.push(change)
  }

  /** Runs `act`; everything that is added in it is one message. */
  batch(act: () => void): void {
    if (this.depth === 0) this.flush()
    this.depth++
    try {
      act()
    } finally {
      this.depth--
      if (this.depth === 0) this.flush()
    }
  }

  flush(): void {
    this.open = null
    if (this.changes.length === 0) return
    this.settle()
    const changes = this.changes
    this.changes = []
    this.settled = 0
    this.post.tell(changes)
  }

  private settle(): void {
    const first = this.settled
    if (first === this.changes.length) return
    this.post.settled(this.changes, first)
    this.settled = this.changes.length
  }
}
