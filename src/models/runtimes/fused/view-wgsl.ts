// WGSL that loads one pixel of a view: a small function for each thing that happens on the way in.
import type { NumberStore } from './precision'
import { levelOf, type Levels } from './levels'
import { slicesOf, type View } from './view'
import { GRAIN_WGSL } from '../../grain'

export interface ViewCode {
  /** Functions, and the variables that `perSlice` sets. */
  readonly functions: string
  /** Statements before the loads of one slice `s`: what is the same for all its pixels. */
  readonly perSlice: string
  /** vec4f: 4 channels of one pixel, inside of the picture. */
  load(slice: string, y: string, x: string): string
}

/** The names by which a view's buffers are bound. */
export interface Names {
  stored(id: number): string
  norm(index: number): string
  /** Norms have two scales and shifts, and a mask says how much of the second. */
  readonly masked: boolean
  /** What is below 0 is left out by a comparison and a choice instead of a maximum (`Tile.choosing`). */
  readonly choosing: boolean
}

export function viewCode(view: View, levels: Levels, store: NumberStore, names: Names): ViewCode {
  const writer = new ViewWriter(levels, store, names)
  const name = writer.write(view, true)
  return {
    functions: writer.functions.join('\n'),
    perSlice: writer.perSlice.join('\n'),
    load: (slice, y, x) => `${name}(${slice}, ${y}, ${x})`,
  }
}

const SLICE_AND_PLACE = 's: i32, y: i32, x: i32'

class ViewWriter {
  readonly functions: string[] = []
  readonly perSlice: string[] = []
  private count = 0

  constructor(
    private readonly levels: Levels,
    private readonly store: NumberStore,
    private readonly names: Names,
  ) {}

  /** @param steady the slice is the one of the loop, so what belongs to a slice is loaded once for all pixels */
  write(view: View, steady: boolean): string {
    const name = `load${this.count++}`
    const body = this.body(view, steady, name)
    this.functions.push(`fn ${name}(${SLICE_AND_PLACE}) -> vec4f {\n${body}\n}`)
    return name
  }

  private body(view: View, steady: boolean, name: string): string {
    switch (view.kind) {
      case 'picture':
        this.functions.push(SAMPLE_PICTURE(`levels[${levelOf(this.levels, view)}].xy`))
        if (view.grain === 0) return `  return vec4f(samplePicture(x, y) + ${literal(view.offset)}, 0);`
        this.functions.push(GRAIN_WGSL)
        return `  return vec4f(samplePicture(x, y) + (grainAt(x, y) * ${literal(view.grain)} + ${literal(view.offset)}), 0);`
      case 'stored': {
        const level = `levels[${levelOf(this.levels, view)}]`
        const pixels = this.names.stored(view.stored.id)
        if (!steady) return `  return ${this.store.load(`${pixels}[s * ${level}.z + y * ${level}.x + x]`)};`
        this.functions.push(`var<private> ${name}First: i32;`)
        this.perSlice.push(`    ${name}First = s * ${level}.z;`)
        return `  return ${this.store.load(`${pixels}[${name}First + y * ${level}.x + x]`)};`
      }
      case 'norm': {
        const inner = `${this.write(view.of, steady)}(s, y, x)`
        const norm = this.names.norm(view.norm)
        const [scale, shift] = [`${norm}[s]`, `${norm}[s + ${slicesOf(view)}]`]
        if (this.names.masked) return this.masked(view, steady, name, inner)
        if (!steady) return `  return ${inner} * ${scale} + ${shift};`
        this.functions.push(`var<private> ${name}Scale: vec4f;\nvar<private> ${name}Shift: vec4f;`)
        this.perSlice.push(`    ${name}Scale = ${scale};\n    ${name}Shift = ${shift};`)
        return `  return ${inner} * ${name}Scale + ${name}Shift;`
      }
      case 'activation':
        return `  let v = ${this.write(view.of, steady)}(s, y, x);\n  return ${activate(view, 'v', this.names.choosing)};`
      case 'add':
        return `  return ${view.all.map((part) => `${this.write(part, steady)}(s, y, x)`).join(' + ')};`
      case 'nearest':
        return `  return ${this.write(view.of, steady)}(s, y / ${view.factor}, x / ${view.factor});`
      case 'bilinear':
        return bilinear(this.write(view.of, steady), view.factor, `levels[${levelOf(this.levels, view.of)}].xy`)
      case 'depthToSpace':
        return depthToSpace(this.write(view.of, false), view.block, view.channels)
    }
  }

