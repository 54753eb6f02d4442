// What a bench tells in the end: plain data, milliseconds and bytes, the same for the page, the clipboard and the command line.
import type { Bytes, Pixels } from '../core/units'
import { difference } from '../models/self-test'
import type { Runtime } from './contest'
import type { Entry, Failure } from './rounds'
import { median, pairedRatio, quantile } from './statistics'

export interface Run {
  /** 'tfjs-webgpu' */
  readonly runtime: string
  readonly title: string
  readonly medianMs: number
  readonly p95Ms: number
  /** Median of the compute passes by the GPU's own clock. */
  readonly gpuMs: number | null
  /** From asking for the runtime to its first painting, compiling included. */
  readonly firstMs: number
  /** Of 255, against the reference's painting; null where there is none. */
  readonly maxAbsDiff: number | null
  readonly meanAbsDiff: number | null
  /** Of one painting, counted at the browser's door; null off the GPU. */
  readonly dispatches: number | null
  /** Moved by the passes of one painting; null off the GPU. */
  readonly bytes: Bytes | null
  /** 'plan': counted from the passes; 'bindings': what the dispatches had bound, each once a dispatch. */
  readonly bytesFrom: 'plan' | 'bindings' | null
  /** Weights, picture and painting once, each activation written and read once; where a plan tells. */
  readonly leastBytes: Bytes | null
  /** GPU objects made and reads from the GPU, in the last painting. */
  readonly made: number | null
  readonly readbacks: number | null
  /** Alive on its device when it had painted. */
  readonly gpuBytes: Bytes | null
  readonly roundsMs: readonly number[]
}

export interface Contest {
  readonly model: string
  readonly style: string
  readonly size: { readonly width: Pixels; readonly height: Pixels }
  readonly frames: number
  /** Whose painting the differences are measured from; null when it was not among them. */
  readonly reference: string | null
  readonly runs: readonly Run[]
  /** Who could not, and why. */
  readonly failed: readonly { readonly runtime: string; readonly title: string; readonly why: string }[]
  /** 'tfjs-webgpu / impasto-webgpu-f32': how many times as long the first takes, the median over the rounds. */
  readonly ratios: Readonly<Record<string, number>>
}

/** The real page, painting the built-in film. */
export interface PipelineRun {
  readonly backend: string
  readonly size: { readonly width: Pixels; readonly height: Pixels }
  /** From the capture of the frame that is painted on stage to now. */
  readonly frameAgeMs: number | null
  readonly frameAgeP95Ms: number | null
  readonly modelFps: number
  readonly stageFps: number
  /** Why there are no figures. */
  readonly why: string | null
}

export interface DriftRun {
  readonly runtime: string
  readonly title: string
  readonly size: { readonly width: Pixels; readonly height: Pixels }
  /** Medians of five seconds each. */
  readonly points: readonly { readonly second: number; readonly medianMs: number }[]
  /** Last against first, 1: as fast as in the beginning. */
  readonly slowdown: number
  /** Why it ended early; null when it didn't. */
  readonly why: string | null
}

export interface Environment {
  readonly adapter: string
  readonly software: boolean
  readonly features: readonly string[]
  readonly browser: string
  readonly cores: number
  /** GiB, as the browser rounds it; null where it doesn't tell. */
  readonly memory: number | null
  /** Whether WASM may use threads. */
  readonly isolated: boolean
  /** Used by the page's JavaScript at the end; null where the browser doesn't tell. */
  readonly heapBytes: Bytes | null
  /** True when the page was out of sight for a while: browsers slow such pages down. */
  readonly wasHidden: boolean
}

export interface Report {
  /** ISO 8601. */
  readonly date: string
  readonly environment: Environment
  readonly contests: readonly Contest[]
  readonly pipeline: readonly PipelineRun[]
  readonly drift: readonly DriftRun[]
  /** False when it was stopped before its end. */
  readonly complete: boolean
}

export interface ContestTask {
  readonly model: string
  readonly style: string
  readonly size: Contest['size']
  readonly frames: number
}

export function contestOf(
  task: ContestTask,
  entries: readonly Entry[],
  failures: readonly Failure[],
  reference: string,
): Contest {
  const standard = entries.find(({ runtime }) => runtime.id === reference)
  return {
    ...task,
    reference: standard ? reference : null,
    runs: entries.map((entry) => runOf(entry, standard)),
    failed: failures.map(({ runtime: { id, title }, why }) => ({ runtime: id, title, why })),
    ratios: ratiosOf(entries),
  }
}

function runOf({ runtime, first, rounds, pixels, plan, gpuBytes }: Entry, standard: Entry | undefined): Run {
  const walls = rounds.map(({ wall }) => wall * 1000)
  const gpus = rounds.flatMap(({ gpu }) => (gpu === null ? [] : [gpu * 1000]))
  const apart = standard?.pixels && pixels ? difference(pixels, standard.pixels) : null
  // A runtime on the GPU without dispatches works where they can't be counted.
  const work = runtime.runsOn === 'gpu' ? (rounds.at(-1)?.work ?? null) : null
  const counted = work && work.dispatches > 0 ? work : null
  return {
    runtime: runtime.id,
    title: runtime.title,
    medianMs: round(median(walls)),
    p95Ms: round(quantile(walls, 0.95)),
    gpuMs: gpus.length === 0 ? null : round(median(gpus)),
    firstMs: round(first * 1000),
    maxAbsDiff: apart?.worst ?? null,
    meanAbsDiff: apart ? round(apart.mean) : null,
    dispatches: counted?.dispatches ?? null,
    bytes: plan?.bytes ?? counted?.boundBytes ?? null,
    bytesFrom: plan ? 'plan' : counted ? 'bindings' : null,
    leastBytes: plan?.leastBytes ?? null,
    made: counted?.made ?? null,
    readbacks: counted?.readbacks ?? null,
    gpuBytes,
    roundsMs: walls.map(round),
  }
}

/** Every peer against every one of ours that runs on the same kind of processor. */
function ratiosOf(entries: readonly Entry[]): Record<string, number> {
  const ratios: Record<string, number> = {}
  const of = (side: Runtime['side']): Entry[] => entries.filter(({ runtime }) => runtime.side === side)
  for (const peer of of('peer')) {
    for (const ours of of('ours')) {
      if (peer.runtime.runsOn !== ours.runtime.runsOn) continue
      const walls = ({ rounds }: Entry): number[] => rounds.map(({ wall }) => wall)
      ratios[`${peer.runtime.id} / ${ours.runtime.id}`] = round(pairedRatio(walls(peer), walls(ours)))
    }
  }
  return ratios
}

/** To three places: finer than any clock here. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
