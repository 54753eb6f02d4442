// Turning places about the middle and colours about grey: what several effects do.
import { cos, dot, float, mat3, sin, vec2, vec3 } from 'three/tsl'
import type { FloatNode, Vec2Node, Vec3Node } from './sampler'

export const TURN = 2 * Math.PI

/** How bright a colour looks: Rec. 709 weights, on the encoded values. */
export function luma(colour: Vec3Node): FloatNode {
  return dot(colour, vec3(0.2125, 0.7154, 0.0721))
}

/** `p` turned by `angle` radians, clockwise as seen (y points down). */
export function turned(p: Vec2Node, angle: FloatNode): Vec2Node {
  const c = cos(angle)
  const s = sin(angle)
  return vec2(p.x.mul(c).sub(p.y.mul(s)), p.x.mul(s).add(p.y.mul(c)))
}

/** The place seen from the middle in units of the stage's height, so that circles are round. */
export function centred(st: Vec2Node, aspect: FloatNode): Vec2Node {
  return st.sub(0.5).mul(vec2(aspect, 1))
}

/** The way back from `centred`. */
export function placed(p: Vec2Node, aspect: FloatNode): Vec2Node {
  return p.div(vec2(aspect, 1)).add(0.5)
}

/** A colour turned by `angle` radians about the axis of greys (Rodrigues' rotation): brightness and greys stay. */
export function hueTurned(colour: Vec3Node, angle: FloatNode): Vec3Node {
  const c = cos(angle)
  const third = float(1).sub(c).div(3)
  const s = sin(angle).mul(Math.sqrt(1 / 3))
  const on = c.add(third)
  return mat3(
    vec3(on, third.add(s), third.sub(s)),
    vec3(third.sub(s), on, third.add(s)),
    vec3(third.add(s), third.sub(s), on),
  ).mul(colour)
}
