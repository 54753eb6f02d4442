// The small pure parts of the pictures that come in.
import { describe, expect, it, vi } from 'vitest'
import credits from '../../public/demo/CREDITS.csv?raw'
import { ManualClock, RealClock } from '../core/clock'
import { numberTwins } from './camera-list'
import { Comeback } from './reconnect'
import { cut, DISSOLVE, ease, layersAt, SHOT } from './demo-film'
import { PHOTOS } from './demo-photos'
import { addressIn } from './drops'
import { cameraChoices, sizeOf } from './picture-params'
import { isFile, FileRegistry, shortName } from './file-registry'
import { fromBytes, fromMime, fromName, sniffFile } from './detect-media'
import { recall, remember } from './source-memory'
import { capturedAt } from './video-frames'

describe('what a file is', () => {
  const bytes = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0))
  it.each([
    ['\xff\xd8\xff\xe0', 'image'],
    ['\x89PNG\r\n', 'image'],
    ['RIFF....WEBPVP8 ', 'image'],
    ['....ftypavif', 'image'],
    ['RIFF....WAVEfmt ', 'audio'],
    ['ID3\x04', 'audio'],
    ['....ftypM4A ', 'audio'],
    ['RIFF....AVI LIST', 'video'],
    ['....ftypisom', null],
    ['hello', null],
  ])('begins with %j: %s', (head, type) => expect(fromBytes(bytes(head))).toBe(type))

  it.each([
    ['sunset.MP4', 'video'],
    ['https://example.org/a/b.webm?token=x.png#t', 'video'],
    ['song.flac', 'audio'],
    ['data:image/svg+xml,<svg/>', 'image'],
    ['https://example.org/stream', null],
    ['notes.txt', null],
  ])('is called %s: %s', (name, type) => expect(fromName(name)).toBe(type))

  it('believes its bytes before its name', async () => {
    const wrong = new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47])], 'film.mp4', { type: 'video/mp4' })
    expect(await sniffFile(wrong)).toBe('image')
    expect(await sniffFile(new File(['....ftypisom'], 'nameless'))).toBe('video')
    expect(await sniffFile(new File(['plain text'], 'notes.txt', { type: 'text/plain' }))).toBe(null)
    expect(fromMime('application/pdf')).toBe(null)
  })
})

describe('the demo film', () => {
  it('credits every photo as its file does', () => {
    const rows = credits.trim().split('\n').slice(1)
    const known = rows.map((row) => row.split(',').slice(0, 4).join(',')).sort()
    expect(PHOTOS.map((p) => [p.file, p.title, p.author, p.licence].join(',')).sort()).toEqual(known)
  })

  it('begins with one photo, whole, and comes round', () => {
    expect(layersAt(0, 10)).toEqual([{ photo: 0, travel: DISSOLVE / (SHOT + DISSOLVE), opacity: 1 }])
    expect(layersAt(SHOT * 10, 10)).toEqual(layersAt(0, 10))
    expect(layersAt(SHOT - DISSOLVE / 2, 10).map((l) => [l.photo, l.opacity])).toEqual([
      [0, 1],
      [1, 0.5],
    ])
    expect(layersAt(10 * SHOT - DISSOLVE / 2, 10).map((l) => l.photo)).toEqual([9, 0])
  })

  it('never jumps: over a frame, opacity and travel move a little, also where layers come and go', () => {
    const seen = (time: number): Map<number, { travel: number; weight: number }> => {
      const layers = layersAt(time, 10)
      const top = layers.at(-1)
      return new Map(
        layers.map((l) => [l.photo, { travel: l.travel, weight: l === top ? l.opacity : 1 - (top?.opacity ?? 0) }]),
      )
    }
    for (let frame = 1; frame < 30 * 10 * SHOT; frame++) {
      const before = seen((frame - 1) / 30)
      for (const [photo, now] of seen(frame / 30)) {
        const was = before.get(photo)
        expect(Math.abs(now.weight - (was?.weight ?? 0))).toBeLessThan(0.03)
        const step = was ? now.travel - was.travel : 1 / 30 / (SHOT + DISSOLVE)
        expect(step).toBeCloseTo(1 / 30 / (SHOT + DISSOLVE), 6)
      }
    }
    expect([ease(-1), ease(0.5), ease(2)]).toEqual([0, 0.5, 1])
  })

  it.each(PHOTOS)('stays inside $file', ({ from, to }) => {
    for (const [width, height] of [
      [1600, 900],
      [1065, 1600],
      [512, 512],
    ] as const) {
      for (let travel = 0; travel <= 1; travel += 0.1) {
        const part = cut(from, to, travel, width, height, 16 / 9)
        expect(part.x).toBeGreaterThanOrEqual(0)
        expect(part.y).toBeGreaterThanOrEqual(0)
        expect(part.x + part.width).toBeLessThanOrEqual(width + 1e-9)
        expect(part.y + part.height).toBeLessThanOrEqual(height + 1e-9)
        expect(part.width / part.height).toBeCloseTo(16 / 9)
      }
    }
  })
})

