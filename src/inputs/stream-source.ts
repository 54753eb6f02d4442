// A live stream (camera or screen) as a picture source.
import type { ImagePicture } from '../contracts/frame'
import type { PictureSource, SourceKind } from '../contracts/input'
import type { Clock } from '../core/clock'
import { Scope } from '../core/scope'
import { arrival, firstFrame, makeVideo, releaseVideo, type Arrival } from './video-element'
import { VideoFrames } from './video-frames'

/** A camera that gives no picture for this long after it was opened is closed again. */
const FIRST_FRAME_WITHIN = 8

export interface StreamOptions {
  kind: SourceKind
  label: string
  /** The track has ended by itself: unplugged, or the performer stopped sharing. */
  onEnded(): void
  /** The track sends nothing for now. */
  onPaused(): void
}

export class StreamSource implements PictureSource {
  readonly kind: SourceKind
  readonly label: string
  private readonly scope = new Scope()
  private readonly video = makeVideo()
  private readonly frames: VideoFrames

  constructor(stream: MediaStream, clock: Clock, { kind, label, onEnded, onPaused }: StreamOptions) {
    this.kind = kind
    this.label = label
    this.video.srcObject = stream
    this.frames = new VideoFrames(this.video, clock)
    this.scope.defer(() => releaseVideo(this.video))
    this.scope.add(this.frames)
    const track = stream.getVideoTracks()[0]
    if (!track) return
    this.scope.listen(track, 'ended', onEnded)
    this.scope.listen(track, 'mute', onPaused)
  }

  /** Waits for the first frame. */
  async ready(): Promise<Arrival> {
    const playing = this.video.play().catch(() => undefined)
    const first = await firstFrame(this.video, FIRST_FRAME_WITHIN)
    if (first !== 'ready') return first
    await Promise.race([playing, arrival(this.video, 'playing', 1)])
    return 'ready'
  }

  newest(): ImagePicture | null {
    return this.frames.newest()
  }

  async seek(): Promise<void> {
    // The present is all a live source has.
  }

  dispose(): void {
    this.scope.dispose()
  }
}
