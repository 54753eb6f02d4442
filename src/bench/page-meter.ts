// The meter of the page: wall time by the page's clock, GPU time by the GPU's, and what was asked of WebGPU.
import type { Clock } from '../core/clock'
import { Scope, type Disposable } from '../core/scope'
import type { GpuWork, Measured, Meter } from './contest'
import { watchGpu, workBetween } from './gpu-probe'
import { timeGpu } from './gpu-time'

const NOTHING: GpuWork = { dispatches: 0, boundBytes: 0, made: 0, readbacks: 0 }

/** Taps the browser's WebGPU until disposed; one at a time. */
export function createPageMeter(clock: Clock): Meter & Disposable {
  const scope = new Scope()
  // Made first: it counts what callers ask for, and not the stopwatch.
  const timer = timeGpu()
  const probe = watchGpu()
  if (timer) scope.add(timer)
  if (probe) scope.add(probe)
  return {
    async measure(work): Promise<Measured> {
      const before = probe?.count() ?? NOTHING
      timer?.start()
      const began = clock.now()
      try {
        await work()
      } catch (thrown) {
        await timer?.stop().catch(() => null)
        throw thrown
      }
      const wall = clock.now() - began
      const after = probe?.count() ?? NOTHING
      return { wall, gpu: (await timer?.stop()) ?? null, work: workBetween(before, after) }
    },
    alive: (device) => probe?.devices.find((known) => known.device === device)?.count.bytes ?? null,
    dispose: () => scope.dispose(),
  }
}
