// The path in the panel: play, hold, next; its steps with their times, to add, move and take out; and whose turn it is.
import { EASINGS } from '../core/easing'
import type { Show } from '../show/show'
import { type PathApi, PLAIN_STEP, type PathStep, readPath, writeMix, writePath } from '../contracts/style-path'
import { button, element } from './element'
import { keysOf } from '../control/keyboard/keys'
import { ADDRESS, NO_STYLE, type UiHost, type PageStyle } from './ui-host'

export interface PathEditor {
  readonly element: HTMLElement
  /** Once a display frame while it is seen. */
  frame(): void
}

const PATH = 'style/path'
const PATH_NAME = 'path'

export function createPathEditor(show: Show, hooks: UiHost, door: PathApi): PathEditor {
  const list = element('ol', { class: 'steps' })
  const status = element('p', { class: 'whose', attributes: { role: 'status' } })
  const play = button('Play the path', 'Play', () => turn())
  const keys = keysOf('path')
  if (keys !== undefined) play.dataset['keys'] = keys
  const bar = element('div', { class: 'transport', attributes: { role: 'toolbar', 'aria-label': 'Path' } }, [
    button('The step before', '‹', () => door.previous()),
    play,
    button('The next step', '›', () => door.next()),
  ])
  const add = element('div', { class: 'add' }, [
    titled(
      button('Add what plays now', '+ What plays', () => put([...own(), plain(playing())])),
      'Adds the style or mix that plays now',
    ),
    titled(
      button('A path of all styles', 'All styles', () => put([])),
      'Every style in its order',
    ),
  ])
  const root = element('div', { class: 'path' }, [bar, status, list, add])

  /** What is written; empty where the path is all styles. */
  const own = (): readonly PathStep[] => {
    const read = readPath(show.text(PATH))
    return 'steps' in read ? read.steps : door.now.steps
  }
  const put = (steps: readonly PathStep[]): void => {
    show.send({ target: PATH, value: writePath(steps), origin: 'panel' })
  }
  const turn = (): void => {
    if (show.text(ADDRESS.style) === PATH_NAME && !door.now.paused) door.pause()
    else {
      show.send({ target: 'style/path/paused', value: false, origin: 'panel' })
      show.send({ target: ADDRESS.style, value: PATH_NAME, origin: 'panel' })
    }
  }
  const playing = (): string => {
    const shares = hooks.styles().flatMap(({ id }) => {
      const knob = show.param(ADDRESS.mix + id)
      // A style that is still on its way counts as there.
      const share = Number((knob?.driven === true ? knob.value : knob?.base) ?? 0)
      return share > 0.02 ? [`${id}:${share.toFixed(2)}`] : []
    })
    return shares.length === 1 ? (shares[0]?.split(':')[0] ?? NO_STYLE) : shares.join('+') || NO_STYLE
  }
  const change = (i: number, part: Partial<PathStep>): void =>
    put(own().map((step, at) => (at === i ? { ...step, ...part } : step)))
  const move = (i: number, by: number): void => {
    const steps = [...own()]
    const [step] = steps.splice(i, 1)
    if (!step || i + by < 0 || i + by > steps.length) return
    steps.splice(i + by, 0, step)
    put(steps)
    row(i + by)
      ?.querySelector<HTMLElement>('select')
      ?.focus()
  }
  const row = (i: number): HTMLElement | null => list.querySelector(`:scope > li:nth-child(${i + 1})`)

  const makeRow = (step: PathStep, i: number, styles: readonly PageStyle[]): HTMLElement => {
    const name = writeMix(step.mix)
    const still = styles.find(({ id }) => id === name)?.thumbnail
    const pick = choose(
      `Style of step ${i + 1}`,
      [
        { value: NO_STYLE, label: 'The picture itself' },
        ...styles.map(({ id, title }) => ({ value: id, label: title })),
      ],
      name,
      (value) => change(i, { mix: value === NO_STYLE ? {} : { [value]: 1 } }),
    )
    const easing = choose(
      `Easing of step ${i + 1}`,
      Object.keys(EASINGS).map((value) => ({ value, label: value })),
      step.ease,
      (ease) => change(i, { ease }),
    )
    const made = element('li', { attributes: { 'data-step': String(i) } }, [
      still === undefined
        ? element('span', { class: 'mark' })
        : element('img', { class: 'mark', attributes: { src: still, alt: '' } }),
      pick,
      time(`How long step ${i + 1} stays`, step.hold, (hold) => change(i, { hold })),
      time(`How long step ${i + 1} takes to become the next`, step.glide, (glide) => change(i, { glide })),
      titled(
        button(`Take step ${i + 1} out`, '×', () => put(own().filter((_, at) => at !== i))),
        'Take out',
      ),
      element('div', { class: 'more' }, [
        easing,
        button(`Step ${i + 1} earlier`, '↑', () => move(i, -1)),
        button(`Step ${i + 1} later`, '↓', () => move(i, 1)),
        button(`Play step ${i + 1} now`, 'Play', () => {
          show.send({ target: 'style/path/step', value: i + 1, origin: 'panel' })
          show.send({ target: ADDRESS.style, value: PATH_NAME, origin: 'panel' })
        }),
      ]),
    ])
    made.addEventListener('keydown', (event) => {
      const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
      if (!event.altKey || by === 0) return
      event.preventDefault()
      move(i, by)
    })
    return made
  }

  let known = ''
  const layOut = (): void => {
    const styles = hooks.styles()
    const text = `${show.text(PATH)} ${styles.map(({ id }) => id).join()}`
    if (text === known) return
    known = text
    // The hand stays where it was.
    const held = list.contains(document.activeElement) ? document.activeElement : null
    const at = held?.closest('li')
    const place = at ? [...at.querySelectorAll('select, input, button')].indexOf(held as HTMLElement) : -1
    const steps = own()
    const words = `All ${styles.length} styles in their order, ${PLAIN_STEP.hold} each and ${PLAIN_STEP.glide} to the next. Add one, and the path is your own.`
    list.replaceChildren(
      ...(steps.length > 0
        ? steps.map((step, i) => makeRow(step, i, styles))
        : [element('li', { class: 'all', text: words })]),
    )
    const index = Number(at?.dataset['step'] ?? -1)
    if (place >= 0) row(index)?.querySelectorAll<HTMLElement>('select, input, button').item(place).focus()
  }

  let shown = ''
  return {
    element: root,
    frame() {
      layOut()
      const { step, next, steps, paused, unit, gone } = door.now
      const leads = show.text(ADDRESS.style) === PATH_NAME
      const title = (i: number): string => titleOf(steps[i], hooks.styles())
      const way = gone > 0 && next !== step ? `${title(step)} → ${title(next)}` : title(step)
      const words = leads
        ? `${way}, ${step + 1} of ${steps.length}${paused ? ', held' : `, in ${unit}`}`
        : leader(show.text(ADDRESS.style))
      if (words === shown) return
      shown = words
      status.textContent = words
      const runs = leads && !paused
      play.textContent = runs ? 'Hold' : 'Play'
      play.setAttribute('aria-label', runs ? 'Hold the path' : 'Play the path')
      play.classList.toggle('armed', runs)
      for (const [i, each] of [...list.children].entries()) each.classList.toggle('current', leads && i === step)
    },
  }
}

