// Outputs begin with their first row on both backends, so that a chain which reads one finds the texel it means: turning a place upside down and
// back, as WebGL's targets want it, rounds, and a place between two texels then falls on the wrong side.
import type { RenderTarget } from 'three/webgpu'
import { screenCoordinate, screenSize, vec2 } from 'three/tsl'
import type { Vec2Node } from '../sampler'

/** Where a pass that draws an output is, st: the middle of a pixel, (0, 0) the corner of the first one. */
export function firstRowSt(backend: 'webgpu' | 'webgl2'): Vec2Node {
  const { x, y } = screenCoordinate
  return vec2(x, backend === 'webgpu' ? y : screenSize.y.sub(y)).div(screenSize)
}

/** From now on `target` counts as drawn from its first row on. */
export function beginsAtFirstRow({ texture }: RenderTarget, begins = true): void {
  texture.userData['firstRow'] = begins
}
