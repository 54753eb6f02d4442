// The panel's rows and pickers, by pointer and keys.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page as browser } from 'vitest/browser'
import { createPageStand, type PageStand } from '../../test/fakes/page-stand'
import { createPage, type Page } from './page'
import type { UiHost } from './ui-host'

let stand: PageStand
let mount: HTMLElement
let page: Page

function open(hooks: Partial<UiHost> = {}): void {
  stand = createPageStand()
  page = createPage({ mount, show: stand.show, log: stand.log, hooks: { ...stand.hooks, ...hooks } })
  stand.show.send({ target: 'page/panel', value: true, origin: 'panel' })
}

beforeEach(async () => {
  await browser.viewport(1280, 720)
  localStorage.clear()
  mount = document.createElement('div')
  document.body.append(mount)
  open()
})

afterEach(() => {
  page.dispose()
  mount.remove()
})

function part<T extends Element>(selector: string, kind: new () => T): T {
  const found = mount.querySelector(selector)
  if (!(found instanceof kind)) throw new Error(`no ${selector}`)
  return found
}

const row = (address: string): HTMLElement => part(`[data-address="${address}"]`, HTMLElement)
/** The addresses of a section's rows, in their order. */
const rows = (id: string): (string | undefined)[] =>
  [...mount.querySelectorAll<HTMLElement>(`[data-section=${id}] > .body > .rows > .row`)].map(
    (r) => r.dataset['address'],
  )
const laidOut = (): Promise<void> => new Promise((done) => queueMicrotask(done))

function pointer(target: Element, type: string, x: number, more: PointerEventInit = {}): void {
  const box = target.getBoundingClientRect()
  target.dispatchEvent(
    new PointerEvent(type, {
      bubbles: true,
      pointerId: 1,
      pointerType: 'mouse',
      button: 0,
      clientX: box.left + x * box.width,
      clientY: box.top + 4,
      ...more,
    }),
  )
}

/** A track that takes synthetic pointers: capture needs a pointer that the browser knows. */
function track(address: string): HTMLElement {
  const found = part(`[data-address="${address}"] .track`, HTMLElement)
  found.setPointerCapture = () => undefined
  return found
}

test('sections stand in the order of the signal, with the rows of their branch', () => {
  const titles = [...mount.querySelectorAll('.scroller > .section > summary')].map((s) => s.textContent)
  expect(titles).toEqual(['Source', 'Sound', 'Painter', 'Sketch', 'Output'])
  expect(rows('source')).toEqual(['source/kind', 'source/mirror', 'source/size', 'source/url'])
  expect(rows('painter')).toEqual(['style/strength', 'style/seconds', 'model/id', 'model/size'])
  expect(rows('mix').length).toBe(12)
  expect(rows('sketch')).toEqual(['sketch/portrait/glow', 'sketch/portrait/drift', 'sketch/portrait/folds'])
  expect(rows('output')).toEqual(['stage/transition', 'output/fit'])
})

test('a click on the track jumps there, shift makes the drag ten times finer', () => {
  const gain = track('audio/gain')
  pointer(gain, 'pointerdown', 0.5)
  expect(stand.show.number('audio/gain')).toBe(2)
  pointer(gain, 'pointermove', 0.75)
  expect(stand.show.number('audio/gain')).toBe(3)
  pointer(gain, 'pointermove', 0.5, { shiftKey: true })
  expect(stand.show.number('audio/gain')).toBeCloseTo(2.9, 5)
  pointer(gain, 'pointerup', 0.5)
  pointer(gain, 'pointermove', 0)
  expect(stand.show.number('audio/gain')).toBeCloseTo(2.9, 5)
})

test('a finger that only scrolls changes nothing, a tap jumps', () => {
  const gain = track('audio/gain')
  const touch = { pointerType: 'touch' }
  pointer(gain, 'pointerdown', 0.9, touch)
  pointer(gain, 'pointermove', 0.92, touch)
  pointer(gain, 'pointercancel', 0.92, touch)
  expect(stand.show.number('audio/gain')).toBe(1)
  pointer(gain, 'pointerdown', 0.5, touch)
  pointer(gain, 'pointerup', 0.5, touch)
  expect(stand.show.number('audio/gain')).toBe(2)
})

test('a log range drags by travel', () => {
  pointer(track('audio/bass/high'), 'pointerdown', 0.5)
  expect(stand.show.number('audio/bass/high')).toBeCloseTo(Math.sqrt(60 * 500), 3)
})

