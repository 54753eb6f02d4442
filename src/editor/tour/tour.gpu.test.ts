// The tour in a real page, by keyboard alone: it is offered once, goes on by what is done, outlives a reload, and gives back what was there.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { Log } from '../../core/log'
import { Show } from '../../show/show'
import { createEditor, type Editor } from '../editor'

let mount: HTMLElement
let editor: Editor
let log: Log

function open(): void {
  log = new Log(() => 0)
  editor = createEditor({
    mount,
    show: new Show(() => 0, log),
    log,
    storage: localStorage,
    date: () => '2026-11-23T20:00:00.000Z',
    describe: () => [],
    hush: () => Promise.resolve(),
    evaluate: () => Promise.resolve({ ok: true }),
  })
  editor.seen(true)
  editor.focus()
}

beforeEach(async () => {
  await page.viewport(900, 600)
  localStorage.clear()
  mount = document.createElement('div')
  document.body.append(mount)
  open()
})

afterEach(() => {
  editor.dispose()
  mount.remove()
})

const card = (): HTMLElement => mount.querySelector<HTMLElement>('.tour') ?? mount
const strip = (): string => mount.querySelector('.strip')?.textContent ?? ''
const title = (): string | null | undefined => card().querySelector('h2')?.textContent

test('leads on by what is played and turned, comes back after a reload, and gives the code back', async () => {
  const before = editor.text
  expect(strip()).toContain('New here? Alt T shows you around')
  await userEvent.keyboard('{Alt>}t{/Alt}')
  const tour = page.getByRole('region', { name: 'The tour' })
  await expect.element(tour).toHaveTextContent('1 of 12')
  expect([editor.text, strip().includes('New here?')]).toEqual(['', false])
  expect(card().querySelector('[aria-live=polite]')?.textContent).toContain('play it with Ctrl Enter')

  await userEvent.keyboard('{Alt>}p{/Alt}{Control>}{Enter}{/Control}')
  expect(editor.text).toBe('osc(20, 0.1, 1).out()')
  await expect.element(tour).toHaveTextContent('Done. Stripes of light.')
  await expect.poll(title, { timeout: 20_000 }).toBe('Turn a number')

  await userEvent.keyboard('{Alt>}p{ArrowUp}{/Alt}')
  expect(editor.text).toBe('osc(21, 0.1, 1).out()')
  await expect.element(tour).toHaveTextContent('numbers under your hand')
  await userEvent.keyboard('{Alt>}n{/Alt}')
  expect(title()).toBe('Colour')

  editor.dispose()
  open()
  expect([title(), editor.text]).toEqual(['Colour', 'osc(21, 0.1, 1).out()'])
  // The same keys work on the card itself.
  card().querySelector<HTMLElement>('[data-way=code-tour-back]')?.focus()
  await userEvent.keyboard('{Alt>}b{/Alt}')
  expect([title(), document.activeElement?.classList.contains('cm-content')]).toEqual(['Turn a number', true])
  await userEvent.keyboard('{Alt>}t{/Alt}')
  expect([editor.text, title()]).toEqual([before, undefined])
  expect(log.notices.at(-1)?.text).toContain('The tour is over: the code that was here before it is back.')
  expect(strip()).not.toContain('New here?')

  await userEvent.keyboard('{Alt>}h{/Alt}')
  expect(mount.querySelector('.versions')?.textContent).toContain('osc(21, 0.1, 1).out()')
})

test('is refused for good by a word, or by playing on without it', async () => {
  await userEvent.click(page.getByRole('button', { name: 'Not now' }))
  expect([strip().includes('New here?'), document.activeElement?.classList.contains('cm-content')]).toEqual([
    false,
    true,
  ])
  localStorage.clear()
  editor.dispose()
  open()
  editor.dispose()
  open()
  expect(strip()).toContain('New here?')
  for (let i = 0; i < 3; i++) await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.poll(strip).not.toContain('New here?')
  editor.dispose()
  open()
  expect(strip()).not.toContain('New here?')
})

test('leaves the code and the middle of the stage to be seen, and its own words to be read', async () => {
  await userEvent.keyboard('{Alt>}t{/Alt}')
  await expect.poll(() => card().getBoundingClientRect().height).toBeGreaterThan(80)
  const box = card().getBoundingClientRect()
  const code = mount.querySelector('.cm-editor')?.getBoundingClientRect()
  expect(code?.bottom).toBeLessThanOrEqual(box.top)
  expect(box.left > 450 || box.top > 300).toBe(true)
  expect(box.right).toBeLessThanOrEqual(900)
  expect(box.bottom).toBeLessThanOrEqual(600)
  // A stranger's link ends the tour, and what was there before it is among the versions.
  editor.openStranger('osc(9).out()')
  expect([editor.text, card().dataset['on']]).toEqual(['osc(9).out()', undefined])
  await userEvent.click(page.getByRole('button', { name: 'Back to mine' }))
  expect(editor.text).toContain('A line of light, folded')
})
