// Keeps the screen awake while the page is seen: a set that is played by sound alone must not dim after two minutes.
import { messageOf } from '../core/errors'
import type { Log } from '../core/log'
import { Scope, type Disposable } from '../core/scope'

/** A browser that gives no lock is told of once, in the log; the show goes on. */
export function keepAwake(log: Log, view: Document = document): Disposable {
  const scope = new Scope()
  let lock: WakeLockSentinel | null = null
  let told = false
  const ask = async (): Promise<void> => {
    if (scope.disposed || view.visibilityState !== 'visible' || lock?.released === false) return
    try {
      lock = await navigator.wakeLock.request('screen')
      if (scope.disposed) await lock.release()
    } catch (thrown) {
      if (told) return
      told = true
      log.note(
        'page',
        `The screen may dim: the browser keeps it awake for no page (${messageOf(thrown)}). Set the system to never sleep for tonight.`,
      )
    }
  }
  // The browser takes the lock away from a page that isn't seen.
  scope.listen(view, 'visibilitychange', () => void ask())
  scope.defer(() => void lock?.release().catch(() => undefined))
  void ask()
  return scope
}
