// The room as a whole, on sources that a test starts and breaks by hand: which picture is on, what is said, what comes back.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ManualClock, type Clock } from '../core/clock'
import type { ImagePicture, PictureSource, SourceKind } from '../core/contracts'
import { Emitter } from '../core/emitter'
import { Log } from '../core/log'
import { Show } from '../core/show'
import { CameraList } from './camera-list'
import type { InputKind, OpenContext } from './input-kind'
import { PictureInput } from './picture-input'
import {
  cameraPaused,
  cameraProblem,
  cameraUnplugged,
  mediaProblem,
  screenProblem,
  SourceError,
} from './source-problems'
import type { Permission, SourceProblem } from './source-problems'

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

let clock: ManualClock
let realClock: Clock
let log: Log
let show: Show
let cameras: HandCameras
let input: PictureInput
let kept: Map<string, string>
let opened: { source: HandSource; context: OpenContext }[]
/** What the next opening of a kind ends with. */
let faults: Partial<Record<SourceKind, unknown>>
/** Openings of these kinds wait until they are let go. */
let gates: Partial<Record<SourceKind, Promise<void>>>

beforeEach(() => {
  vi.useFakeTimers()
  clock = new ManualClock()
  realClock = { manual: false, now: () => clock.now() }
  log = new Log(() => clock.now())
  show = new Show(() => clock.now(), log)
  cameras = new HandCameras(undefined)
  kept = new Map()
  opened = []
  faults = {}
  gates = {}
  input = makeInput()
})

afterEach(() => {
  input.dispose()
  vi.useRealTimers()
})

describe('starting', () => {
  it('has a picture at once, and it is the demo', async () => {
    await input.start()
    expect(input.newest()?.serial).toBe(1)
    expect(input.playing).toBe('demo')
    expect(show.params('source/').map((p) => p.address)).toEqual([
      'source/kind',
      'source/camera',
      'source/resolution',
      'source/mirror',
      'source/url',
    ])
  })

  it('takes the camera of last time up again where permission was given, by its name', async () => {
    input = reload({ kind: 'camera', camera: 'BRIO', url: '' })
    await begin()
    expect(input.playing).toBe('camera')
    expect(opened.at(-1)?.context.camera).toBe('BRIO')
    expect(show.text('source/kind')).toBe('camera')
  })

  it.each<Permission>(['prompt', 'denied', 'unknown'])('asks for nothing by itself when it is %s', async (state) => {
    cameras.state = state
    input = reload({ kind: 'camera', camera: 'BRIO', url: '' })
    await begin()
    expect(input.playing).toBe('demo')
    expect(show.text('source/kind')).toBe('demo')
    expect(show.text('source/camera')).toBe('BRIO')
    expect(said()).toEqual([])
  })

  it('plays the address of last time, but no file, which the browser has forgotten', async () => {
    input = reload({ kind: 'video', url: 'https://a.org/x.mp4' })
    await begin()
    expect(input.label).toBe('x.mp4')
    input = reload({ kind: 'video', url: 'file:x.mp4' })
    await begin()
    expect(input.playing).toBe('demo')
  })

  it('remembers nothing on the manual clock, so that every run is the same', async () => {
    realClock = clock
    input = reload({ kind: 'camera', camera: 'BRIO', url: '' })
    await begin()
    expect(input.playing).toBe('demo')
  })

  it('prefers what somebody asks for over the memory', async () => {
    input = reload({ kind: 'camera', camera: 'BRIO', url: '' })
    input.open('demo', '', 'url')
    await begin()
    expect(input.playing).toBe('demo')
    input = reload({ kind: 'demo', url: '' })
    input.open('image', 'https://a.org/y.png', 'url')
    await begin()
    expect(input.label).toBe('y.png')
  })
})

