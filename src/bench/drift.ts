// Paints without a pause, to see whether the machine slows down as it gets warm.
import { messageOf } from '../core/errors'
import type { Seconds } from '../core/units'
import type { Contestant, Runtime, Task } from './contest'
import type { DriftRun } from './report'
import type { Rules } from './rounds'
import { mediansOverTime, type Sample } from './statistics'

/** One median for so many seconds. */
const BIN: Seconds = 5

/**
 * `seconds` of paintings, one right after the other.
 * @param onPoints called as they come, for the chart
 */
export async function watchDrift(
  runtime: Runtime,
  task: Task,
  seconds: Seconds,
  rules: Pick<Rules, 'clock' | 'signal' | 'onStep' | 'breathe'> & { onPoints(run: DriftRun): void },
): Promise<DriftRun> {
  const { signal, onStep, breathe, clock, onPoints } = rules
  const what = `${runtime.title} without a pause`
  onStep({ what, done: 0, left: null })
  const samples: Sample[] = []
  const told = (why: string | null): DriftRun => driftOf(runtime, task, samples, why)
  let contestant: Contestant | null = null
  try {
    contestant = await runtime.open(task)
    // The first one compiles.
    await contestant.paint()
    const began = clock.now()
    let shown = 0
    for (let at = 0; at < seconds && !signal.aborted; at = clock.now() - began) {
      const start = clock.now()
      await contestant.paint()
      samples.push({ at, value: clock.now() - start })
      // A breath now and then: the page shows how far it is, and the GPU hardly notices.
      if (at < shown + 1) continue
      shown = at
      onStep({ what, done: at / seconds, left: seconds - at })
      onPoints(told(null))
      await breathe()
    }
    return told(null)
  } catch (thrown) {
    return told(messageOf(thrown))
  } finally {
    contestant?.dispose()
  }
}

export function driftOf(
  { id, title }: Pick<Runtime, 'id' | 'title'>,
  { width, height }: Pick<Task, 'width' | 'height'>,
  samples: readonly Sample[],
  why: string | null = null,
): DriftRun {
  const medians = mediansOverTime(samples, BIN)
  const points = medians.map(({ at, value }) => ({ second: at, medianMs: Math.round(value * 1e6) / 1e3 }))
  const [first, last] = [points[0]?.medianMs ?? 0, points.at(-1)?.medianMs ?? 0]
  const slowdown = first > 0 ? Math.round((last / first) * 1000) / 1000 : 1
  return { runtime: id, title, size: { width, height }, points, slowdown, why }
}
