// The gallery over the editor: looked through by keyboard alone, one piece played, and what was written before is not lost.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { Log } from '../../core/log'
import { Show } from '../../show/show'
import { createEditor, type Editor } from '../editor'
import { AFRESH } from '../player'
import { movingThumbnail } from '../moving-thumbnail'
import { PIECES } from './pieces'

let mount: HTMLElement
let begun: boolean | undefined
let editor: Editor
let show: Show
let ran: string[]

beforeEach(async () => {
  await page.viewport(1280, 720)
  localStorage.clear()
  localStorage.setItem('draft', JSON.stringify({ text: 'osc(10).out()', stranger: false }))
  ran = []
  mount = document.createElement('div')
  document.body.append(mount)
  const log = new Log(() => 0)
  show = new Show(() => 0, log)
  show.define('page/pieces', { kind: 'toggle', label: 'Pieces', default: false })
  show.send({ target: 'page/pieces', value: true, origin: 'keyboard' })
  editor = createEditor({
    mount,
    show,
    log,
    storage: localStorage,
    date: () => '2026-11-23T20:00:00.000Z',
    describe: () => [],
    hush: () => Promise.resolve(),
    evaluate: (code, manner) => {
      ran.push(code)
      begun = manner?.afresh
      return Promise.resolve({ ok: true })
    },
  })
  editor.seen(true)
  editor.pieces(true)
})

afterEach(() => {
  editor.dispose()
  mount.remove()
})

const card = (): string | undefined => (document.activeElement as HTMLElement | null)?.dataset['piece']
const index = (): number => PIECES.findIndex(({ id }) => id === card())

test('arrows look round, Enter plays the piece and shows its code, and the text before is among the versions', async () => {
  expect(index()).toBe(0)
  await userEvent.keyboard('{ArrowRight}{ArrowRight}')
  expect(index()).toBe(2)
  await userEvent.keyboard('{ArrowDown}')
  expect(index()).toBeGreaterThan(2)
  await userEvent.keyboard('{ArrowUp}')
  expect(index()).toBe(2)
  await userEvent.keyboard('{End}')
  expect(index()).toBe(PIECES.length - 1)
  await userEvent.keyboard('{Home}{ArrowLeft}{ArrowRight}{Enter}')
  const { title = '', about = '', code = '' } = PIECES[1] ?? {}
  expect(editor.text).toBe(`// ${title}. ${about}\n\n${code}\n`)
  // Nothing of what played before goes on beside it.
  expect(ran).toEqual([`${AFRESH}${editor.text}`])
  expect(begun).toBe(true)
  expect(page.getByRole('dialog').elements()).toEqual([])
  expect(show.toggle('page/pieces')).toBe(false)
  expect(localStorage.getItem('versions')).toContain('osc(10).out()')
})

test('Esc leaves all as it is; keys that look round stay here, and all others are the stage’s', async () => {
  const heard: string[] = []
  const listen = ({ key }: KeyboardEvent): void => void heard.push(key)
  window.addEventListener('keydown', listen)
  await userEvent.keyboard('b{ArrowRight}{Escape}')
  window.removeEventListener('keydown', listen)
  expect(heard).toEqual(['b'])
  expect([editor.text, ran, show.toggle('page/pieces')]).toEqual(['osc(10).out()', [], false])
  expect(document.activeElement).toBe(document.body)
})

test('whoever had the keyboard before has it again, and no code is shown that was not', async () => {
  editor.pieces(false)
  editor.seen(false)
  const root = mount.querySelector('.code')
  expect(root?.classList.contains('seen')).toBe(false)
  const field = document.createElement('input')
  document.body.append(field)
  field.focus()
  editor.pieces(true)
  const content = mount.querySelector('.cm-content')
  expect([root?.classList.contains('seen'), content && getComputedStyle(content).visibility]).toEqual([true, 'hidden'])
  await userEvent.keyboard('{Escape}')
  expect([root?.classList.contains('seen'), document.activeElement === field]).toEqual([false, true])
  field.remove()
})

test('a picture that was not recorded leaves no hole', async () => {
  const thumbnail = movingThumbnail('functions/no-such-function')
  mount.append(thumbnail)
  thumbnail.scrollIntoView()
  await expect.poll(() => thumbnail.isConnected).toBe(false)
})
