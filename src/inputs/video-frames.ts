// The frames of a <video>, each counted once and stamped with the time the browser gives for it.
import type { ImagePicture } from '../contracts/frame'
import { RealClock, type Clock } from '../core/clock'
import type { Disposable } from '../core/scope'
import type { Seconds } from '../core/units'

/** Without a frame callback for this long, the film's own position is looked at: callbacks stop in a covered window. */
const CALLBACK_SILENCE: Seconds = 0.25
/** A stamp further from now than this is from another clock and not believed. */
const BELIEVED: Seconds = 5

/** The part of a frame callback's metadata that carries times, in milliseconds of `performance.now()`. */
export type FrameStamps = Pick<VideoFrameCallbackMetadata, 'captureTime' | 'expectedDisplayTime' | 'presentationTime'>

/** When the light of this frame fell on the sensor or, for a film, when it was due; engine time, never in the future. */
export function capturedAt(stamps: FrameStamps, clock: Clock): Seconds {
  const now = clock.now()
  if (!(clock instanceof RealClock)) return now
  for (const stamp of [stamps.captureTime, stamps.expectedDisplayTime, stamps.presentationTime]) {
    if (stamp === undefined || !Number.isFinite(stamp)) continue
    const time = clock.fromDom(stamp)
    if (Math.abs(time - now) <= BELIEVED) return Math.min(time, now)
  }
  return now
}

export class VideoFrames implements Disposable {
  private picture: ImagePicture | null = null
  private serial = 0
  private dirty = false
  private stampedAt: Seconds = 0
  private heardAt: Seconds
  private position = -1
  private callback = 0
  private done = false

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly clock: Clock,
  ) {
    this.heardAt = clock.now()
    this.listen()
  }

  /** The newest frame; the same object until there is a newer one. Null before the first. */
  newest(): ImagePicture | null {
    const { video } = this
    if (this.done || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0)
      return this.picture
    if (!this.dirty) this.look()
    if (this.dirty || !this.picture) {
      this.dirty = false
      this.picture = {
        kind: 'image',
        image: video,
        width: video.videoWidth,
        height: video.videoHeight,
        capturedAt: this.stampedAt,
        serial: ++this.serial,
        mirror: false,
      }
    }
    return this.picture
  }

  /** Makes the frame that is there now a new one, stamped `time`; for films that are sought by hand. */
  mark(time: Seconds): void {
    this.dirty = true
    this.stampedAt = time
    this.position = this.video.currentTime
  }

  dispose(): void {
    this.done = true
    this.video.cancelVideoFrameCallback?.(this.callback)
  }

  private listen(): void {
    if (!('requestVideoFrameCallback' in this.video)) return
    this.callback = this.video.requestVideoFrameCallback((_now, metadata) => {
      if (this.done) return
      this.dirty = true
      this.heardAt = this.clock.now()
      this.stampedAt = capturedAt(metadata, this.clock)
      this.position = this.video.currentTime
      this.listen()
    })
  }

  /** Where no callback comes, a position that moved means a frame that is new. */
  private look(): void {
    const now = this.clock.now()
    if (this.clock.manual || now - this.heardAt < CALLBACK_SILENCE) return
    if (this.video.currentTime === this.position) return
    this.position = this.video.currentTime
    this.stampedAt = now
    this.dirty = true
  }
}
