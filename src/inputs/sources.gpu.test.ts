// The sources in a real browser: the demo's first picture, a film's frames by number, streams that pause and end, drops.
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import ramp from '../../test/golden/film/ramp.webm?url'
import { ManualClock, RealClock, type Clock } from '../core/clock'
import type { PictureSource } from '../contracts/input'
import { Log } from '../core/log'
import { Show } from '../show/show'
import { CameraList } from './camera-list'
import { previewCamera } from './camera-preview'
import type { InputKind, OpenContext } from './input-kind'
import { INPUT_KINDS } from './input-kinds'
import { PictureInput } from './picture-input'
import type { SourceProblem } from './source-problems'

/** test/golden/film/ramp.webm: 2 s at 20 frames a second, each frame one grey, luma 20 + 5 × its number. */
const RAMP = { rate: 20, seconds: 2, first: 20, step: 5 }

let losses: SourceProblem[] = []
const open: { dispose(): void }[] = []

afterEach(() => {
  for (const thing of open.splice(0)) thing.dispose()
  losses = []
})

describe('the demo', () => {
  it('has a picture at once, which is not black, and photographs after that', async () => {
    const clock = new ManualClock()
    const demo = await start('demo', { clock })
    const dawn = look(demo)
    expect(contrast(dawn)).toBeGreaterThan(20)
    await demo.seek(0)
    const photo = look(demo)
    expect(difference(photo, dawn)).toBeGreaterThan(10)
    await demo.seek(12)
    expect(difference(look(demo), photo)).toBeGreaterThan(10)
  })

  it('is drawn as large as it has to be to fill what it is seen on, and never larger than 960', async () => {
    let size = { width: 64, height: 36 }
    const demo = await start('demo', { clock: new ManualClock(), needed: () => size })
    const shape = async (width: number, height: number): Promise<string> => {
      size = { width, height }
      await demo.seek(1)
      const { image } = demo.newest() ?? {}
      const { width: across, height: down } = demo.newest() ?? {}
      expect(image).toMatchObject({ width: across, height: down })
      return `${across}x${down}`
    }
    expect(await shape(64, 36)).toBe('240x135')
    const small = look(demo)
    expect(await shape(640, 360)).toBe('640x360')
    // Upright, it is cut at the sides.
    expect(await shape(90, 160)).toBe('320x180')
    expect(await shape(1920, 1080)).toBe('960x540')
    expect(difference(look(demo), small)).toBeLessThan(3)
    expect(contrast(small)).toBeGreaterThan(20)
  })

  it('moves slowly, thirty pictures a second and no more', async () => {
    const clock = new ManualClock()
    const demo = await start('demo', { clock })
    await demo.seek(3)
    const first = demo.newest()
    const before = look(demo)
    await demo.seek(3.01)
    expect(demo.newest()?.capturedAt).toBe(first?.capturedAt)
    await demo.seek(3.5)
    expect(demo.newest()?.capturedAt).toBeCloseTo(3.5)
    const moved = difference(look(demo), before)
    expect(moved).toBeGreaterThan(0.05)
    expect(moved).toBeLessThan(15)
  })
})

describe('a film', () => {
  it('shows exactly the frame of each time, and begins again at its end', async () => {
    const film = await start('video', { url: ramp, clock: new ManualClock() })
    for (const frame of [0, 7, 8, 31, 39, 3, 40 + 12, 40 * 5 + 25]) {
      await film.seek((frame + 0.5) / RAMP.rate)
      const luma = RAMP.first + RAMP.step * (frame % (RAMP.rate * RAMP.seconds))
      // Video range to full range.
      const grey = ((luma - 16) * 255) / 219
      expect(Math.abs((look(film)[0] ?? -1) - grey)).toBeLessThan(2.5)
      expect(film.newest()?.capturedAt).toBe((frame + 0.5) / RAMP.rate)
    }
  })

  it('shows the frame that is sought at once after it opened, ten times over', async () => {
    const seen: number[] = []
    for (let time = 0; time < 10; time++) {
      const film = await start('video', { url: ramp, clock: new ManualClock() })
      await film.seek(0.52)
      seen.push(look(film)[0] ?? -1)
    }
    const grey = ((RAMP.first + RAMP.step * Math.floor(0.52 * RAMP.rate) - 16) * 255) / 219
    for (const value of seen) expect(Math.abs(value - grey)).toBeLessThan(2.5)
  })

  it('plays by itself on the real clock, each frame new and stamped with a time that has been', async () => {
    const clock = new RealClock()
    const film = await start('video', { url: ramp, clock })
    const serials: number[] = []
    await until(() => {
      const picture = film.newest()
      if (picture && picture.serial !== serials.at(-1)) serials.push(picture.serial)
      expect(picture?.capturedAt).toBeLessThanOrEqual(clock.now())
      return serials.length > 4
    })
    expect(serials).toEqual([1, 2, 3, 4, 5])
  })

  it('is read from a file as well', async () => {
    const file = new File([await (await fetch(ramp)).blob()], 'ramp.webm')
    const film = await start('video', { file, clock: new ManualClock() })
    expect(film.label).toBe('ramp.webm')
    expect(film.newest()?.width).toBe(64)
  })
})

