// The path and the pad in the panel, on the parameters that they move: made, reordered, played and held by pointer and keys.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page as browser, userEvent } from 'vitest/browser'
import { createPage, type Page } from '../../src/ui/page'
import type { StyleMixer } from '../../src/style/style-mix'
import { createPageStand, type PageStand } from '../fakes/page-stand'

let stand: PageStand
let mount: HTMLElement
let page: Page
let desk: StyleMixer

beforeEach(async () => {
  await browser.viewport(1280, 900)
  localStorage.clear()
  mount = document.createElement('div')
  document.body.append(mount)
  stand = createPageStand(() => 0, true)
  const { show, log, hooks } = stand
  desk = stand.mixer
  // A picture as tall as it is wide, over a window that shows the middle of it.
  page = createPage({ mount, show, log, hooks: { ...hooks, pictureAspect: () => 1 } })
  show.send({ target: 'page/panel', value: true, origin: 'panel' })
  for (const id of ['path', 'pad', 'mask']) part(`[data-section=${id}]`, HTMLDetailsElement).open = true
})

afterEach(() => {
  page.dispose()
  mount.remove()
})

function part<T extends HTMLElement = HTMLElement>(selector: string, kind?: new () => T): T
function part(selector: string, kind: new () => HTMLElement = HTMLElement): HTMLElement {
  const found = mount.querySelector(selector)
  if (!(found instanceof kind)) throw new Error(`no ${selector}`)
  return found
}

const text = (address: string): string => stand.show.text(address)

test('a path is made of what plays, reordered and timed by keys, played and held', async () => {
  const { show } = stand
  await expect.poll(() => part('.path .all').textContent).toContain('All 12 styles')
  await userEvent.click(part('.path .add button'))
  show.send({ target: 'style/current', value: 'udnie', origin: 'keyboard' })
  await userEvent.click(part('.path .add button'))
  expect(text('style/path')).toBe('the-great-wave 8 ~4, udnie 8 ~4')
  await expect.poll(() => mount.querySelectorAll('.path li select[aria-label^=Style]').length).toBe(2)
  part('.path li:nth-child(2) select').focus()
  await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}')
  expect(text('style/path')).toBe('udnie 8 ~4, the-great-wave 8 ~4')
  const hold = (): HTMLElement => part('.path li input')
  await expect.poll(() => part('.path li select', HTMLSelectElement).value).toBe('udnie')
  hold().focus()
  await userEvent.keyboard('{ArrowDown}')
  expect(text('style/path')).toBe('udnie 7 ~4, the-great-wave 8 ~4')
  // The row was made anew, and the hand is still on it.
  await expect.poll(() => document.activeElement === hold() && part('.path li input', HTMLInputElement).value).toBe('7')
  await userEvent.click(part('.transport button:nth-child(2)'))
  expect([text('style/current'), show.toggle('style/path/paused')]).toEqual(['path', false])
  desk.update(0)
  await expect.poll(() => part('.path .whose').textContent).toBe('Udnie, 1 of 2, in beats')
  part('.transport').focus()
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'r', code: 'KeyR' }))
  expect(show.toggle('style/path/paused')).toBe(true)
  window.dispatchEvent(new KeyboardEvent('keydown', { key: ']', code: 'BracketRight' }))
  await expect.poll(() => part('.path .whose').textContent).toBe('The Great Wave, 2 of 2, held')
  show.send({ target: 'style/current', value: 'the-scream', origin: 'keyboard' })
  await expect.poll(() => part('.path .whose').textContent).toBe('Your choice leads; Play takes over')
})

test('the pad follows pointer and arrow keys, takes the styles, and says whose they are', async () => {
  const { show } = stand
  const pad = part('.pad')
  pad.setPointerCapture = () => undefined
  await expect.poll(() => part('.pad .title').textContent).toBe('The Starry Night')
  const box = pad.getBoundingClientRect()
  const at = { clientX: box.left + box.width * 0.25, clientY: box.top + box.height * 0.25 }
  pad.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, pointerId: 1, button: 0, ...at }))
  expect([text('style/current'), show.number('style/pad/x'), show.number('style/pad/y')]).toEqual(['pad', 0.25, 0.75])
  pad.focus()
  await userEvent.keyboard('{ArrowRight}{Shift>}{ArrowDown}{/Shift}')
  expect([show.number('style/pad/x'), show.number('style/pad/y')].map((v) => v.toFixed(2))).toEqual(['0.30', '0.74'])
  await expect.poll(() => part('[data-section=pad]').classList.contains('leads')).toBe(true)
  await expect.poll(() => part('.path .whose').textContent).toBe('The pad leads; Play takes over')
})

test('a mask is drawn over the stage, erased, undone and put away', async () => {
  const { show } = stand
  const shown = (): string[] =>
    [...mount.querySelectorAll<HTMLElement>('[data-section=mask] .row')].map((row) => row.dataset['address'] ?? '')
  const kinds = (...names: string[]): string[] => ['', ...names].map((name) => `style/mask${name}`)
  expect(shown()).toEqual(kinds())
  show.send({ target: 'style/mask', value: 'radial', origin: 'panel' })
  expect(shown()).toEqual(kinds('/style', '/position', '/softness', '/speed', '/clock', '/invert'))
  show.send({ target: 'style/mask', value: 'drawn', origin: 'panel' })
  const sheet = part('.mask-sheet')
  sheet.setPointerCapture = () => undefined
  const [draw, erase, , undo] = mount.querySelectorAll<HTMLElement>('.mask-tools button')
  const stroke = (...places: [number, number][]): void => {
    const send = (type: string, [x, y]: [number, number]): unknown =>
      sheet.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1, clientX: x * 1280, clientY: y * 900 }))
    places.forEach((place, i) => send(i === 0 ? 'pointerdown' : 'pointermove', place))
    send('pointerup', places.at(-1) ?? [0, 0])
  }
  draw?.click()
  stroke([0.5, 0.5], [0.25, 0], [0.25, 0.001])
  // 1280 by 900 of a square are 0.703 of its height.
  expect(text('style/mask/drawing')).toBe('d150 500,500 250,148')
  erase?.click()
  stroke([0.5, 0.5])
  expect(text('style/mask/drawing')).toBe('d150 500,500 250,148;e150 500,500')
  undo?.click()
  expect(text('style/mask/drawing')).not.toContain('e150')
  await userEvent.keyboard('{Escape}')
  expect([sheet.classList.contains('armed'), show.toggle('page/panel')]).toEqual([false, true])
})
