// The page as a whole: what is seen when, what is said, what is remembered, and that nothing is left behind.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page as browser, userEvent } from 'vitest/browser'
import { createPageStand, type PageStand } from '../../test/fakes/page-stand'
import { PANEL_REST, POINTER_REST } from './user-activity'
import { NOTICE_SECONDS } from './notices'
import { createPage, type Page } from './page'

let stand: PageStand
let mount: HTMLElement
let page: Page

function open(): void {
  stand = createPageStand()
  page = createPage({ mount, show: stand.show, log: stand.log, hooks: { ...stand.hooks, storage: localStorage } })
}

beforeEach(async () => {
  await browser.viewport(1280, 720)
  localStorage.clear()
  mount = document.createElement('div')
  document.body.append(mount)
  open()
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  page.dispose()
  mount.remove()
})

function part(selector: string): HTMLElement {
  const found = mount.querySelector(selector)
  if (!(found instanceof HTMLElement)) throw new Error(`no ${selector}`)
  return found
}

const seen = (selector: string): boolean => part(selector).classList.contains('seen')
const set = (target: string, value: boolean | number | string): unknown =>
  stand.show.send({ target, value, origin: 'panel' })
const movePointer = (): boolean =>
  document.body.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, pointerType: 'mouse', movementX: 3 }))

test('opens as a picture: no layer is seen until a hand asks for it', () => {
  expect(['.hud', '.panel', '.log', '.help', '.drop'].filter(seen)).toEqual([])
  expect(getComputedStyle(part('.panel')).visibility).toBe('hidden')
  expect(part('.panel').inert).toBe(true)
})

test('the opening line goes after three seconds, and makes way for a notice', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const shown = (): string => part('.notices').querySelector('.shown')?.textContent ?? ''
  page.say('Playing the demo film. Press ? for the keys.')
  expect(shown()).toBe('Playing the demo film. Press ? for the keys.')
  vi.advanceTimersByTime(2999)
  expect(shown()).not.toBe('')
  vi.advanceTimersByTime(1)
  expect(shown()).toBe('')
  page.say('Playing the demo film.')
  stand.log.info('models', 'Bank 0 is ready.')
  expect(shown()).toBe('Bank 0 is ready.')
})

test('notices come one at a time, in their order, five seconds each, errors as alerts', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  stand.log.info('models', 'first')
  stand.log.error('sketch', 'second')
  stand.log.warn('camera', 'third')
  const said: (string | null)[] = []
  for (let i = 0; i < 4; i++) {
    const shown = part('.notices').querySelectorAll('.shown')
    expect(shown.length).toBe(i < 3 ? 1 : 0)
    said.push(shown[0] ? `${shown[0].getAttribute('role')} ${shown[0].textContent}` : null)
    vi.advanceTimersByTime(NOTICE_SECONDS * 1000)
  }
  expect(said).toEqual(['status first', 'alert second', 'status third', null])
})

test('the log keeps every notice, with its time, its place and its words', () => {
  stand.log.warn('camera', 'The camera went.')
  set('page/log', true)
  stand.log.info('camera', 'The camera is back.')
  expect(seen('.log')).toBe(true)
  const lines = [...part('.log ol').children].map((li) => [...li.children].map((c) => c.textContent))
  expect(lines).toEqual([
    ['0:00', 'Warning, camera', 'The camera went.'],
    ['0:00', 'Note, camera', 'The camera is back.'],
  ])
})

test('the bar says what is waited for', () => {
  page.progress({ what: 'Bank 0', done: 0.25, left: 12 })
  expect(part('.progress').textContent).toBe('Bank 0, about 12 s left')
  expect(part('[role=progressbar]').getAttribute('aria-valuenow')).toBe('25')
  page.progress({ what: 'Bank 0', done: null, left: null })
  expect(part('[role=progressbar]').hasAttribute('aria-valuenow')).toBe(false)
  page.progress(null)
  expect(part('.progress').hidden).toBe(true)
})

