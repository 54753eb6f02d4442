// One tab writes: who holds the lock, and who comes next.
import type { Seconds } from '../core/units'

export interface WriterLock {
  /** Resolves when the turn has come; never while another tab keeps it. */
  readonly turn: Promise<void>
  /** Lets the next one write. */
  release(): void
}

/** A page that is being left lets go of it a moment after the next one asks. */
export const LEAVING: Seconds = 0.15

/** @param locks null where the browser has none: then every tab writes */
export function askToWrite(locks: LockManager | null, name: string): WriterLock {
  if (!locks) return { turn: Promise.resolve(), release: () => undefined }
  const gone = new AbortController()
  let release = (): void => gone.abort()
  const turn = new Promise<void>((granted) => {
    const held = (): Promise<void> =>
      new Promise((done) => {
        release = done
        granted()
      })
    // Refused where storage is: then there is nothing that two could write.
    locks.request(name, { signal: gone.signal }, held).catch(() => granted())
  })
  return { turn, release: () => release() }
}
