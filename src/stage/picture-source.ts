// The camera's picture and its painting as the beginning of chains, fitted to the stage with their shape kept.
import { Vector4 } from 'three/webgpu'
import { step, uniform, vec2 } from 'three/tsl'
import { sample, type Value } from '../core/signal'
import { Chain } from './chain'
import type { Graph } from './graph'
import { samplerOf } from './passes'
import type { ShownPicture } from './video-texture'
import type { FloatNode, Sampler, TextureSampler, Vec2Node, Vec4Node } from './sampler'
import type { DryWet } from './dry-wet'

/** 'cover' fills the stage and cuts what is over; 'contain' shows all, with nothing around it; 'stretch' bends the shape. */
export type Fit = 'cover' | 'contain' | 'stretch'

/** What the stage shows of the outside world, shared by all sketches. */
export interface Pictures {
  readonly raw: ShownPicture
  readonly painted: ShownPicture
  /** How much of the painting shows; nothing while there is none. */
  readonly strength: DryWet
}

/** A beginning of chains that can be fitted otherwise: `stage.painting.fit('contain')`. */
export class PictureChain extends Chain {
  constructor(
    graph: Graph,
    private readonly build: (fit: Fit, aspect: Value | null) => Sampler,
  ) {
    super(graph, build('cover', null))
  }

  /** @param aspect width by height of the surface it is shown on. @defaultValue the stage's */
  fit(how: Fit, aspect?: Value): Chain {
    return new Chain(this.graph, this.build(how, aspect ?? null))
  }
}

/** The picture itself, as the camera sees it. */
export function rawChain(graph: Graph, { raw }: Pictures): PictureChain {
  return new PictureChain(graph, (fit, aspect) => fitted(graph, raw, fit, aspect))
}

/** The painting, with as much of the picture in it as the strength leaves; the picture while there is no painting. */
export function paintingChain(graph: Graph, { raw, painted, strength }: Pictures): PictureChain {
  return new PictureChain(graph, (fit, aspect) => {
    const below = fitted(graph, raw, fit, aspect)
    const above = fitted(graph, painted, fit, aspect)
    const softBelow = fitted(graph, strength.softRaw, fit, aspect)
    const softAbove = fitted(graph, strength.softPainted, fit, aspect)
    const mixed = (st: Vec2Node): Vec4Node => strength.mixed(below(st), above(st), softBelow(st), softAbove(st))
    return Object.assign(mixed, { texel: below.texel })
  })
}

function fitted(graph: Graph, slot: ShownPicture, fit: Fit, aspect: Value | null): TextureSampler {
  const place = new Vector4(1, 1, 0, 0)
  const node = uniform(place)
  const texel = vec2(1).div(graph.resolution)
  const fetch = samplerOf(slot.node, texel)
  graph.onFrame(() => {
    const surface = aspect === null ? graph.width / graph.height : sample(aspect, 1)
    placeOf(place, fit, slot.aspect, surface, slot.mirror)
  })
  const at = (st: Vec2Node): Vec2Node => st.mul(node.xy).add(node.zw)
  if (fit !== 'contain') return Object.assign((st: Vec2Node) => fetch(at(st)), { texel })
  const framed = (st: Vec2Node): Vec4Node => {
    const p = at(st)
    return fetch(p).mul(inside(p))
  }
  return Object.assign(framed, { texel })
}

function inside(p: Vec2Node): FloatNode {
  return step(0, p.x).mul(step(p.x, 1)).mul(step(0, p.y)).mul(step(p.y, 1))
}

/** How much of what is cut off is cut from above. */
const UPPER = 0.25

/** Where the stage's st lies in a picture: `st * (x, y) + (z, w)`. */
export function placeOf(out: Vector4, fit: Fit, picture: number, surface: number, mirror: boolean): void {
  const wider = picture / surface
  let x = 1
  let y = 1
  if (fit === 'cover') {
    if (wider > 1) x = 1 / wider
    else y = wider
  } else if (fit === 'contain') {
    if (wider > 1) y = wider
    else x = 1 / wider
  }
  // Of a picture taller than the stage the upper part is kept rather than the middle: that is where faces are.
  const top = y < 1 ? UPPER * (1 - y) : 0.5 - y / 2
  out.set(mirror ? -x : x, y, 0.5 - (mirror ? -x : x) / 2, top)
}
