// The room when sources fail: which picture is on, what is said, what comes back, and how.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { cameraPaused, cameraProblem, cameraUnplugged, mediaProblem, screenProblem } from './source-problems'
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

describe('losing a source', () => {
  beforeEach(async () => {
    await stand.input.start()
    stand.input.open('camera', 'BRIO')
    await stand.input.settled()
  })

  it('holds the last picture for two seconds, then plays the demo, and says so once', () => {
    const last = stand.input.newest()
    stand.lose(cameraUnplugged('BRIO'))
    expect(stand.input.newest()).toBe(last)
    stand.clock.advance(1.9)
    expect(stand.input.newest()).toBe(last)
    stand.clock.advance(0.2)
    expect(stand.input.newest()?.serial).toBe(2)
    expect(stand.input.playing).toBe('demo')
    expect(stand.show.text('source/kind')).toBe('camera')
    expect(stand.said()).toEqual([cameraUnplugged('BRIO').text])
  })

  it('takes an unplugged camera up again when it is plugged in, without a click', async () => {
    stand.faults.camera = cameraProblem(new DOMException('', 'NotFoundError'), 'BRIO', 'granted')
    stand.lose(cameraUnplugged('BRIO'))
    stand.clock.advance(3)
    stand.input.newest()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(stand.input.playing).toBe('demo')
    expect(stand.said()).toHaveLength(1)
    delete stand.faults.camera
    stand.cameras.plug('BRIO')
    await stand.ticks()
    expect(stand.input.playing).toBe('camera')
    expect(stand.said().at(-1)).toBe("Camera 'BRIO' is ready and on stage.")
  })

  it('takes a busy camera up again when it is free', async () => {
    stand.faults.camera = cameraProblem(new DOMException('', 'NotReadableError'), 'BRIO', 'granted')
    stand.lose(cameraUnplugged('BRIO'))
    await vi.advanceTimersByTimeAsync(4000)
    expect(stand.said().at(-1)).toMatch(/^Camera 'BRIO' is in use by another program\./)
    delete stand.faults.camera
    await vi.advanceTimersByTimeAsync(15_000)
    expect(stand.input.playing).toBe('camera')
    expect(stand.said().at(-1)).toBe("Camera 'BRIO' is ready and on stage.")
  })

  it('takes a denied camera up again when it is allowed', async () => {
    stand.input.open('demo')
    await stand.input.settled()
    stand.faults.camera = cameraProblem(new DOMException('', 'NotAllowedError'), 'BRIO', 'denied')
    stand.input.open('camera')
    await stand.input.settled()
    expect(stand.said().at(-1)).toMatch(/^Camera 'BRIO' is not allowed on this page\./)
    expect(stand.show.text('source/kind')).toBe('camera')
    delete stand.faults.camera
    await vi.advanceTimersByTimeAsync(60_000)
    expect(stand.input.playing).toBe('demo')
    stand.cameras.decide('granted')
    await stand.ticks()
    expect(stand.input.playing).toBe('camera')
  })

  it('lets go of the wish when the question was dismissed, so that choosing again asks again', async () => {
    stand.input.open('demo')
    await stand.input.settled()
    stand.faults.camera = cameraProblem(new DOMException('', 'NotAllowedError'), '', 'prompt')
    stand.input.open('camera')
    await stand.input.settled()
    expect(stand.show.text('source/kind')).toBe('demo')
    delete stand.faults.camera
    stand.show.send({ target: 'source/kind', value: 'camera', origin: 'panel' })
    await stand.input.settled()
    expect(stand.input.playing).toBe('camera')
  })

  it('goes on with a camera that only paused, from its next frame', () => {
    const { serial = 0 } = stand.input.newest() ?? {}
    stand.lose(cameraPaused('BRIO'))
    stand.clock.advance(3)
    expect(stand.input.newest()?.serial).toBe(serial + 1)
    expect(stand.input.playing).toBe('demo')
    stand.source('camera').frame()
    expect(stand.input.newest()?.serial).toBe(serial + 2)
    expect(stand.input.playing).toBe('camera')
    expect(stand.source('camera').disposed).toBe(0)
    expect(stand.said()).toEqual([cameraPaused('BRIO').text, "Camera 'BRIO' is ready and on stage."])
  })

  it('goes to the demo after a dead address, and tries it again when asked again', async () => {
    stand.faults.video = mediaProblem('film', 'x.mp4', { kind: 'unreachable' })
    stand.input.open('video', 'https://a.org/x.mp4')
    await stand.input.settled()
    const last = stand.input.newest()
    stand.source('camera').frame()
    stand.clock.advance(1)
    expect(stand.input.newest()).toBe(last)
    stand.clock.advance(1.5)
    stand.input.newest()
    expect([stand.input.playing, stand.show.text('source/kind')]).toEqual(['demo', 'demo'])
    expect(stand.source('camera').disposed).toBe(1)
    delete stand.faults.video
    stand.input.open('video', 'https://a.org/x.mp4')
    await stand.input.settled()
    expect(stand.input.label).toBe('x.mp4')
  })

  it('plays on with what played when a screen was not chosen', async () => {
    stand.faults.screen = screenProblem(new DOMException('', 'NotAllowedError'))
    stand.input.open('screen')
    await stand.input.settled()
    stand.clock.advance(5)
    const { serial = 0 } = stand.input.newest() ?? {}
    stand.source('camera').frame()
    expect(stand.input.newest()?.serial).toBe(serial + 1)
    expect([stand.input.playing, stand.show.text('source/kind')]).toEqual(['camera', 'camera'])
    stand.lose(cameraUnplugged('BRIO'))
    expect(stand.said().at(-1)).toBe(cameraUnplugged('BRIO').text)
  })

  it('does not forget a camera that was lost while a screen was being chosen', async () => {
    const open = stand.hold('screen')
    stand.faults.screen = screenProblem(new DOMException('', 'NotAllowedError'))
    stand.input.open('screen')
    await stand.ticks()
    stand.lose(cameraUnplugged('BRIO'))
    expect(stand.said()).toEqual([])
    open()
    await stand.input.settled()
    expect(stand.said()).toEqual([stand.faults.screen?.text, cameraUnplugged('BRIO').text])
    expect(stand.show.text('source/kind')).toBe('camera')
    await vi.advanceTimersByTimeAsync(1100)
    expect(stand.input.playing).toBe('camera')
  })

  it('asks for a film first when there is none', async () => {
    stand.show.send({ target: 'source/kind', value: 'video', origin: 'panel' })
    await stand.input.settled()
    expect(stand.said().at(-1)).toMatch(/^No film has been chosen yet\./)
    expect([stand.input.playing, stand.show.text('source/kind')]).toEqual(['camera', 'camera'])
  })

  it('says that a file of an earlier visit is gone', async () => {
    stand.input.open('video', 'file:party.mp4')
    await stand.input.settled()
    expect(stand.said().at(-1)).toMatch(/^The film 'party\.mp4' was given to an earlier visit/)
  })

  it('lets go of everything when it ends', () => {
    stand.input.dispose()
    expect(stand.opened.map((o) => o.source.disposed)).toEqual([1, 1])
    expect(stand.input.newest()).toBe(null)
    expect(stand.show.params('source/')).toEqual([])
  })
})
