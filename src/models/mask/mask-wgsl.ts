// The dispatch before a masked painting: the mask at every size at which the net works, one under the other in one texture.
import type { Levels } from '../runtimes/fused/levels'
import { SAMPLE_PICTURE } from '../runtimes/fused/view-wgsl'

/** Bytes of the shader's Mask. */
export const MASK_BYTES = 32
/** Threads across and down a workgroup. */
export const MASK_TILE = 8

/** As `maskPlane` and `shrinkPlane` of mask-shape.ts; the drawing is interpolated by hand, to be the same to the last bit but one. */
export function maskWgsl(levels: Levels): string {
  const full = `levels[${levels.indexOf(1)}]`
  return `
struct Mask { kind: i32, edge: f32, width: f32, across: f32, down: f32, start: f32, invert: f32 }
@group(0) @binding(0) var<uniform> levels: array<vec4i, ${levels.length}>;
@group(0) @binding(1) var<uniform> shape: Mask;
@group(0) @binding(2) var drawing: texture_2d<f32>;
@group(0) @binding(3) var mask: texture_storage_2d<r32float, write>;
@group(1) @binding(0) var picture: texture_2d<f32>;
@group(1) @binding(1) var linear: sampler;
${SAMPLE_PICTURE(`${full}.xy`)}

fn drawnAt(x: i32, y: i32) -> f32 {
  let last = vec2i(textureDimensions(drawing)) - 1;
  return textureLoad(drawing, clamp(vec2i(x, y), vec2i(0), last), 0).r;
}

fn drawn(at: vec2f) -> f32 {
  let place = at * vec2f(textureDimensions(drawing)) - 0.5;
  let low = floor(place);
  let part = place - low;
  let x = i32(low.x);
  let y = i32(low.y);
  let upper = mix(drawnAt(x, y), drawnAt(x + 1, y), part.x);
  let lower = mix(drawnAt(x, y + 1), drawnAt(x + 1, y + 1), part.x);
  return mix(upper, lower, part.y);
}

fn maskOf(x: i32, y: i32) -> f32 {
  let at = (vec2f(vec2i(x, y)) + 0.5) / vec2f(${full}.xy);
  var m = 0f;
  if (shape.kind == 3) {
    m = drawn(at);
  } else {
    var field = length(vec2f(shape.across, shape.down) * (at - 0.5));
    if (shape.kind == 0) { field = 1 - dot(samplePicture(x, y), vec3f(0.2126, 0.7152, 0.0722)); }
    if (shape.kind == 1) { field = dot(vec2f(shape.across, shape.down), at) + shape.start; }
    let t = clamp((shape.edge - field) / shape.width, 0, 1);
    m = t * t * (3 - 2 * t);
  }
  return shape.invert + m * (1 - 2 * shape.invert);
}

@compute @workgroup_size(${MASK_TILE}, ${MASK_TILE})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let x = i32(id.x);
  let whole = ${full}.xy;
  for (var i = 0; i < ${levels.length}; i++) {
    let level = levels[i];
    let y = i32(id.y) - level.w;
    if (y < 0 || y >= level.y || x >= level.x) { continue; }
    let block = max(vec2i(1), whole / level.xy);
    let low = vec2i(x, y) * whole / level.xy;
    var sum = 0f;
    for (var b = 0; b < block.y; b++) {
      for (var a = 0; a < block.x; a++) { sum += maskOf(low.x + a, low.y + b); }
    }
    textureStore(mask, vec2i(id.xy), vec4f(sum / f32(block.x * block.y), 0, 0, 1));
  }
}`
}
