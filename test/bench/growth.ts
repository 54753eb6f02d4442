// What grew in a long run, how fast, and whether that is too much: slopes that single bad moments don't bend.
import type { Seconds } from '../../src/core/units'
import { slope } from '../../src/bench/statistics'
import type { Alive } from './evening'

const HOUR: Seconds = 3600

export interface Moment extends Alive {
  /** Since the run began. */
  readonly at: Seconds
  /** The median age of the painting on stage since the moment before; null when none was seen. */
  readonly frameAge: Seconds | null
}

type Figure = keyof Alive | 'frameAge'

interface Bound {
  readonly label: string
  /** What one of the unit is, in the figure's own. */
  readonly unit: { readonly name: string; readonly of: number }
  /** Too much, an hour, in the unit... */
  readonly perHour: number
  /** ...but only when it came to so much over the run: in a short one, noise is steep. */
  readonly least: number
}

const MEGABYTE = { name: 'MB', of: 1e6 }
const COUNT = { name: '', of: 1 }

const BOUNDS: Readonly<Record<Figure, Bound>> = {
  heap: { label: 'JavaScript heap', unit: MEGABYTE, perHour: 8, least: 3 },
  bytes: { label: 'GPU memory', unit: MEGABYTE, perHour: 4, least: 2 },
  buffers: { label: 'GPU buffers', unit: COUNT, perHour: 20, least: 3 },
  textures: { label: 'GPU textures', unit: COUNT, perHour: 10, least: 2 },
  tensors: { label: 'tensors', unit: COUNT, perHour: 10, least: 2 },
  frameAge: { label: 'age of the picture', unit: { name: 'ms', of: 1e-3 }, perHour: 100, least: 100 },
}

export interface Growth {
  readonly label: string
  readonly unit: string
  /** In the unit. */
  readonly first: number
  readonly last: number
  /** By the slope, in the unit: an hour, and over the whole run. */
  readonly perHour: number
  readonly total: number
  /** A sentence when it is too much; null when it isn't. */
  readonly complaint: string | null
}

/** One for each figure that was seen at two moments or more. */
export function growthOf(moments: readonly Moment[]): Growth[] {
  return Object.entries(BOUNDS).flatMap(([figure, bound]) => {
    const samples = moments.flatMap((moment) => {
      const value = moment[figure as Figure]
      return value === null ? [] : [{ at: moment.at, value: value / bound.unit.of }]
    })
    const [first, last] = [samples[0], samples.at(-1)]
    if (!first || !last || samples.length < 2) return []
    const perSecond = slope(samples)
    const perHour = perSecond * HOUR
    const total = perSecond * (last.at - first.at)
    const tooMuch = perHour > bound.perHour && total > bound.least
    const unit = bound.unit.name === '' ? '' : ` ${bound.unit.name}`
    const complaint = tooMuch
      ? `The ${bound.label} grew by ${total.toFixed(1)}${unit} in ${minutes(last.at - first.at)}, which is ${perHour.toFixed(0)}${unit} an hour; ${bound.perHour}${unit} are allowed.`
      : null
    return [
      { label: bound.label, unit: bound.unit.name, first: first.value, last: last.value, perHour, total, complaint },
    ]
  })
}

export function growthText(growths: readonly Growth[]): string {
  const row = (name: string, ...cells: readonly string[]): string =>
    `  ${name.padEnd(24)}${cells.map((cell) => cell.padStart(14)).join('')}`
  const figure = (value: number, sign = false): string => `${sign && value > 0 ? '+' : ''}${value.toFixed(1)}`
  return [
    row('', 'at first', 'at last', 'over the run', 'an hour'),
    ...growths.map(({ label, unit, first, last, total, perHour }) =>
      row(
        unit === '' ? label : `${label}, ${unit}`,
        figure(first),
        figure(last),
        figure(total, true),
        figure(perHour, true),
      ),
    ),
  ].join('\n')
}

/** '3.2 min  heap 23.4 MB  …', one line a moment. */
export function momentText({ at, heap, bytes, buffers, textures, tensors, frameAge }: Moment, done: string): string {
  const age = frameAge === null ? 'no painting' : `picture ${(frameAge * 1000).toFixed(0)} ms old`
  return `${minutes(at).padStart(9)}  heap ${(heap / 1e6).toFixed(1)} MB, GPU ${(bytes / 1e6).toFixed(1)} MB in ${buffers} buffers and ${textures} textures, ${tensors} tensors, ${age}, ${done}`
}

export function minutes(seconds: Seconds): string {
  return `${(seconds / 60).toFixed(1)} min`
}
