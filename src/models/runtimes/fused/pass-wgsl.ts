// WGSL of one pass: straight-line code for every tap, pixel and output slice of a thread, one loop over input slices.
import type { Pass } from './fuse'
import { levelOf, type Levels, levelsWgsl } from './levels'
import { type NumberStore, weightElement } from './precision'
import { packedCount } from './pack'
import { sumsCode, gatherCode } from './sums-wgsl'
import { corners, domain, type Tile, WORKGROUP } from './tile'
import { eachOf, firstOf, inside, spread, sum, value } from './tile-wgsl'
import { normsIn, readsPicture, slicesOf, storedIn, within } from './view'
import { activate, type Names, viewCode } from './view-wgsl'

/** What is bound at a place of group 0. */
export type Bound =
  | { readonly kind: 'levels' | 'weights' | 'sums' | 'mask' }
  | { readonly kind: 'stored'; readonly id: number }
  | { readonly kind: 'norm' | 'style' | 'shape'; readonly index: number }

export interface PassCode {
  readonly wgsl: string
  /** Group 0, by binding. */
  readonly bound: readonly Bound[]
  /** Group 1: picture 0, sampler 1, painting 2. */
  readonly readsPicture: boolean
  readonly paints: boolean
}

/** Views whose load is more than a few statements. */
const LONG: ReadonlySet<string> = new Set(['picture', 'bilinear', 'depthToSpace'])

/** @param masked its norms are those of two mixes, and a mask says which */
export function passCode(pass: Pass, tile: Tile, levels: Levels, store: NumberStore, masked = false): PassCode {
  const bindings = new Bindings()
  bindings.add({ kind: 'levels' }, levelsWgsl(levels))
  const names: Names = {
    stored: (id) => `stored${id}`,
    norm: (index) => `norm${index}`,
    masked,
    choosing: tile.choosing,
  }
  // Named by their order, so that layers of one shape share one shader.
  const stored = storedIn(pass.source)
  const norms = normsIn(pass.source)
  names.stored = (id) => `stored${stored.findIndex((s) => s.id === id)}`
  names.norm = (index) => `norm${norms.indexOf(index)}`
  for (const { id } of stored)
    bindings.add({ kind: 'stored', id }, `var<storage, read> ${names.stored(id)}: array<${store.type}>;`)
  for (const index of norms)
    bindings.add({ kind: 'norm', index }, `var<storage, read> ${names.norm(index)}: array<vec4f>;`)
  if (pass.layer) {
    // Of a known size, so that no load has to ask how many there are.
    const elements = `array<${weightElement(store, pass).type}, ${packedCount(pass)}>`
    bindings.add({ kind: 'weights' }, `var<storage, read> weights: ${elements};`)
  }
  const { target, side } = pass
  if (target) bindings.add({ kind: 'stored', id: target.id }, `var<storage, read_write> made: array<${store.type}>;`)
  if (side) bindings.add({ kind: 'stored', id: side.id }, `var<storage, read_write> side: array<${store.type}>;`)
  if (pass.norms.length > 0) bindings.add({ kind: 'sums' }, 'var<storage, read_write> sums: array<vec4f>;')
  if (masked && norms.length > 0) bindings.add({ kind: 'mask' }, 'var mask: texture_2d<f32>;')
  const view = viewCode(pass.source, levels, store, names)
  const fromPicture = readsPicture(pass.source)
  const wgsl = [
    store.enable,
    store.functions,
    bindings.lines.join('\n'),
    fromPicture
      ? '@group(1) @binding(0) var picture: texture_2d<f32>;\n@group(1) @binding(1) var linear: sampler;'
      : '',
    target ? '' : '@group(1) @binding(2) var painting: texture_storage_2d<rgba8unorm, write>;',
    view.functions,
    new PassWriter(pass, tile, levels, store).main(view),
  ]
  return { wgsl: wgsl.filter(Boolean).join('\n'), bound: bindings.bound, readsPicture: fromPicture, paints: !target }
}

class Bindings {
  readonly bound: Bound[] = []
  readonly lines: string[] = []