describe('a picture', () => {
  it('is made small enough, and is black where it was transparent', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="1000"><rect width="2000" height="1000" fill="#00f"/></svg>`
    const still = await start('image', { url: `data:image/svg+xml,${encodeURIComponent(svg)}` })
    expect([still.newest()?.width, still.newest()?.height]).toEqual([2048, 512])
    const pixels = look(still)
    expect(Array.from(pixels.slice(0, 4))).toEqual([0, 0, 255, 255])
    expect(Array.from(pixels.slice(63 * 4, 64 * 4))).toEqual([0, 0, 0, 255])
  })
})

describe('a camera', () => {
  let cameras: CameraList
  let track: MediaStreamTrack
  const asked: MediaTrackConstraints[] = []

  beforeAll(() => {
    cameras = new CameraList(
      canvasCamera((constraints, made) => {
        asked.push(constraints)
        track = made
      }),
    )
  })

  it('is opened by its name, in the size that was asked for', async () => {
    const camera = await start('camera', { cameras, camera: 'BRIO (2)', clock: new RealClock() })
    expect(asked.at(-1)).toMatchObject({ deviceId: { exact: 'b' }, width: { ideal: 320 }, height: { ideal: 180 } })
    expect(camera.newest()).toMatchObject({ width: 64, height: 36, serial: 1 })
  })

  it('that is not in the list is waited for, and no other is opened', async () => {
    const before = asked.length
    await expect(start('camera', { cameras, camera: 'C920' })).rejects.toThrow("Camera 'C920' is not connected.")
    expect(asked).toHaveLength(before)
  })

  it('tells when it pauses and when it ends', async () => {
    await start('camera', { cameras, camera: 'BRIO', clock: new RealClock() })
    track.dispatchEvent(new Event('mute'))
    track.dispatchEvent(new Event('ended'))
    expect(losses.map((l) => l.code)).toEqual(['camera-paused', 'camera-away'])
  })

  it('is switched off when it is let go of', async () => {
    const camera = await start('camera', { cameras, camera: 'BRIO' })
    camera.dispose()
    expect(track.readyState).toBe('ended')
    track.dispatchEvent(new Event('ended'))
    expect(losses).toEqual([])
  })

  it('shows no thumbnail before it may', async () => {
    expect(await cameras.permission()).not.toBe('granted')
    expect(await previewCamera(cameras, 'BRIO')).toBe(null)
  })
})

it('a screen plays until its sharing ends', async () => {
  const canvas = document.createElement('canvas')
  const stream = painting(canvas).captureStream()
  const share = (): Promise<MediaStream> => Promise.resolve(stream)
  Object.defineProperty(navigator.mediaDevices, 'getDisplayMedia', { value: share, configurable: true })
  const screen = await start('screen', { clock: new RealClock() })
  expect(screen.newest()?.width).toBe(canvas.width)
  stream.getVideoTracks()[0]?.dispatchEvent(new Event('ended'))
  expect(losses.map((l) => l.code)).toEqual(['screen-ended'])
  Reflect.deleteProperty(navigator.mediaDevices, 'getDisplayMedia')
})

describe('the room', () => {
  it('takes what is dropped: pictures and films for itself, sounds for the caller, with a hint meanwhile', async () => {
    const { input, log } = await room()
    const hovers: boolean[] = []
    const sounds: (File | string)[] = []
    input.acceptDrops(
      window,
      (sound) => sounds.push(sound),
      (over) => hovers.push(over),
    )
    const film = new File([await (await fetch(ramp)).blob()], 'ramp.webm')
    drag('dragenter', film)
    expect(drag('dragover', film).defaultPrevented).toBe(true)
    drag('drop', film)
    await until(() => input.label === 'ramp.webm')
    drag('dragenter', film)
    drag('dragleave', film)
    expect(hovers).toEqual([true, false, true, false])
    const song = new File(['ID3'], 'song.mp3')
    drag('drop', song)
    await until(() => sounds.length > 0)
    expect(sounds[0]).toMatchObject({ name: 'song.mp3' })
    const words = new DataTransfer()
    words.setData('text/plain', 'a word that was dragged in the code')
    expect(drag('drop', words).defaultPrevented).toBe(false)
    const address = new DataTransfer()
    address.setData('text/uri-list', new URL('/demo/coffee.jpg', location.href).href)
    drag('drop', address)
    await until(() => input.label === 'coffee.jpg')
    expect(log.notices).toEqual([])
  })

  it('goes to the demo from a file that is no film, and says why', async () => {
    const { input, log, show, clock } = await room()
    await input.openFile(new File(['....ftypisom and nothing more'], 'broken.mp4', { type: 'video/mp4' }))
    await input.settled()
    expect(log.notices.map((n) => n.text)).toEqual([
      "The film 'broken.mp4' is of a kind that this browser cannot read. Playing the demo film; MP4 (H.264) and WebM (VP9) play everywhere.",
    ])
    clock.advance(3)
    expect(input.newest()).not.toBe(null)
    expect([input.playing, show.text('source/kind')]).toEqual(['demo', 'demo'])
  })
})

// ---------------------------------------------------------------- helpers

interface StartOptions {
  clock?: Clock
  url?: string
  file?: File
  camera?: string
  cameras?: CameraList
  needed?: OpenContext['needed']
}

async function start(
  id: InputKind['id'],
  {
    clock = new ManualClock(),
    url = '',
    file,
    camera = '',
    cameras = new CameraList(undefined),
    needed = () => ({ width: Infinity, height: Infinity }),
  }: StartOptions = {},
): Promise<PictureSource> {
  const kind = INPUT_KINDS.find((k) => k.id === id)
  if (!kind) throw new Error(`there is no ${id}`)
  const context: OpenContext = {
    clock,
    place: { name: file?.name ?? 'the piece', url, file: file ?? null },
    camera,
    cameras,
    size: { width: 320, height: 180 },
    needed,
    onLost: (problem) => losses.push(problem),
  }
  const source = await kind.open(context)
  open.push(source)
  return source
}

async function room(): Promise<{ input: PictureInput; log: Log; show: Show; clock: ManualClock }> {
  const clock = new ManualClock()
  const log = new Log(() => clock.now())
  const show = new Show(() => clock.now(), log)
  const input = new PictureInput({ show, log, clock, cameras: new CameraList(undefined) })
  open.push(input)
  await input.start()
  return { input, log, show, clock }
}

/** A browser's cameras, each a canvas that paints itself. */
function canvasCamera(onOpen: (constraints: MediaTrackConstraints, track: MediaStreamTrack) => void): MediaDevices {
  const devices = ['a', 'b'].map((deviceId) => ({ kind: 'videoinput', label: 'BRIO', deviceId, groupId: '' }))
  return Object.assign(Object.create(navigator.mediaDevices), {
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    enumerateDevices: async () => devices,
    getUserMedia: async ({ video }: { video: MediaTrackConstraints }) => {
      const stream = painting(document.createElement('canvas')).captureStream()
      const [track] = stream.getVideoTracks()
      if (track) onOpen(video, track)
      return stream
    },
  })
}

/** A canvas that is repainted as long as anything in the test is open. */
function painting(canvas: HTMLCanvasElement): HTMLCanvasElement {
  canvas.width = 64
  canvas.height = 36
  const pen = canvas.getContext('2d')
  let count = 0
  const paint = (): void => {
    if (pen) pen.fillStyle = `hsl(${count++ * 20} 80% 50%)`
    pen?.fillRect(0, 0, 64, 36)
  }
  paint()
  const timer = setInterval(paint, 30)
  open.push({ dispose: () => clearInterval(timer) })
  return canvas
}

function drag(type: string, what: File | DataTransfer): DragEvent {
  const dataTransfer = what instanceof File ? new DataTransfer() : what
  if (what instanceof File) dataTransfer.items.add(what)
  const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })
  document.body.dispatchEvent(event)
  return event
}

/** The picture as 64 by 36 pixels. */
function look(source: PictureSource): Uint8ClampedArray {
  const picture = source.newest()
  const pen = new OffscreenCanvas(64, 36).getContext('2d')
  if (!picture || !pen) throw new Error('there is nothing to look at')
  pen.drawImage(picture.image, 0, 0, 64, 36)
  return pen.getImageData(0, 0, 64, 36).data
}

/** Mean absolute difference, in steps of 255. */
function difference(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  return a.reduce((sum, x, i) => sum + Math.abs(x - (b[i] ?? 0)), 0) / a.length
}

function contrast(pixels: Uint8ClampedArray): number {
  const values = [...pixels].filter((_, i) => i % 4 !== 3)
  return Math.max(...values) - Math.min(...values)
}

/** Looks once a frame until `done`. */
async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => requestAnimationFrame(resolve))
}