describe('changing the source', () => {
  beforeEach(() => input.start())

  it('plays the old one until the new one has its first frame', async () => {
    const open = hold('camera')
    input.open('camera')
    await ticks()
    expect(input.playing).toBe('demo')
    open()
    await input.settled()
    expect(input.playing).toBe('camera')
    expect(source('camera').disposed).toBe(0)
  })

  it('counts on over sources, and mirrors cameras only', async () => {
    const first = input.newest()
    expect(first?.mirror).toBe(false)
    input.open('camera')
    await input.settled()
    const second = input.newest()
    expect(second).toMatchObject({ mirror: true, serial: 2 })
    expect(input.newest()).toBe(second)
    show.send({ target: 'source/mirror', value: false, origin: 'panel' })
    expect(input.newest()).toMatchObject({ mirror: false, serial: 3 })
    source('camera').frame()
    expect(input.newest()?.serial).toBe(4)
  })

  it('lets go of the old one, and of one that was overtaken while it opened', async () => {
    input.open('image', 'https://a.org/x.png')
    await input.settled()
    const open = hold('camera')
    input.open('camera')
    await ticks()
    input.open('video', 'https://a.org/x.mp4')
    open()
    await input.settled()
    await ticks()
    expect(input.label).toBe('x.mp4')
    expect([source('image').disposed, source('camera').disposed, source('video').disposed]).toEqual([1, 1, 0])
  })

  it('opens one source for several parameters of one preset', async () => {
    const before = opened.length
    show.send({ target: 'source/kind', value: 'image', origin: 'preset' })
    show.send({ target: 'source/url', value: 'https://a.org/x.png', origin: 'preset' })
    show.send({ target: 'source/resolution', value: '640x360', origin: 'preset' })
    await input.settled()
    expect(opened.slice(before).map((o) => o.source.label)).toEqual(['x.png'])
  })

  it('opens the camera anew in another size, and another camera by its name', async () => {
    cameras.plug('BRIO', 'C920')
    input.open('camera')
    await input.settled()
    show.send({ target: 'source/resolution', value: '640x360', origin: 'panel' })
    await input.settled()
    expect(opened.at(-1)?.context.size).toEqual({ width: 640, height: 360 })
    show.send({ target: 'source/camera', value: 'C920', origin: 'panel' })
    await input.settled()
    expect(opened.at(-1)?.context.camera).toBe('C920')
    expect(JSON.parse(kept.get('impasto/source') ?? '')).toMatchObject({ kind: 'camera', camera: 'C920' })
  })

  it('plays an address that is typed, as what it is', async () => {
    show.send({ target: 'source/url', value: 'https://a.org/x.webm', origin: 'panel' })
    await input.settled()
    expect([show.text('source/kind'), input.label]).toEqual(['video', 'x.webm'])
    show.send({ target: 'source/url', value: 'https://a.org/y.jpg', origin: 'panel' })
    await input.settled()
    expect([show.text('source/kind'), input.label]).toEqual(['image', 'y.jpg'])
  })

  it('says why the browser asks, before it does', async () => {
    cameras.state = 'prompt'
    input.open('camera')
    await input.settled()
    expect(said()[0]).toMatch(/^The browser asks for the camera: .* it stays on this machine\./)
  })

  it('plays a file, tells a sound apart, and says when it is neither', async () => {
    expect(await input.openFile(new File(['....ftypisom'], 'party.mp4'))).toBe('video')
    await input.settled()
    expect(input.label).toBe('party.mp4')
    expect(opened.at(-1)?.context.place.file?.name).toBe('party.mp4')
    expect(await input.openFile(new File(['ID3'], 'song.mp3'))).toBe('audio')
    expect(await input.openFile(new File(['?'], 'tax.pdf'))).toBe(null)
    expect(said()).toEqual([expect.stringMatching(/^'tax\.pdf' is neither a picture, a film nor a sound/)])
    expect(input.label).toBe('party.mp4')
  })

  it('waits for a film before it seeks in it, for the manual clock', async () => {
    const open = hold('video')
    input.open('video', 'https://a.org/x.mp4')
    const seeking = input.seek(1.5)
    open()
    await seeking
    expect(source('video').sought).toEqual([1.5])
  })
})

