// The gallery of the styles, by keys alone: looked round, a card read, one chosen; and one whose card is not to be had.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page as browser, userEvent } from 'vitest/browser'
import { createPageStand, type PageStand } from '../../test/fakes/page-stand'
import { createPage, type Page } from './page'
import type { UiHost } from './ui-host'

let stand: PageStand
let mount: HTMLElement
let page: Page

function open(hooks: Partial<UiHost>): void {
  page = createPage({ mount, show: stand.show, log: stand.log, hooks: { ...stand.hooks, ...hooks } })
}

beforeEach(async () => {
  await browser.viewport(1280, 720)
  localStorage.clear()
  mount = document.createElement('div')
  document.body.append(mount)
  stand = createPageStand()
})

afterEach(() => {
  page.dispose()
  mount.remove()
})

const said = (selector: string): string => mount.querySelector(`.style-card ${selector}`)?.textContent ?? ''
const here = (): string | undefined => (document.activeElement as HTMLElement | null)?.dataset['style']

test('A opens it at the style that plays, arrows look round, Enter paints with what is looked at', async () => {
  const by = { painter: 'Edvard Munch', year: '1893', died: 1944, results: [], attributed: true, weak: 'Faces.' }
  open({
    card: () =>
      Promise.resolve({ weak: [], cost: 'An hour.', styles: { 'the-scream': { work: 'The Scream', ...by } } }),
    paintThumbnail: (_, canvas) => Promise.resolve(canvas.width > 0),
  })
  await userEvent.keyboard('a')
  expect(here()).toBe('the-great-wave')
  await userEvent.keyboard('{ArrowRight}')
  expect(here()).toBe('the-scream')
  await expect.poll(() => said('.painter')).toBe('Attributed to Edvard Munch, 1893, the painter died in 1944')
  expect(said('dl')).toBe('Bad atFaces.CostAn hour.')
  await expect.poll(() => mount.querySelector('.style-card canvas.painted')).not.toBeNull()
  // The wall's rows are as wide as the window has them.
  await userEvent.keyboard('{ArrowDown}{ArrowUp}')
  expect(here()).toBe('the-scream')
  await userEvent.keyboard('m{Enter}')
  expect([stand.asked, stand.show.toggle('page/bank'), stand.show.text('audio/source')]).toEqual([
    ['style/choose the-scream false by panel'],
    false,
    'demo',
  ])
  await userEvent.keyboard('a')
  expect(here()).toBe('the-scream')
  await userEvent.keyboard('{Escape}')
  expect([stand.asked.length, stand.show.toggle('page/bank')]).toEqual([1, false])
})

test('a bank without a card is shown by what its header says, and that is told once', async () => {
  open({ card: () => Promise.reject(new Error('no card')) })
  stand.show.send({ target: 'page/bank', value: true, origin: 'panel' })
  await expect.poll(() => said('h3')).toBe('The Great Wave')
  await userEvent.keyboard('{Home}')
  await expect.poll(() => said('h3')).toBe('The Starry Night')
  expect(stand.log.notices.map(({ text }) => text)).toEqual(['no card'])
})
