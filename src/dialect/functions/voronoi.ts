// voronoi: cells around wandering points, as of a leaf or of dried mud.
import type { Node } from 'three/webgpu'
import { bvec3, dot, float, floor, Fn, fract, select, sin, sqrt, vec2, vec3, vec4 } from 'three/tsl'
import { defineFunction } from '../function-record'
import type { BoolNode, FloatNode, Vec2Node, Vec3Node } from '../../stage/sampler'

/** The turn of a whole circle, to the digits the dialect knows. */
const TURN = 6.2831

/** Where the point of `cell` stands inside it. */
function pointOf(cell: Vec2Node, moved: FloatNode): Vec2Node {
  const seed = vec2(dot(cell, vec2(127.1, 311.7)), dot(cell, vec2(269.5, 183.3)))
  const hash = fract(sin(seed).mul(43758.5453))
  return sin(hash.mul(TURN).add(moved)).mul(0.5).add(0.5)
}

/** x, y: the nearest point, seen from the corner of its own cell; z: the square of the distance to it. */
const nearest = Fn(
  ([p, moved]: [Vec2Node, FloatNode]): Vec3Node => {
    const corner = floor(p).toConst()
    const inside = fract(p).toConst()
    let found: Vec3Node = vec3(0, 0, 100)
    for (let y = -1; y <= 1; y++) {
      for (let x = -1; x <= 1; x++) {
        const cell = vec2(x, y)
        const point = pointOf(corner.add(cell), moved).toConst()
        const way = point.add(cell).sub(inside).toConst()
        const square = dot(way, way).toConst()
        // Of three truths, so that it is a choice of numbers and no branch.
        const nearer = bvec3(square.lessThan(found.z)) as Node as BoolNode
        found = select(nearer, vec3(point, square), found).toConst()
      }
    }
    return found
  },
  {
    name: 'dialectNearest',
    type: 'vec3',
    inputs: [
      { name: 'p', type: 'vec2' },
      { name: 'moved', type: 'float' },
    ],
  },
)

export default defineFunction({
  name: 'voronoi',
  kind: 'src',
  doc: 'Cells around wandering points, each of a grey of its own.',
  example: 'voronoi(8, 0.3, 0.3)',
  args: {
    scale: { default: 5, min: 0, max: 50, help: 'How many cells fit across the stage.' },
    speed: { default: 0.3, min: 0, max: 5, help: 'How fast the points wander.' },
    blending: { default: 0.3, min: 0, max: 1, help: 'How much a cell darkens away from its point.' },
  },
  build: (st, { scale, speed, blending }, { time }) => {
    const found = nearest(st.mul(scale), time.mul(speed))
    const grey = dot(found.xy, vec2(0.3, 0.6)).mul(float(1).sub(blending.mul(sqrt(found.z))))
    return vec4(vec3(grey), 1)
  },
})
