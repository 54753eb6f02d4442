// What a chain is made of: a colour for every place of the picture, as a function that writes shader code.
import type { Node, TextureNode } from 'three/webgpu'

export type BoolNode = Node<'bool'>
export type FloatNode = Node<'float'>
export type Vec2Node = Node<'vec2'>
export type Vec3Node = Node<'vec3'>
export type Vec4Node = Node<'vec4'>

/**
 * The colour (RGBA, sRGB-encoded values) at `st`: 0..1 over the picture, (0, 0) the top left corner, y downward.
 * Called while the shader is written, once for every place where the colour is wanted.
 */
export type Sampler = (st: Vec2Node) => Vec4Node

/** A sampler that costs one texture fetch, so that asking it often is cheap. */
export interface TextureSampler extends Sampler {
  /** The size of one texel of it, in st. */
  readonly texel: Vec2Node
  /** The texture itself, for shader code that fetches from it where it likes. */
  readonly node?: TextureNode
}

export function isTextureSampler(sampler: Sampler): sampler is TextureSampler {
  return 'texel' in sampler
}
