// What can be done with styles: choose one by name or number, mix it in, step on, show the raw picture and come back.
import { ImpastoError } from '../core/errors'
import { Scope, type Disposable } from '../core/scope'
import type { Asked } from '../show/action'
import type { Show } from '../show/show'
import type { StyleMixer } from './style-mix'

const NONE = 'none'
const ADD = { kind: 'toggle', label: 'Mix in', help: 'Adds it to what is there.', default: false } as const

export function defineStyleActions(show: Show, mixer: StyleMixer): Disposable {
  const scope = new Scope()
  /** What played before the raw picture was shown. */
  let before: string | null = null

  const choose = (id: string, add: boolean, { origin, group }: Asked): ImpastoError | null => {
    if (id !== NONE && !mixer.moving.includes(id) && !mixer.find(id)) return unknown(id, mixer)
    const over = show.number('style/seconds')
    if (add) return show.send({ target: `style/mix/${id}`, value: 1, over, ease: 'easeOutCubic', origin, group })
    return show.send({ target: 'style/current', value: id, origin, group })
  }
  const step = (by: 1 | -1, asked: Asked): ImpastoError | null => {
    const now = show.text('style/current')
    if (now === 'path') return show.send({ action: by > 0 ? 'path/next' : 'path/previous' })
    const { styles } = mixer
    const at = styles.findIndex(({ id }) => id === now)
    const next = at < 0 ? (by > 0 ? styles[0] : styles.at(-1)) : styles[(at + by + styles.length) % styles.length]
    return next ? choose(next.id, false, asked) : unknown('', mixer)
  }

  scope.defer(
    show.action(
      'style/choose',
      {
        label: 'Choose a style',
        help: "By its name: 'udnie', 'none', 'path', 'pad'.",
        args: { style: { kind: 'text', label: 'Style', default: NONE }, add: ADD },
      },
      ({ style, add }, asked) => choose(String(style), add === true, asked),
    ),
  )
  scope.defer(
    show.action(
      'style/pick',
      {
        label: 'Choose a style by its number',
        args: { index: { kind: 'number', label: 'Number', min: 1, max: 99, step: 1, default: 1 }, add: ADD },
      },
      ({ index, add }, asked) => {
        const style = mixer.styles[Math.round(Number(index)) - 1]
        return style ? choose(style.id, add === true, asked) : unknown(`number ${String(index)}`, mixer)
      },
    ),
  )
  scope.defer(
    show.action('style/next', { label: 'Next style', help: 'Or the next step of the path.' }, (_, asked) =>
      step(1, asked),
    ),
  )
  scope.defer(
    show.action('style/previous', { label: 'Previous style', help: 'Or the previous step of the path.' }, (_, asked) =>
      step(-1, asked),
    ),
  )
  scope.defer(
    show.action('style/raw', { label: 'The raw picture, and back', words: ['unpainted', 'original'] }, (_, asked) => {
      const now = show.text('style/current')
      if (now !== NONE) {
        before = now
        return choose(NONE, false, asked)
      }
      return choose(before ?? mixer.styles[0]?.id ?? NONE, false, asked)
    }),
  )
  return scope
}

function unknown(id: string, mixer: StyleMixer): ImpastoError {
  const known = mixer.styles.map((style) => style.id).join(', ') || 'none yet'
  return new ImpastoError({
    asked: `The style '${id}' was chosen`,
    found: 'no model has it',
    remedy: `The style stays as it is. There are: ${known}.`,
  })
}