describe('places', () => {
  it('knows the files of this visit by name, and addresses as they are', () => {
    const places = new FileRegistry()
    const file = new File(['x'], 'sunset.mp4')
    expect(places.keep(file)).toBe('file:sunset.mp4')
    expect(places.find('file:sunset.mp4')).toEqual({ name: 'sunset.mp4', url: '', file })
    expect(places.find('file:other.mp4')).toBe(null)
    expect(places.find('https://a.org/b%20c.mp4?x=1')).toEqual({
      name: 'b c.mp4',
      url: 'https://a.org/b%20c.mp4?x=1',
      file: null,
    })
    expect(isFile('file:a')).toBe(true)
    expect(shortName('data:image/png;base64,AAAA')).toBe('data address')
    expect(shortName('https://a.org/%E0%A4%A')).toBe('%E0%A4%A')
  })

  it('reads the first address of a dropped list', () => {
    expect(addressIn('# from a page\r\nhttps://a.org/x.png\r\nhttps://b.org')).toBe('https://a.org/x.png')
    expect(addressIn('')).toBe(null)
  })
})

describe('cameras', () => {
  it('numbers twins', () => {
    const twins = ['BRIO', 'C920', 'BRIO'].map((label, i) => ({ label, deviceId: `id${i}` }))
    expect(numberTwins(twins)).toEqual([
      ['BRIO', 'id0'],
      ['C920', 'id1'],
      ['BRIO (2)', 'id2'],
    ])
  })

  it('offers the wanted one while it is away', () => {
    expect(cameraChoices(['C920'], 'BRIO').map((c) => [c.value, c.label])).toEqual([
      ['', 'Any camera'],
      ['C920', 'C920'],
      ['BRIO', 'BRIO (away)'],
    ])
    expect(cameraChoices(['BRIO'], 'BRIO').map((c) => c.label)).toEqual(['Any camera', 'BRIO'])
    expect(sizeOf('640x360')).toEqual({ width: 640, height: 360 })
  })

  it('are tried again with growing pauses, and at once when one is plugged in', () => {
    vi.useFakeTimers()
    let tries = 0
    const told: Record<string, (payload: never) => void> = {}
    const cameras = {
      on: (type: string, listener: (payload: never) => void) => {
        told[type] = listener
        return () => undefined
      },
    }
    const comeback = new Comeback(cameras, () => {
      tries++
      comeback.wait('retry')
    })
    told['devices']?.(undefined as never)
    expect(tries).toBe(0)
    comeback.wait('retry')
    const at: number[] = []
    for (let second = 1; second <= 45; second++) {
      const before = tries
      vi.advanceTimersByTime(1000)
      if (tries > before) at.push(second)
    }
    expect(at).toEqual([1, 3, 7, 15, 30, 45])
    told['devices']?.(undefined as never)
    expect(tries).toBe(7)
    vi.advanceTimersByTime(1000)
    expect(tries).toBe(8)
    comeback.wait('permission')
    vi.advanceTimersByTime(60_000)
    expect(tries).toBe(8)
    told['permission']?.('denied' as never)
    expect(tries).toBe(8)
    told['permission']?.('granted' as never)
    expect(tries).toBe(9)
    comeback.dispose()
    vi.advanceTimersByTime(60_000)
    expect(tries).toBe(9)
    vi.useRealTimers()
  })
})

describe('the memory', () => {
  it('keeps what it is given and survives damage and refusal', () => {
    const kept = new Map<string, string>()
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    }
    remember(storage, { kind: 'camera', camera: 'BRIO', url: '' })
    expect(recall(storage)).toEqual({ kind: 'camera', camera: 'BRIO', url: '' })
    kept.set('last', '{"kind": 3, "camera"')
    expect(recall(storage)).toEqual({})
    kept.set('last', '{"kind": 3, "camera": "BRIO"}')
    expect(recall(storage)).toEqual({ camera: 'BRIO' })
    const refusing = {
      getItem: () => {
        throw new DOMException('no', 'SecurityError')
      },
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
    }
    expect(recall(refusing)).toEqual({})
    expect(() => remember(refusing, {})).not.toThrow()
    expect(recall(undefined)).toEqual({})
  })
})

describe('the time of a frame', () => {
  it('is when the light fell, else when it was due, never later than now and never from another clock', () => {
    const clock = new RealClock()
    const now = performance.now()
    const at = (ms: number): number => clock.fromDom(ms)
    const stamps = { captureTime: now - 40, expectedDisplayTime: now + 10, presentationTime: now - 5 }
    expect(capturedAt(stamps, clock)).toBe(at(now - 40))
    const { captureTime: _, ...film } = stamps
    expect(capturedAt({ ...film, expectedDisplayTime: now - 3 }, clock)).toBe(at(now - 3))
    expect(capturedAt(film, clock)).toBeLessThanOrEqual(clock.now())
    expect(capturedAt({ ...stamps, captureTime: now - 1e7 }, clock)).toBeLessThanOrEqual(clock.now())
    expect(capturedAt({ ...stamps, captureTime: now - 1e7 }, clock)).toBeGreaterThan(at(now - 1))
    const manual = new ManualClock()
    manual.advance(3)
    expect(capturedAt(stamps, manual)).toBe(3)
  })
})
