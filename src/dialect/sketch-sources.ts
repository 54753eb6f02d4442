// The dialect for sketches in TypeScript: the same functions with types, and the sound as signals. `import { osc, camera, audio } from '#engine'`
import type { Camera, Scene } from 'three/webgpu'
import { heard } from '../stage/hearing'
import { sourceFunction, type Arg, type ChainArg, type LiveChain } from './live-chain'
import { liveSignal, type LiveSignal } from './live-signal'
import { functions } from './records'
import { paintingOf, pictureChain, sceneChain } from './sources'

type Source<A extends unknown[]> = (...args: A) => LiveChain

function source(name: string): (...args: unknown[]) => LiveChain {
  const record = functions.find((known) => known.name === name)
  if (!record) throw new Error(`The dialect has lost ${name}().`)
  return sourceFunction(record, null)
}

export const osc: Source<[frequency?: Arg, sync?: Arg, offset?: Arg]> = source('osc')
export const noise: Source<[scale?: Arg, offset?: Arg]> = source('noise')
export const fbm: Source<[scale?: Arg, speed?: Arg]> = source('fbm')
export const voronoi: Source<[scale?: Arg, speed?: Arg, blending?: Arg]> = source('voronoi')
export const shape: Source<[sides?: Arg, radius?: Arg, smoothing?: Arg]> = source('shape')
export const gradient: Source<[speed?: Arg]> = source('gradient')
export const solid: Source<[r?: Arg, g?: Arg, b?: Arg, a?: Arg]> = source('solid')
export const src: Source<[texture: ChainArg]> = source('src')
/** The sketch's own last frame. */
export const prev: Source<[]> = source('prev')
/** What the show's own source shows. */
export const camera = (): LiveChain => pictureChain(null)
/** The painting of it. */
export const painting = (): LiveChain => paintingOf(null)
/** A scene seen by a camera; what it leaves open is clear. */
export const scene = (of: Scene, by: Camera): LiveChain => sceneChain(of, by, null)

const hear = (name: keyof typeof heard.now): LiveSignal => liveSignal(() => heard.now[name])

/** What is heard, 0..1 each, tempo in beats per minute. */
export const audio = {
  level: hear('level'),
  bass: hear('bass'),
  mid: hear('mid'),
  treble: hear('treble'),
  centroid: hear('centroid'),
  onset: hear('onset'),
  beat: hear('beat'),
  phase: hear('phase'),
  tempo: hear('tempo'),
} as const