/** Who has the styles while the path has not. */
function leader(current: string): string {
  return current === 'pad' ? 'The pad leads; Play takes over' : 'Your choice leads; Play takes over'
}

function titleOf(step: PathStep | undefined, styles: readonly PageStyle[]): string {
  const ids = Object.keys(step?.mix ?? {})
  if (ids.length === 0) return 'The picture itself'
  return ids.map((id) => styles.find((style) => style.id === id)?.title ?? id).join(' + ')
}

function plain(name: string): PathStep {
  const read = readPath(name)
  return ('steps' in read ? read.steps[0] : undefined) ?? { mix: {}, ...PLAIN_STEP }
}

function choose(
  label: string,
  options: readonly { value: string; label: string }[],
  value: string,
  send: (value: string) => void,
): HTMLSelectElement {
  const known = options.some((option) => option.value === value)
  const all = known ? options : [{ value, label: value }, ...options]
  const select = element(
    'select',
    { attributes: { 'aria-label': label } },
    all.map((option) => element('option', { text: option.label, attributes: { value: option.value } })),
  )
  select.value = value
  select.addEventListener('change', () => send(select.value))
  return select
}

/** A length of time; arrow keys step it. */
function time(label: string, value: number, send: (value: number) => void): HTMLInputElement {
  const input = element('input', {
    title: label,
    attributes: { type: 'text', inputmode: 'decimal', 'aria-label': label, value: String(value) },
  })
  const take = (text: string): void => {
    const number = Number(text.replace(',', '.'))
    if (text.trim() === '' || !Number.isFinite(number) || number < 0) input.value = String(value)
    else if (number !== value) send(number)
  }
  input.addEventListener('change', () => take(input.value))
  input.addEventListener('keydown', (event) => {
    const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    if (by === 0 || event.altKey) return
    event.preventDefault()
    take(String(Math.max(0, value + by * (event.shiftKey ? 0.25 : 1))))
  })
  return input
}

function titled<T extends HTMLElement>(made: T, title: string): T {
  made.title = title
  return made
}
