// The real editor in a real page: what a key plays, where a mistake is told, what is kept, and that it can be read.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { Log } from '../core/log'
import { Show } from '../show/show'
import type { FunctionDoc } from '../live/describe-dialect'
import { createEditor, type Editor } from './editor'

const TEXT = 'osc(10)\n  .out()\n\nnoise(3).kaleidd(5).out(o1)'
const KALEID: FunctionDoc = {
  name: 'kaleid',
  kind: 'coord',
  signature: 'kaleid(nSides=4)',
  args: [{ name: 'nSides', default: '4', min: 1, max: 64, help: 'How many mirrors.' }],
  doc: 'Folds the picture about its centre.',
  example: 'osc(20).kaleid(5)',
}
const MISTAKE = { line: 4, column: 11, message: '.kaleidd is not a function', hint: 'Did you mean .kaleid()?' }

let mount: HTMLElement
let editor: Editor
let log: Log
let show: Show
let ran: string[]
let hushed: number

function open(): void {
  log = new Log(() => 0)
  show = new Show(() => 0, log)
  editor = createEditor({
    mount,
    show,
    log,
    storage: localStorage,
    date: () => '2026-11-23T20:00:00.000Z',
    describe: () => [KALEID],
    hush: () => Promise.resolve(void hushed++),
    evaluate: (code) => {
      ran.push(code)
      return Promise.resolve(code.includes('kaleidd') ? { ok: false, errors: [MISTAKE] } : { ok: true })
    },
  })
  editor.seen(true)
}

beforeEach(async () => {
  await page.viewport(1280, 720)
  localStorage.clear()
  localStorage.setItem('draft', JSON.stringify({ text: TEXT, stranger: false }))
  ran = []
  hushed = 0
  mount = document.createElement('div')
  document.body.append(mount)
  open()
})

afterEach(() => {
  editor.dispose()
  mount.remove()
})

const all = (selector: string): HTMLElement[] => [...mount.querySelectorAll<HTMLElement>(selector)]

test('Ctrl Enter plays the block, on the lines where it stands; its edge says that it plays until it is edited', async () => {
  editor.focus()
  await userEvent.keyboard('{Control>}{Home}{/Control}{Control>}{Enter}{/Control}')
  expect(ran).toEqual(['osc(10)\n  .out()'])
  await expect.poll(() => all('.cm-on-air').length).toBe(2)
  await userEvent.keyboard('/')
  expect([editor.text[0], all('.cm-on-air').length]).toEqual(['/', 1])
})

test('a mistake is told under its line, its word is marked, and editing the line takes it away', async () => {
  editor.focus()
  await userEvent.keyboard('{Control>}{End}{/Control}{Control>}{Enter}{/Control}')
  expect(ran).toEqual(['\n\n\nnoise(3).kaleidd(5).out(o1)'])
  const words = page.getByRole('alert')
  await expect.element(words).toHaveTextContent('.kaleidd is not a function. Did you mean .kaleid()?')
  expect(all('.cm-mistake').map((mark) => mark.textContent)).toEqual(['kaleidd'])
  expect(log.notices.map(({ level, text }) => `${level}: ${text}`)).toEqual([
    'note: Line 4 did not play: .kaleidd is not a function. Did you mean .kaleid()?',
  ])
  await userEvent.keyboard('{Backspace}')
  expect(all('.cm-mistake, .cm-mistake-words')).toEqual([])
})

test('every keystroke is there again, and can be taken back, after the page was left', async () => {
  editor.focus()
  await userEvent.keyboard('{Control>}{End}{/Control} // x')
  expect(JSON.parse(localStorage.getItem('draft') ?? '')).toEqual({ text: `${TEXT} // x`, stranger: false })
  window.dispatchEvent(new PageTransitionEvent('pagehide'))
  editor.dispose()
  open()
  expect(editor.text).toBe(`${TEXT} // x`)
  editor.focus()
  await userEvent.keyboard('{Control>}z{/Control}')
  expect(editor.text).toBe(TEXT)
})

