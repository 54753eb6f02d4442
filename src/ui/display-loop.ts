// The interface's own frames, one for each of the display's, and only while there is something to move.
import type { Disposable } from '../core/scope'
import type { Seconds } from '../core/units'

/** A display frame longer than this is a pause, not a movement. */
const LONGEST_FRAME: Seconds = 0.1

export interface DisplayLoop extends Disposable {
  /** Starts, if there is something to show and it doesn't run already. It stops by itself. */
  run(): void
}

export interface DisplayLoopOptions {
  wanted(): boolean
  /** @param time of the display; only its differences count */
  frame(time: Seconds, dt: Seconds): void
}

export function createDisplayLoop({ wanted, frame }: DisplayLoopOptions): DisplayLoop {
  let request = 0
  let last: Seconds = 0
  let done = false
  const run = (): void => {
    if (request === 0 && !done && wanted()) request = requestAnimationFrame(turn)
  }
  const turn = (milliseconds: number): void => {
    request = 0
    const time = milliseconds / 1000
    const dt = Math.min(LONGEST_FRAME, Math.max(0, time - last))
    last = time
    frame(time, dt)
    run()
  }
  return {
    run,
    dispose() {
      done = true
      cancelAnimationFrame(request)
    },
  }
}

/** Frames a second below which the blur behind surfaces is given up for the picture's sake, and how long it has to be below. */
const POOR_FPS = 45
const POOR_FOR: Seconds = 3
const LOOK_EVERY: Seconds = 0.5

/** Tells when the stage has been slow for so long that the interface should cost less. */
export function createThrift(stageFps: () => number): { poor(time: Seconds, dt: Seconds): boolean } {
  let slow = false
  let since: Seconds = 0
  let next: Seconds = 0
  return {
    poor(time, dt) {
      if (time >= next) {
        next = time + LOOK_EVERY
        slow = stageFps() < POOR_FPS
      }
      since = slow ? since + dt : 0
      return since > POOR_FOR
    },
  }
}
