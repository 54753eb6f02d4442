// Lets the runtimes paint in turns, A B C A B C: whatever slows the machine for a while slows all of them alike.
import type { Clock } from '../core/clock'
import { messageOf } from '../core/errors'
import type { Bytes, Seconds } from '../core/units'
import type { Contestant, Measured, Meter, Runtime, Task } from './contest'

/** Paintings before it counts: the first compiles, the second fills what is made only once. */
const WARM_UP = 2

export interface Entry {
  readonly runtime: Runtime
  /** From asking for the runtime to its first painting, which compiles. */
  readonly first: Seconds
  /** One a round. */
  readonly rounds: readonly Measured[]
  /** Of the last painting, RGBA; null when it was stopped. */
  readonly pixels: Uint8ClampedArray | null
  readonly plan: Contestant['plan']
  /** Alive on its devices at the end; null for a runtime without any. */
  readonly gpuBytes: Bytes | null
}

export interface Failure {
  readonly runtime: Runtime
  readonly why: string
}

export interface Step {
  /** 'onnxruntime-web WebGPU, round 2 of 5' */
  readonly what: string
  /** Of this contest, 0..1. */
  readonly done: number
  /** Null while it can't be known. */
  readonly left: Seconds | null
}

export interface Rules {
  readonly frames: number
  readonly clock: Clock
  readonly meter: Meter
  readonly signal: AbortSignal
  onStep(step: Step): void
  /** Called before every painting, so that the page can draw and take a click. */
  breathe(): Promise<void>
}

type Fail = (runtime: Runtime, thrown: unknown) => void

interface Running {
  readonly runtime: Runtime
  readonly contestant: Contestant
  readonly first: Seconds
  /** What a warm painting took. */
  readonly pace: Seconds
  readonly rounds: Measured[]
}

/**
 * All of `runtimes` on one task. One that throws, at whatever point, becomes a failure with its reason, and the others go on.
 * When the signal stops it between two rounds, the rounds until then are told, without pictures.
 * @throws the signal's reason when it stopped before the first round was done
 */
export async function compete(
  runtimes: readonly Runtime[],
  task: Task,
  rules: Rules,
): Promise<{ entries: Entry[]; failures: Failure[] }> {
  const { signal, meter } = rules
  const failures: Failure[] = []
  const running: Running[] = []
  const fail: Fail = (runtime, thrown) => void failures.push({ runtime, why: messageOf(thrown) })
  try {
    for (const [i, runtime] of runtimes.entries()) {
      const share = WARM_UP / (WARM_UP + rules.frames)
      rules.onStep({ what: `${runtime.title} is getting ready`, done: (i / runtimes.length) * share, left: null })
      try {
        running.push(await start(runtime, task, rules))
      } catch (thrown) {
        signal.throwIfAborted()
        fail(runtime, thrown)
      }
    }
    await playRounds(running, rules, fail)
    const entries: Entry[] = []
    for (const { runtime, contestant, first, rounds } of running) {
      if (rounds.length === 0) signal.throwIfAborted()
      const { device, plan } = contestant
      try {
        // Before it is read back, which takes memory too.
        const gpuBytes = device ? meter.alive(device) : null
        const pixels = signal.aborted ? null : await interruptible(contestant.pixels(), signal)
        entries.push({ runtime, first, rounds, pixels, plan, gpuBytes })
      } catch (thrown) {
        signal.throwIfAborted()
        fail(runtime, thrown)
      }
    }
    return { entries, failures }
  } finally {
    for (const { contestant } of running) contestant.dispose()
  }
}

/** Takes those that fail out of `running`; returns early when the signal says so. */
async function playRounds(running: Running[], rules: Rules, fail: Fail): Promise<void> {
  const { frames, signal, onStep } = rules
  const warm = WARM_UP / (WARM_UP + frames)
  for (let round = 0; round < frames; round++) {
    for (const [i, one] of [...running].entries()) {
      const left = running.reduce((sum, other, j) => sum + other.pace * (frames - round - (j < i ? 1 : 0)), 0)
      const done = warm + (1 - warm) * ((round + i / running.length) / frames)
      onStep({ what: `${one.runtime.title}, round ${round + 1} of ${frames}`, done, left })
      try {
        one.rounds.push(await paint(one.contestant, rules))
      } catch (thrown) {
        if (signal.aborted) return
        fail(one.runtime, thrown)
        one.contestant.dispose()
        running.splice(running.indexOf(one), 1)
      }
    }
  }
}

async function start(runtime: Runtime, task: Task, rules: Rules): Promise<Running> {
  await rules.breathe()
  const began = rules.clock.now()
  const opening = runtime.open(task)
  // Who stops does not wait, and what opens after that is let go.
  opening.then((late) => rules.signal.aborted && late.dispose()).catch(() => undefined)
  const contestant = await interruptible(opening, rules.signal)
  const opened = rules.clock.now() - began
  try {
    const warm: Measured[] = []
    for (let i = 0; i < WARM_UP; i++) warm.push(await paint(contestant, rules))
    return { runtime, contestant, first: opened + (warm[0]?.wall ?? 0), pace: warm.at(-1)?.wall ?? 0, rounds: [] }
  } catch (thrown) {
    contestant.dispose()
    throw thrown
  }
}

async function paint(contestant: Contestant, { meter, breathe, signal }: Rules): Promise<Measured> {
  await breathe()
  signal.throwIfAborted()
  return interruptible(
    meter.measure(() => contestant.paint()),
    signal,
  )
}

/** Settles with `work`, or rejects at once when the signal says so: a painting that never ends must not hold the page. */
async function interruptible<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  let stop = (): void => undefined
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason instanceof Error ? signal.reason : new Error('stopped'))
    signal.addEventListener('abort', stop)
  })
  try {
    return await Promise.race([work, stopped])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
