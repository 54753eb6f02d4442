// A film, from a file or an address: it loops, and is muted.
import type { ImagePicture } from '../../contracts/frame'
import type { PictureSource } from '../../contracts/input'
import type { Clock } from '../../core/clock'
import { Scope } from '../../core/scope'
import type { Seconds } from '../../core/units'
import type { InputKind, OpenContext } from '../input-kind'
import { findFault } from '../media-fault'
import { mediaProblem, SourceError } from '../source-problems'
import { arrival, firstFrame, frameFrom, frameTime, makeVideo, releaseVideo } from '../video-element'
import { VideoFrames } from '../video-frames'

const FIRST_FRAME_WITHIN: Seconds = 15
/** A file on a slow disk or network may take its time; after this long the old frame stands. */
const SEEK_WITHIN: Seconds = 10

class Film implements PictureSource {
  readonly kind = 'video'
  private readonly scope = new Scope()
  private readonly frames: VideoFrames

  constructor(
    readonly label: string,
    private readonly video: HTMLVideoElement,
    private readonly clock: Clock,
  ) {
    this.scope.defer(() => releaseVideo(video))
    this.frames = this.scope.add(new VideoFrames(video, clock))
  }

  /** Calls back when the film breaks off. */
  watch(onError: () => void): void {
    this.scope.listen(this.video, 'error', onError)
  }

  /** Runs `fn` when the film is let go. */
  defer(fn: () => void): void {
    this.scope.defer(fn)
  }

  newest(): ImagePicture | null {
    return this.frames.newest()
  }

  async seek(time: Seconds): Promise<void> {
    if (!this.clock.manual || this.scope.disposed) return
    const { video } = this
    video.pause()
    const place = loopTime(time, video)
    const before = frameTime(video)
    const sought = arrival(video, 'seeked', SEEK_WITHIN)
    video.currentTime = place
    await sought
    await frameFrom(video, place, before)
    this.frames.mark(time)
  }

  dispose(): void {
    this.scope.dispose()
  }
}

/** Where a looping film stands at engine time `time`. */
function loopTime(time: Seconds, { duration, seekable }: HTMLVideoElement): Seconds {
  if (Number.isFinite(duration) && duration > 0) return time % duration
  return seekable.length > 0 ? Math.min(time, seekable.end(seekable.length - 1)) : 0
}

async function openFilm({ place, clock, onLost }: OpenContext): Promise<PictureSource> {
  const video = makeVideo()
  const url = place.file ? URL.createObjectURL(place.file) : place.url
  const film = new Film(place.name, video, clock)
  if (place.file) film.defer(() => URL.revokeObjectURL(url))
  video.loop = true
  video.preload = 'auto'
  video.src = url
  const first = await firstFrame(video, FIRST_FRAME_WITHIN)
  // A sound file in a film's clothes loads, and has no picture.
  if (first !== 'ready' || video.videoWidth === 0) {
    film.dispose()
    throw new SourceError(mediaProblem('film', place.name, await findFault(place.file ? '' : url, first === 'late')))
  }
  film.watch(
    () => void findFault(place.file ? '' : url).then((fault) => onLost(mediaProblem('film', place.name, fault))),
  )
  if (!clock.manual) await video.play().catch(() => undefined)
  return film
}

export default {
  id: 'video',
  label: 'Film',
  help: 'A film from a file or an address; it loops, without its sound.',
  live: false,
  needsPlace: true,
  open: openFilm,
} satisfies InputKind
