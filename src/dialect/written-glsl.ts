// GLSL that performers bring along: what its bodies expect to find around them, in the names and the version they are written for.
import { code } from 'three/tsl'
import { Node, TextureNode, type NodeBuilder } from 'three/webgpu'

/** A texture as an argument of GLSL code, which fetches from it where it likes. */
class RawTexture extends Node {
  constructor(private readonly read: TextureNode) {
    super('sampler2D')
  }

  override generate(builder: NodeBuilder): string | null | undefined {
    return this.read.build(builder, 'property') as string
  }
}

/** The same arguments, with textures as GLSL takes them. */
export function rawTextures(nodes: Record<string, Node>): Record<string, Node> {
  const raw = (node: Node): Node => (node instanceof TextureNode ? new RawTexture(node) : node)
  return Object.fromEntries(Object.entries(nodes).map(([name, node]) => [name, raw(node)]))
}

/** The body in a block of its own, in which it may use the names of its arguments again. */
export function glslBody(text: string): string {
  const place = /\buv\b/.test(text) ? 'vec2 uv = gl_FragCoord.xy / resolution;\n' : ''
  return `${place}{\n${text.replace(/\btexture2D\s*\(/g, 'texture(')}\n}`
}

const LUMINANCE = `float _luminance(vec3 rgb) {
  return dot(rgb, vec3(0.2125, 0.7154, 0.0721));
}`

const TO_HSV = `vec3 _rgbToHsv(vec3 c) {
  vec4 p = mix(vec4(c.bg, -1.0, 2.0 / 3.0), vec4(c.gb, 0.0, -1.0 / 3.0), step(c.b, c.g));
  vec4 q = mix(vec4(p.xyw, c.r), vec4(c.r, p.yzx), step(p.x, c.r));
  float d = q.x - min(q.w, q.y);
  return vec3(abs(q.z + (q.w - q.y) / (6.0 * d + 1.0e-10)), d / (q.x + 1.0e-10), q.x);
}`

const FROM_HSV = `vec3 _hsvToRgb(vec3 c) {
  vec3 p = abs(fract(c.xxx + vec3(1.0, 2.0 / 3.0, 1.0 / 3.0)) * 6.0 - 3.0);
  return c.z * mix(vec3(1.0), clamp(p - 1.0, 0.0, 1.0), c.y);
}`

/** As simplex.ts has it; see there. */
const NOISE = `vec4 _permuted(vec4 x) {
  return mod((x * 34.0 + 1.0) * x, 289.0);
}
float _noise(vec3 p) {
  vec3 cell = floor(p + dot(p, vec3(1.0 / 3.0)));
  vec3 x0 = p - cell + dot(cell, vec3(1.0 / 6.0));
  vec3 g = step(x0.yzx, x0.xyz);
  vec3 l = 1.0 - g;
  vec3 i1 = min(g.xyz, l.zxy);
  vec3 i2 = max(g.xyz, l.zxy);
  vec3 x1 = x0 - i1 + 1.0 / 6.0;
  vec3 x2 = x0 - i2 + 1.0 / 3.0;
  vec3 x3 = x0 - 1.0 + 0.5;
  vec3 i = mod(cell, 289.0);
  vec4 hz = _permuted(vec4(0.0, i1.z, i2.z, 1.0) + i.z);
  vec4 hy = _permuted(hz + vec4(0.0, i1.y, i2.y, 1.0) + i.y);
  vec4 hash = _permuted(hy + vec4(0.0, i1.x, i2.x, 1.0) + i.x);
  vec4 j = hash - floor(hash / 49.0) * 49.0;
  vec4 column = floor(j * (1.0 / 7.0));
  vec4 x = column * (2.0 / 7.0) - 13.0 / 14.0;
  vec4 y = floor(j - column * 7.0) * (2.0 / 7.0) - 13.0 / 14.0;
  vec4 h = 1.0 - abs(x) - abs(y);
  vec4 b0 = vec4(x.xy, y.xy);
  vec4 b1 = vec4(x.zw, y.zw);
  vec4 s0 = floor(b0) * 2.0 + 1.0;
  vec4 s1 = floor(b1) * 2.0 + 1.0;
  vec4 fold = -step(h, vec4(0.0));
  vec4 a0 = b0.xzyw + s0.xzyw * fold.xxyy;
  vec4 a1 = b1.xzyw + s1.xzyw * fold.zzww;
  vec3 p0 = vec3(a0.xy, h.x);
  vec3 p1 = vec3(a0.zw, h.y);
  vec3 p2 = vec3(a1.xy, h.z);
  vec3 p3 = vec3(a1.zw, h.w);
  vec4 r = vec4(dot(p0, p0), dot(p1, p1), dot(p2, p2), dot(p3, p3));
  vec4 unit = r * -0.85373472095314 + 1.79284291400159;
  vec4 near = max(0.6 - vec4(dot(x0, x0), dot(x1, x1), dot(x2, x2), dot(x3, x3)), 0.0);
  near = near * near;
  vec4 along = vec4(dot(p0 * unit.x, x0), dot(p1 * unit.y, x1), dot(p2 * unit.z, x2), dot(p3 * unit.w, x3));
  return 42.0 * dot(near * near, along);
}`

const HELPERS = Object.entries({ _luminance: LUMINANCE, _rgbToHsv: TO_HSV, _hsvToRgb: FROM_HSV, _noise: NOISE }).map(
  ([name, text]) => ({ name: new RegExp(`\\b${name}\\b`), text, code: code(text, [], 'glsl') }),
)

/** The helpers that a body calls. */
export function glslHelpers(text: string): ReturnType<typeof code>[] {
  return HELPERS.filter(({ name }) => name.test(text)).map((helper) => helper.code)
}

/** The same as text. */
export function glslLibrary(body: string): string[] {
  return HELPERS.filter(({ name }) => name.test(body)).map(({ text }) => text)
}

/** A function in GLSL that is to play on WebGPU. */
export interface GlslFunction {
  readonly name: string
  readonly type: string
  /** Name and type of each, in order. */
  readonly params: Readonly<Record<string, string>>
  readonly body: string
  /** What the body calls. */
  readonly library: readonly string[]
}

/** Says it in WGSL, the arguments with `p_` before their names. @throws {Error} what cannot be said */
export type ToWgsl = (glsl: GlslFunction) => { readonly code: string; readonly beside: readonly string[] }
