// A smaller, soft copy of a picture: the base of glows, and of displacement that bends instead of tearing.
import { vec2 } from 'three/tsl'
import type { EffectContext } from './effect'
import type { TextureSampler, Vec4Node } from './sampler'

/** `from` drawn at `scale` of the stage's size through a round window of nine bilinear fetches, five texels wide. */
export function softened(context: EffectContext, label: string, from: TextureSampler, scale: number): TextureSampler {
  return context.pass(
    label,
    (st) => {
      const at = (x: number, y: number): Vec4Node => from(st.add(from.texel.mul(vec2(x, y))))
      const corners = at(1.5, 1.5).add(at(-1.5, 1.5)).add(at(1.5, -1.5)).add(at(-1.5, -1.5))
      const sides = at(2.5, 0).add(at(-2.5, 0)).add(at(0, 2.5)).add(at(0, -2.5))
      return corners.mul(0.15).add(sides.mul(0.05)).add(at(0, 0).mul(0.2))
    },
    { scale },
  )
}
