// The room as a whole, on sources that a test starts by hand: what plays at the start, and what a change of the source does.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Permission } from './source-problems'
import { Stand } from './test-fixture'

let stand: Stand

beforeEach(() => {
  vi.useFakeTimers()
  stand = new Stand()
})

afterEach(() => {
  stand.input.dispose()
  vi.useRealTimers()
})

describe('starting', () => {
  it('has a picture at once, and it is the demo', async () => {
    await stand.input.start()
    expect(stand.input.newest()?.serial).toBe(1)
    expect(stand.input.playing).toBe('demo')
    expect(stand.show.params('source/').map((p) => p.address)).toEqual([
      'source/kind',
      'source/camera',
      'source/resolution',
      'source/mirror',
      'source/url',
    ])
  })

  it('takes the camera of last time up again where permission was given, by its name', async () => {
    stand.reload({ kind: 'camera', camera: 'BRIO', url: '' })
    await stand.begin()
    expect(stand.input.playing).toBe('camera')
    expect(stand.opened.at(-1)?.context.camera).toBe('BRIO')
    expect(stand.show.text('source/kind')).toBe('camera')
  })

  it.each<Permission>(['prompt', 'denied', 'unknown'])('asks for nothing by itself when it is %s', async (state) => {
    stand.cameras.state = state
    stand.reload({ kind: 'camera', camera: 'BRIO', url: '' })
    await stand.begin()
    expect(stand.input.playing).toBe('demo')
    expect(stand.show.text('source/kind')).toBe('demo')
    expect(stand.show.text('source/camera')).toBe('BRIO')
    expect(stand.said()).toEqual([])
  })

  it('plays the address of last time, but no file, which the browser has forgotten', async () => {
    stand.reload({ kind: 'video', url: 'https://a.org/x.mp4' })
    await stand.begin()
    expect(stand.input.label).toBe('x.mp4')
    stand.reload({ kind: 'video', url: 'file:x.mp4' })
    await stand.begin()
    expect(stand.input.playing).toBe('demo')
  })

  it('remembers nothing on the manual clock, so that every run is the same', async () => {
    stand.reload({ kind: 'camera', camera: 'BRIO', url: '' }, true)
    await stand.begin()
    expect(stand.input.playing).toBe('demo')
  })

  it('prefers what somebody asks for over the memory', async () => {
    stand.reload({ kind: 'camera', camera: 'BRIO', url: '' })
    stand.input.open('demo', '', 'url')
    await stand.begin()
    expect(stand.input.playing).toBe('demo')
    stand.reload({ kind: 'demo', url: '' })
    stand.input.open('image', 'https://a.org/y.png', 'url')
    await stand.begin()
    expect(stand.input.label).toBe('y.png')
  })
})

describe('changing the source', () => {
  beforeEach(() => stand.input.start())

  it('plays the old one until the new one has its first frame', async () => {
    const open = stand.hold('camera')
    stand.input.open('camera')
    await stand.ticks()
    expect(stand.input.playing).toBe('demo')
    open()
    await stand.input.settled()
    expect(stand.input.playing).toBe('camera')
    expect(stand.source('camera').disposed).toBe(0)
  })

  it('counts on over sources, and mirrors cameras only', async () => {
    const first = stand.input.newest()
    expect(first?.mirror).toBe(false)
    stand.input.open('camera')
    await stand.input.settled()
    const second = stand.input.newest()
    expect(second).toMatchObject({ mirror: true, serial: 2 })
    expect(stand.input.newest()).toBe(second)
    stand.show.send({ target: 'source/mirror', value: false, origin: 'panel' })
    expect(stand.input.newest()).toMatchObject({ mirror: false, serial: 3 })
    stand.source('camera').frame()
    expect(stand.input.newest()?.serial).toBe(4)
  })

  it('lets go of the old one, and of one that was overtaken while it opened', async () => {
    stand.input.open('image', 'https://a.org/x.png')
    await stand.input.settled()
    const open = stand.hold('camera')
    stand.input.open('camera')
    await stand.ticks()
    stand.input.open('video', 'https://a.org/x.mp4')
    open()
    await stand.input.settled()
    await stand.ticks()
    expect(stand.input.label).toBe('x.mp4')
    expect([stand.source('image').disposed, stand.source('camera').disposed, stand.source('video').disposed]).toEqual([
      1, 1, 0,
    ])
  })

  it('opens one source for several parameters of one preset', async () => {
    const before = stand.opened.length
    stand.show.send({ target: 'source/kind', value: 'image', origin: 'cue' })
    stand.show.send({ target: 'source/url', value: 'https://a.org/x.png', origin: 'cue' })
    stand.show.send({ target: 'source/resolution', value: '640x360', origin: 'cue' })
    await stand.input.settled()
    expect(stand.opened.slice(before).map((o) => o.source.label)).toEqual(['x.png'])
  })

  it('opens the camera anew in another size, and another camera by its name', async () => {
    stand.cameras.plug('BRIO', 'C920')
    stand.input.open('camera')
    await stand.input.settled()
    stand.show.send({ target: 'source/resolution', value: '640x360', origin: 'panel' })
    await stand.input.settled()
    expect(stand.opened.at(-1)?.context.size).toEqual({ width: 640, height: 360 })
    stand.show.send({ target: 'source/camera', value: 'C920', origin: 'panel' })
    await stand.input.settled()
    expect(stand.opened.at(-1)?.context.camera).toBe('C920')
    expect(JSON.parse(stand.kept.get('last') ?? '')).toMatchObject({ kind: 'camera', camera: 'C920' })
  })

  it('plays an address that is typed, as what it is', async () => {
    stand.show.send({ target: 'source/url', value: 'https://a.org/x.webm', origin: 'panel' })
    await stand.input.settled()
    expect([stand.show.text('source/kind'), stand.input.label]).toEqual(['video', 'x.webm'])
    stand.show.send({ target: 'source/url', value: 'https://a.org/y.jpg', origin: 'panel' })
    await stand.input.settled()
    expect([stand.show.text('source/kind'), stand.input.label]).toEqual(['image', 'y.jpg'])
  })

  it('says why the browser asks, before it does', async () => {
    stand.cameras.state = 'prompt'
    stand.input.open('camera')
    await stand.input.settled()
    expect(stand.said()[0]).toMatch(/^The browser asks for the camera: .* it stays on this machine\./)
  })

  it('plays a file, tells a sound apart, and says when it is neither', async () => {
    expect(await stand.input.openFile(new File(['....ftypisom'], 'party.mp4'))).toBe('video')
    await stand.input.settled()
    expect(stand.input.label).toBe('party.mp4')
    expect(stand.opened.at(-1)?.context.place.file?.name).toBe('party.mp4')
    expect(await stand.input.openFile(new File(['ID3'], 'song.mp3'))).toBe('audio')
    expect(await stand.input.openFile(new File(['?'], 'tax.pdf'))).toBe(null)
    expect(stand.said()).toEqual([expect.stringMatching(/^'tax\.pdf' is neither a picture, a film nor a sound/)])
    expect(stand.input.label).toBe('party.mp4')
  })

  it('waits for a film before it seeks in it, for the manual clock', async () => {
    const open = stand.hold('video')
    stand.input.open('video', 'https://a.org/x.mp4')
    const seeking = stand.input.seek(1.5)
    open()
    await seeking
    expect(stand.source('video').sought).toEqual([1.5])
  })
})
