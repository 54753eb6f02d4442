// Small pictures made large and large ones small, without steps and without losing what lies between the texels.
import { floor, fract, mix, vec2, vec4 } from 'three/tsl'
import type { FloatNode, Sampler, TextureSampler, Vec2Node, Vec4Node } from '../sampler'

/** The mean over a cell of size `cell` around a place: `taps` by `taps` bilinear fetches. */
export function meanOf(from: Sampler, st: Vec2Node, cell: Vec2Node, taps: number): Vec4Node {
  const fetched: Vec4Node[] = []
  for (let y = 0; y < taps; y++) {
    for (let x = 0; x < taps; x++) {
      fetched.push(from(st.add(cell.mul(vec2((x + 0.5) / taps - 0.5, (y + 0.5) / taps - 0.5)))))
    }
  }
  return sumOf(fetched).div(taps * taps)
}

/** Added in pairs: shader compilers give up on brackets that are nested a hundred deep. */
function sumOf([first, second, ...rest]: readonly Vec4Node[]): Vec4Node {
  if (!first) return vec4(0)
  if (!second) return first
  const half = Math.ceil(rest.length / 2)
  if (half === 0) return first.add(second)
  return sumOf([first, ...rest.slice(0, half)]).add(sumOf([second, ...rest.slice(half)]))
}

/**
 * A picture enlarged by cubic B-splines, smooth where bilinear enlargement shows its squares. Four bilinear fetches do the work of
 * sixteen: Sigg and Hadwiger, "Fast Third-Order Texture Filtering", GPU Gems 2, 2005.
 */
export function enlarged(from: TextureSampler, st: Vec2Node): Vec4Node {
  const place = st.div(from.texel).sub(0.5)
  const f = fract(place)
  const at = floor(place).add(0.5)
  const rest = f.oneMinus()
  const w0 = rest.mul(rest).mul(rest).div(6)
  const w3 = f.mul(f).mul(f).div(6)
  const w1 = f
    .mul(f)
    .mul(f.sub(2))
    .mul(0.5)
    .add(2 / 3)
  const w2 = w0.add(w1).add(w3).oneMinus()
  const before = w0.add(w1)
  const after = w2.add(w3)
  const near = at.sub(1).add(w1.div(before)).mul(from.texel)
  const far = at.add(1).add(w3.div(after)).mul(from.texel)
  const row = (y: FloatNode): Vec4Node => mix(from(vec2(near.x, y)), from(vec2(far.x, y)), after.x)
  return mix(row(near.y), row(far.y), after.y)
}

/** What B-splines will blur, sharpened beforehand, so that the enlarged picture goes through the values of the small one. */
export function presharpened(from: TextureSampler, st: Vec2Node): Vec4Node {
  const here = from(st)
  const at = (x: number, y: number): Vec4Node => from(st.add(from.texel.mul(vec2(x, y))))
  const sides = at(1, 0)
    .add(at(-1, 0))
    .add(at(0, 1))
    .add(at(0, -1))
    .mul(4 / 36)
  const corners = at(1, 1)
    .add(at(-1, 1))
    .add(at(1, -1))
    .add(at(-1, -1))
    .mul(1 / 36)
  return here
    .mul(2 - 16 / 36)
    .sub(sides)
    .sub(corners)
}