describe('losing a source', () => {
  beforeEach(async () => {
    await input.start()
    input.open('camera', 'BRIO')
    await input.settled()
  })

  it('holds the last picture for two seconds, then plays the demo, and says so once', () => {
    const last = input.newest()
    lose(cameraUnplugged('BRIO'))
    expect(input.newest()).toBe(last)
    clock.advance(1.9)
    expect(input.newest()).toBe(last)
    clock.advance(0.2)
    expect(input.newest()?.serial).toBe(2)
    expect(input.playing).toBe('demo')
    expect(show.text('source/kind')).toBe('camera')
    expect(said()).toEqual([cameraUnplugged('BRIO').text])
  })

  it('takes an unplugged camera up again when it is plugged in, without a click', async () => {
    faults.camera = cameraProblem(new DOMException('', 'NotFoundError'), 'BRIO', 'granted')
    lose(cameraUnplugged('BRIO'))
    clock.advance(3)
    input.newest()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(input.playing).toBe('demo')
    expect(said()).toHaveLength(1)
    delete faults.camera
    cameras.plug('BRIO')
    await ticks()
    expect(input.playing).toBe('camera')
    expect(said().at(-1)).toBe("'BRIO' is back and on stage again.")
  })

  it('takes a busy camera up again when it is free', async () => {
    faults.camera = cameraProblem(new DOMException('', 'NotReadableError'), 'BRIO', 'granted')
    lose(cameraUnplugged('BRIO'))
    await vi.advanceTimersByTimeAsync(4000)
    expect(said().at(-1)).toMatch(/^Camera 'BRIO' is in use by another program\./)
    delete faults.camera
    await vi.advanceTimersByTimeAsync(15_000)
    expect(input.playing).toBe('camera')
    expect(said().at(-1)).toBe("'BRIO' is back and on stage again.")
  })

  it('takes a denied camera up again when it is allowed', async () => {
    input.open('demo')
    await input.settled()
    faults.camera = cameraProblem(new DOMException('', 'NotAllowedError'), 'BRIO', 'denied')
    input.open('camera')
    await input.settled()
    expect(said().at(-1)).toMatch(/^Camera 'BRIO' is not allowed on this page\./)
    expect(show.text('source/kind')).toBe('camera')
    delete faults.camera
    await vi.advanceTimersByTimeAsync(60_000)
    expect(input.playing).toBe('demo')
    cameras.decide('granted')
    await ticks()
    expect(input.playing).toBe('camera')
  })

  it('lets go of the wish when the question was dismissed, so that choosing again asks again', async () => {
    input.open('demo')
    await input.settled()
    faults.camera = cameraProblem(new DOMException('', 'NotAllowedError'), '', 'prompt')
    input.open('camera')
    await input.settled()
    expect(show.text('source/kind')).toBe('demo')
    delete faults.camera
    show.send({ target: 'source/kind', value: 'camera', origin: 'panel' })
    await input.settled()
    expect(input.playing).toBe('camera')
  })

  it('goes on with a camera that only paused, from its next frame', () => {
    const { serial = 0 } = input.newest() ?? {}
    lose(cameraPaused('BRIO'))
    clock.advance(3)
    expect(input.newest()?.serial).toBe(serial + 1)
    expect(input.playing).toBe('demo')
    source('camera').frame()
    expect(input.newest()?.serial).toBe(serial + 2)
    expect(input.playing).toBe('camera')
    expect(source('camera').disposed).toBe(0)
    expect(said()).toEqual([cameraPaused('BRIO').text, "'BRIO' is back and on stage again."])
  })

  it('goes to the demo after a dead address, and tries it again when asked again', async () => {
    faults.video = mediaProblem('film', 'x.mp4', { kind: 'unreachable' })
    input.open('video', 'https://a.org/x.mp4')
    await input.settled()
    const last = input.newest()
    source('camera').frame()
    clock.advance(1)
    expect(input.newest()).toBe(last)
    clock.advance(1.5)
    input.newest()
    expect([input.playing, show.text('source/kind')]).toEqual(['demo', 'demo'])
    expect(source('camera').disposed).toBe(1)
    delete faults.video
    input.open('video', 'https://a.org/x.mp4')
    await input.settled()
    expect(input.label).toBe('x.mp4')
  })

  it('plays on with what played when a screen was not chosen', async () => {
    faults.screen = screenProblem(new DOMException('', 'NotAllowedError'))
    input.open('screen')
    await input.settled()
    clock.advance(5)
    const { serial = 0 } = input.newest() ?? {}
    source('camera').frame()
    expect(input.newest()?.serial).toBe(serial + 1)
    expect([input.playing, show.text('source/kind')]).toEqual(['camera', 'camera'])
    lose(cameraUnplugged('BRIO'))
    expect(said().at(-1)).toBe(cameraUnplugged('BRIO').text)
  })

  it('does not forget a camera that was lost while a screen was being chosen', async () => {
    const open = hold('screen')
    faults.screen = screenProblem(new DOMException('', 'NotAllowedError'))
    input.open('screen')
    await ticks()
    lose(cameraUnplugged('BRIO'))
    expect(said()).toEqual([])
    open()
    await input.settled()
    expect(said()).toEqual([faults.screen, cameraUnplugged('BRIO')].map((p) => (p as SourceProblem).text))
    expect(show.text('source/kind')).toBe('camera')
    await vi.advanceTimersByTimeAsync(1100)
    expect(input.playing).toBe('camera')
  })

  it('asks for a film first when there is none', async () => {
    show.send({ target: 'source/kind', value: 'video', origin: 'panel' })
    await input.settled()
    expect(said().at(-1)).toMatch(/^No film has been chosen yet\./)
    expect([input.playing, show.text('source/kind')]).toEqual(['camera', 'camera'])
  })

  it('says that a file of an earlier visit is gone', async () => {
    input.open('video', 'file:party.mp4')
    await input.settled()
    expect(said().at(-1)).toMatch(/^The film 'party\.mp4' was given to an earlier visit/)
  })

  it('lets go of everything when it ends', () => {
    input.dispose()
    expect(opened.map((o) => o.source.disposed)).toEqual([1, 1])
    expect(input.newest()).toBe(null)
    expect(show.params('source/')).toEqual([])
  })
})

