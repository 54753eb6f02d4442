// '#engine': what a sketch may use, and the way to embed the engine in a page of one's own.
import type { Engine, EngineOptions } from './contracts/engine-api'

export type { Engine, EngineEvents, EngineOptions, SketchInfo, StyleChange } from './contracts/engine-api'
export type { AudioFeatures } from './contracts/sound'
export type { Stats } from './contracts/stats'
export type { PathClock, PathApi, PathOrder, PathPlace, PathStep, PathStop, StyleAsk } from './contracts/style-path'
export { clamp, lerp } from './core/signal'
export * from './stage/sketch-api'
export type { Arg, ChainArg, LiveChain } from './dialect/live-chain'
export * from './dialect/sketch-sources'

/**
 * An engine in an element of somebody else's page: the same handle that `globalThis.impasto` is in ours.
 * Sketches import this file too, so the engine itself is fetched only when it is asked for.
 * @example const impasto = await createEngine({ mount: document.querySelector('#stage'), sketch: 'tunnel' })
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const [root, { openStore }] = await Promise.all([import('./create-engine'), import('./show/store')])
  return root.createEngine(options.manual ? options : { ...options, store: options.store ?? (await openStore()) })
}
