// The parameters of the mask.
import { MASK_KINDS, type MaskKind } from '../../contracts/style'
import type { NumberRange } from '../../show/param'
import type { Scope } from '../../core/scope'
import type { Show } from '../../show/show'
import { PATH_CLOCKS } from '../../contracts/style-path'
import type { RoomStyle } from '../../models/manifest'

const KIND_LABELS: Readonly<Record<MaskKind, string>> = {
  luminance: 'By light',
  wipe: 'Wipe',
  radial: 'Circle',
  drawn: 'Drawn',
}

const CLOCK_LABELS = { auto: 'Auto', beats: 'Beats', seconds: 'Seconds' } as const

export function defineMaskParams(show: Show, scope: Scope): void {
  const number = (name: string, range: Omit<NumberRange, 'min'> & { min?: number; default: number }): void =>
    scope.defer(show.define(`style/mask/${name}`, { kind: 'number', min: 0, ...range }))
  scope.defer(
    show.define('style/mask', {
      kind: 'choice',
      label: 'Second style',
      help: 'One style here and another there, in one painting.',
      options: [{ value: 'off', label: 'Off' }, ...MASK_KINDS.map((value) => ({ value, label: KIND_LABELS[value] }))],
      default: 'off',
    }),
  )
  number('position', { label: 'Position', help: 'How much of the picture the second style has.', max: 1, default: 0.5 })
  number('softness', { label: 'Softness', help: 'How wide the edge is.', max: 1, default: 0.2 })
  number('angle', {
    label: 'Angle',
    help: 'Where a wipe comes from: 0 the left, 90 above.',
    unit: '°',
    max: 360,
    step: 5,
    default: 0,
  })
  number('speed', {
    label: 'Speed',
    help: 'Moves the position there and back: sweeps a beat or second; 0 holds it.',
    min: -2,
    max: 2,
    step: 0.05,
    default: 0,
  })
  scope.defer(
    show.define('style/mask/clock', {
      kind: 'choice',
      label: 'Counted in',
      help: 'Auto: beats while a tempo is heard, seconds while none is.',
      options: PATH_CLOCKS.map((value) => ({ value, label: CLOCK_LABELS[value] })),
      default: 'auto',
    }),
  )
  scope.defer(
    show.define('style/mask/invert', {
      kind: 'toggle',
      label: 'Invert',
      help: 'The two change places.',
      default: false,
    }),
  )
  scope.defer(
    show.define('style/mask/drawing', {
      kind: 'text',
      label: 'Drawing',
      help: 'The strokes of the drawn mask.',
      default: '',
    }),
  )
}

/** The choice of the second style. Returns the removal. */
export function defineMaskStyle(show: Show, styles: readonly RoomStyle[]): () => void {
  return show.define('style/mask/style', {
    kind: 'choice',
    label: 'There',
    help: 'The style where the mask is.',
    options: styles.map(({ id, title }) => ({ value: id, label: title })),
    default: styles[1]?.id ?? styles[0]?.id ?? '',
  })
}
