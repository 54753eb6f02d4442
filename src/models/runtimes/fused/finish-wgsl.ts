// The small dispatch after a pass whose picture is normed: one shader for every norm, since each compilation costs the start.
import type { Pixels } from '../../../core/units'
import type { NormStep, Pass } from './fuse'
import type { PassCode } from './pass-wgsl'
import { corners, domain, sumsTile, type Tile } from './tile'
import { firstOf } from './tile-wgsl'
import { slicesOf } from './view'

const THREADS = 64

const write = (at: string, i: number): string => `    let at${i} = ${at};
    let scale${i} = style[at${i}] * root;
    norm[at${i}] = scale${i};
    norm[at${i} + shape.slices] = style[at${i} + shape.slices] - mean * scale${i};`

/** Merges a norm's sums into one scale and one shift a channel, or two of each; one workgroup a slice. */
const finish = (mixes: number): string => `
struct Shape { width: i32, height: i32, wide: i32, tall: i32, corners: i32, slices: i32, epsilon: f32, apart: i32 }
@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<storage, read> sums: array<vec4f>;
@group(0) @binding(2) var<storage, read> style: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> norm: array<vec4f>;
var<workgroup> lanes: array<vec4f, ${THREADS}>;

fn blocks(side: i32, count: i32) -> i32 {
  let span = count * shape.apart;
  return shape.apart * ((side + span - 1) / span);
}

/** Pixels of a side that are in block \`index\`. */
fn held(index: i32, side: i32, count: i32) -> i32 {
  let first = ${firstOf('index', 'count', 'shape.apart')};
  return clamp((side - first + shape.apart - 1) / shape.apart, 0, count);
}

fn countOf(part: i32, across: i32, tiles: i32) -> f32 {
  let place = part % tiles;
  return f32(held(place % across, shape.width, shape.wide) * held(place / across, shape.height, shape.tall));
}

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
  let across = blocks(shape.width, shape.wide);
  let tiles = across * blocks(shape.height, shape.tall);
  let parts = tiles * shape.corners;
  let pixels = f32(shape.width * shape.height * shape.corners);
  let slice = i32(id.x);
  let first = slice * parts;
  var total = vec4f(0);
  for (var i = i32(thread); i < parts; i += ${THREADS}) {
    // A block without a pixel was never written.
    if (countOf(i, across, tiles) > 0) { total += sums[(first + i) * 2]; }
  }
  let mean = merged(total, thread) / pixels;
  var away = vec4f(0);
  for (var i = i32(thread); i < parts; i += ${THREADS}) {
    let count = countOf(i, across, tiles);
    if (count == 0) { continue; }
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
  const { wide, tall, apart } = sumsTile(tile)
  const bytes = new ArrayBuffer(SHAPE_BYTES)
  new Int32Array(bytes).set([width / shrink, height / shrink, wide, tall, corners(pass), slicesOf(pass)])
  new Float32Array(bytes)[6] = layer.epsilon
  new Int32Array(bytes)[7] = apart
  return bytes
}
