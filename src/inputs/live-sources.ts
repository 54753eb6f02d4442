// Pictures that live code asks for besides the show's own source: up to a handful, each a camera, film, picture, screen or something of the page.
import type { DrawableImage, ImagePicture } from '../contracts/frame'
import type { PictureSource, SourceRequest } from '../contracts/input'
import type { Clock } from '../core/clock'
import { messageOf } from '../core/errors'
import type { Log } from '../core/log'
import { Scope, type Disposable } from '../core/scope'
import type { Seconds } from '../core/units'
import { sizeOfImage } from '../gpu/image-size'
import { CameraList } from './camera-list'
import type { OpenContext } from './input-kind'
import { INPUT_KINDS } from './input-kinds'
import { findFault } from './media-fault'
import { shortName } from './file-registry'
import { mediaProblem, SourceError } from './source-problems'

/** What a camera is asked for. */
const CAMERA_SIZE = { width: 1280, height: 720 }
const ALL = { width: Infinity, height: Infinity }

interface Slot {
  /** Grows with every request, so that one which comes late is let go. */
  turn: number
  source: PictureSource | null
}

export class LiveSources implements Disposable {
  private readonly scope = new Scope()
  private readonly slots = new Map<number, Slot>()
  private readonly cameras = this.scope.add(new CameraList())
  /** Films and pictures that are on their way: a run by hand waits for them. */
  private readonly opening = new Set<Promise<void>>()

  constructor(private readonly options: { readonly clock: Clock; readonly log: Log }) {}

  /** Opens what a slot is to show in place of what it shows; null empties it. Never rejects: a notice says why there is nothing. */
  async open(index: number, request: SourceRequest | null): Promise<void> {
    const slot = this.slots.get(index) ?? { turn: 0, source: null }
    this.slots.set(index, slot)
    const turn = ++slot.turn
    slot.source?.dispose()
    slot.source = null
    if (!request || this.scope.disposed) return
    const work = this.fill(index, slot, turn, request)
    const waited = request.kind === 'video' || request.kind === 'image'
    if (waited) this.opening.add(work)
    await work
    this.opening.delete(work)
  }

  /** The newest picture of a slot; null until there is one. */
  newest(index: number): ImagePicture | null {
    return this.slots.get(index)?.source?.newest() ?? null
  }

  /** For the manual clock: what was asked for is there, and each film shows its frame of `time`. */
  async seek(time: Seconds): Promise<void> {
    await Promise.all(this.opening)
    for (const { source } of this.slots.values()) await source?.seek(time)
  }

  dispose(): void {
    this.scope.dispose()
    for (const slot of this.slots.values()) {
      slot.turn++
      slot.source?.dispose()
      slot.source = null
    }
  }

  private async fill(index: number, slot: Slot, turn: number, request: SourceRequest): Promise<void> {
    const { log } = this.options
    const from = `source s${index}`
    try {
      const source = await this.make(request, (text) => log.warn(from, emptied(text, index)))
      if (slot.turn === turn) slot.source = source
      else source.dispose()
    } catch (thrown) {
      if (slot.turn === turn) log.warn(from, emptied(messageOf(thrown), index))
    }
  }

  private async make(request: SourceRequest, lost: (text: string) => void): Promise<PictureSource> {
    const { clock } = this.options
    if (request.kind === 'element') {
      const element = drawable(request.element)
      return elementSource(request.still === true ? asItIs(element) : element, clock)
    }
    if (request.kind === 'stream') throw new Error(NO_STREAM)
    if (request.kind === 'image') return elementSource(await loadImage(request.url), clock)
    const kind = INPUT_KINDS.find(({ id }) => id === request.kind)
    if (!kind) throw new Error(`This page has no source of the kind ${request.kind}.`)
    const url = request.kind === 'video' ? request.url : ''
    const context: OpenContext = {
      clock,
      cameras: this.cameras,
      camera: request.kind === 'camera' ? await this.cameraName(request.index) : '',
      size: CAMERA_SIZE,
      // Code may look at any part of them, enlarged.
      needed: () => ALL,
      place: { name: shortName(url), url, file: null },
      onLost: ({ text }) => lost(text),
    }
    return kind.open(context)
  }

  /** The name of the camera with that number; empty: whichever comes first. */
  private async cameraName(index: number): Promise<string> {
    await this.cameras.refresh()
    if (index > 0 && this.cameras.names().length === 0) {
      // Names are hidden until a camera was allowed.
      const stream = await this.cameras.open({})
      for (const track of stream.getTracks()) track.stop()
      await this.cameras.refresh()
    }
    return this.cameras.names()[index] ?? ''
  }
}

const NO_STREAM =
  'The picture of another performer is not to be had here. Playing the demo film; show the window that it plays in with initScreen().'
const NOT_DRAWABLE =
  'What init({ src }) was given cannot be drawn. Playing the demo film; give it a canvas, a film or a picture of the page.'

/** Whatever code hands over as one. @throws {Error} it is none */
function drawable(given: unknown): DrawableImage {
  const isElement = given instanceof HTMLCanvasElement || given instanceof HTMLVideoElement
  if (isElement || given instanceof HTMLImageElement || given instanceof OffscreenCanvas) return given
  if (given instanceof ImageBitmap || ('VideoFrame' in globalThis && given instanceof VideoFrame)) return given
  throw new Error(NOT_DRAWABLE)
}

/** A copy of what it shows now; itself where that is nothing yet. */
function asItIs(image: DrawableImage): DrawableImage {
  const { width, height } = sizeOfImage(image)
  if (width === 0 || height === 0) return image
  const copy = new OffscreenCanvas(width, height)
  copy.getContext('2d')?.drawImage(image, 0, 0)
  return copy.transferToImageBitmap()
}

/** The show's own source has the demo film to fall back to, these have nothing. */
function emptied(text: string, index: number): string {
  return text.replace('Playing the demo film;', `s${index} stays empty;`)
}

/** Anything of the page that can be drawn, looked at anew every time where it may have changed. */
function elementSource(image: DrawableImage, clock: Clock): PictureSource {
  const still = image instanceof HTMLImageElement || image instanceof ImageBitmap
  let serial = 0
  let picture: ImagePicture | null = null
  return {
    kind: 'image',
    label: 'picture',
    newest() {
      const { width, height } = sizeOfImage(image)
      if (width === 0 || height === 0) return null
      if (!picture || !still) {
        picture = { kind: 'image', image, width, height, capturedAt: clock.now(), serial: ++serial, mirror: false }
      }
      return picture
    },
    seek: async () => undefined,
    dispose: () => undefined,
  }
}

/** With its transparency, unlike the show's own source, which fills the stage. @throws {SourceError} */
async function loadImage(url: string): Promise<HTMLImageElement> {
  const image = new Image()
  image.crossOrigin = 'anonymous'
  image.src = url
  try {
    await image.decode()
    return image
  } catch (thrown) {
    throw new SourceError(mediaProblem('picture', shortName(url), await findFault(url)), thrown)
  }
}
