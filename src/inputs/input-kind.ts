// What a kind of picture source is: one record a file in src/inputs/video, found by its place. Adding a file adds a source.
//
//   export default {
//     id: 'image', label: 'Picture', help: 'A still picture.', live: false, needsPlace: true,
//     open: async ({ place, onLost }) => new StillPicture(await decode(place)),
//   } satisfies InputKind
import type { Size } from '../core/units'
import type { PictureSource, SourceKind } from '../contracts/input'
import type { Clock } from '../core/clock'
import type { CameraList } from './camera-list'
import type { SourceProblem } from './source-problems'

/** Where a film or picture is: an address, or a file the performer gave. */
export interface Place {
  /** For the performer: "sunset.mp4". */
  readonly name: string
  /** Empty when there is a file. */
  readonly url: string
  readonly file: File | null
}

/** What a source is opened with. */
export interface OpenContext {
  readonly clock: Clock
  /** The film or picture; its name is empty when none was given. */
  readonly place: Place
  /** The camera's name as the list shows it; empty: whichever comes first. */
  readonly camera: string
  readonly cameras: CameraList
  /** The size to ask a camera for; it answers with the nearest it has. */
  readonly size: Size
  /** What the pictures have to fill now, stage and painting; a source that draws its own need not draw more. */
  needed(): Size
  /** To be called when a source that was opened fails later. */
  onLost(problem: SourceProblem): void
}

export interface InputKind {
  readonly id: SourceKind
  /** In the picker. */
  readonly label: string
  /** One sentence for hover and the help. */
  readonly help: string
  /** True: its frames come when they come; false: it can be asked for the frame of any time. */
  readonly live: boolean
  /** True: it plays a film or picture that has to be named first. */
  readonly needsPlace: boolean
  /**
   * Opens the source; resolves once its first frame is there.
   * @throws {SourceError} with the words for the performer
   */
  open(context: OpenContext): Promise<PictureSource>
}