// ---------------------------------------------------------------- helpers

function makeInput(): PictureInput {
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
  return new PictureInput({ show, log, clock: realClock, storage, cameras, kinds })
}

/** The page opened again, with what it remembered. */
function reload(memory: object): PictureInput {
  input.dispose()
  show = new Show(() => clock.now(), log)
  kept.set('impasto/source', JSON.stringify(memory))
  return makeInput()
}

async function begin(): Promise<void> {
  await input.start()
  await input.settled()
}

const kinds: InputKind[] = (['demo', 'camera', 'video', 'image', 'screen'] as const).map((id) => ({
  id,
  label: id,
  help: '',
  live: id === 'camera' || id === 'screen',
  needsPlace: id === 'video' || id === 'image',
  open: async (context) => {
    await gates[id]
    const fault = faults[id]
    if (fault) throw new SourceError(fault as SourceProblem)
    const source = new HandSource(id, context.place.name || context.camera || id, realClock)
    opened.push({ source, context })
    return source
  },
}))

/** Makes the next opening of `kind` wait; the answer lets it go. */
function hold(kind: SourceKind): () => void {
  let open: () => void = () => undefined
  gates[kind] = new Promise((resolve) => {
    open = resolve
  })
  return open
}

function source(kind: SourceKind): HandSource {
  const found = opened.findLast((o) => o.source.kind === kind)?.source
  if (!found) throw new Error(`no ${kind} was opened`)
  return found
}

function lose(problem: SourceProblem): void {
  input.newest()
  opened.findLast((o) => o.source.kind === 'camera')?.context.onLost(problem)
}

function said(): string[] {
  return log.notices.map((n) => n.text)
}

/** Lets everything that is ready to run, run. */
async function ticks(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0)
}
