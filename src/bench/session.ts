// One run of the bench from beginning to end: every model at every size, then the whole page, then the minute without a pause.
import type { Clock } from '../core/clock'
import { messageOf } from '../core/errors'
import { loadModel, type ModelAddress } from '../models/load-model'
import type { PlanModel } from '../models/loaded-model'
import { rounded } from '../models/model-size'
import type { Runtime, Task } from './contest'
import { watchDrift } from './drift'
import { heapBytes, readEnvironment } from './environment'
import type { BenchOptions } from './options'
import { createPageMeter } from './page-meter'
import { watchPipeline } from './pipeline'
import { type Contest, contestOf, type DriftRun, type PipelineRun, type Report } from './report'
import { compete, type Step } from './rounds'
import { REFERENCE } from './runtimes'
import { taskPicture } from './task-picture'

export interface SessionOptions {
  readonly options: BenchOptions
  readonly models: readonly ModelAddress[]
  readonly runtimes: readonly Runtime[]
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Where the whole page is shown while it is watched. */
  readonly stand: HTMLElement
  onStep(step: Step): void
  /** Called whenever something is added; `complete` is false until the end. */
  onReport(report: Report): void
}

/** Resolves with everything that was measured, also when it was stopped. @throws when nothing could be measured at all */
export async function runBench(session: SessionOptions): Promise<Report> {
  const { options, clock, signal, runtimes } = session
  const environment = await readEnvironment()
  let hidden = document.hidden
  const look = (): void => void (hidden ||= document.hidden)
  document.addEventListener('visibilitychange', look)
  const [contests, pipeline, drift]: [Contest[], PipelineRun[], DriftRun[]] = [[], [], []]
  const report = (complete: boolean): Report => ({
    date: new Date().toISOString(),
    environment: { ...environment, heapBytes: heapBytes(), wasHidden: hidden },
    contests: [...contests],
    pipeline: [...pipeline],
    drift: [...drift],
    complete,
  })
  const tell = (): void => session.onReport(report(false))
  const meter = createPageMeter(clock)
  try {
    const tasks = await tasksOf(session)
    for (const [i, task] of tasks.entries()) {
      const { entries, failures } = await compete(runtimes, task, {
        frames: options.frames,
        clock,
        meter,
        signal,
        breathe,
        onStep: ({ what, done, left }) =>
          session.onStep({
            what: `${task.model.header.title} ${task.width}×${task.height}: ${what}`,
            done: (i + done) / tasks.length,
            // Nobody knows how long a size takes that has not begun.
            left: i === tasks.length - 1 ? left : null,
          }),
      })
      contests.push(contestOf(nameOf(task, options.frames), entries, failures, REFERENCE))
      tell()
      signal.throwIfAborted()
    }
    for (const { style, width, height } of options.pipeline > 0 ? tasks : []) {
      for (const backend of ['webgpu', 'wasm'] as const) {
        session.onStep({ what: `The whole page on ${backend}, ${width}×${height}`, done: 1, left: options.pipeline })
        const seconds = options.pipeline
        const model = { width, height }
        pipeline.push(await watchPipeline({ backend, model, style, seconds, clock, signal, mount: session.stand }))
        tell()
      }
    }
    const fastest = fastestOf(contests[0], runtimes)
    const [task] = tasks
    if (options.drift > 0 && fastest && task) {
      const onPoints = (run: DriftRun): void => session.onReport({ ...report(false), drift: [run] })
      const { onStep } = session
      drift.push(await watchDrift(fastest, task, options.drift, { clock, signal, onStep, breathe, onPoints }))
      tell()
    }
    return report(!signal.aborted)
  } catch (thrown) {
    if (signal.aborted) return report(false)
    throw thrown
  } finally {
    meter.dispose()
    document.removeEventListener('visibilitychange', look)
  }
}

/** Every model at every size, as far as the models can be had. @throws when none can */
async function tasksOf({ options, models, signal, onStep }: SessionOptions): Promise<Task[]> {
  const tasks: Task[] = []
  const reasons: string[] = []
  for (const address of models) {
    signal.throwIfAborted()
    onStep({ what: `Fetching the model ${address.id}`, done: 0, left: null })
    try {
      const model = await loadModel(address)
      if (model.kind !== 'plan')
        throw new Error(`${model.header.title} is a TensorFlow.js model, which only one runtime here can paint.`)
      tasks.push(...(await Promise.all(options.sizes.map((size) => taskOf(model, options.style, size)))))
    } catch (thrown) {
      reasons.push(messageOf(thrown))
    }
  }
  if (tasks.length === 0)
    throw new Error(reasons[0] ?? 'There is no model in the folder models: nothing to paint with.')
  return tasks
}

async function taskOf(model: PlanModel, wanted: string | null, size: BenchOptions['sizes'][number]): Promise<Task> {
  const { styles, multiple } = model.header
  const style = (styles.find(({ id }) => id === wanted) ?? styles[0])?.id ?? ''
  const [width, height] = [rounded(size.width, multiple), rounded(size.height, multiple)]
  return { model, style, width, height, picture: await taskPicture({ width, height }) }
}

function nameOf({ model, style, width, height }: Task, frames: number): Parameters<typeof contestOf>[0] {
  return { model: model.header.id, style, size: { width, height }, frames }
}

function fastestOf(contest: Contest | undefined, runtimes: readonly Runtime[]): Runtime | undefined {
  const ours = contest?.runs.filter(({ runtime }) => runtimes.some((r) => r.id === runtime && r.side === 'ours')) ?? []
  const [best] = ours.toSorted((a, b) => a.medianMs - b.medianMs)
  return runtimes.find(({ id }) => id === best?.runtime)
}

/** Lets the page draw and take a click. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