test('hush, last good, undo: the stage goes empty, the text comes back', async () => {
  editor.focus()
  await userEvent.keyboard('{Control>}{Home}{/Control}{Shift>}{Enter}{/Shift}')
  await userEvent.keyboard('{Control>}a{/Control}gone')
  await userEvent.keyboard('{Alt>}g{/Alt}')
  expect(editor.text).toBe(TEXT)
  await userEvent.keyboard('{Control>}z{/Control}')
  expect(editor.text).toBe('gone')
  await userEvent.keyboard('{Control>}.{/Control}')
  await expect.poll(() => all('.cm-on-air').length).toBe(0)
  expect(hushed).toBe(1)
})

test("a stranger's code runs only when it is played, and one's own comes back", async () => {
  editor.openStranger('another before it')
  expect(localStorage.getItem('versions')).toContain(JSON.stringify(TEXT).slice(1, -1))
  editor.openStranger('render(o0)')
  expect([editor.text, ran]).toEqual(['render(o0)', []])
  expect(mount.querySelector('.strip')?.textContent).toContain('Nothing of it has run')
  expect(document.activeElement?.textContent).toBe('Play it')
  await userEvent.click(page.getByRole('button', { name: 'Back to mine' }))
  expect([editor.text, ran]).toEqual([TEXT, []])
  editor.openStranger('render(o0)')
  await userEvent.click(page.getByRole('button', { name: 'Play it' }))
  expect(ran).toEqual(['render(o0)'])
  expect(mount.querySelector('.strip')?.hasAttribute('data-stranger')).toBe(false)
})

test('a dot offers the links, and a word is explained by a key', async () => {
  editor.focus()
  await userEvent.keyboard('{Control>}a{/Control}osc(20).kal')
  await expect.element(page.getByRole('option', { name: /^kaleid/ })).toBeVisible()
  await expect.element(page.getByText('Folds the picture about its centre.')).toBeVisible()
  await userEvent.keyboard('{Tab}{Escape}')
  expect(editor.text).toBe('osc(20).kaleid')
  await userEvent.keyboard('{Alt>}i{/Alt}')
  await expect.element(page.getByText('How many mirrors. (1 to 64)')).toBeVisible()
})

test('a number is turned by key, wheel and drag, and what it changes plays at once', async () => {
  editor.focus()
  await userEvent.keyboard('{Control>}{Home}{/Control}{ArrowRight>5/}{Alt>}{ArrowUp}{/Alt}')
  expect([editor.text.slice(0, 7), ran]).toEqual(['osc(11)', ['osc(11)\n  .out()']])
  await expect.poll(() => all('.tok-number').length).toBeGreaterThan(0)
  const [number] = all('.tok-number')
  const box = number?.getBoundingClientRect() ?? new DOMRect()
  const point = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, bubbles: true, cancelable: true }
  number?.dispatchEvent(new WheelEvent('wheel', { ...point, deltaY: -100, shiftKey: true }))
  expect(editor.text.slice(0, 9)).toBe('osc(11.1)')
  const [now] = all('.tok-number')
  now?.dispatchEvent(new MouseEvent('mousedown', { ...point, button: 0 }))
  document.dispatchEvent(new MouseEvent('mousemove', { ...point, clientX: point.clientX + 20 }))
  document.dispatchEvent(new MouseEvent('mouseup', point))
  expect(editor.text.slice(0, 9)).toBe('osc(11.6)')
  await expect.poll(() => ran.at(-1)).toBe('osc(11.6)\n  .out()')
})

test('a colour is picked beside its numbers', async () => {
  editor.focus()
  await userEvent.keyboard('{Control>}a{/Control}solid(1, 0.5, 0).out()')
  const swatch = mount.querySelector('input.cm-swatch')
  if (!(swatch instanceof HTMLInputElement)) throw new Error('no swatch')
  expect(swatch.value).toBe('#ff8000')
  swatch.value = '#0000ff'
  swatch.dispatchEvent(new Event('input', { bubbles: true }))
  expect(editor.text).toBe('solid(0, 0, 1).out()')
  await expect.poll(() => ran).toEqual(['solid(0, 0, 1).out()'])
})