test('a double click goes back to the default, and undo takes back what the hand did', () => {
  const gain = track('audio/gain')
  pointer(gain, 'pointerdown', 0.5)
  pointer(gain, 'pointerup', 0.5)
  expect(stand.show.undo()).toBe('audio/gain')
  expect(stand.show.number('audio/gain')).toBe(1)
  pointer(gain, 'pointerdown', 0.9)
  pointer(gain, 'pointerup', 0.9)
  row('audio/gain').dispatchEvent(new MouseEvent('dblclick', { bubbles: true }))
  expect(stand.show.number('audio/gain')).toBe(1)
})

test('arrow keys step by the step, page keys by ten, Home and End go all the way', () => {
  const size = part('[data-address="model/size"] input', HTMLInputElement)
  const after = ['ArrowRight', 'ArrowUp', 'ArrowLeft', 'PageUp', 'End', 'Home'].map((key) => {
    size.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    return stand.show.param('model/size')?.value
  })
  expect(after).toEqual([288, 320, 288, 608, 1024, 128])
  expect(size.getAttribute('aria-valuetext')).toBe('128 px')
})

test('a number that is chosen by itself says so, takes a hand’s value, and is let go by key and by button', () => {
  const value = (): unknown => stand.show.param('model/size')?.value
  const size = part('[data-address="model/size"] input', HTMLInputElement)
  const button = part('[data-address="model/size"] button', HTMLButtonElement)
  const shown = (): unknown[] => [button.textContent, button.ariaPressed, size.getAttribute('aria-valuetext')]
  expect(shown()).toEqual(['auto', 'true', 'auto'])
  button.click()
  expect([value(), ...shown()]).toEqual([256, '256 px', 'false', '256 px'])
  button.click()
  expect([value(), ...shown()]).toEqual(['auto', 'auto', 'true', 'auto'])
  pointer(track('model/size'), 'pointerdown', 1)
  expect(value()).toBe(1024)
  size.dispatchEvent(new KeyboardEvent('keydown', { key: 'Delete', bubbles: true, cancelable: true }))
  expect([value(), button.textContent]).toEqual(['auto', 'auto'])
})

test('rows show what others set, and carry their name to readers', () => {
  stand.show.send({ target: 'style/seconds', value: 4, origin: 'midi' })
  expect(row('style/seconds').querySelector('.value')?.textContent).toBe('4.0 s')
  stand.show.send({ target: 'source/mirror', value: false, origin: 'osc' })
  expect(part('[data-address="source/mirror"] input', HTMLInputElement).checked).toBe(false)
  expect(part('[data-address="style/seconds"] input', HTMLInputElement).labels?.[0]?.textContent).toContain('Glide')
})

test('a short choice is buttons, a long one a list, text is taken by Enter', () => {
  part('[data-address="output/fit"] input[value=contain]', HTMLInputElement).click()
  expect(stand.show.text('output/fit')).toBe('contain')
  const kind = part('[data-address="source/kind"] select', HTMLSelectElement)
  kind.value = 'screen'
  kind.dispatchEvent(new Event('change'))
  expect(stand.show.text('source/kind')).toBe('screen')
  const url = part('[data-address="source/url"] input', HTMLInputElement)
  url.value = 'https://example.org/a.mp4'
  url.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
  expect(stand.show.text('source/url')).toBe('https://example.org/a.mp4')
})

test('a dot shows what moves by itself, and its value follows', async () => {
  const dot = part('[data-address="sketch/portrait/glow"] .moves', HTMLElement)
  expect(dot.hidden).toBe(true)
  stand.show.drive('sketch/portrait/glow', () => 0.75)
  await laidOut()
  expect(dot.hidden).toBe(false)
  stand.show.tick(1)
  await expect.poll(() => row('sketch/portrait/glow').querySelector('.value')?.textContent).toBe('0.75')
})

test('parameters that come and go keep the others, their order and the focus', async () => {
  const kept = row('sketch/portrait/drift')
  part('[data-address="sketch/portrait/drift"] input', HTMLInputElement).focus()
  const remove = stand.show.define('sketch/portrait/zoom', {
    kind: 'number',
    label: 'Zoom',
    min: 0,
    max: 1,
    default: 0,
  })
  await laidOut()
  expect(row('sketch/portrait/zoom').previousElementSibling).toBe(row('sketch/portrait/folds'))
  remove()
  await laidOut()
  expect(mount.querySelector('[data-address="sketch/portrait/zoom"]')).toBeNull()
  expect(row('sketch/portrait/drift')).toBe(kept)
  expect(document.activeElement?.closest('.row')).toBe(kept)
})

