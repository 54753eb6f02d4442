// The small dispatch after a pass whose picture is normed: one shader for every norm, since each compilation costs the start.
import type { Pixels } from '../../core/units'
import type { NormStep, Pass } from './fuse'
import type { PassCode } from './pass-wgsl'
import { corners, domain, sumsTile, type Tile } from './tile'
import { slicesOf } from './view'

const THREADS = 64

const write = (at: string, i: number): string => `    let at${i} = ${at};
    let scale${i} = style[at${i}] * root;
    norm[at${i}] = scale${i};
    norm[at${i} + shape.slices] = style[at${i} + shape.slices] - mean * scale${i};`

/** Merges a norm's sums into one scale and one shift a channel, or two of each; one workgroup a slice. */
const finish = (mixes: number): string => `
struct Shape { width: i32, height: i32, wide: i32, tall: i32, corners: i32, slices: i32, epsilon: f32 }
@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<storage, read> sums: array<vec4f>;
@group(0) @binding(2) var<storage, read> style: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> norm: array<vec4f>;
var<workgroup> lanes: array<vec4f, ${THREADS}>;

fn merged(mine: vec4f, thread: u32) -> vec4f {
  workgroupBarrier();
  lanes[thread] = mine;
  workgroupBarrier();
  var all = vec4f(0);
  for (var i = 0; i < ${THREADS}; i++) { all += lanes[i]; }
  return all;
}

@compute @workgroup_size(${THREADS})
fn main(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) id: vec3u) {
  let across = (shape.width + shape.wide - 1) / shape.wide;
  let tiles = across * ((shape.height + shape.tall - 1) / shape.tall);
  let parts = tiles * shape.corners;
  let pixels = f32(shape.width * shape.height * shape.corners);
  let slice = i32(id.x);
  let first = slice * parts;
  var total = vec4f(0);
  for (var i = i32(thread); i < parts; i += ${THREADS}) { total += sums[(first + i) * 2]; }
  let mean = merged(total, thread) / pixels;
  var away = vec4f(0);
  for (var i = i32(thread); i < parts; i += ${THREADS}) {
    let place = i % tiles;
    let wide = min(shape.wide, shape.width - place % across * shape.wide);
    let tall = min(shape.tall, shape.height - place / across * shape.tall);
    let count = f32(wide * tall);
    let apart = sums[(first + i) * 2] / count - mean;
    away += sums[(first + i) * 2 + 1] + count * apart * apart;
  }
  let variance = merged(away, thread) / pixels;
  if (thread == 0) {
    let root = inverseSqrt(variance + shape.epsilon);
${Array.from({ length: mixes }, (_, i) => write(`slice + ${i * 2} * shape.slices`, i)).join('\n')}
  }
}`

export const SHAPE_BYTES = 32

const FINISH = finish(1)
const FINISH_MASKED = finish(2)

export function finishCode({ index }: NormStep, masked = false): PassCode {
  const bound = [{ kind: 'shape', index }, { kind: 'sums' }, { kind: 'style', index }, { kind: 'norm', index }] as const
  return { wgsl: masked ? FINISH_MASKED : FINISH, bound, readsPicture: false, paints: false }
}

/** What the shader's Shape holds for a norm at a size. */
export function finishShape(pass: Pass, { layer }: NormStep, tile: Tile, width: Pixels, height: Pixels): ArrayBuffer {
  const { shrink } = domain(pass)
  const { wide, tall } = sumsTile(tile)
  const bytes = new ArrayBuffer(SHAPE_BYTES)
  new Int32Array(bytes).set([width / shrink, height / shrink, wide, tall, corners(pass), slicesOf(pass)])
  new Float32Array(bytes)[6] = layer.epsilon
  return bytes
}
