// What a sketch is, for the one who writes it: a title, knobs, and a function that puts something on stage.
import type { Camera, Node, RenderTarget, Scene } from 'three/webgpu'
import type { Tick } from '../contracts/frame'
import type { StyleInfo, StyleMix } from '../contracts/style'
import type { ParamSpecs } from '../show/param'
import type { Log } from '../core/log'
import type { Signal } from '../core/signal'
import type { StyleAsk } from '../contracts/style-path'
import type { Pixels, Seconds } from '../core/units'
import type { Chain } from './chain'
import type { LiveChain } from '../dialect/live-chain'
import type { Graph } from './graph'
import type { Hearing } from './hearing'
import type { PictureChain, Pictures } from './picture-source'
import type { Sampler } from './sampler'

/** What is heard, each a signal 0..1 (tempo in beats per minute); see AudioFeatures for how each is measured. */
export interface AudioSignals {
  readonly level: Signal
  readonly bass: Signal
  readonly mid: Signal
  readonly treble: Signal
  readonly centroid: Signal
  readonly onset: Signal
  readonly beat: Signal
  readonly phase: Signal
  readonly tempo: Signal
  /** Beats heard since the stage began, counting up by one on each. */
  readonly beatCount: Signal
}

export interface SketchStage<K extends ParamSpecs = ParamSpecs> {
  /** The picture as the camera sees it, filling the stage. */
  readonly picture: PictureChain
  /** The painting of it; the picture itself while there is no painting. */
  readonly painting: PictureChain
  /** One colour all over, 0..1. */
  solid(red: number, green: number, blue: number, alpha?: number): Chain
  /** A chain of the live dialect as one of the stage's (its `texture` serves three.js), or one from TSL: a function of the place (0..1, y downward) or a node that uses `uv()` for it. */
  chain(colour: LiveChain | Sampler | Node<'vec4'> | Node<'vec3'>): Chain
  /** A 3-D scene seen by a camera, as a chain; what the scene leaves open is clear. */
  scene(scene: Scene, camera: Camera): Chain
  readonly audio: AudioSignals
  /** Engine time, seconds. */
  readonly time: Signal
  /** The sketch's knobs; a toggle is 0 or 1, a choice the number of the option. */
  readonly knob: { readonly [Name in keyof K]: Signal }
  readonly width: Pixels
  readonly height: Pixels
  /** Asks for a style, a mix of them or a path through them, from when the sketch is on stage. */
  setStyle(style: StyleAsk, options?: { seconds?: Seconds }): void
  /** How much of each style is in the painting on stage now. */
  paintedMix(): StyleMix
  readonly styles: readonly StyleInfo[]
  /** Numbers in [0, 1), the same ones every time the sketch starts. */
  random(): number
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>
}

/** What a sketch gives back: what to show, and what to do meanwhile. */
export interface SketchParts {
  readonly show: Chain | LiveChain | { readonly scene: Scene; readonly camera: Camera }
  /** Before every frame is drawn. */
  frame?(tick: Tick): void
  /**
   * A picture of the stage's size that is what `show` would draw, in 0..1, and was drawn anyway: it is taken as it is. Its alpha does not count.
   * Asked when the frame is drawn, and as long as it shows. Null: `show` is drawn.
   */
  drawn?(): RenderTarget | null
  /** When the sketch has gone from the stage; geometries and materials of its own go here. */
  dispose?(): void
}

export interface Sketch<K extends ParamSpecs = ParamSpecs> {
  readonly title: string
  /** One sentence: what is seen. */
  readonly about: string
  /** Whose picture or idea it stands on. */
  readonly credit?: string
  /** The style, mix or path it begins with. */
  readonly style?: StyleAsk
  readonly knobs?: K
  setup(stage: SketchStage<K>, backstage: Backstage): SketchParts | Promise<SketchParts>
}

/** What the stage lends to its own sketch besides: the one that plays live code. */
export interface Backstage {
  readonly graph: Graph
  readonly pictures: Pictures
  /** Null where the stage draws with WebGL 2. */
  readonly device: GPUDevice | null
  readonly canvas: HTMLCanvasElement
  readonly hearing: Hearing
  resize(width: Pixels, height: Pixels): void
}

/** A sketch of whatever knobs. */
export interface SketchModule extends Omit<Sketch, 'setup'> {
  setup(stage: SketchStage, backstage: Backstage): SketchParts | Promise<SketchParts>
}

/**
 * A sketch file's default export:
 *
 *     export default defineSketch({
 *       title: 'Rose window', about: 'The painting as a window that turns with the bass.',
 *       knobs: { sides: { kind: 'number', label: 'Sides', min: 3, max: 24, default: 8 } },
 *       setup: ({ painting, knob, audio }) => ({ show: painting.kaleidoscope({ sides: knob.sides }).bloom({ strength: audio.bass }) }),
 *     })
 */
export function defineSketch<const K extends ParamSpecs>(sketch: Sketch<K>): Sketch<K> {
  return sketch
}
