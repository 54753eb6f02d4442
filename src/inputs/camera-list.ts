// The cameras there are, by name, and whether the page may use them.
import { Emitter } from '../core/emitter'
import { Scope, type Disposable } from '../core/scope'
import type { Permission } from './source-problems'

interface CameraEvents {
  /** A camera came or went, or the names became known. */
  devices: undefined
  /** The performer or the system changed what the page may do. */
  permission: Permission
}

/** USB cameras need a moment between being announced and being usable; several announcements come for one plug. */
const SETTLE_MS = 300

export class CameraList implements Disposable {
  private readonly events = new Emitter<CameraEvents>()
  private readonly scope = new Scope()
  private readonly ids = new Map<string, string>()
  private settling: ReturnType<typeof setTimeout> | undefined

  /** @param media what the browser offers; undefined on pages that are not secure, and there are no cameras then */
  constructor(private readonly media: MediaDevices | undefined = globalThis.navigator?.mediaDevices) {
    if (media) this.scope.listen(media, 'devicechange', () => this.settle())
    this.scope.defer(() => clearTimeout(this.settling))
    void this.watchPermission()
  }

  /** The names, in the browser's order. Empty until the page was allowed to use a camera once. Twins are numbered. */
  names(): string[] {
    return [...this.ids.keys()]
  }

  /** The browser's id for a camera's name; null while it is away. */
  idOf(name: string): string | null {
    return this.ids.get(name) ?? null
  }

  /** The name of the camera with this id; null when it is not in the list. */
  nameOf(id: string | undefined): string | null {
    for (const [name, known] of this.ids) if (known === id) return name
    return null
  }

  /** Looks again. Never rejects. */
  async refresh(): Promise<void> {
    const before = this.names().join('\n')
    const devices = await this.media?.enumerateDevices().catch(() => [])
    const cameras = (devices ?? []).filter((d) => d.kind === 'videoinput' && d.label !== '')
    this.ids.clear()
    for (const [name, id] of numberTwins(cameras)) this.ids.set(name, id)
    if (this.names().join('\n') !== before) this.events.emit('devices', undefined)
  }

  /** @throws {DOMException | TypeError} as `getUserMedia` does */
  async open(video: MediaTrackConstraints): Promise<MediaStream> {
    if (!this.media) throw new TypeError('this page has no mediaDevices')
    return this.media.getUserMedia({ video, audio: false })
  }

  async permission(): Promise<Permission> {
    return (await this.status())?.state ?? 'unknown'
  }

  /** Returns the unsubscribe. 'devices' also comes when one was replugged and the names stayed the same. */
  on<K extends keyof CameraEvents>(type: K, listener: (payload: CameraEvents[K]) => void): () => void {
    return this.events.on(type, listener)
  }

  dispose(): void {
    this.scope.dispose()
    this.events.clear()
  }

  private settle(): void {
    clearTimeout(this.settling)
    this.settling = setTimeout(() => {
      void this.refresh().then(() => {
        if (!this.scope.disposed) this.events.emit('devices', undefined)
      })
    }, SETTLE_MS)
  }

  private async watchPermission(): Promise<void> {
    const status = await this.status()
    if (status && !this.scope.disposed) {
      this.scope.listen(status, 'change', () => this.events.emit('permission', status.state))
    }
  }

  private async status(): Promise<PermissionStatus | null> {
    try {
      return await globalThis.navigator.permissions.query({ name: 'camera' })
    } catch {
      return null
    }
  }
}

/** Two cameras of one make carry one label: the second becomes "Name (2)". Pairs of name and id. */
export function numberTwins(cameras: readonly Pick<MediaDeviceInfo, 'label' | 'deviceId'>[]): [string, string][] {
  const seen = new Map<string, number>()
  return cameras.map(({ label, deviceId }) => {
    const count = (seen.get(label) ?? 0) + 1
    seen.set(label, count)
    return [count === 1 ? label : `${label} (${count})`, deviceId]
  })
}
