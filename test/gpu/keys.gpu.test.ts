// Real key events, and what they make of the show.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createPageStand, type PageStand } from '../fakes/page-stand'
import { HOLD } from '../../src/control/keyboard/key-listener'
import { KEYS } from '../../src/control/keyboard/keys'
import { createPage, type Page } from '../../src/ui/page'

let stand: PageStand
let mount: HTMLElement
let page: Page

beforeEach(() => {
  localStorage.clear()
  stand = createPageStand()
  mount = document.createElement('div')
  document.body.append(mount)
  page = createPage({ mount, show: stand.show, log: stand.log, hooks: stand.hooks })
})

afterEach(() => {
  vi.useRealTimers()
  page.dispose()
  mount.remove()
})

interface Press extends KeyboardEventInit {
  target?: EventTarget
}

function press(key: string, code: string, { target = document.body, ...rest }: Press = {}): KeyboardEvent {
  const init = { key, code, bubbles: true, cancelable: true, ...rest }
  const down = new KeyboardEvent('keydown', init)
  target.dispatchEvent(down)
  target.dispatchEvent(new KeyboardEvent('keyup', init))
  return down
}

function find<T extends Element>(selector: string, kind: new () => T): T {
  const found = mount.querySelector(selector)
  if (!(found instanceof kind)) throw new Error(`no ${selector}`)
  return found
}

test('blackout and freeze go on with their key and off with the same', () => {
  const { show } = stand
  press('b', 'KeyB')
  press('f', 'KeyF')
  expect([show.toggle('stage/blackout'), show.toggle('stage/freeze')]).toEqual([true, true])
  press('b', 'KeyB')
  press('f', 'KeyF')
  expect([show.toggle('stage/blackout'), show.toggle('stage/freeze')]).toEqual([false, false])
})

test.each(KEYS.map((k) => [k.id, k] as const))("what the key '%s' changes is the keyboard's", (_, binding) => {
  const { show } = stand
  show.action('code/edit', { label: 'Into the code' }, () => undefined)
  show.action('path/turn', { label: 'The path' }, () => undefined)
  const full = vi.spyOn(document.documentElement, 'requestFullscreen').mockResolvedValue()
  const origins = new Set<string>()
  show.onEach((c) => origins.add(c.origin))
  show.onCommand((c) => origins.add(c.origin ?? ''))
  const code = binding.codes?.[0] ?? ''
  const key = binding.key ?? code.slice(-1)
  press(key, code, { shiftKey: binding.shift === true, ctrlKey: binding.mod === true })
  // What takes back says so, and is no command that a recording would keep.
  const own = ['undo', 'redo'].includes(binding.id) ? [] : ['keyboard']
  expect([...origins].filter((origin) => origin !== 'undo')).toEqual(own)
  expect(stand.log.notices).toEqual([])
  full.mockRestore()
})

test('digits choose styles by place, so that a French keyboard does too; shift mixes in', () => {
  press('3', 'Digit3')
  press('"', 'Digit3')
  press('!', 'Digit1', { shiftKey: true })
  press('4', 'Numpad4')
  press('ArrowLeft', 'Numpad4')
  expect(stand.asked).toEqual([
    'style/pick 3 false by keyboard',
    'style/pick 3 false by keyboard',
    'style/pick 1 true by keyboard',
    'style/pick 4 false by keyboard',
  ])
  expect(stand.show.text('style/current')).toBe('composition-vii')
})

test('0 shows the raw picture, and again what was before', () => {
  const styles = [0, 1].map(() => {
    press('0', 'Digit0')
    return stand.show.text('style/current')
  })
  expect(styles).toEqual(['none', 'the-great-wave'])
})

test('brackets step through the styles and comma and point through the sketches, around the ends', () => {
  const played: string[] = []
  stand.show.onEach(({ address, value, origin }) => {
    if (address === 'style/current' || address === 'sketch/current') played.push(`${String(value)} by ${origin}`)
  })
  for (const [key, code] of [
    ['[', 'BracketLeft'],
    ['[', 'BracketLeft'],
    ['ü', 'BracketLeft'],
    [']', 'BracketRight'],
    [',', 'Comma'],
    ['.', 'Period'],
  ] as const) {
    press(key, code)
  }
  expect(played).toEqual([
    'the-starry-night by keyboard',
    'wheat-field by keyboard',
    'woman-with-a-hat by keyboard',
    'wheat-field by keyboard',
    'mirror-room by keyboard',
    'portrait by keyboard',
  ])
})

