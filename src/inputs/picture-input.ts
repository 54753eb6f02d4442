// The pictures that come in: the source's parameters, files and drops, and the newest frame of whatever plays.
import type { ImagePicture } from '../contracts/frame'
import type { SourceKind } from '../contracts/input'
import type { Clock } from '../core/clock'
import type { Log } from '../core/log'
import { Scope, type Disposable } from '../core/scope'
import type { Change } from '../show/change'
import type { Origin } from '../show/command'
import type { Show } from '../show/show'
import { defineSwap } from '../show/swap'
import type { Seconds, Size } from '../core/units'
import { CameraList } from './camera-list'
import { previewCamera, type CameraPreview } from './camera-preview'
import { listenForDrops } from './drops'
import type { InputKind } from './input-kind'
import { INPUT_KINDS } from './input-kinds'
import * as param from './picture-params'
import { isFile, FileRegistry } from './file-registry'
import { fromName, sniffFile, sniffUrl, type MediaType } from './detect-media'
import { ReconnectingSource } from './reconnecting-source'
import { recall, remember, type KeyValue, type SourceMemory } from './source-memory'
import { unknownFile } from './source-problems'

export interface PictureInputOptions {
  show: Show
  log: Log
  clock: Clock
  /** Where the source is remembered from visit to visit. @defaultValue nowhere */
  storage?: KeyValue
  /** @defaultValue every file in src/inputs/video */
  kinds?: readonly InputKind[]
  /** @defaultValue the browser's cameras */
  cameras?: CameraList
  /** As in `OpenContext`. @defaultValue all that a source can give */
  needed?: () => Size
}

const ALL: Size = { width: Infinity, height: Infinity }

export class PictureInput implements Disposable {
  private readonly scope = new Scope()
  private readonly show: Show
  private readonly log: Log
  private readonly clock: Clock
  private readonly storage: KeyValue | undefined
  private readonly kinds: readonly InputKind[]
  private readonly cameras: CameraList
  private readonly keeper: ReconnectingSource
  private readonly places = new FileRegistry()
  private readonly memory: SourceMemory
  private work: Promise<void> = Promise.resolve()
  private soon = false
  private started = false
  /** True once somebody said what to play; the memory is then not asked. */
  private chosen = false
  /** True while this room corrects its own parameters. */
  private own = false

  constructor(options: PictureInputOptions) {
    const { show, log, clock, storage, kinds = INPUT_KINDS, cameras = new CameraList() } = options
    this.show = show
    this.log = log
    this.clock = clock
    this.storage = storage
    this.kinds = kinds
    this.cameras = this.scope.add(cameras)
    this.memory = recall(storage)
    this.define()
    this.keeper = this.scope.add(
      new ReconnectingSource({
        clock,
        log,
        cameras,
        kinds,
        mirror: () => show.toggle(param.MIRROR),
        needed: options.needed ?? (() => ALL),
        onYield: (kind) => this.correct(param.KIND, kind),
      }),
    )
    this.scope.defer(show.onEach((change) => this.changed(change), 'source/'))
    this.scope.defer(cameras.on('devices', () => this.offerCameras()))
  }

  /** What is on stage, for the performer: "FaceTime HD Camera", "sunset.mp4". */
  get label(): string {
    return this.keeper.label
  }

  /** The kind that is on stage; while the wanted one ('source/kind') is lost or being opened, another. */
  get playing(): SourceKind {
    return this.keeper.playing
  }

  /**
   * Starts with the demo at once, then with what was asked for before, or else with what was on last time, as far as no
   * permission is missing. Resolves when there is a picture; a camera may still be opening then. Never rejects.
   */
  async start(): Promise<void> {
    if (this.started) return
    this.started = true
    await this.keeper.start()
    await this.cameras.refresh()
    if (!this.chosen && !this.clock.manual) await this.restore()
    if (this.show.text(param.KIND) !== 'demo') this.openSoon()
  }

  /** The newest frame; the same object until there is a newer one. Null only before `start` has resolved. */
  newest(): ImagePicture | null {
    return this.keeper.newest()
  }

  /** For the manual clock: makes `newest()` the frame of engine time `time`, after a film or picture that is being opened. */
  async seek(time: Seconds): Promise<void> {
    const kind = this.kinds.find(({ id }) => id === this.show.text(param.KIND))
    if (kind && !kind.live) await this.work
    await this.keeper.seek(time)
  }

  /** Resolves when what was asked for last is on stage, or is known not to come. */
  async settled(): Promise<void> {
    let work: Promise<void>
    do {
      work = this.work
      await work
    } while (work !== this.work)
  }

  /** Plays a source; `detail` is a camera's name or an address. The same as setting the parameters, and tries again what failed. */
  open(kind: SourceKind, detail = '', origin: Origin = 'handle'): void {
    this.chosen = true
    if (kind === 'camera' && detail !== '') {
      this.show.setChoices(param.CAMERA, param.cameraChoices(this.cameras.names(), detail))
      this.show.send({ target: param.CAMERA, value: detail, origin })
    }
    if ((kind === 'video' || kind === 'image') && detail !== '') {
      this.show.send({ target: param.URL_TEXT, value: detail, origin })
    }
    this.show.send({ target: param.KIND, value: kind, origin })
    this.openSoon()
  }

  /** Plays a film or picture from the performer's disk. Says what the file is; 'audio' is left to the caller. */
  async openFile(file: File, origin: Origin = 'panel'): Promise<MediaType | null> {
    const type = await sniffFile(file)
    if (type === null) this.log.warn('source', unknownFile(file.name))
    if (type === 'image' || type === 'video') this.open(type, this.places.keep(file), origin)
    return type
  }

