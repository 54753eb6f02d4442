// A <video> that plays unseen: made, waited for, sought and let go in one way, for cameras, screens and films alike.
import type { Seconds } from '../core/units'

/** A frame stands for this long at most; one further from where was sought is an older one. */
const FRAME_STANDS: Seconds = 0.1
/** How far a frame's time may be rounded past the place that was sought. */
const ROUNDING: Seconds = 0.002
/** How long to wait where the frame drawn before may be the one that was sought, and where it can't be. */
const SAME_FRAME_AFTER: Seconds = 0.3
const OTHER_FRAME_WITHIN: Seconds = 2
const LOOK_EVERY: Seconds = 0.005

/** What a wait came to an end with. */
export type Arrival = 'ready' | 'error' | 'late'

export function makeVideo(): HTMLVideoElement {
  const video = document.createElement('video')
  // Muted: the browser lets it play without a click, and the sound of a film is the sound room's.
  video.muted = true
  video.playsInline = true
  video.crossOrigin = 'anonymous'
  return video
}

/** Waits until the first frame can be drawn. Never rejects. */
export function firstFrame(video: HTMLVideoElement, within: Seconds): Promise<Arrival> {
  return arrival(video, 'loadeddata', within, () => video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA)
}

/** Waits for `event`, an error or the deadline, whichever comes first. */
export function arrival(
  video: HTMLVideoElement,
  event: string,
  within: Seconds,
  already: () => boolean = () => false,
): Promise<Arrival> {
  if (already()) return Promise.resolve('ready')
  if (video.error) return Promise.resolve('error')
  return new Promise((resolve) => {
    const finish = (result: Arrival) => () => {
      clearTimeout(deadline)
      video.removeEventListener(event, ready)
      video.removeEventListener('error', failed)
      resolve(result)
    }
    const ready = finish('ready')
    const failed = finish('error')
    const deadline = setTimeout(finish('late'), within * 1000)
    video.addEventListener(event, ready)
    video.addEventListener('error', failed)
  })
}

/** Where in the film the frame stands that would be drawn now; null where there is none. */
export function frameTime(video: HTMLVideoElement): Seconds | null {
  try {
    const frame = new VideoFrame(video)
    const time = frame.timestamp / 1e6
    frame.close()
    return time
  } catch {
    return null
  }
}

/**
 * Waits, after a seek to `place` has ended, until the frame from there would be drawn: the end of a seek doesn't say so,
 * and no frame callback need come. `before` is where the frame stood that was drawn before the seek.
 */
export async function frameFrom(video: HTMLVideoElement, place: Seconds, before: Seconds | null): Promise<void> {
  for (let waited: Seconds = 0; ; waited += LOOK_EVERY) {
    const frame = frameTime(video)
    const stands = frame !== null && frame <= place + ROUNDING && place - frame < FRAME_STANDS
    if (stands && frame !== before) return
    if (waited > (stands ? SAME_FRAME_AFTER : OTHER_FRAME_WITHIN)) return
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY * 1000))
  }
}

/** Stops it and gives back its decoder, its stream and its network connection. */
export function releaseVideo(video: HTMLVideoElement): void {
  video.pause()
  if (video.srcObject instanceof MediaStream) for (const track of video.srcObject.getTracks()) track.stop()
  video.srcObject = null
  video.removeAttribute('src')
  video.load()
}