test('camera, demo and microphone come and go with one key each', () => {
  const { show } = stand
  show.send({ target: 'source/kind', value: 'image', origin: 'engine' })
  const sources = ['c', 'c', 'd', 'd'].map((key) => {
    press(key, `Key${key.toUpperCase()}`)
    return show.text('source/kind')
  })
  expect(sources).toEqual(['camera', 'image', 'demo', 'image'])
  press('m', 'KeyM')
  expect(show.text('audio/source')).toBe('mic')
  press('m', 'KeyM')
  expect(show.text('audio/source')).toBe('demo')
})

test('full screen, a still and the file dialogue are asked of the house', () => {
  const opened = vi.spyOn(find('input[type=file]', HTMLInputElement), 'click').mockImplementation(() => undefined)
  const full = vi.spyOn(document.documentElement, 'requestFullscreen').mockResolvedValue()
  press('F', 'KeyF', { shiftKey: true })
  press('s', 'KeyS')
  press('o', 'KeyO')
  expect(full).toHaveBeenCalledOnce()
  expect(stand.asked).toEqual(['still'])
  expect(opened).toHaveBeenCalledOnce()
  expect(stand.show.toggle('stage/freeze')).toBe(false)
})

test('a move is taken back and done again; opening the panel is no move', () => {
  const { show } = stand
  press('b', 'KeyB')
  press('p', 'KeyP')
  press('z', 'KeyZ', { ctrlKey: true })
  expect([show.toggle('stage/blackout'), show.toggle('page/panel')]).toEqual([false, true])
  press('Z', 'KeyZ', { metaKey: true, shiftKey: true })
  expect(show.toggle('stage/blackout')).toBe(true)
})

test('a wrong key does nothing, nor a right one with Ctrl or Alt, nor one that repeats', () => {
  const before = JSON.stringify(stand.show.snapshot())
  const left = [
    press('x', 'KeyX'),
    press('d', 'KeyD', { ctrlKey: true }),
    press('b', 'KeyB', { altKey: true }),
    press('F5', 'F5'),
    press('я', 'KeyZ'),
  ]
  press('b', 'KeyB', { repeat: true })
  expect(JSON.stringify(stand.show.snapshot())).toBe(before)
  expect(stand.asked).toEqual([])
  expect(left.map((e) => e.defaultPrevented)).toEqual([false, false, false, false, false])
})

test('letters are found by place on a keyboard without Latin letters', () => {
  press('и', 'KeyB')
  expect(stand.show.toggle('stage/blackout')).toBe(true)
})

test('typing is typing, but a slider and a list leave the keys to the show', () => {
  const field = find('[data-address="source/url"] input', HTMLInputElement)
  press('b', 'KeyB', { target: field })
  expect(stand.show.toggle('stage/blackout')).toBe(false)
  press('b', 'KeyB', { target: find('[data-address="audio/gain"] input', HTMLInputElement) })
  expect(stand.show.toggle('stage/blackout')).toBe(true)
  press('b', 'KeyB', { target: find('[data-address="source/kind"] select', HTMLSelectElement) })
  expect(stand.show.toggle('stage/blackout')).toBe(false)
})

test('blackout and freeze have chords that work wherever the keyboard is, in a window of the page’s own as well', () => {
  const { show } = stand
  const code = document.createElement('div')
  code.contentEditable = 'true'
  code.addEventListener('keydown', (event) => event.stopPropagation())
  mount.append(code)
  const targets = [
    find('[data-address="source/url"] input', HTMLInputElement),
    find('[data-address="source/kind"] select', HTMLSelectElement),
    find('.head button', HTMLButtonElement),
    code,
    document.body,
  ]
  for (const target of targets) {
    const before = [show.toggle('stage/blackout'), show.toggle('stage/freeze')]
    const down = press('b', 'KeyB', { target, ctrlKey: true })
    press('F', 'KeyF', { target, metaKey: true, shiftKey: true })
    expect([show.toggle('stage/blackout'), show.toggle('stage/freeze')]).toEqual(before.map((on) => !on))
    expect(down.defaultPrevented).toBe(true)
  }
  const on = show.toggle('stage/blackout')
  const other = new KeyboardEvent('keydown', { key: 'b', code: 'KeyB', ctrlKey: true })
  window.dispatchEvent(new CustomEvent('impasto:key', { detail: other }))
  expect(show.toggle('stage/blackout')).toBe(!on)
})

test.each(['help', 'log', 'bank', 'panel', 'hud'])('%s open, Esc, B: black', (layer) => {
  const { show } = stand
  show.send({ target: `page/${layer}`, value: true, origin: 'panel' })
  press('Escape', 'Escape')
  press('b', 'KeyB')
  expect([show.toggle(`page/${layer}`), show.toggle('stage/blackout')]).toEqual([false, true])
})

