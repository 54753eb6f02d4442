// Between pictures and the numbers of a model: texture to NHWC floats, NHWC floats to texture, texture to canvas.

struct Size { width: u32, height: u32 }

@group(0) @binding(0) var source: texture_2d<f32>;
@group(0) @binding(1) var linear: sampler;
@group(0) @binding(2) var<uniform> size: Size;
@group(0) @binding(3) var<storage, read_write> numbers: array<f32>;

// The whole picture scaled to the model's size: each pixel is the mean of the area it covers; enlarged, it is interpolated.
@compute @workgroup_size(8, 8)
fn pictureToNumbers(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= size.width || id.y >= size.height) { return; }
  let given = vec2f(textureDimensions(source));
  let step = given / vec2f(f32(size.width), f32(size.height));
  let low = vec2f(id.xy) * step;
  var color = vec3f(0);
  if (step.x < 1 || step.y < 1) {
    color = textureSampleLevel(source, linear, (low + 0.5 * step) / given, 0).rgb;
  } else {
    let high = min(low + step, given);
    var weights = 0.0;
    for (var y = floor(low.y); y < high.y; y += 1) {
      let tall = min(high.y, y + 1) - max(low.y, y);
      for (var x = floor(low.x); x < high.x; x += 1) {
        let weight = tall * (min(high.x, x + 1) - max(low.x, x));
        color += weight * textureLoad(source, vec2u(vec2f(x, y)), 0).rgb;
        weights += weight;
      }
    }
    color /= weights;
  }
  let at = (id.y * size.width + id.x) * 3;
  numbers[at] = color.r;
  numbers[at + 1] = color.g;
  numbers[at + 2] = color.b;
}

@group(0) @binding(4) var<storage, read> painted: array<f32>;
@group(0) @binding(5) var painting: texture_storage_2d<rgba8unorm, write>;

@compute @workgroup_size(8, 8)
fn numbersToPicture(@builtin(global_invocation_id) id: vec3u) {
  let size = textureDimensions(painting);
  if (id.x >= size.x || id.y >= size.y) { return; }
  let at = (id.y * size.x + id.x) * 3;
  let color = vec3f(painted[at], painted[at + 1], painted[at + 2]);
  textureStore(painting, id.xy, vec4f(clamp(color, vec3f(0), vec3f(1)), 1));
}

struct Corner { @builtin(position) position: vec4f, @location(0) uv: vec2f }

@vertex
fn wholeCanvas(@builtin(vertex_index) index: u32) -> Corner {
  let uv = vec2f(f32((index << 1) & 2), f32(index & 2));
  return Corner(vec4f(uv.x * 2 - 1, 1 - uv.y * 2, 0, 1), uv);
}

@fragment
fn showPicture(corner: Corner) -> @location(0) vec4f {
  return vec4f(textureSampleLevel(source, linear, corner.uv, 0).rgb, 1);
}
