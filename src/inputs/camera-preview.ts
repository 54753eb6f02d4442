// A small live picture of a camera for the picker. Never asks for permission: before it was given, there is none.
import type { Disposable } from '../core/scope'
import type { CameraList } from './camera-list'
import { makeVideo, releaseVideo } from './video-element'

export interface CameraPreview extends Disposable {
  /** To be put in the page by whoever asked. */
  readonly video: HTMLVideoElement
}

/** Null when the page may not use cameras yet, or this one is away or taken. Never rejects. */
export async function previewCamera(cameras: CameraList, name: string): Promise<CameraPreview | null> {
  if ((await cameras.permission()) !== 'granted') return null
  const id = cameras.idOf(name)
  if (id === null) return null
  try {
    const stream = await cameras.open({ deviceId: { exact: id }, width: { ideal: 160 }, height: { ideal: 90 } })
    const video = makeVideo()
    video.srcObject = stream
    void video.play().catch(() => undefined)
    return { video, dispose: () => releaseVideo(video) }
  } catch {
    return null
  }
}
