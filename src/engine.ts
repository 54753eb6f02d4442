// The public face, '#engine': what a sketch may use, and the embedding API.
import type { Engine, EngineOptions } from './core/handle'

export type { Engine, EngineEvents, EngineOptions, SketchInfo, StyleChange } from './core/handle'
export type { AudioFeatures, Stats } from './core/contracts'
export type { PathClock, PathDoor, PathOrder, PathPlace, PathStep, PathStop, StyleAsk } from './core/style-path'
export { clamp, lerp } from './core/signal'
export * from './stage/sketch-api'
export * from './stage/dialect/live-api'

/**
 * An engine in an element of somebody else's page: the same handle that `globalThis.impasto` is in ours.
 * Sketches import this file too, so the house itself is fetched only when it is asked for.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const main = await import('./main')
  return main.createEngine(options)
}
