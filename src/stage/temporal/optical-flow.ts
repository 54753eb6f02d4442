// Where every part of the picture has gone since it was painted: a coarse field of movement, bettered with every frame that comes.
import { abs, clamp, exp, float, length, max, min, smoothstep, vec2, vec4 } from 'three/tsl'
import type { FloatNode, Sampler, Vec2Node, Vec4Node } from '../sampler'
import { meanOf } from './smooth'

/** Cells along the longer side. Bodies and hands are larger; noise and strokes are smaller. */
export const CELLS = 48
/** How often the field is bettered with a new frame. */
export const STEPS = 3

/** Half the side of the window that a movement is looked for in, in cells. */
const REACH = 2
/** Where nothing can be told from the picture the field goes by its neighbours, and that is the more the flatter the picture. */
const FLAT = 0.003
/** The furthest that anything is followed, in st. */
const FURTHEST = 0.25
/** A step that is still a cell long differs as badly as this: it has found nothing yet. */
const ASTRAY = 0.08

/** Cells overlap a little, or their edges would be seen to move when nothing does. */
const OVERLAP = 1.6

/** What is compared: how bright a cell is, and how the brightness rises to the right and downward, for each cell of `cell` size. */
export function traceOf(fine: Sampler, st: Vec2Node, cell: Vec2Node): Vec4Node {
  const at = (x: number, y: number): FloatNode => meanOf(fine, st.add(cell.mul(vec2(x, y))), cell.mul(OVERLAP), 5).r
  const right = at(1, 0).sub(at(-1, 0)).mul(0.5)
  const down = at(0, 1).sub(at(0, -1)).mul(0.5)
  return vec4(at(0, 0), right, down, 1)
}

/**
 * One step of the search: what is at `st` now was at `st + (x, y)` of the result when it was painted; z is how badly the two still
 * differ, in brightness. Least squares over a window (Lucas and Kanade, "An Iterative Image Registration Technique", IJCAI 1981), drawn to the
 * mean of the neighbours where the picture is flat.
 */
export function movementOf(now: Sampler, then: Sampler, before: Sampler, st: Vec2Node, cell: Vec2Node): Vec4Node {
  const known = meanOf(before, st, cell.mul(3), 3).xy
  let xx: FloatNode = float(FLAT)
  let xy: FloatNode = float(0)
  let yy: FloatNode = float(FLAT)
  let ex: FloatNode = float(0)
  let ey: FloatNode = float(0)
  let off: FloatNode = float(0)
  let weights = 0
  for (let y = -REACH; y <= REACH; y++) {
    for (let x = -REACH; x <= REACH; x++) {
      const weight = Math.exp(-(x * x + y * y) / 4.5)
      const place = st.add(cell.mul(vec2(x, y)))
      const here = now(place)
      const error = here.r.sub(then(place.add(known)).r)
      xx = xx.add(here.g.mul(here.g).mul(weight))
      xy = xy.add(here.g.mul(here.b).mul(weight))
      yy = yy.add(here.b.mul(here.b).mul(weight))
      ex = ex.add(here.g.mul(error).mul(weight))
      ey = ey.add(here.b.mul(error).mul(weight))
      off = off.add(abs(error).mul(weight))
      weights += weight
    }
  }
  const scale = xx.mul(yy).sub(xy.mul(xy))
  const found = vec2(yy.mul(ex).sub(xy.mul(ey)), xx.mul(ey).sub(xy.mul(ex))).div(scale)
  // Never more than a cell at once: what is further away comes nearer step by step, or is something else.
  const held = found.mul(min(1, max(length(found), 1e-6).reciprocal()))
  const difference = off.div(weights).add(length(held).mul(ASTRAY))
  return vec4(clamp(known.add(held.mul(cell)), -FURTHEST, FURTHEST), difference, 1)
}

/** How much of a field is lost, 0..1, the mean over all of it: a cut, a flash, or a movement too fast for the frames that came. */
export function lossOf(field: Sampler): Vec4Node {
  const lost = (st: Vec2Node): Vec4Node => vec4(smoothstep(0.06, 0.12, field(st).z), 0, 0, 1)
  return meanOf(lost, vec2(0.5), vec2(1), 12)
}

/** Whether a field is to be followed at all: 1 while little of it is lost, 0 when half is. */
export function sureOf(loss: FloatNode): FloatNode {
  return smoothstep(0.25, 0.5, loss).oneMinus()
}

/** How much what is followed may be trusted at one place, 0..1, from how badly it differs. */
export function trustIn(difference: FloatNode): FloatNode {
  const d = difference.mul(14)
  return exp(d.mul(d).negate())
}