  /** As `openFile`, for an address. What can't be told from its name or its server is tried as a film. */
  async openUrl(url: string, origin: Origin = 'panel'): Promise<MediaType> {
    const type = (await sniffUrl(url)) ?? 'video'
    if (type !== 'audio') this.open(type, url, origin)
    return type
  }

  /** What the address line asks for: a kind that needs no more words, or an address. */
  openNamed(source: string | null): void {
    if (source === 'camera' || source === 'demo' || source === 'screen') this.open(source, '', 'url')
    else if (source !== null) void this.openUrl(source, 'url')
  }

  /**
   * Takes what is dropped on `target`. Sounds go to `onAudio`; `onHover` tells when to show and hide a hint.
   * Returns the unsubscribe.
   */
  acceptDrops(
    target: EventTarget,
    onAudio: (sound: File | string) => void,
    onHover: (over: boolean) => void = () => undefined,
  ): () => void {
    const stop = listenForDrops(target, {
      onHover,
      onDrop: ({ files, url }) => {
        for (const file of files) void this.openFile(file).then((type) => type === 'audio' && onAudio(file))
        if (url !== null) void this.openUrl(url).then((type) => type === 'audio' && onAudio(url))
      },
    })
    this.scope.defer(stop)
    return stop
  }

  /** A small live picture of a camera for the picker; null before the page may use cameras. Dispose it when it is hidden. */
  previewCamera(name: string): Promise<CameraPreview | null> {
    return previewCamera(this.cameras, name)
  }

  dispose(): void {
    this.scope.dispose()
  }

  private define(): void {
    const { show } = this
    const wanted = this.memory.camera ?? ''
    this.scope.defer(show.define(param.KIND, param.kindSpec(this.kinds)))
    this.scope.defer(show.define(param.CAMERA, param.cameraSpec(param.cameraChoices([], wanted))))
    this.scope.defer(show.define(param.RESOLUTION, param.RESOLUTION_SPEC))
    this.scope.defer(show.define(param.MIRROR, param.MIRROR_SPEC))
    this.scope.defer(show.define(param.URL_TEXT, param.URL_SPEC))
    this.scope.defer(defineSwap(show, 'source/swap', param.KIND, { label: 'That source, and back', otherwise: 'demo' }))
    if (show.text(param.CAMERA) === '') this.correct(param.CAMERA, wanted)
  }

  private offerCameras(): void {
    const choices = param.cameraChoices(this.cameras.names(), this.show.text(param.CAMERA))
    this.show.setChoices(param.CAMERA, choices)
  }

  private changed({ address, value, origin }: Change): void {
    if (this.own) return
    if (origin !== 'url' && origin !== 'engine') this.keep()
    if (address === param.KIND) this.chosen = true
    if (!this.started) return
    const kind = this.show.text(param.KIND)
    if (address === param.KIND) this.openSoon()
    else if (address === param.CAMERA || address === param.RESOLUTION) {
      if (kind === 'camera') this.openSoon()
    } else if (address === param.URL_TEXT && typeof value === 'string' && value !== '') this.followAddress(value)
  }

  /** An address that was typed is played, whatever played before. */
  private followAddress(text: string): void {
    const kind = this.show.text(param.KIND)
    const named = fromName(text)
    if (named === 'image' || named === 'video') this.correct(param.KIND, named)
    else if (kind !== 'image' && kind !== 'video') {
      this.work = sniffUrl(text).then((type) => {
        const since = this.show.text(param.KIND)
        if (this.show.text(param.URL_TEXT) !== text || since === 'image' || since === 'video') return
        this.correct(param.KIND, type === 'image' ? 'image' : 'video')
        this.openSoon()
      })
      return
    }
    this.openSoon()
  }

  /** Several parameters set in one go open one source. */
  private openSoon(): void {
    if (!this.started || this.soon) return
    this.soon = true
    this.work = Promise.resolve().then(async () => {
      this.soon = false
      const { show } = this
      const text = show.text(param.URL_TEXT)
      await this.keeper.want({
        kind: this.kinds.find(({ id }) => id === show.text(param.KIND))?.id ?? 'demo',
        camera: show.text(param.CAMERA),
        size: param.sizeOf(show.text(param.RESOLUTION)),
        text,
        place: this.places.find(text),
      })
    })
  }

  /** What was on last time, unless the browser would have to ask, or the file is gone. */
  private async restore(): Promise<void> {
    const shown = this.show.text(param.KIND)
    const kind = shown === 'demo' ? this.memory.kind : shown
    const url = this.show.text(param.URL_TEXT) || (this.memory.url ?? '')
    const allowed =
      (kind === 'camera' && (await this.cameras.permission()) === 'granted') ||
      ((kind === 'video' || kind === 'image') && url !== '' && !isFile(url))
    if (this.chosen) return
    if (allowed && kind !== 'camera') this.correct(param.URL_TEXT, url)
    this.correct(param.KIND, allowed && kind ? kind : 'demo')
  }

  private correct(target: string, value: string): void {
    this.own = true
    this.show.send({ target, value, origin: 'engine' })
    this.own = false
  }

  private keep(): void {
    const { show } = this
    remember(this.storage, {
      kind: show.text(param.KIND),
      camera: show.text(param.CAMERA),
      url: show.text(param.URL_TEXT),
    })
  }
}
