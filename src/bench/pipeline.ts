// How old the painting on stage is in the real thing: the page itself, in a frame, playing its built-in film.
import type { Clock } from '../core/clock'
import type { Engine } from '../contracts/engine-api'
import type { Seconds, Size } from '../core/units'
import type { PipelineRun } from './report'
import { median, quantile } from './statistics'

/** Longer than a start takes, the model's compilation included. */
const PATIENCE: Seconds = 60
/** Between two looks at the figures. */
const EVERY: Seconds = 0.1

export interface PipelineOptions {
  readonly backend: 'webgpu' | 'wasm'
  /** What the model paints. */
  readonly model: Size
  readonly style: string
  readonly seconds: Seconds
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Where the frame is shown: browsers stop what nobody sees. */
  readonly mount: HTMLElement
}

/** Never rejects for the page's sake: what went wrong is in `why`. @throws {DOMException} AbortError when the signal says so */
export async function watchPipeline(options: PipelineOptions): Promise<PipelineRun> {
  const { backend, model, style, clock, signal, seconds, mount } = options
  const frame = document.createElement('iframe')
  const size = `${model.width}x${model.height}`
  frame.title = `The page, painting ${size} on ${backend}`
  frame.src = `/?backend=${backend}&model=${size}&style=${encodeURIComponent(style)}&source=demo&audio=off&size=640x360&hud=0`
  mount.append(frame)
  const ages: Seconds[] = []
  const empty = { backend, size: model, frameAgeMs: null, frameAgeP95Ms: null, modelFps: 0, stageFps: 0 }
  try {
    const engine = await patiently(clock, signal, () => engineIn(frame))
    if (!engine) return { ...empty, why: 'the page did not start in time' }
    const painting = await patiently(clock, signal, () => engine.stats().paintings > 1)
    if (painting !== true) return { ...empty, why: `no painting came within ${PATIENCE} s` }
    const { backend: found } = engine.stats()
    if (found !== backend) return { ...empty, why: `the page paints on ${found ?? 'nothing'} here` }
    const [from, began] = [engine.stats(), clock.now()]
    while (clock.now() - began < seconds) {
      await pause(EVERY)
      signal.throwIfAborted()
      const { frameAge } = engine.stats()
      if (frameAge !== null) ages.push(frameAge)
    }
    const [to, spent] = [engine.stats(), clock.now() - began]
    return {
      ...empty,
      frameAgeMs: Math.round(median(ages) * 1e4) / 10,
      frameAgeP95Ms: Math.round(quantile(ages, 0.95) * 1e4) / 10,
      modelFps: Math.round(((to.paintings - from.paintings) / spent) * 100) / 100,
      stageFps: Math.round(((to.frames - from.frames) / spent) * 100) / 100,
      why: null,
    }
  } finally {
    frame.remove()
  }
}

function engineIn({ contentWindow }: HTMLIFrameElement): Engine | null {
  const found: unknown = contentWindow ? Reflect.get(contentWindow, 'impasto') : null
  return (found as Engine | null | undefined) ?? null
}

/** What `look` finds as soon as it finds something; null when it takes too long. */
async function patiently<T>(clock: Clock, signal: AbortSignal, look: () => T): Promise<T | null> {
  for (const began = clock.now(); clock.now() - began < PATIENCE;) {
    signal.throwIfAborted()
    const found = look()
    if (found !== null && found !== false) return found
    await pause(EVERY)
  }
  return null
}

function pause(seconds: Seconds): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000))
}