  add(bound: Bound, declaration: string): void {
    this.lines.push(`@group(0) @binding(${this.bound.length}) ${declaration}`)
    this.bound.push(bound)
  }
}

class PassWriter {
  private readonly groups: number
  private readonly inputs: number
  private readonly kernel: number
  private readonly stride: number
  private readonly edge: number
  /** A row of taps at a time, in a loop over `a`; else all taps are written out. */
  private readonly rolled: boolean
  /** A row of taps reads the rows of the one before, moved on by one, and one more: only that is loaded. */
  private readonly slides: boolean
  private readonly weights: ReturnType<typeof weightElement>

  constructor(
    private readonly pass: Pass,
    private readonly tile: Tile,
    private readonly levels: Levels,
    private readonly store: NumberStore,
  ) {
    this.groups = slicesOf(pass) / tile.slices
    this.inputs = slicesOf(pass.source)
    this.kernel = pass.folded ? 2 : (pass.layer?.kernel ?? 1)
    this.stride = pass.layer?.stride ?? 1
    this.edge = pass.folded ? 1 : (this.kernel - 1) / 2
    this.rolled = tile.rolled
    this.slides = tile.rolled && this.stride === 1 && ![...within(pass.source)].some((v) => LONG.has(v.kind))
    this.weights = weightElement(store, pass)
  }

