// The report on the page: a chart and a table for every size, who could not and why, the whole page, the minute without a pause.
import { element } from '../ui/element'
import type { Runtime } from './contest'
import { barChart, driftChart } from './chart'
import { megabytes, milliseconds } from './markdown'
import type { Contest, DriftRun, PipelineRun, Report, Run } from './report'

type Column = readonly [string, (run: Run) => string]

const COLUMNS: readonly Column[] = [
  ['median ms', (run) => milliseconds(run.medianMs)],
  ['p95 ms', (run) => milliseconds(run.p95Ms)],
  ['GPU ms', (run) => (run.gpuMs === null ? '' : milliseconds(run.gpuMs))],
  ['first ms', (run) => milliseconds(run.firstMs)],
  ['worst of 255', (run) => text(run.maxAbsDiff)],
  ['dispatches', (run) => text(run.dispatches)],
  ['moved', (run) => (run.bytes === null ? '' : megabytes(run.bytes))],
  ['least', (run) => (run.leastBytes === null ? '' : megabytes(run.leastBytes))],
  ['memory', (run) => (run.gpuBytes === null ? '' : megabytes(run.gpuBytes))],
  ['made', (run) => text(run.made)],
  ['read back', (run) => text(run.readbacks)],
]

export function resultsOf(report: Report, runtimes: readonly Runtime[]): HTMLElement[] {
  return [
    ...report.contests.map((contest) => contestPart(contest, runtimes)),
    ...(report.pipeline.length === 0 ? [] : [pipelinePart(report.pipeline)]),
    ...report.drift.map(driftPart),
  ]
}

function contestPart(contest: Contest, runtimes: readonly Runtime[]): HTMLElement {
  const { model, size, frames, runs, failed, ratios } = contest
  const isOurs = (id: string): boolean => runtimes.some((runtime) => runtime.id === id && runtime.side === 'ours')
  const titleOf = (id: string): string => runtimes.find((runtime) => runtime.id === id)?.title ?? id
  const head = ['runtime', ...COLUMNS.map(([name]) => name)]
  const rows = [
    ...runs.map((run) => row([run.title, ...COLUMNS.map(([, show]) => show(run))])),
    ...failed.map(({ title, why }) => {
      const said = element('span', { class: 'why', text: `did not run: ${why}` })
      const cell = element('td', { class: 'words', attributes: { colspan: `${COLUMNS.length}` } }, [said])
      return element('tr', { class: 'failed' }, [element('th', { text: title, attributes: { scope: 'row' } }), cell])
    }),
  ]
  const pairs = Object.entries(ratios).map(([pair, ratio]) => {
    const [theirs = '', ours = ''] = pair.split(' / ')
    const times = element('b', { text: `${ratio.toFixed(2)} times` })
    return element('li', {}, [`${titleOf(theirs)} takes `, times, ` as long as ${titleOf(ours)}`])
  })
  const rounds = `${frames} ${frames === 1 ? 'round' : 'rounds'} in turns`
  return element('section', {}, [
    element('h2', { text: `${model}, ${size.width}×${size.height}, ${rounds}` }),
    ...(runs.length === 0 ? [] : [barChart(contest, isOurs)]),
    ...(pairs.length === 0 ? [] : [element('ul', { class: 'ratios' }, pairs)]),
    scrolling(head, rows),
  ])
}

function pipelinePart(runs: readonly PipelineRun[]): HTMLElement {
  const head = ['backend', 'model size', 'age ms', 'p95', 'paintings a second', 'stage frames a second']
  const rows = runs.map((run) => {
    const size = `${run.size.width}×${run.size.height}`
    if (run.frameAgeMs === null || run.frameAgeP95Ms === null)
      return row([run.backend, size, run.why ?? '', '', '', ''])
    const ages = [milliseconds(run.frameAgeMs), milliseconds(run.frameAgeP95Ms)]
    return row([run.backend, size, ...ages, run.modelFps.toFixed(1), run.stageFps.toFixed(1)])
  })
  return element('section', {}, [
    element('h2', { text: 'The whole page: age of the painting on stage' }),
    scrolling(head, rows),
  ])
}

function driftPart(run: DriftRun): HTMLElement {
  const { title, size, points, slowdown, why } = run
  const [first, last] = [points[0]?.medianMs ?? 0, points.at(-1)?.medianMs ?? 0]
  const words = `${milliseconds(first)} ms at first, ${milliseconds(last)} ms at last: ${slowdown.toFixed(2)} times.`
  return element('section', {}, [
    element('h2', { text: `Without a pause: ${title}, ${size.width}×${size.height}` }),
    ...(points.length === 0 ? [] : [driftChart(run), element('p', { text: words })]),
    ...(why === null ? [] : [element('p', { class: 'why', text: `It ended early: ${why}` })]),
  ])
}

const MEANINGS: readonly (readonly [string, string])[] = [
  [
    'median, p95',
    'A painting from the call to its end, GPU work included: the middle one, and the one that 5 of 100 exceed.',
  ],
  [
    'GPU',
    "The compute passes of a painting by the GPU's own clock, where the browser has one; it may round to 0.1 ms.",
  ],
  ['first', 'From asking for the runtime to its first painting: fetching, compiling, warming up.'],
  ['worst of 255', 'The largest difference of any red, green or blue from the painting of TensorFlow.js on WebGPU.'],
  ['dispatches', 'Compute dispatches of a painting, counted as the browser is asked for them.'],
  [
    'moved',
    'Bytes that the passes of a painting read and write, counted from the plan; for peers, what their dispatches bind.',
  ],
  ['least', 'Weights, picture and painting once, each picture between the layers written and read once.'],
  ['memory', "Buffers and textures alive on the runtime's own device."],
  ['made, read back', 'GPU objects made during a painting when everything is warm, and reads from the GPU.'],
]

/** What the columns mean, to be opened by who wants to know. */
export function legend(): HTMLElement {
  const terms = MEANINGS.flatMap(([term, words]) => [element('dt', { text: term }), element('dd', { text: words })])
  return element('details', {}, [element('summary', { text: 'What the figures mean' }), element('dl', {}, terms)])
}

function scrolling(head: readonly string[], rows: readonly HTMLElement[]): HTMLElement {
  const cells = head.map((name) => element('th', { text: name, attributes: { scope: 'col' } }))
  const table = element('table', {}, [
    element('thead', {}, [element('tr', {}, cells)]),
    element('tbody', {}, [...rows]),
  ])
  // Focusable, so that the keyboard can scroll it.
  return element('div', { class: 'sheet', attributes: { tabindex: '0', role: 'region', 'aria-label': 'Figures' } }, [
    table,
  ])
}

function row([name = '', ...cells]: readonly string[]): HTMLElement {
  return element('tr', {}, [
    element('th', { text: name, attributes: { scope: 'row' } }),
    ...cells.map((cell) => element('td', { text: cell })),
  ])
}

function text(value: number | null): string {
  return value === null ? '' : String(value)
}
