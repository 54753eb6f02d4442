// What is to be measured: sizes, models, runtimes, rounds, and what comes after them.
import type { Size } from '../core/units'
import { element } from '../ui/element'
import type { ManifestEntry } from '../models/manifest'
import type { Runtime } from './contest'
import { type BenchOptions, SIZES } from './options'

/** How long the two looks take that are switched on here; the address may ask for others. */
const PIPELINE = 8
const DRIFT = 60

export interface BenchForm {
  readonly element: HTMLFormElement
  /** As it stands; null when a choice is missing that nothing can be measured without. */
  read(): BenchOptions | null
  setBusy(busy: boolean): void
}

export function createBenchForm(
  options: BenchOptions,
  models: readonly ManifestEntry[],
  runtimes: readonly Runtime[],
): BenchForm {
  const offered = [...SIZES, ...options.sizes.filter((size) => !SIZES.some((known) => isSame(known, size)))]
  const sizes = checks(
    'Sizes',
    offered.map((size) => [`${size.width}×${size.height}`, '', options.sizes.some((asked) => isSame(asked, size))]),
  )
  const model = checks(
    'Style banks',
    models.map(({ id, title }) => [title ?? id, '', options.models?.includes(id) ?? true]),
  )
  const who = checks(
    'Runtimes',
    runtimes.map(({ id, title, about, extra }) => [title, about, options.runtimes?.includes(id) ?? extra !== true]),
  )
  const frames = element('input', {
    attributes: { type: 'number', min: '1', max: '1000', value: String(options.frames), 'aria-label': 'Rounds' },
  })
  const after = checks('Afterwards', [
    ['The whole page', 'How old the painting on stage is, with each backend', options.pipeline > 0],
    ['A minute without a pause', 'Whether the machine slows down as it gets warm', options.drift > 0],
  ])
  const rounds = element('fieldset', {}, [
    element('legend', { text: 'Rounds' }),
    frames,
    element('p', { class: 'about', text: 'Everybody paints once a round, in turns.' }),
  ])
  const form = element('form', { class: 'choices-form' }, [
    sizes.element,
    model.element,
    rounds,
    after.element,
    who.element,
  ])
  return {
    element: form,
    read() {
      const chosenSizes = offered.filter((_, i) => sizes.on(i))
      const chosenModels = models.filter((_, i) => model.on(i)).map(({ id }) => id)
      const chosen = runtimes.filter((_, i) => who.on(i)).map(({ id }) => id)
      if (chosenSizes.length === 0 || chosenModels.length === 0 || chosen.length === 0) return null
      return {
        ...options,
        sizes: chosenSizes,
        models: chosenModels,
        runtimes: chosen,
        frames: Math.max(1, Math.min(1000, Math.round(frames.valueAsNumber) || options.frames)),
        pipeline: after.on(0) ? options.pipeline || PIPELINE : 0,
        drift: after.on(1) ? options.drift || DRIFT : 0,
      }
    },
    setBusy(busy) {
      for (const part of form.querySelectorAll('fieldset')) part.disabled = busy
    },
  }
}

interface Checks {
  readonly element: HTMLFieldSetElement
  on(index: number): boolean
}

function checks(legend: string, items: readonly (readonly [string, string, boolean])[]): Checks {
  const boxes = items.map(([, , checked]) => {
    const box = element('input', { attributes: { type: 'checkbox' } })
    box.checked = checked
    return box
  })
  const lines = items.map(([title, about], i) =>
    element('label', {}, [
      boxes[i] ?? '',
      element('span', { text: title }),
      ...(about === '' ? [] : [element('span', { class: 'about', text: about })]),
    ]),
  )
  return {
    element: element('fieldset', {}, [element('legend', { text: legend }), ...lines]),
    on: (index) => boxes[index]?.checked ?? false,
  }
}

function isSame(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height
}
