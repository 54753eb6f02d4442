// Exactly what a sketch may use; '#engine' hands these on, so that a sketch needs no other import.
export { defineSketch } from './define-sketch'
export type { AudioSignals, Sketch, SketchModule, SketchParts, SketchStage } from './define-sketch'
export { Chain } from './chain'
export type { Fit, PictureChain } from './picture-source'
export { defineEffect } from './effect'
export type { EffectContext, EffectParams, EffectRecord, ParamNodes, ParamsOf, PassOptions } from './effect'
export type { FloatNode, Sampler, TextureSampler, Vec2Node, Vec3Node, Vec4Node } from './sampler'
export { centred, hueTurned, luma, placed, turned } from './transform2d'
export type { Signal, Value } from '../core/signal'
export { follow } from '../core/signal'
export type { Tick } from '../contracts/frame'
export type { StyleInfo, StyleMix } from '../contracts/style'
/** three.js, for geometry, materials, scenes and cameras. */
export * as three from 'three/webgpu'
/** The shading language of three.js, for colours written as nodes. */
export * as tsl from 'three/tsl'
