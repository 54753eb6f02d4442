// The public face, '#engine': what a sketch may use, and the embedding API.
export { createEngine } from './main'
export type { Engine, EngineEvents, EngineOptions, SketchInfo, StyleChange } from './core/handle'
export type { AudioFeatures, Stats, StyleInfo, StyleMix, Tick } from './core/contracts'
export { clamp, follow, lerp, type Signal, type Value } from './core/signal'
export * from './stage/sketch-api'
