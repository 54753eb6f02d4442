// Takes up a lost camera again without a click: when devices change, when the permission changes, and with growing pauses in between.
import type { Disposable } from '../core/scope'
import type { Seconds } from '../core/units'
import type { CameraList } from './camera-list'
import type { WayBack } from './source-problems'

/** The pauses between tries; the last one repeats. */
const PAUSES: readonly Seconds[] = [1, 2, 4, 8, 15]

export class Comeback implements Disposable {
  private way: WayBack = 'hand'
  private tries = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private readonly unlisten: (() => void)[]

  /** @param attempt opens the source again; called never while it is not waited for */
  constructor(
    cameras: Pick<CameraList, 'on'>,
    private readonly attempt: () => void,
  ) {
    this.unlisten = [
      cameras.on('devices', () => {
        if (this.way !== 'retry') return
        this.tries = 0
        this.go()
      }),
      cameras.on('permission', (state) => {
        if (this.way === 'permission' && state === 'granted') this.go()
      }),
    ]
  }

  /** Waits for the source to come back in this way. After a try that failed, the next pause is longer. */
  wait(way: WayBack): void {
    clearTimeout(this.timer)
    if (way !== this.way) this.tries = 0
    this.way = way
    if (way !== 'retry') return
    const pause = PAUSES[Math.min(this.tries, PAUSES.length - 1)] ?? 1
    this.tries++
    this.timer = setTimeout(() => this.go(), pause * 1000)
  }

  /** Nothing is waited for any more. */
  stop(): void {
    clearTimeout(this.timer)
    this.way = 'hand'
    this.tries = 0
  }

  dispose(): void {
    this.stop()
    for (const off of this.unlisten) off()
  }

  private go(): void {
    clearTimeout(this.timer)
    this.attempt()
  }
}