test('the meter of bands is small, at the bottom right, moves with what it reads, and is gone when asked', async () => {
  const bands = { loud: [1, 0.5, 0.5, 0], fft: [1, 0, 0, 0] }
  expect(part('.bands').hidden).toBe(true)
  page.bands(bands)
  const { left, right, top, bottom } = part('.bands').getBoundingClientRect()
  expect([right, bottom].map(Math.round)).toEqual([1272, 672])
  expect(left).toBeGreaterThan(1280 * 0.85)
  expect(top).toBeGreaterThan(720 * 0.8)
  const canvas = part('.bands canvas')
  if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no canvas')
  /** How bright the middle of each quarter is, near the top and near the bottom. */
  const bars = (): number[] => {
    const at = (x: number, y: number): number => {
      const place = [Math.floor(x * canvas.width), Math.floor(y * canvas.height)] as const
      return canvas.getContext('2d')?.getImageData(...place, 1, 1).data[3] ?? -1
    }
    return [0.1, 0.35, 0.6, 0.85].flatMap((x) => [at(x, 0.1), at(x, 0.9)])
  }
  await expect.poll(bars).toEqual([255, 255, 0, 56, 0, 56, 0, 0])
  bands.loud = [0, 1]
  bands.fft = [0, 1]
  await expect.poll(bars).toEqual([0, 0, 0, 0, 255, 255, 255, 255])
  set('page/panel', true)
  movePointer()
  expect(part('.bands').getBoundingClientRect().right).toBeLessThan(part('.panel').getBoundingClientRect().left)
  page.bands(null)
  expect(part('.bands').hidden).toBe(true)
})

test('the drop hint comes and goes', () => {
  page.dropHint(true)
  expect(seen('.drop')).toBe(true)
  page.dropHint(false)
  expect(seen('.drop')).toBe(false)
})

test('the pointer hides over the stage and the panel when the hand goes, and both come back with it', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  set('page/panel', true)
  movePointer()
  expect(seen('.panel')).toBe(true)
  vi.advanceTimersByTime(POINTER_REST * 1000)
  expect(getComputedStyle(document.documentElement).cursor).toBe('none')
  vi.advanceTimersByTime((PANEL_REST - POINTER_REST) * 1000)
  expect(seen('.panel')).toBe(false)
  expect(stand.show.toggle('page/panel')).toBe(true)
  // A blackout must not put the panel on a projector.
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'b', code: 'KeyB', bubbles: true }))
  expect(seen('.panel')).toBe(false)
  // P brings back what only faded.
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'p', code: 'KeyP', bubbles: true }))
  expect([seen('.panel'), stand.show.toggle('page/panel')]).toEqual([true, true])
  vi.advanceTimersByTime(PANEL_REST * 1000)
  movePointer()
  expect(seen('.panel')).toBe(true)
  expect(getComputedStyle(document.documentElement).cursor).not.toBe('none')
})

test('a pinned panel stays', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  set('page/panel', true)
  set('page/pin', true)
  vi.advanceTimersByTime(10 * PANEL_REST * 1000)
  expect(seen('.panel')).toBe(true)
})

test('layers, folds and scroll are remembered; what the URL said is not, and goes first', async () => {
  set('page/hud', true)
  set('page/panel', true)
  const sound = part('[data-section=sound]')
  const folded = new Promise((done) => sound.addEventListener('toggle', done, { once: true }))
  sound.querySelector('summary')?.click()
  await folded
  page.dispose()

  stand = createPageStand()
  stand.show.remember({ 'page/hud': false })
  page = createPage({ mount, show: stand.show, log: stand.log, hooks: { ...stand.hooks, storage: localStorage } })
  expect([stand.show.toggle('page/hud'), stand.show.toggle('page/panel')]).toEqual([false, true])
  expect(part('[data-section=sound]').hasAttribute('open')).toBe(false)
  expect(part('[data-section=source]').hasAttribute('open')).toBe(true)
  page.dispose()
  open()
  expect(stand.show.toggle('page/hud')).toBe(true)
})