  main(view: { readonly perSlice: string; load(slice: string, y: string, x: string): string }): string {
    const { pass, tile } = this
    const conv = pass.kind === 'conv'
    const gathers = tile.gathered && pass.norms.length > 0
    return `${gathers ? gatherCode(tile) : ''}
@compute @workgroup_size(${WORKGROUP}, ${WORKGROUP})
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(local_invocation_index) thread: u32) {
  let size = levels[${levelOf(this.levels, domain(pass))}].xy;
  let given = levels[${levelOf(this.levels, pass.source)}];
${pass.spreads ? `  let apart = i32(${this.weights.load(`weights[${packedCount(pass) - 1}]`)}.x);` : ''}
  let x0 = ${firstOf('i32(id.x)', tile.wide, pass.spreads ? 'apart' : null)};
  let y0 = ${firstOf('i32(id.y)', tile.tall, pass.spreads ? 'apart' : null)};
${gathers ? '' : '  if (x0 >= size.x || y0 >= size.y) { return; }'}
  let group = i32(id.z) % ${this.groups};
  let corner = i32(id.z) / ${this.groups};
${this.places()}
${this.each((i, j, o) => `  var ${sum(i, j, o)} = ${this.start(o)};`)}
${conv ? `  for (var s = 0; s < ${this.inputs}; s++) {` : '  {\n    let s = group;'}
${view.perSlice}
${this.slides ? this.firstRows(view.load) : ''}
${this.rolled ? `    for (var a = 0; a < ${this.kernel}; a++) {` : ''}
${this.loads(view.load)}
${this.keep()}
${pass.kind === 'copy' ? this.each((i, j, o) => `    ${sum(i, j, o)} = ${value(i, j)};`) : this.products()}
${this.rolled ? '    }' : ''}
  }
${pass.norms.length > 0 ? sumsCode(pass, tile, this.store) : ''}
${this.write()}
}`
  }

  private get taps(): number {
    return this.kernel * this.kernel
  }

  /** Rows and columns that a thread loads, edges repeated. */
  private places(): string {
    const { tile, pass, stride, kernel } = this
    const lines: string[] = []
    for (const [axis, count] of [
      ['y', tile.tall],
      ['x', tile.wide],
    ] as const) {
      const side = `given.${axis}`
      if (axis === 'y' && this.rolled) continue
      for (let i = 0; i < (count - 1) * stride + kernel; i++) {
        const raw = this.place(axis, i)
        if (pass.layer?.pad === 'zero') {
          lines.push(`  let ${axis}in${i} = ${raw} >= 0 && ${raw} < ${side};`)
        }
        lines.push(`  let ${axis}at${i} = clamp(${raw}, 0, ${side} - 1);`)
      }
    }
    return lines.join('\n')
  }

  private start(o: number): string {
    const { pass, tile, groups } = this
    if (!pass.layer?.bias) return 'vec4f(0)'
    const perGroup = pass.kind === 'conv' ? this.inputs * this.taps * tile.slices * 4 : this.taps
    return this.weights.load(`weights[${corners(pass) * groups * perGroup} + group * ${tile.slices} + ${o}]`)
  }

  private loads(load: (slice: string, y: string, x: string) => string): string {
    const { tile, stride, kernel, pass, rolled } = this
    const rows = rolled ? tile.tall : (tile.tall - 1) * stride + kernel
    const columns = (tile.wide - 1) * stride + kernel
    const zero = pass.layer?.pad === 'zero'
    const lines: string[] = []
    // A long way in is written once and looped over: written out for every pixel it takes many seconds to compile.
    const long = [...within(pass.source)].some((v) => LONG.has(v.kind))
    if (long) {
      const [y, x] = [this.place('y', rolled ? `r * ${stride} + a` : 'r'), this.place('x', 'c')]
      const loaded = load('s', `clamp(${y}, 0, given.y - 1)`, `clamp(${x}, 0, given.x - 1)`)
      const outside = `${y} < 0 || ${y} >= given.y || ${x} < 0 || ${x} >= given.x`
      lines.push(
        `    var loaded: array<vec4f, ${rows * columns}>;`,
        `    for (var r = 0; r < ${rows}; r++) {\n      for (var c = 0; c < ${columns}; c++) {`,
        `        loaded[r * ${columns} + c] = ${loaded};`,
        zero ? `        if (${outside}) { loaded[r * ${columns} + c] = vec4f(0); }` : '',
        '      }\n    }',
      )
    }
    if (this.slides) {
      const last = rows - 1
      for (let c = 0; c < columns; c++) {
        for (let r = 0; r < last; r++) lines.push(`    ${value(r, c)} = ${value(r + 1, c)};`)
      }
      lines.push(...this.row(last))
      for (let c = 0; c < columns; c++) lines.push(`    ${value(last, c)} = ${this.loaded(load, last, c)};`)
      return lines.join('\n')
    }
    for (let r = 0; r < rows; r++) {
      if (rolled && !long) lines.push(...this.row(r))
      for (let c = 0; c < columns; c++) {
        lines.push(`    let ${value(r, c)} = ${long ? `loaded[${r * columns + c}]` : this.loaded(load, r, c)};`)
      }
    }
    return lines.join('\n')
  }

  /** Row `r`, column `c` of the window; zeros outside where the layer wants that. */
  private loaded(load: (slice: string, y: string, x: string) => string, r: number, c: number): string {
    const direct = load('s', `yat${r}`, `xat${c}`)
    return this.pass.layer?.pad === 'zero' ? `select(vec4f(0), ${direct}, yin${r} && xin${c})` : direct
  }

  /** What slides: the rows that the first row of taps shares with the one before it, if there were one. */
  private firstRows(load: (slice: string, y: string, x: string) => string): string {
    const { tile, kernel } = this
    const lines: string[] = []
    for (let c = 0; c < tile.wide + kernel - 1; c++) {
      for (let r = 0; r < tile.tall; r++) lines.push(`    var ${value(r, c)}: vec4f;`)
    }
    for (let r = 0; r < tile.tall - 1; r++) {
      lines.push(`    {`, `    let a = 0;`, ...this.row(r))
      for (let c = 0; c < tile.wide + kernel - 1; c++) {
        lines.push(`    ${value(r + 1, c)} = ${this.loaded(load, r, c)};`)
      }
      lines.push(`    }`)
    }
    return lines.join('\n')
  }

  /** Row `i` of the tile for the taps of row `a`. */
  private row(i: number): string[] {
    const raw = this.place('y', `${i * this.stride} + a`)
    const lines = [`    let yat${i} = clamp(${raw}, 0, given.y - 1);`]
    if (this.pass.layer?.pad === 'zero') lines.push(`    let yin${i} = ${raw} >= 0 && ${raw} < given.y;`)
    return lines
  }

  /** Row or column `at` of the window, before edges are repeated. */
  private place(axis: 'x' | 'y', at: number | string): string {
    const corner = axis === 'y' ? 'corner / 2' : 'corner % 2'
    const taps = typeof at === 'number' ? `${at - this.edge}` : `(${at} - ${this.edge})`
    const offset = spread(this.pass, taps)
    return `${axis}0 * ${this.stride} + ${offset}${this.pass.folded ? ` + ${corner}` : ''}`
  }

  private products(): string {
    const { pass, tile, kernel, stride, rolled } = this
    const conv = pass.kind === 'conv'
    const perRow = rolled ? ` + a * ${kernel * (conv ? tile.slices * 4 : 1)}` : ''
    const perSlice = this.taps * tile.slices * 4
    const lines = [
      conv
        ? `    let base = ((corner * ${this.groups} + group) * ${this.inputs} + s) * ${perSlice}${perRow};`
        : `    let base = s * ${this.taps}${perRow};`,
    ]
    // Of a picture's last slice only the channels that are there; of a net's middle all are.
    const channels = this.inputs === 1 ? pass.source.channels : 4
    for (let b = 0; b < kernel; b++) {
      for (let a = 0; a < (rolled ? 1 : kernel); a++) {
        const tap = a * kernel + b
        if (!conv) lines.push(`    let w${tap} = ${this.weights.load(`weights[base + ${tap}]`)};`)
        for (let o = 0; o < tile.slices; o++) {
          for (let k = 0; k < (conv ? channels : 1); k++) {
            const weight = conv ? `w${tap}_${o}_${k}` : `w${tap}`
            if (conv)
              lines.push(
                `    let ${weight} = ${this.weights.load(`weights[base + ${(tap * tile.slices + o) * 4 + k}]`)};`,
              )
            for (let i = 0; i < tile.tall; i++) {
              for (let j = 0; j < tile.wide; j++) {
                const v = value(rolled ? i : i * stride + a, j * stride + b)
                lines.push(`    ${sum(i, j, o)} += ${conv ? `${v}.${'xyzw'[k]}` : v} * ${weight};`)
              }
            }
          }
        }
      }
    }
    return lines.join('\n')
  }

  /** The loaded view of the pixels that are this thread's own, each slice by one of the groups. */
  private keep(): string {
    const { pass, tile, groups, edge, store, rolled } = this
    if (!pass.side) return ''
    const lines: string[] = []
    for (let i = 0; i < tile.tall; i++) {
      for (let j = 0; j < tile.wide; j++) {
        const at = `s * given.z + (y0 + ${spread(pass, i)}) * given.x + x0 + ${spread(pass, j)}`
        lines.push(
          `      if (${inside(pass, i, j)}) { side[${at}] = ${store.save(value(rolled ? i : i + edge, j + edge))}; }`,
        )
      }
    }
    return [`    if (s % ${groups} == group${rolled ? ` && a == ${edge}` : ''}) {`, ...lines, '    }'].join('\n')
  }

  private write(): string {
    const { pass, store, tile } = this
    const level = `levels[${levelOf(this.levels, pass)}]`
    return this.each((i, j, o) => {
      const [y, x] = pass.folded
        ? [`2 * (y0 + ${i}) + corner / 2`, `2 * (x0 + ${j}) + corner % 2`]
        : [`y0 + ${spread(pass, i)}`, `x0 + ${spread(pass, j)}`]
      if (pass.target) {
        const at = `(group * ${tile.slices} + ${o}) * ${level}.z + (${y}) * ${level}.x + ${x}`
        return `  if (${inside(pass, i, j)}) { made[${at}] = ${store.save(sum(i, j, o))}; }`
      }
      const steps = pass.after
        .map((view) => `${sum(i, j, o)} = ${activate(view, sum(i, j, o), tile.choosing)};`)
        .join(' ')
      const color = `vec4f(clamp(${sum(i, j, o)}.rgb, vec3f(0), vec3f(1)), 1)`
      return `  ${steps}\n  if (${inside(pass, i, j)}) { textureStore(painting, vec2i(${x}, ${y}), ${color}); }`
    })
  }

  private each(line: (i: number, j: number, o: number) => string): string {
    return eachOf(this.tile, line)
  }
}