  private masked(view: View & { kind: 'norm' }, steady: boolean, name: string, inner: string): string {
    const norm = this.names.norm(view.norm)
    const slices = slicesOf(view)
    const [scale, shift, otherScale, otherShift] = [0, 1, 2, 3].map((i) => `${norm}[s + ${i * slices}]`)
    const level = `levels[${levelOf(this.levels, view)}]`
    const m = `textureLoad(mask, vec2i(x, ${level}.w + y), 0).r`
    const mixed = (a: string[]): string =>
      `  let m = ${m};\n  return ${inner} * mix(${a[0]}, ${a[2]}, m) + mix(${a[1]}, ${a[3]}, m);`
    if (!steady) return mixed([scale ?? '', shift ?? '', otherScale ?? '', otherShift ?? ''])
    const held = ['Scale', 'Shift', 'OtherScale', 'OtherShift'].map((part) => `${name}${part}`)
    this.functions.push(held.map((part) => `var<private> ${part}: vec4f;`).join('\n'))
    this.perSlice.push([scale, shift, otherScale, otherShift].map((from, i) => `    ${held[i]} = ${from};`).join('\n'))
    return mixed(held)
  }
}

/** Activation as an expression over `v`, a variable. */
export function activate(view: View, v: string, choosing: boolean): string {
  if (view.kind !== 'activation') throw new TypeError(`'${view.kind}' is no activation`)
  switch (view.op) {
    case 'relu':
      return choosing ? `select(vec4f(0), ${v}, ${v} > vec4f(0))` : `max(${v}, vec4f(0))`
    case 'relu6':
      return `clamp(${v}, vec4f(0), vec4f(6))`
    case 'leakyRelu':
      return `select(${v}, ${v} * ${literal(view.alpha)}, ${v} < vec4f(0))`
    case 'elu':
      return `select(${v}, exp(${v}) - 1, ${v} < vec4f(0))`
    case 'sigmoid':
      return `1 / (1 + exp(-${v}))`
    case 'tanh':
      // Some drivers compute it from exponentials that overflow; beyond 15 it is 1 in f32.
      return `tanh(clamp(${v}, vec4f(-15), vec4f(15)))`
  }
}

/** A float literal that WGSL takes as one. */
export function literal(value: number): string {
  const text = String(Math.fround(value))
  return `f32(${/[.e]/.test(text) ? text : `${text}.0`})`
}

function bilinear(inner: string, factor: number, size: string): string {
  return `  let place = max(vec2f(0), (vec2f(vec2i(x, y)) + 0.5) / ${literal(factor)} - 0.5);
  let low = vec2i(floor(place));
  let high = min(low + 1, ${size} - 1);
  let part = place - vec2f(low);
  let upper = mix(${inner}(s, low.y, low.x), ${inner}(s, low.y, high.x), part.x);
  let lower = mix(${inner}(s, high.y, low.x), ${inner}(s, high.y, high.x), part.x);
  return mix(upper, lower, part.y);`
}

/** TensorFlow's order: the channel of the small picture is (row in block, column in block, channel). */
function depthToSpace(inner: string, block: number, channels: number): string {
  const lines = [`  let first = ((y % ${block}) * ${block} + x % ${block}) * ${channels} + s * 4;`]
  if (channels % 4 === 0) return [...lines, `  return ${inner}(first / 4, y / ${block}, x / ${block});`].join('\n')
  lines.push('  var v = vec4f(0);')
  for (let k = 0; k < 4; k++) {
    const load = `${inner}((first + ${k}) / 4, y / ${block}, x / ${block})[(first + ${k}) % 4]`
    lines.push(`  if (s * 4 + ${k} < ${channels}) { v[${k}] = ${load}; }`)
  }
  return [...lines, '  return v;'].join('\n')
}

/** The mean of the area that a pixel covers; interpolated where the picture is enlarged. As in picture-passes.wgsl. */
export const SAMPLE_PICTURE = (size: string): string => `
fn samplePicture(x: i32, y: i32) -> vec3f {
  let size = ${size};
  let whole = vec2i(textureDimensions(picture));
  if (all(whole == size)) { return textureLoad(picture, vec2i(x, y), 0).rgb; }
  let given = vec2f(whole);
  let step = given / vec2f(size);
  let low = vec2f(vec2i(x, y)) * step;
  if (step.x < 1 || step.y < 1) {
    return textureSampleLevel(picture, linear, (low + 0.5 * step) / given, 0).rgb;
  }
  let high = min(low + step, given);
  var color = vec3f(0);
  var weights = 0.0;
  for (var row = floor(low.y); row < high.y; row += 1) {
    let tall = min(high.y, row + 1) - max(low.y, row);
    for (var column = floor(low.x); column < high.x; column += 1) {
      let weight = tall * (min(high.x, column + 1) - max(low.x, column));
      color += weight * textureLoad(picture, vec2u(vec2f(column, row)), 0).rgb;
      weights += weight;
    }
  }
  return color / weights;
}`
