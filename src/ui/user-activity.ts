// Knows whether a hand is at the machine: the pointer hides when it rests over the stage, the panel when nobody reaches for it.
import { Scope, type Disposable } from '../core/scope'
import type { Seconds } from '../core/units'

/** After this long without a move the pointer is in the way of the picture. */
export const POINTER_REST: Seconds = 2
/** After this long without a hand the panel is in the way of the picture. */
export const PANEL_REST: Seconds = 6

export interface HandOptions {
  /** The pointer came or went. */
  onPointer(here: boolean): void
  /** The panel should be seen or not, as far as the hand is concerned. */
  onAwake(awake: boolean): void
  /** True while something keeps the panel: the focus of a keyboard, a pointer that rests on it, a pin. */
  keeps(): boolean
  /** True while the pointer is over the interface and not over the stage. */
  over(): boolean
}

export interface Hand extends Disposable {
  readonly awake: boolean
  /** Brings the panel back, as a move of the pointer does. */
  wake(): void
}

export function createHand(target: Window, { onPointer, onAwake, keeps, over }: HandOptions): Hand {
  const scope = new Scope()
  let here = false
  let awake = false
  let pointerTimer = 0
  let panelTimer = 0

  const setHere = (now: boolean): void => {
    if (now !== here) onPointer((here = now))
  }
  const setAwake = (now: boolean): void => {
    if (now !== awake) onAwake((awake = now))
  }
  const restPointer = (): void => {
    if (over()) pointerTimer = window.setTimeout(restPointer, POINTER_REST * 1000)
    else setHere(false)
  }
  const restPanel = (): void => {
    if (keeps()) stay()
    else setAwake(false)
  }
  const stay = (): void => {
    clearTimeout(panelTimer)
    panelTimer = window.setTimeout(restPanel, PANEL_REST * 1000)
  }
  const wake = (): void => {
    setAwake(true)
    stay()
  }
  const point = (): void => {
    setHere(true)
    clearTimeout(pointerTimer)
    pointerTimer = window.setTimeout(restPointer, POINTER_REST * 1000)
    wake()
  }

  scope.listen(target, 'pointermove', (event) => {
    // Browsers send a move without a movement when what lies under a resting pointer changes.
    if (
      event instanceof PointerEvent &&
      event.movementX === 0 &&
      event.movementY === 0 &&
      event.pointerType === 'mouse'
    )
      return
    point()
  })
  scope.listen(target, 'pointerdown', point)
  scope.listen(target, 'wheel', point, { passive: true })
  // Before anything else hears the key, so that Tab finds a panel to go to. Keys of the show keep a panel that is
  // there but don't bring back one that went: a blackout must not put a panel on a projector.
  scope.listen(
    target,
    'keydown',
    (event) => {
      if (event instanceof KeyboardEvent && event.key === 'Tab') wake()
      else if (awake) stay()
    },
    { capture: true },
  )
  scope.defer(() => {
    clearTimeout(pointerTimer)
    clearTimeout(panelTimer)
  })
  return {
    get awake() {
      return awake
    },
    wake,
    dispose: () => scope.dispose(),
  }
}
