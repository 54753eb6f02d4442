// A <video> that plays unseen: made, waited for, sought and let go in one way, for cameras, screens and films alike.
import type { Seconds } from '../core/units'

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

/** Stops it and gives back its decoder, its stream and its network connection. */
export function releaseVideo(video: HTMLVideoElement): void {
  video.pause()
  if (video.srcObject instanceof MediaStream) for (const track of video.srcObject.getTracks()) track.stop()
  video.srcObject = null
  video.removeAttribute('src')
  video.load()
}
