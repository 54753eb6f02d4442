// The bench as a page: choose, start, stop, look, copy. The command line drives the same page by its address.
import { button, element } from '../ui/element'
import { createProgressBar } from '../ui/progress-bar'
import { RealClock } from '../core/clock'
import { messageOf } from '../core/errors'
import type { ManifestEntry } from '../models/manifest'
import { createBenchForm } from './bench-form'
import { legend, resultsOf } from './bench-results'
import type { Runtime } from './contest'
import { readEnvironment } from './environment'
import { reportMarkdown } from './markdown'
import { type BenchOptions, readBenchUrl } from './options'
import type { Report } from './report'
import { runBench } from './session'
import './bench.css'

export interface BenchPageOptions {
  readonly mount: HTMLElement
  readonly models: readonly ManifestEntry[]
  readonly runtimes: readonly Runtime[]
  /** The address's query. */
  readonly search: string
}

/** What a program that drives the page looks at. */
export interface BenchHandle {
  /** What is being done now, in words. */
  readonly status: string
  /** The newest report, also while it grows; null before the first figures. */
  readonly report: Report | null
  /** Why nothing could be measured; null when it could. */
  readonly failure: string | null
  /** True once a run has ended. */
  readonly done: boolean
  dispose(): void
}

export function createBenchPage({ mount, models, runtimes, search }: BenchPageOptions): BenchHandle {
  const { problems, ...asked } = readBenchUrl(search)
  const clock = new RealClock()
  const state: { -readonly [K in 'status' | 'report' | 'failure' | 'done']: BenchHandle[K] } = {
    status: '',
    report: null,
    failure: null,
    done: false,
  }
  let running: AbortController | null = null

  const form = createBenchForm(asked, models, runtimes)
  const go = button('Start', 'Start', () => (running ? running.abort(new Error('stopped')) : void start()))
  go.classList.add('go')
  const bar = createProgressBar()
  const says = element('p', { class: 'says', attributes: { role: 'status' } })
  const machine = element('p', { class: 'quiet' })
  void readEnvironment().then(({ adapter, software, browser }) => {
    machine.textContent = `${adapter}${software ? ', in software: no picture of a real GPU' : ''}. ${browser}.`
  })
  const results = element('div', { class: 'results' })
  const stand = element('div', { class: 'stand' })
  const source = element('textarea', { attributes: { readonly: '', rows: '12', 'aria-label': 'The report' } })
  const copied = element('span', { class: 'quiet', attributes: { role: 'status' } })
  const copy = (name: string, text: () => string): HTMLButtonElement =>
    button(`Copy the report as ${name}`, `Copy ${name}`, () => {
      source.value = text()
      source.select()
      const told = (words: string): void => void (copied.textContent = words)
      navigator.clipboard.writeText(source.value).then(
        () => told(`Copied as ${name}.`),
        () => told('The browser does not let the page copy: the report is selected below, copy it by hand.'),
      )
    })
  const json = (): string => (state.report ? JSON.stringify(state.report, null, 2) : '')
  const markdown = (): string => (state.report ? reportMarkdown(state.report) : '')
  const report = element('section', { class: 'report' }, [
    element('h2', { text: 'Report' }),
    element('div', { class: 'tools' }, [copy('Markdown', markdown), copy('JSON', json), copied]),
    source,
    legend(),
  ])
  report.hidden = true
  const root = element('main', { class: 'ui bench' }, [
    element('header', {}, [
      element('h1', { text: 'How fast does it paint here?' }),
      element('p', {
        text: 'Every runtime paints the same picture with the same weights on this machine, in turns. Close what else uses the graphics processor, and keep this page in sight.',
      }),
      machine,
    ]),
    ...problems.map((problem) => element('p', { class: 'why', text: problem })),
    form.element,
    element('div', { class: 'tools' }, [go, bar.element, says]),
    stand,
    results,
    report,
  ])
  form.element.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!running) void start()
  })
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') running?.abort(new Error('stopped'))
  }
  window.addEventListener('keydown', onKey)
  mount.append(root)
  if (asked.auto) void start()

  async function start(): Promise<void> {
    const options = form.read()
    if (!options) {
      says.textContent = 'Choose at least one size, one style bank and one runtime.'
      return
    }
    const abort = new AbortController()
    running = abort
    Object.assign(state, { report: null, failure: null, done: false })
    says.textContent = ''
    form.setBusy(true)
    label(go, 'Stop')
    try {
      show(await run(options, abort.signal))
      says.textContent = abort.signal.aborted ? 'Stopped: what was measured until then is below.' : 'Done.'
    } catch (thrown) {
      state.failure = messageOf(thrown)
      says.textContent = state.failure
    } finally {
      running = null
      bar.set(null)
      form.setBusy(false)
      label(go, 'Start')
      state.done = true
    }
  }

  function run(options: BenchOptions, signal: AbortSignal): Promise<Report> {
    return runBench({
      options,
      models: models.filter(({ id }) => options.models?.includes(id) ?? true),
      runtimes: runtimes.filter(({ id }) => options.runtimes?.includes(id) ?? true),
      clock,
      signal,
      stand,
      onReport: show,
      onStep: (step) => {
        state.status = step.what
        bar.set(step)
      },
    })
  }

  function show(newest: Report): void {
    state.report = newest
    results.replaceChildren(...resultsOf(newest, runtimes))
    report.hidden = false
    source.value = markdown()
  }

  return {
    get status() {
      return state.status
    },
    get report() {
      return state.report
    },
    get failure() {
      return state.failure
    },
    get done() {
      return state.done
    },
    dispose() {
      running?.abort(new Error('the page was closed'))
      window.removeEventListener('keydown', onKey)
      root.remove()
    },
  }
}

function label(made: HTMLButtonElement, text: string): void {
  made.textContent = text
  made.setAttribute('aria-label', text)
}
