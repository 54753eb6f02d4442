// Browsers keep a page silent until it is touched: resumes the context at the first click or key, and says so once.
import type { Log } from '../../core/log'
import { Scope, type Disposable } from '../../core/scope'
import { NEEDS_GESTURE } from './problems'

const GESTURES = ['pointerdown', 'pointerup', 'keydown', 'touchend'] as const
/** How long a context that may start takes to do so, milliseconds. */
const PATIENCE_MS = 600

/** Keeps `context` running from now on; `woken` is called whenever a gesture was given to it. */
export function keepAwake(context: AudioContext, log: Log, gestures: EventTarget, woken: () => void): Disposable {
  const scope = new Scope()
  let told = false

  function resume(): void {
    if (context.state !== 'closed') context.resume().catch(() => undefined)
  }

  function gesture(): void {
    if (context.state !== 'running') resume()
    woken()
  }

  function tell(): void {
    if (told || context.state === 'running' || scope.disposed) return
    told = true
    log.info('sound', NEEDS_GESTURE)
  }

  for (const type of GESTURES) scope.listen(gestures, type, gesture, { capture: true, passive: true })
  // A phone call or a sleeping laptop suspends it again later.
  scope.listen(context, 'statechange', () => {
    if (context.state !== 'running') resume()
  })
  resume()
  const timer = setTimeout(tell, PATIENCE_MS)
  scope.defer(() => clearTimeout(timer))
  return scope
}
