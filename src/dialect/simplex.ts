// 3-D simplex noise, -1..1, in the form of Ashima Arts: hashing by permutation polynomials, no table and no texture.
// Ian McEwan, David Sheets, Mark Richardson, Stefan Gustavson, "Efficient computational noise in GLSL", Journal of Graphics Tools 16(2), 2012.
import { abs, dot, floor, Fn, mod, step, vec3, vec4 } from 'three/tsl'
import type { FloatNode, Vec3Node, Vec4Node } from '../stage/sampler'
import { atLeast } from './shapes'

/** (34 x² + x): modulo 289 a permutation of 0..288. */
function scattered(x: Vec4Node): Vec4Node {
  return x.mul(34).add(1).mul(x)
}

/**
 * x less what 289 goes into it. A multiplication in the place of a division, which takes a processor several times as long, may give -1 for 288
 * or 289 for 0: the same to whatever is taken modulo 289 in the end.
 */
function nearly(x: Vec4Node): Vec4Node {
  return x.sub(floor(x.mul(1 / 289)).mul(289))
}

/** The scaling of four gradients to about unit length: 1/sqrt(r) by its Taylor series about 0.7. */
function unitScale(r: Vec4Node): Vec4Node {
  return r.mul(-0.85373472095314).add(1.79284291400159)
}

/** Noise at `p`; a function of its own in the shader, so that many calls cost little to compile. */
export const simplex = Fn(
  ([p]: [Vec3Node]): FloatNode => {
    // The cell of the skewed grid, and the four corners of the simplex in it.
    const cell = floor(p.add(dot(p, vec3(1 / 3)))).toConst()
    const x0 = p
      .sub(cell)
      .add(dot(cell, vec3(1 / 6)))
      .toConst()
    const g = step(x0.yzx, x0.xyz).toConst()
    const l = g.oneMinus().toConst()
    // Of noughts and ones: the smaller is the product, the larger what is left of the sum.
    const i1 = g.xyz.mul(l.zxy).toConst()
    const i2 = g.xyz.add(l.zxy).sub(i1).toConst()
    const x1 = x0
      .sub(i1)
      .add(1 / 6)
      .toConst()
    const x2 = x0
      .sub(i2)
      .add(1 / 3)
      .toConst()
    const x3 = x0.sub(1).add(0.5).toConst()

    const i = nearly(vec4(cell, 0)).toConst()
    const hz = nearly(scattered(vec4(0, i1.z, i2.z, 1).add(i.z)).toConst())
    const hy = nearly(scattered(hz.add(vec4(0, i1.y, i2.y, 1)).add(i.y)).toConst())
    const hash = mod(scattered(hy.add(vec4(0, i1.x, i2.x, 1)).add(i.x)), 289).toConst()

    // 7x7 points over a square, folded onto an octahedron.
    const j = hash.sub(floor(hash.add(0.5).mul(1 / 49)).mul(49)).toConst()
    const column = floor(j.mul(1 / 7)).toConst()
    const row = floor(j.sub(column.mul(7)))
    const x = column
      .mul(2 / 7)
      .sub(13 / 14)
      .toConst()
    const y = row
      .mul(2 / 7)
      .sub(13 / 14)
      .toConst()
    const h = abs(x).oneMinus().sub(abs(y)).toConst()
    const b0 = vec4(x.xy, y.xy).toConst()
    const b1 = vec4(x.zw, y.zw).toConst()
    const s0 = floor(b0).mul(2).add(1)
    const s1 = floor(b1).mul(2).add(1)
    const fold = step(h, vec4(0)).negate()
    const a0 = b0.xzyw.add(s0.xzyw.mul(fold.xxyy)).toConst()
    const a1 = b1.xzyw.add(s1.xzyw.mul(fold.zzww)).toConst()
    const p0 = vec3(a0.xy, h.x).toConst()
    const p1 = vec3(a0.zw, h.y).toConst()
    const p2 = vec3(a1.xy, h.z).toConst()
    const p3 = vec3(a1.zw, h.w).toConst()
    const scale = unitScale(vec4(dot(p0, p0), dot(p1, p1), dot(p2, p2), dot(p3, p3))).toConst()

    const near = atLeast(vec4(dot(x0, x0), dot(x1, x1), dot(x2, x2), dot(x3, x3)).negate().add(0.6), vec4(0)).toConst()
    const near2 = near.mul(near).toConst()
    const along = vec4(
      dot(p0.mul(scale.x), x0),
      dot(p1.mul(scale.y), x1),
      dot(p2.mul(scale.z), x2),
      dot(p3.mul(scale.w), x3),
    )
    return dot(near2.mul(near2), along).mul(42)
  },
  { name: 'dialectSimplex', type: 'float', inputs: [{ name: 'p', type: 'vec3' }] },
)