test('the browser’s own sheets stay away from the stage', () => {
  const kept = [press('F1', 'F1'), press('s', 'KeyS', { ctrlKey: true }), press('o', 'KeyO', { metaKey: true })]
  expect(kept.map((event) => event.defaultPrevented)).toEqual([true, true, true])
  const field = find('[data-address="source/url"] input', HTMLInputElement)
  expect(press('s', 'KeyS', { ctrlKey: true, target: field }).defaultPrevented).toBe(false)
  expect(stand.asked).toEqual([])
})

test('space never scrolls, and still presses a button', () => {
  expect(press(' ', 'Space').defaultPrevented).toBe(true)
  expect(press(' ', 'Space', { target: find('.head button', HTMLButtonElement) }).defaultPrevented).toBe(false)
})

test('escape closes the topmost layer, one at a time, and never the show', () => {
  const { show } = stand
  for (const key of ['h', 'p', 'g', 'l', '?']) press(key, `Key${key.toUpperCase()}`)
  const layers = (): string =>
    ['help', 'log', 'pieces', 'panel', 'hud'].filter((l) => show.toggle(`page/${l}`)).join(' ')
  const seen = [layers()]
  const before = { ...show.snapshot() }
  for (let i = 0; i < 6; i++) {
    press('Escape', 'Escape')
    seen.push(layers())
  }
  expect(seen).toEqual([
    'help log pieces panel hud',
    'log pieces panel hud',
    'pieces panel hud',
    'panel hud',
    'hud',
    '',
    '',
  ])
  const after = show.snapshot()
  for (const address of Object.keys(before).filter((a) => !a.startsWith('page/')))
    expect(after[address]).toBe(before[address])
})

test('the help sheet lists every key of the table', () => {
  press('?', 'Slash', { shiftKey: true })
  const sheet = find('.help', HTMLElement)
  expect(sheet.classList.contains('seen')).toBe(true)
  const listed = [...sheet.querySelectorAll<HTMLElement>('[data-binding]')].map((row) => [
    row.dataset['binding'],
    row.querySelector('kbd')?.textContent,
    row.querySelector('dd')?.textContent,
  ])
  const byName = (a: unknown[], b: unknown[]): number => String(a[0]).localeCompare(String(b[0]))
  expect(listed.toSorted(byName)).toEqual(KEYS.map((k) => [k.id, k.label, k.help]).toSorted(byName))
  press('?', 'Slash', { shiftKey: true })
  expect(sheet.classList.contains('seen')).toBe(false)
})

test('holding the help key shows the keys on their controls, and opens no sheet', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const ui = find('.ui', HTMLElement)
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '?', code: 'Slash', shiftKey: true, bubbles: true }))
  expect(ui.hasAttribute('data-keys-held')).toBe(false)
  vi.advanceTimersByTime(HOLD * 1000)
  expect(ui.hasAttribute('data-keys-held')).toBe(true)
  const blackout = find('.head button', HTMLElement)
  expect(getComputedStyle(blackout, '::after').content).toBe('"B"')
  expect(getComputedStyle(find('.panel', HTMLElement)).visibility).toBe('visible')
  // Shift is let go first, so the key up is a slash.
  document.body.dispatchEvent(new KeyboardEvent('keyup', { key: '/', code: 'Slash', bubbles: true }))
  expect(ui.hasAttribute('data-keys-held')).toBe(false)
  expect(stand.show.toggle('page/help')).toBe(false)
})

test('a key of the sheet takes another chord, keeps it, refuses one that is taken, and goes back', () => {
  const { show } = stand
  const key = find('[data-binding="blackout"] dt button', HTMLButtonElement)
  const give = (typed: string, code: string): void => {
    key.click()
    press(typed, code, { target: key })
  }
  give('x', 'KeyX')
  expect([key.textContent, show.text('page/keys/blackout')]).toEqual(['X', 'x'])
  press('b', 'KeyB')
  expect(show.toggle('stage/blackout')).toBe(false)
  press('x', 'KeyX')
  expect(show.toggle('stage/blackout')).toBe(true)
  give('f', 'KeyF')
  expect([key.textContent, show.toggle('stage/freeze')]).toEqual(['X', false])
  expect(find('.help p', HTMLElement).textContent).toBe(
    'F is "Freeze the picture, and let it go" already. Give that another key first.',
  )
  give('Backspace', 'Backspace')
  press('b', 'KeyB')
  expect([key.textContent, show.toggle('stage/blackout')]).toEqual(['B', false])
})
