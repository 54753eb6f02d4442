// A stand for trying the room of pictures: sources and cameras that a test starts, breaks and mends by hand.
import { vi } from 'vitest'
import { ManualClock, type Clock } from '../core/clock'
import type { ImagePicture } from '../contracts/frame'
import type { PictureSource, SourceKind } from '../contracts/input'
import { Emitter } from '../core/emitter'
import { Log } from '../core/log'
import { Show } from '../show/show'
import { CameraList } from './camera-list'
import type { InputKind, OpenContext } from './input-kind'
import { PictureInput } from './picture-input'
import { SourceError, type Permission, type SourceProblem } from './source-problems'

/** A source whose frames are made by hand. */
class HandSource implements PictureSource {
  disposed = 0
  sought: number[] = []
  private picture: ImagePicture | null = null

  constructor(
    readonly kind: SourceKind,
    readonly label: string,
    private readonly clock: Clock,
  ) {
    this.frame()
  }

  frame(): void {
    const serial = (this.picture?.serial ?? 0) + 1
    // Nothing in this room looks into the image, so an empty one will do where there is no DOM.
    const image = {} as ImageBitmap
    this.picture = { kind: 'image', image, width: 4, height: 3, capturedAt: this.clock.now(), serial, mirror: false }
  }

  newest(): ImagePicture | null {
    return this.picture
  }

  async seek(time: number): Promise<void> {
    this.sought.push(time)
  }

  dispose(): void {
    this.disposed++
  }
}

/** Cameras as the list would tell of them. */
class HandCameras extends CameraList {
  state: Permission = 'granted'
  present: string[] = []
  private readonly hand = new Emitter<{ devices: undefined; permission: Permission }>()

  override names(): string[] {
    return this.present
  }
  override async refresh(): Promise<void> {
    this.hand.emit('devices', undefined)
  }
  override async permission(): Promise<Permission> {
    return this.state
  }
  override on<K extends 'devices' | 'permission'>(
    type: K,
    listener: (payload: { devices: undefined; permission: Permission }[K]) => void,
  ): () => void {
    return this.hand.on(type, listener)
  }
  plug(...present: string[]): void {
    this.present = present
    this.hand.emit('devices', undefined)
  }
  decide(state: PermissionState): void {
    this.state = state
    this.hand.emit('permission', state)
  }
}

/** Timers must be fake while it is used. */
export class Stand {
  readonly clock = new ManualClock()
  readonly log = new Log(() => this.clock.now())
  readonly cameras = new HandCameras(undefined)
  readonly kept = new Map<string, string>()
  readonly opened: { source: HandSource; context: OpenContext }[] = []
  /** What the next opening of a kind ends with. */
  readonly faults: Partial<Record<SourceKind, SourceProblem>> = {}
  show = new Show(() => this.clock.now(), this.log)
  input: PictureInput
  private readonly gates: Partial<Record<SourceKind, Promise<void>>> = {}

  constructor() {
    this.input = this.makeInput(false)
  }

  /** The page opened again, with what it remembered. */
  reload(memory: object, manual = false): void {
    this.input.dispose()
    this.show = new Show(() => this.clock.now(), this.log)
    this.kept.set('last', JSON.stringify(memory))
    this.input = this.makeInput(manual)
  }

  async begin(): Promise<void> {
    await this.input.start()
    await this.input.settled()
  }

  /** Makes openings of `kind` wait; the answer lets them go. */
  hold(kind: SourceKind): () => void {
    let open: () => void = () => undefined
    this.gates[kind] = new Promise((resolve) => {
      open = resolve
    })
    return open
  }

  /** The source of this kind that was opened last. */
  source(kind: SourceKind): HandSource {
    const found = this.opened.findLast((o) => o.source.kind === kind)?.source
    if (!found) throw new Error(`no ${kind} was opened`)
    return found
  }

  /** The camera on stage fails. */
  lose(problem: SourceProblem): void {
    this.input.newest()
    this.opened.findLast((o) => o.source.kind === 'camera')?.context.onLost(problem)
  }

  said(): string[] {
    return this.log.notices.map((n) => n.text)
  }

  /** Lets everything that is ready to run, run. */
  async ticks(): Promise<void> {
    await vi.advanceTimersByTimeAsync(0)
  }

  private makeInput(manual: boolean): PictureInput {
    const { show, log, cameras, kept } = this
    const clock: Clock = { manual, now: () => this.clock.now() }
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    }
    const ids = ['demo', 'camera', 'video', 'image', 'screen'] as const
    return new PictureInput({ show, log, clock, storage, cameras, kinds: ids.map((id) => this.kind(id, clock)) })
  }

  private kind(id: SourceKind, clock: Clock): InputKind {
    return {
      id,
      label: id,
      help: '',
      live: id === 'camera' || id === 'screen',
      needsPlace: id === 'video' || id === 'image',
      open: async (context) => {
        await this.gates[id]
        const fault = this.faults[id]
        if (fault) throw new SourceError(fault)
        const source = new HandSource(id, context.place.name || context.camera || id, clock)
        this.opened.push({ source, context })
        return source
      },
    }
  }
}