test('live code has its knobs and its permissions in a part of their own, whichever sketch was chosen', async () => {
  expect(part('[data-section="code"]', HTMLElement).hidden).toBe(true)
  stand.show.define('live/scripts', { kind: 'toggle', label: 'Scripts from elsewhere', default: false })
  stand.show.define('sketch/live/turn', { kind: 'number', label: 'turn', min: 0, max: 1, default: 0.5 })
  await expect.poll(() => rows('code')).toEqual(['sketch/live/turn', 'live/scripts'])
  expect(part('[data-section="code"]', HTMLElement).hidden).toBe(false)
  expect(row('sketch/portrait/drift').isConnected).toBe(true)
})

test('another sketch brings its own knobs', () => {
  stand.show.send({ target: 'sketch/current', value: 'tunnel', origin: 'handle' })
  expect(
    [...mount.querySelectorAll<HTMLElement>('[data-section=sketch] .row')].map((r) => r.dataset['address']),
  ).toEqual(['sketch/tunnel/depth'])
})

test('styles: a click chooses, shift mixes in, a ring while one warms, pressed what plays', async () => {
  await expect.poll(() => mount.querySelectorAll('.styles button').length).toBe(13)
  const tile = (name: string): HTMLButtonElement => part(`.styles [aria-label="${name}"]`, HTMLButtonElement)
  expect(tile('The Great Wave').getAttribute('aria-pressed')).toBe('true')
  expect(tile('Metzinger').hasAttribute('data-warming')).toBe(true)
  tile('The Scream').click()
  tile('Udnie').dispatchEvent(new MouseEvent('click', { shiftKey: true, bubbles: true }))
  tile('Raw picture').click()
  expect(stand.asked).toEqual([
    'style/choose the-scream false by panel',
    'style/choose udnie true by panel',
    'style/choose none false by panel',
  ])
  expect(tile('Raw picture').getAttribute('aria-pressed')).toBe('true')
  const at = stand.styles.findIndex((s) => s.id === 'metzinger')
  const metzinger = stand.styles[at]
  if (metzinger) stand.styles[at] = { ...metzinger, ready: true }
  await expect.poll(() => tile('Metzinger').hasAttribute('data-warming')).toBe(false)
})

test('thumbnails are painted one at a time; one that fails is told once and stops the painting of more', async () => {
  page.dispose()
  const painted: string[] = []
  open({
    paintThumbnail: async (id) => {
      painted.push(id)
      if (painted.length === 2) throw new Error('the model is away')
      return true
    },
  })
  await expect
    .poll(() => stand.log.notices.map((n) => n.text))
    .toEqual([
      "The thumbnail of 'the-great-wave' could not be painted: the model is away. The thumbnails stay as they are; the styles themselves can still be played.",
    ])
  expect(painted).toEqual(['the-starry-night', 'the-great-wave'])
})

test('a thumbnail that could not be painted keeps its still and gets a fresh canvas', async () => {
  page.dispose()
  const given: HTMLCanvasElement[] = []
  open({
    paintThumbnail: (_, canvas) => {
      given.push(canvas)
      return Promise.resolve(false)
    },
  })
  await expect.poll(() => given.length).toBeGreaterThan(1)
  expect(given[0]?.isConnected).toBe(false)
  expect(mount.querySelectorAll('.styles canvas.painted')).toHaveLength(0)
})

test('sketches are chosen by their stills', async () => {
  await expect.poll(() => mount.querySelectorAll('.sketches button').length).toBe(3)
  part('.sketches button:nth-child(2)', HTMLButtonElement).click()
  expect(stand.asked).toEqual(['sketch/load tunnel by panel'])
})

test('a camera is opened for its thumbnail only while the hand is in the picker, and closed after', async () => {
  page.dispose()
  const canvas = document.createElement('canvas')
  canvas.getContext('2d')
  const streams: MediaStream[] = []
  const labels: string[] = []
  open({
    previewCamera: async (label) => {
      labels.push(label)
      const stream = canvas.captureStream()
      streams.push(stream)
      return stream
    },
  })
  const picker = part('.cameras', HTMLElement)
  picker.dispatchEvent(new PointerEvent('pointerenter'))
  await expect.poll(() => picker.querySelectorAll('video.live').length).toBe(2)
  expect(labels).toEqual(['FaceTime HD Camera', 'Cam Link 4K'])
  part('.cameras button:nth-child(2)', HTMLButtonElement).click()
  expect([stand.show.text('source/kind'), stand.show.text('source/camera')]).toEqual(['camera', 'Cam Link 4K'])
  picker.dispatchEvent(new PointerEvent('pointerleave'))
  // The one that plays keeps its picture.
  await expect.poll(() => picker.querySelectorAll('video.live').length).toBe(1)
  page.dispose()
  expect(streams.flatMap((s) => s.getTracks()).map((t) => t.readyState)).toEqual(['ended', 'ended'])
})
