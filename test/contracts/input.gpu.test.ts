// What every kind of picture source promises, run over all files in src/inputs/video.
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../../src/core/clock'
import type { PictureSource } from '../../src/contracts/input'
import { CameraList } from '../../src/inputs/camera-list'
import type { InputKind, OpenContext, Place } from '../../src/inputs/input-kind'
import { INPUT_KINDS } from '../../src/inputs/input-kinds'
import { SourceError } from '../../src/inputs/source-problems'
import ramp from '../golden/film/ramp.webm?url'

/** Something each kind that needs a place can play. */
const PLACES: Partial<Record<InputKind['id'], string>> = { video: ramp, image: '/demo/chelsea.jpg' }

const files = Object.keys(import.meta.glob('../../src/inputs/video/*.ts')).filter((path) => !path.includes('.test.'))
const cameras = new CameraList()
const open: PictureSource[] = []

afterEach(() => {
  for (const source of open.splice(0)) source.dispose()
})

afterAll(() => {
  cameras.dispose()
  Reflect.deleteProperty(navigator.mediaDevices, 'getDisplayMedia')
})

it('finds one kind in every file, named like it', () => {
  const names = files.map((path) => path.replace(/^.*\/(.*)\.ts$/, '$1'))
  expect(INPUT_KINDS.map(({ id }) => id).sort()).toEqual(names.sort())
  expect(new Set(INPUT_KINDS.map(({ label }) => label)).size).toBe(files.length)
})

describe.each(INPUT_KINDS)('$id', (kind) => {
  it('has words for the panel', () => {
    expect(kind.label).toMatch(/^[A-Z]/)
    expect(kind.help).toMatch(/^[A-Z].*\.$/)
  })

  if (kind.live) {
    it('says in whole sentences why it did not open, where there is no device and no click', async () => {
      closeDialogs()
      const thrown: unknown = await kind.open(context('')).then(
        (source) => source.dispose(),
        (error: unknown) => error,
      )
      expect(thrown).toBeInstanceOf(SourceError)
      expect(String(thrown)).toMatch(/^SourceError: .+\. (Playing the demo film|What played before plays on); .+\.$/)
    })
    return
  }

  it('gives a first picture, the same until there is a newer one', async () => {
    const source = await play(kind, new ManualClock())
    const picture = source.newest()
    expect(picture).not.toBeNull()
    expect(source.newest()).toBe(picture)
    expect(picture?.width).toBeGreaterThan(0)
    expect(picture?.height).toBeGreaterThan(0)
    expect(picture?.mirror).toBe(false)
    expect(source.label).not.toBe('')
    expect(source.kind).toBe(kind.id)
  })

  it('gives the same pixels for the same time, whatever was asked for in between', async () => {
    const source = await play(kind, new ManualClock())
    await source.seek(0.52)
    const first = pixels(source)
    await source.seek(1.31)
    await source.seek(0.52)
    expect(pixels(source)).toEqual(first)
    const other = await play(kind, new ManualClock())
    await other.seek(0.52)
    expect(pixels(other)).toEqual(first)
  })

  it('counts its pictures up', async () => {
    const source = await play(kind, new ManualClock())
    let last = 0
    for (const time of [0.1, 0.4, 0.9]) {
      await source.seek(time)
      const serial = source.newest()?.serial ?? -1
      expect(serial).toBeGreaterThanOrEqual(last)
      expect(serial - last).toBeLessThanOrEqual(2)
      last = serial
    }
  })

  it('can be disposed twice, and sought afterwards without harm', async () => {
    const source = await play(kind, new ManualClock())
    source.dispose()
    source.dispose()
    await source.seek(1)
    expect(source.kind).toBe(kind.id)
  })

  if (!kind.needsPlace) return

  it.each([
    ['/demo/no-such-file.bin', 'is not at its address (the server answered 404)'],
    ['/test/golden/film/page.html', 'leads to a web page'],
    ['http://127.0.0.1:9/away', 'could not be reached'],
    ['data:application/octet-stream,no%20film', 'is of a kind that this browser cannot read'],
  ])('says what is wrong with %s', async (url, words) => {
    await expect(kind.open(context(url))).rejects.toThrow(words)
  })
})

/** As a person who closes the browser's dialog; nobody is here to do it. */
function closeDialogs(): void {
  const close = (): Promise<MediaStream> => Promise.reject(new DOMException('Permission denied', 'NotAllowedError'))
  Object.defineProperty(navigator.mediaDevices, 'getDisplayMedia', { value: close, configurable: true })
}

async function play(kind: InputKind, clock: ManualClock): Promise<PictureSource> {
  const source = await kind.open({ ...context(PLACES[kind.id] ?? ''), clock })
  open.push(source)
  return source
}

function context(url: string): OpenContext {
  const place: Place = { name: 'the piece', url, file: null }
  const size = { width: 320, height: 180 }
  return {
    clock: new ManualClock(),
    place,
    camera: '',
    cameras,
    size,
    needed: () => ({ width: 1280, height: 720 }),
    onLost: () => undefined,
  }
}

function pixels(source: PictureSource): Uint8ClampedArray {
  const picture = source.newest()
  const pen = new OffscreenCanvas(64, 36).getContext('2d')
  if (!picture || !pen) throw new Error('there is nothing to look at')
  pen.drawImage(picture.image, 0, 0, 64, 36)
  return pen.getImageData(0, 0, 64, 36).data
}
