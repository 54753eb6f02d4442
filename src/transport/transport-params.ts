// What the clock can be told, as data: its parameters and actions under `tempo/`.
import type { Seconds } from '../core/units'
import { QUANTISE_GRIDS, type QuantiseGrid } from './quantise'
import { FASTEST, SLOWEST } from './tempo-range'
import { TEMPO_SOURCES } from './tempo-sources'
import { DEFAULT_BPM, type Transport } from './transport'

const GRID_LABELS: Readonly<Record<QuantiseGrid, string>> = {
  none: 'Now',
  '1/4': '¼ beat',
  '1/2': '½ beat',
  '1': '1 beat',
  '1 bar': '1 bar',
  '2 bars': '2 bars',
  '4 bars': '4 bars',
  '8 bars': '8 bars',
}

/** By address. `tempo/bpm` is the tempo of the internal source, and is written back while another one leads. */
export const TRANSPORT_PARAMS = {
  'tempo/bpm': {
    kind: 'number',
    label: 'Tempo',
    help: 'Beats a minute: yours to set, and shown as it is while a source leads.',
    min: SLOWEST,
    max: FASTEST,
    step: 1,
    unit: 'bpm',
    curve: 'log',
    default: DEFAULT_BPM,
  },
  'tempo/source': {
    kind: 'choice',
    label: 'Source',
    help: 'Whose beat counts. Auto takes the surest that says something.',
    options: [{ value: 'auto', label: 'Auto' }, ...TEMPO_SOURCES.map(({ id, label }) => ({ value: id, label }))],
    default: 'auto',
  },
  'tempo/quantise': {
    kind: 'choice',
    label: 'Quantise',
    help: 'Launches wait for the next of these.',
    options: QUANTISE_GRIDS.map((value) => ({ value, label: GRID_LABELS[value] })),
    default: 'none',
  },
  'tempo/trim': {
    kind: 'number',
    label: 'Trim',
    help: 'Launches come earlier by this, for a slow screen; below 0, later.',
    min: -0.2,
    max: 0.2,
    step: 0.001,
    unit: 's',
    default: 0,
  },
  'tempo/playing': {
    kind: 'toggle',
    label: 'Playing',
    help: 'Off: the beat stands still.',
    default: true,
  },
} as const

/** Checked by whoever defines the action: all arguments are there, and in their range. */
export type ActionArgs = Readonly<Record<string, number>>

export interface TransportAction {
  readonly label: string
  readonly help: string
  readonly args?: Readonly<
    Record<
      string,
      {
        readonly kind: 'number'
        readonly label: string
        readonly min: number
        readonly max: number
        readonly default: number
      }
    >
  >
  /** @param time when it was done, engine time */
  run(transport: Transport, time: Seconds, args: ActionArgs): void
}

/** By address. */
export const TRANSPORT_ACTIONS: Readonly<Record<string, TransportAction>> = {
  'tempo/tap': {
    label: 'Tap',
    help: 'Tap along; from the second tap on the clock follows.',
    run: (transport, time) => transport.tap(time),
  },
  'tempo/resync': {
    label: 'Resync',
    help: 'This is the one: a bar begins now.',
    run: (transport, time) => transport.resync(time),
  },
  'tempo/nudge': {
    label: 'Nudge',
    help: 'Moves the beat a little ahead of the music, or back.',
    args: { beats: { kind: 'number', label: 'Beats', min: -4, max: 4, default: 0.05 } },
    run: (transport, _time, args) => transport.nudge(args['beats'] ?? 0.05),
  },
  'tempo/double': {
    label: 'Double',
    help: 'Twice the tempo.',
    run: (transport) => transport.double(),
  },
  'tempo/halve': {
    label: 'Halve',
    help: 'Half the tempo.',
    run: (transport) => transport.halve(),
  },
}
