// Lifetimes: a scope collects what must be disposed and lets go of it in reverse order, once.

export interface Disposable {
  dispose(): void
}

export class Scope implements Disposable {
  private readonly undo: (() => void)[] = []
  private done = false

  get disposed(): boolean {
    return this.done
  }

  /** Keeps `thing` until the scope ends, and hands it back. */
  add<T extends Disposable>(thing: T): T {
    this.defer(() => thing.dispose())
    return thing
  }

  /** Runs `fn` when the scope ends; at once if it has ended already. */
  defer(fn: () => void): void {
    if (this.done) fn()
    else this.undo.push(fn)
  }

  /** Listens to a DOM event for as long as the scope lives. */
  listen(target: EventTarget, type: string, handler: (event: Event) => void, options?: AddEventListenerOptions): void {
    target.addEventListener(type, handler, options)
    this.defer(() => target.removeEventListener(type, handler, options))
  }

  /** Idempotent. One part that throws does not keep the others alive. */
  dispose(): void {
    if (this.done) return
    this.done = true
    for (const fn of this.undo.reverse()) {
      try {
        fn()
      } catch (thrown) {
        console.error('[impasto] dispose failed', thrown)
      }
    }
    this.undo.length = 0
  }
}
