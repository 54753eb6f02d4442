// A models room to try things on: the models of model.files, a clock moved by hand, and everything it said.
import { ManualClock } from '../../src/core/clock'
import type { PixelPicture } from '../../src/contracts/frame'
import { Log } from '../../src/core/log'
import { Show } from '../../src/show/show'
import type { ManifestEntry } from '../../src/models/manifest'
import { StyleTransfer } from '../../src/models/paint-room'
import type { StyleTransferOptions } from '../../src/models/paint-room-options'

const FILES = import.meta.glob<string>('./model.files/*/model.json', {
  query: '?url',
  import: 'default',
  eager: true,
})

/** As the Vite plugin lists them; `bare`: as it lists a model.json that it can't read. */
export function entry(id: string, bare = false): ManifestEntry {
  const url = FILES[`./model.files/${id}/model.json`]
  if (url === undefined) throw new Error(`no model.files/${id}`)
  const styles = ['warm', 'cold'].map((name) => ({ id: `${id}-${name}`, title: `${id} ${name}` }))
  return bare ? { id, url } : { id, url, title: id, styles }
}

export interface Stand {
  readonly room: StyleTransfer
  readonly show: Show
  readonly log: Log
  readonly clock: ManualClock
  texts(): string[]
}

const rooms: StyleTransfer[] = []
export function stand(models: readonly (string | ManifestEntry)[], options: Partial<StyleTransferOptions> = {}): Stand {
  const clock = new ManualClock()
  const log = new Log(() => clock.now())
  const show = new Show(() => clock.now(), log)
  const manifest = models.map((model) => (typeof model === 'string' ? entry(model) : model))
  const room = new StyleTransfer({ manifest, show, log, clock, gpu: null, ...options })
  rooms.push(room)
  show.send({ target: 'style/seconds', value: 0, origin: 'engine' })
  return { room, show, log, clock, texts: () => log.notices.map((notice) => notice.text) }
}

/** Closes the rooms of the test. */
export function closeRooms(): void {
  for (const room of rooms.splice(0)) room.dispose()
}

/** A pattern that differs with `serial`. */
export function picture(serial = 0, width = 32, height = 16): PixelPicture {
  const data = new Uint8ClampedArray(width * height * 4).map((_, i) =>
    i % 4 === 3 ? 255 : (i * 31 + serial * 50) % 256,
  )
  return { kind: 'pixels', data, width, height, capturedAt: serial / 10, serial }
}