test('a key that was given another chord has it at once, in the words over the code too', async () => {
  show.define('page/keys/code-block', { kind: 'text', label: 'Play the block', default: '' })
  show.send({ target: 'page/keys/code-block', value: 'Mod-j', origin: 'panel' })
  editor.focus()
  await userEvent.keyboard('{Control>}{Home}{/Control}{Control>}j{/Control}')
  expect(ran).toEqual(['osc(10)\n  .out()'])
  expect(mount.querySelector('.strip')?.textContent).toContain('Ctrl J plays the block')
})

test('Alt with a letter works where a keyboard makes a sign of it', async () => {
  editor.focus()
  await userEvent.keyboard('{Control>}{Home}{/Control}{Shift>}{Enter}{/Shift}')
  await expect.poll(() => all('.cm-on-air').length).toBeGreaterThan(0)
  await userEvent.keyboard('{Control>}a{/Control}gone')
  const typed = { key: '©', code: 'KeyG', altKey: true, bubbles: true, cancelable: true }
  const press = new KeyboardEvent('keydown', typed)
  document.activeElement?.dispatchEvent(press)
  expect([editor.text, press.defaultPrevented]).toEqual([TEXT, true])
})

test('the code goes into a window of its own, works there, and comes back', async () => {
  editor.focus()
  const opened = vi.spyOn(window, 'open')
  await userEvent.keyboard('{Alt>}w{/Alt}')
  const other: unknown = opened.mock.results[0]?.value
  opened.mockRestore()
  if (typeof other !== 'object' || other === null || !('document' in other)) throw new Error('no window')
  const { document: there } = other as Window
  const content = there.querySelector('.cm-content')
  expect([mount.querySelector('.code'), content?.textContent.includes('osc(10)')]).toEqual([null, true])
  const press = { key: 'Enter', code: 'Enter', ctrlKey: true, shiftKey: true, bubbles: true, cancelable: true }
  content?.dispatchEvent(new KeyboardEvent('keydown', press))
  expect(ran).toEqual([TEXT])
  content?.dispatchEvent(new KeyboardEvent('keydown', { key: 'w', code: 'KeyW', altKey: true, bubbles: true }))
  expect(mount.querySelector('.code .cm-content')).toBe(content)
})

test('an earlier version is found and brought back by keyboard', async () => {
  editor.focus()
  await userEvent.keyboard('{Control>}a{/Control}gone{Alt>}h{/Alt}')
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Earlier versions')
  await userEvent.keyboard('{Enter}')
  expect(editor.text).toBe(TEXT)
})

test('can be read over white: seven to one for every glyph', async () => {
  editor.openStranger("// words\nfor (const x of ['a', 1, true]) osc(x).out() // ;")
  await expect.poll(() => all('[class^="tok-"]').length).toBeGreaterThan(8)
  const behind = channels(getComputedStyle(mount.querySelector('.code') ?? mount).getPropertyValue('--backing'))
  const over = behind.slice(0, 3).map((c) => c * (behind[3] ?? 1) + 255 * (1 - (behind[3] ?? 1)))
  for (const glyph of all('.cm-line [class^="tok-"], .cm-line')) {
    const [light, dark] = [luminance(channels(getComputedStyle(glyph).color)), luminance(over)]
    expect.soft((light + 0.05) / (dark + 0.05), glyph.className).toBeGreaterThanOrEqual(7)
  }
})

function channels(colour: string): number[] {
  return Array.from(colour.matchAll(/[\d.]+%?/g), ([n]) => (n.endsWith('%') ? parseFloat(n) / 100 : Number(n)))
}

/** WCAG 2.2, relative luminance. */
function luminance(rgb: readonly number[]): number {
  const linear = (c = 0): number => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4)
  return 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2])
}
