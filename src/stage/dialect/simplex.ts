// 3-D simplex noise, -1..1, in the form of Ashima Arts: hashing by permutation polynomials, no table and no texture.
// Ian McEwan, David Sheets, Mark Richardson, Stefan Gustavson, "Efficient computational noise in GLSL", Journal of Graphics Tools 16(2), 2012.
import { abs, dot, floor, Fn, max, min, mod, step, vec3, vec4 } from 'three/tsl'
import type { FloatNode, Vec3Node, Vec4Node } from '../sampler'

/** x -> (34 x² + x) mod 289, a permutation of 0..288. */
function permuted(x: Vec4Node): Vec4Node {
  return mod(x.mul(34).add(1).mul(x), 289)
}

/** The scaling of four gradients to about unit length: 1/sqrt(r) by its Taylor series about 0.7. */
function unitScale(r: Vec4Node): Vec4Node {
  return r.mul(-0.85373472095314).add(1.79284291400159)
}

/** Noise at `p`; a function of its own in the shader, so that many calls cost little to compile. */
export const simplex = Fn(
  ([p]: [Vec3Node]): FloatNode => {
    // The cell of the skewed grid, and the four corners of the simplex in it.
    const cell = floor(p.add(dot(p, vec3(1 / 3)))).toVar()
    const x0 = p
      .sub(cell)
      .add(dot(cell, vec3(1 / 6)))
      .toVar()
    const g = step(x0.yzx, x0.xyz).toVar()
    const l = g.oneMinus().toVar()
    const i1 = min(g.xyz, l.zxy).toVar()
    const i2 = max(g.xyz, l.zxy).toVar()
    const x1 = x0
      .sub(i1)
      .add(1 / 6)
      .toVar()
    const x2 = x0
      .sub(i2)
      .add(1 / 3)
      .toVar()
    const x3 = x0.sub(1).add(0.5).toVar()

    const i = mod(cell, 289).toVar()
    const hz = permuted(vec4(0, i1.z, i2.z, 1).add(i.z))
    const hy = permuted(hz.add(vec4(0, i1.y, i2.y, 1)).add(i.y))
    const hash = permuted(hy.add(vec4(0, i1.x, i2.x, 1)).add(i.x)).toVar()

    // 7x7 points over a square, folded onto an octahedron.
    const j = hash.sub(floor(hash.div(49)).mul(49)).toVar()
    const column = floor(j.mul(1 / 7)).toVar()
    const row = floor(j.sub(column.mul(7)))
    const x = column
      .mul(2 / 7)
      .sub(13 / 14)
      .toVar()
    const y = row
      .mul(2 / 7)
      .sub(13 / 14)
      .toVar()
    const h = abs(x).oneMinus().sub(abs(y)).toVar()
    const b0 = vec4(x.xy, y.xy).toVar()
    const b1 = vec4(x.zw, y.zw).toVar()
    const s0 = floor(b0).mul(2).add(1)
    const s1 = floor(b1).mul(2).add(1)
    const fold = step(h, vec4(0)).negate()
    const a0 = b0.xzyw.add(s0.xzyw.mul(fold.xxyy)).toVar()
    const a1 = b1.xzyw.add(s1.xzyw.mul(fold.zzww)).toVar()
    const p0 = vec3(a0.xy, h.x).toVar()
    const p1 = vec3(a0.zw, h.y).toVar()
    const p2 = vec3(a1.xy, h.z).toVar()
    const p3 = vec3(a1.zw, h.w).toVar()
    const scale = unitScale(vec4(dot(p0, p0), dot(p1, p1), dot(p2, p2), dot(p3, p3))).toVar()

    const near = max(vec4(dot(x0, x0), dot(x1, x1), dot(x2, x2), dot(x3, x3)).negate().add(0.6), 0).toVar()
    const near2 = near.mul(near).toVar()
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
