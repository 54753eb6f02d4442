// Draws one texture over the whole of another: mirrored if asked, and evenly averaged where it gets smaller.

/** Override `mirror`: 1 exchanges left and right. Four taps over the footprint of a pixel keep a 4K picture free of moiré at a third of its size. */
export const REDRAW_SHADER = /* wgsl */ `
override mirror: f32 = 0.0;

@group(0) @binding(0) var picture: texture_2d<f32>;
@group(0) @binding(1) var smooth_sampler: sampler;

struct Corner {
  @builtin(position) position: vec4f,
  @location(0) uv: vec2f,
}

@vertex fn corner(@builtin(vertex_index) i: u32) -> Corner {
  // One triangle over everything; row 0 of the picture stays at the top.
  let at = vec2f(f32((i << 1u) & 2u), f32(i & 2u));
  let x = select(at.x, 1.0 - at.x, mirror > 0.5);
  return Corner(vec4f(at.x * 2.0 - 1.0, 1.0 - at.y * 2.0, 0.0, 1.0), vec2f(x, at.y));
}

@fragment fn colour(in: Corner) -> @location(0) vec4f {
  let texel = 1.0 / vec2f(textureDimensions(picture));
  let footprint = vec2f(length(vec2f(dpdx(in.uv.x), dpdy(in.uv.x))), length(vec2f(dpdx(in.uv.y), dpdy(in.uv.y))));
  // At the same size the taps fall together on the middle of the texel, and nothing is blurred.
  let d = max(footprint - texel, vec2f(0.0)) * 0.25;
  let sum = textureSample(picture, smooth_sampler, in.uv + vec2f(-d.x, -d.y))
    + textureSample(picture, smooth_sampler, in.uv + vec2f(d.x, -d.y))
    + textureSample(picture, smooth_sampler, in.uv + vec2f(-d.x, d.y))
    + textureSample(picture, smooth_sampler, in.uv + vec2f(d.x, d.y));
  return vec4f(sum.rgb * 0.25, 1.0);
}
`
