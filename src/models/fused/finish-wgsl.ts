// WGSL of the small dispatch after a pass whose picture is normed.
import type { NormStep, Pass } from './fuse'
import { levelOf, type Levels, levelsWgsl } from './levels'
import { type Bound, corners, domain, type PassCode } from './pass-wgsl'
import type { Tile } from './tile'
import { slicesOf } from './view'
import { literal } from './view-wgsl'

const THREADS = 64

/** WGSL that merges a norm's sums into one scale and one shift a channel; one workgroup a slice. */
export function finishCode(pass: Pass, { layer, index }: NormStep, tile: Tile, levels: Levels): PassCode {
  const slices = slicesOf(pass)
  const wgsl = `
@group(0) @binding(0) ${levelsWgsl(levels)}
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
  let size = levels[${levelOf(levels, domain(pass))}];
  let across = (size.x + ${tile.wide - 1}) / ${tile.wide};
  let tiles = across * ((size.y + ${tile.tall - 1}) / ${tile.tall});
  let parts = tiles * ${corners(pass)};
  let pixels = f32(size.z * ${corners(pass)});
  let slice = i32(id.x);
  let first = slice * parts;
  var total = vec4f(0);
  for (var i = i32(thread); i < parts; i += ${THREADS}) { total += sums[(first + i) * 2]; }
  let mean = merged(total, thread) / pixels;
  var away = vec4f(0);
  for (var i = i32(thread); i < parts; i += ${THREADS}) {
    let place = i % tiles;
    let wide = min(${tile.wide}, size.x - place % across * ${tile.wide});
    let tall = min(${tile.tall}, size.y - place / across * ${tile.tall});
    let count = f32(wide * tall);
    let apart = sums[(first + i) * 2] / count - mean;
    away += sums[(first + i) * 2 + 1] + count * apart * apart;
  }
  let variance = merged(away, thread) / pixels;
  if (thread == 0) {
    let scale = style[slice] * inverseSqrt(variance + ${literal(layer.epsilon)});
    norm[slice] = scale;
    norm[slice + ${slices}] = style[slice + ${slices}] - mean * scale;
  }
}`
  const bound: Bound[] = [{ kind: 'levels' }, { kind: 'sums' }, { kind: 'style', index }, { kind: 'norm', index }]
  return { wgsl, bound, readsPicture: false, paints: false }
}
