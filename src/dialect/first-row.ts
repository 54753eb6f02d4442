// Outputs begin with their first row on both backends, so that a chain which reads one finds the texel it means: turning a place upside down and
// back, as WebGL's targets want it, rounds, and a place between two texels then falls on the wrong side.
import { TextureNode, type Node, type RenderTarget } from 'three/webgpu'
import { expression, screenCoordinate, screenSize } from 'three/tsl'
import type { Vec2Node } from '../stage/sampler'

/** Where a pass that draws an output is, st: the middle of a pixel, (0, 0) the corner of the first one. */
export function firstRowSt(backend: 'webgpu' | 'webgl2'): Vec2Node {
  // WebGL counts its rows from the first; three would turn them round.
  const pixel = backend === 'webgpu' ? screenCoordinate : (expression('gl_FragCoord.xy', 'vec2') as Node as Vec2Node)
  return pixel.div(screenSize)
}

class FirstRowNode extends TextureNode {
  /** Where three.js turns the place for WebGL's targets, if need be. */
  setupUV(_: unknown, st: Node): Node {
    return st
  }
}

/** As `textureSlot`, of targets that all begin with their first row. */
export function firstRowSlot({ texture }: RenderTarget): TextureNode {
  const node = new FirstRowNode(texture)
  node.mergeable = false
  return node
}

/** From now on `target` counts as drawn from its first row on. */
export function beginsAtFirstRow({ texture }: RenderTarget, begins = true): void {
  texture.userData['firstRow'] = begins
}