test('the HUD keeps its width whatever the figures, and says why one is amber', async () => {
  set('page/hud', true)
  const hud = part('.hud')
  await expect.poll(() => hud.textContent).toBe('webgpu · fused f1660fps24model256 auto48ms128bpm')
  const width = hud.getBoundingClientRect().width
  stand.stats = { ...stand.stats, stageFps: 4, modelFps: 1e4, frameAge: 55, backend: 'wasm', painter: null }
  stand.audio = { ...stand.audio, tempo: 0 }
  await expect.poll(() => hud.textContent).toBe('wasm4fps999model256 auto9999ms–bpm')
  expect(hud.getBoundingClientRect().width).toBe(width)
  expect(part('[data-figure=stage]').classList.contains('amber')).toBe(true)
  expect(part('[data-figure=stage]').title).toContain('fewer than 50 frames a second')
})

test('text stands at 7:1 or more over a white picture', () => {
  set('page/hud', true)
  const surface = getComputedStyle(part('.hud'))
  const [, , , alpha = 1] = numbers(surface.backgroundColor)
  const [dim = 1] = numbers(/brightness\(([^)]*)\)/.exec(surface.backdropFilter)?.[1] ?? '1')
  const ground = 255 * dim * (1 - alpha)
  part('[data-figure=age]').classList.add('amber')
  for (const selector of [
    '.hud',
    '.hud .unit',
    '.hud .amber',
    '.row .name',
    '.row .value',
    '.section summary',
    '.help dd',
    '.log p',
  ]) {
    const [r = 0, g = 0, b = 0, a = 1] = numbers(getComputedStyle(part(selector)).color)
    const mixed = [r, g, b].map((c) => c * a + ground * (1 - a))
    const ratio = (luminance(mixed) + 0.05) / (luminance([ground, ground, ground]) + 0.05)
    expect(ratio, selector).toBeGreaterThanOrEqual(7)
  }
})

test('the panel is reached and played by keyboard alone', async () => {
  await userEvent.keyboard('p')
  const slider = part('[data-address="audio/gain"] input')
  for (let i = 0; i < 30 && document.activeElement !== slider; i++) await userEvent.keyboard('{Tab}')
  expect(document.activeElement).toBe(slider)
  await userEvent.keyboard('{ArrowRight}{ArrowRight}')
  expect(stand.show.number('audio/gain')).toBe(1.08)
  await userEvent.keyboard('{Delete}')
  expect(stand.show.number('audio/gain')).toBe(1)
})

test('leaves no node, no listener and no page parameter behind', () => {
  page.dispose()
  const added = [vi.spyOn(window, 'addEventListener'), vi.spyOn(document, 'addEventListener')]
  const removed = [vi.spyOn(window, 'removeEventListener'), vi.spyOn(document, 'removeEventListener')]
  const types = (spies: readonly { mock: { calls: readonly unknown[][] } }[]): string[] =>
    spies.flatMap((spy) => spy.mock.calls.map((call) => String(call[0]))).toSorted()
  const before = stand.show.params().map((p) => p.address)
  page = createPage({ mount, show: stand.show, log: stand.log, hooks: { ...stand.hooks, storage: localStorage } })
  page.dispose()
  page.dispose()
  expect(types(added)).toContain('keydown')
  expect(types(removed)).toEqual(types(added))
  expect(mount.childElementCount).toBe(0)
  expect(stand.show.params().map((p) => p.address)).toEqual(before)
  expect(document.documentElement.hasAttribute('data-pointer')).toBe(false)
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'b', code: 'KeyB', bubbles: true }))
  stand.log.info('after', 'nobody hears this')
  expect(stand.show.toggle('stage/blackout')).toBe(false)
})

function numbers(text: string): number[] {
  return (text.match(/[\d.]+/g) ?? []).map(Number)
}

/** Relative luminance of sRGB 0..255 (WCAG 2). */
function luminance(rgb: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((c) =>
    c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
