// Mathematics that several functions of the dialect share, written out so that both backends give the same where the built-in ones differ.
import type { Node } from 'three/webgpu'
import { abs, clamp, floor, fract, mat2, min, mod, select, step, vec2, vec3, vec4, mix, cos, sin, dot } from 'three/tsl'
import type { BoolNode, FloatNode, Vec2Node, Vec3Node, Vec4Node } from '../stage/sampler'

/** Half a turn, to the digits the dialect knows. */
export const HALF_TURN = 31416 / 10_000

/** The built-in smoothstep is undefined where the edges are equal or exchanged; this is its formula everywhere. */
export function smooth(from: FloatNode, to: FloatNode, x: FloatNode): FloatNode {
  const t = clamp(x.sub(from).div(to.sub(from)), 0, 1)
  return t.mul(t).mul(t.mul(-2).add(3))
}

/**
 * The larger of two, and `least` in the place of what is no number: a comparison and a choice. WGSL's own max, min and clamp take a software GPU
 * three times as long, for what they promise about NaN; on a real one the difference should be an instruction.
 */
export const atLeast = choice((v, least) => v.greaterThan(least))

/** The smaller of two, as `atLeast`. */
export const atMost = choice((v, most) => v.lessThan(most))

function choice(holds: (v: Vec4Node, bound: Vec4Node) => Node): <T extends Vec3Node | Vec4Node>(v: T, bound: T) => T {
  return (v, bound) => {
    const chosen: Node = select(holds(v as Node as Vec4Node, bound as Node as Vec4Node) as BoolNode, v, bound)
    return chosen as typeof v
  }
}

/** How bright a colour is, on the encoded values. */
export function luminance(rgb: Vec3Node): FloatNode {
  return dot(rgb, vec3(0.2125, 0.7154, 0.0721))
}

export function rotated(st: Vec2Node, angle: FloatNode): Vec2Node {
  return turned(st, cos(angle), sin(angle))
}

/** About the middle, by the angle that has this cosine and sine. */
export function turned(st: Vec2Node, c: FloatNode, s: FloatNode): Vec2Node {
  return mat2(c, s.negate(), s, c).mul(st.sub(0.5)).add(0.5)
}

export function pixelated(st: Vec2Node, count: Vec2Node): Vec2Node {
  return floor(st.mul(count)).add(0.5).div(count)
}

/** 1 in every second cell along `x`, 0 in the others. */
export function odd(x: FloatNode): FloatNode {
  return step(1, mod(x, 2))
}

/** The angle of one of so many equal slices of the circle. */
export function sliceOf(sides: FloatNode): FloatNode {
  return sides.reciprocal().mul(2 * HALF_TURN)
}

/** Folds the circle into mirrored slices; `radius` gives what the distance from the middle becomes. */
export function folded(st: Vec2Node, slice: FloatNode, radius: (r: FloatNode) => FloatNode): Vec2Node {
  const p = st.sub(0.5)
  const a = abs(mod(p.y.atan(p.x), slice).sub(slice.mul(0.5)))
  return vec2(cos(a), sin(a)).mul(radius(p.length()))
}

/** Hue, saturation and value of a colour, without branches (Sam Hocevar's form). */
export function toHsv(c: Vec3Node): Vec3Node {
  const p = mix(vec4(c.b, c.g, -1, 2 / 3), vec4(c.g, c.b, 0, -1 / 3), step(c.b, c.g))
  const q = mix(vec4(p.x, p.y, p.w, c.r), vec4(c.r, p.y, p.z, p.x), step(p.x, c.r))
  const d = q.x.sub(min(q.w, q.y))
  const tiny = 1e-10
  return vec3(abs(q.z.add(q.w.sub(q.y).div(d.mul(6).add(tiny)))), d.div(q.x.add(tiny)), q.x)
}

export function fromHsv(c: Vec3Node): Vec3Node {
  const p = abs(
    fract(vec3(c.x).add(vec3(1, 2 / 3, 1 / 3)))
      .mul(6)
      .sub(3),
  )
  return mix(vec3(1), atMost(atLeast(p.sub(1), vec3(0)), vec3(1)), c.y).mul(c.z)
}

/** An argument that scales a channel: above 0 the channel itself, below 0 what is missing of it. */
export function tinted(c: Vec4Node, k: Vec4Node): Vec4Node {
  const positive = step(vec4(0), k)
  return mix(c.oneMinus().mul(abs(k)), c.mul(k), positive)
}
