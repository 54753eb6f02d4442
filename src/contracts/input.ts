// What a source of pictures is to the rooms that show it.
import type { Disposable } from '../core/scope'
import type { Seconds } from '../core/units'
import type { ImagePicture } from './frame'

export type SourceKind = 'camera' | 'video' | 'image' | 'screen' | 'demo'

/** What live code asks one of its own sources to show. */
export type SourceRequest =
  | { readonly kind: 'camera'; readonly index: number }
  | { readonly kind: 'video' | 'image'; readonly url: string }
  | { readonly kind: 'screen' }
  /** Another performer's picture, by name: known by sketches, and not to be had here. */
  | { readonly kind: 'stream'; readonly name: string }
  /** Something of the page. `still`: as it is now, whatever it shows later. */
  | { readonly kind: 'element'; readonly element: unknown; readonly still?: boolean }

/** A running source of pictures. Made by an `InputKind`; fails through `onLost`, never by throwing later. */
export interface PictureSource extends Disposable {
  readonly kind: SourceKind
  /** What is playing, for the performer: "FaceTime HD Camera", "sunset.mp4". */
  readonly label: string
  /** The newest frame; null until the first has arrived. Asking twice gives the same object until there is a newer one. */
  newest(): ImagePicture | null
  /** For the manual clock: makes `newest()` the frame that belongs to engine time `time`. Live sources resolve at once. */
  seek(time: Seconds): Promise<void>
}
